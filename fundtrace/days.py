"""A day as an option of a command."""

from __future__ import annotations

from datetime import date

import click

from fundtrace.failure import Failure


class _Day(click.ParamType[str]):
    """`YYYY-MM-DD`; a `Failure` says so of anything else."""

    name = "date"

    def convert(self, value: object, param: click.Parameter | None, ctx: click.Context | None) -> str:
        try:
            return date.fromisoformat(str(value)).isoformat()
        except ValueError:
            option = f"{param.opts[0]} {value}" if param else str(value)
            raise Failure(f"{option}: write the date as YYYY-MM-DD, for example 2023-06-30.") from None


DAY = _Day()
