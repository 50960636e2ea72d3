"""The contact that goes into the user agent, so that a site's owner can reach whoever crawls it."""

from __future__ import annotations

import os
from pathlib import Path

import click

from fundtrace.settings import FILE, load_settings

VARIABLE = "FUNDTRACE_CONTACT"


def contact(data: Path) -> str | None:
    """The operator's mail or web address from the environment, else from the settings in `data`, or None."""
    set_here = os.environ.get(VARIABLE, "").strip()
    return set_here or load_settings(data).contact


def warn_without_contact(data: Path) -> None:
    """Says on standard error that sites' owners cannot reach the operator."""
    if contact(data) is None:
        click.echo(
            f"No contact is set: put your mail or web address in `contact` in {data / FILE}, "
            f"or in {VARIABLE}; it goes into the user agent so that the owners of sites can reach you.",
            err=True,
        )
