"""`fundtrace doctor`."""

from __future__ import annotations

import json
import sys
from dataclasses import asdict
from datetime import UTC, datetime
from pathlib import Path

import click

from fundtrace.checking import sources_option
from fundtrace.places import sources_folder

_MARKS = {"ok": "ok     ", "note": "note   ", "wrong": "WRONG  "}


@click.command()
@sources_option
@click.option("--quick", is_flag=True, help="Leave out what reads the whole database and archive.")
@click.option("--json", "as_json", is_flag=True, help="Print JSON.")
@click.pass_obj
def doctor(data: Path, folder: Path | None, quick: bool, as_json: bool) -> None:
    """Look at configuration, disk, database, archive, versions and schedule; say what is wrong."""
    from fundtrace.keeping.doctor import examine

    found = examine(data, sources_folder(data, folder), datetime.now(UTC), quick=quick)
    if as_json:
        click.echo(json.dumps({"findings": [asdict(each) for each in found]}, ensure_ascii=False))
    else:
        for each in found:
            click.echo(f"{_MARKS[each.state]}{each.what}: {each.sentence}")
    if any(each.state == "wrong" for each in found):
        sys.exit(1)
