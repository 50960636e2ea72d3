"""The commands run as a user runs them."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from click.testing import CliRunner, Result

from fundtrace.cli import cli

TODAY = date(2026, 11, 22)


def fundtrace(folder: Path, *arguments: str, text: str | None = None) -> Result:
    """The command on a data folder."""
    return CliRunner().invoke(cli, ["--data", str(folder), *arguments], input=text)
