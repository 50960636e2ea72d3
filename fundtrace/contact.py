"""The contact that goes into the user agent, so that a site's owner can reach whoever crawls it."""

from __future__ import annotations

import os

import click

VARIABLE = "FUNDTRACE_CONTACT"


def contact() -> str | None:
    """The operator's mail or web address from the environment; None when it is not set."""
    return os.environ.get(VARIABLE, "").strip() or None


def warn_without_contact() -> None:
    """Says on standard error that sites' owners cannot reach the operator."""
    if contact() is None:
        click.echo(
            f"No contact is set: put your mail or web address in {VARIABLE}, it goes into the user agent "
            "so that the owners of sites can reach you.",
            err=True,
        )
