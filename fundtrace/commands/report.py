"""`fundtrace report`: a funder's grants, to be filed."""

from __future__ import annotations

from pathlib import Path
from typing import Literal

import click

from fundtrace import checking
from fundtrace.checking import checked_store, sources_option
from fundtrace.commands.check import chosen
from fundtrace.days import DAY
from fundtrace.failure import Failure
from fundtrace.progress import counted


@click.command()
@click.option("--funder", required=True, help="The funder: its id, name or abbreviation.")
@click.option("--from", "first", type=DAY, help="Only grants that end on this day or later (YYYY-MM-DD).")
@click.option("--to", "last", type=DAY, help="Only grants that start on this day or earlier.")
@click.option("--out", required=True, type=click.Path(path_type=Path, dir_okay=False))
@click.option("--language", type=click.Choice(["lv", "en"]), default="en", show_default=True)
@sources_option
@click.pass_obj
def report(
    data: Path,
    funder: str,
    first: str | None,
    last: str | None,
    out: Path,
    language: Literal["lv", "en"],
    folder: Path | None,
) -> None:
    """Write a report to FILE: html, pdf, xlsx or csv by its ending."""
    from fundtrace.reports.report import write_report

    with checked_store(data, folder) as store:
        records = [
            record
            for record in chosen(store, funder, None)
            if (not first or (record["end"] or "9") >= first)
            and (not last or (record["start"] or "0") <= last)
        ]
    if not records:
        raise Failure(f"No grant of {funder} is of that time: 'fundtrace grants list' shows all.")
    wanted = records[0]["funder"]
    write_report(records, wanted, checking.today(), out, language)
    click.echo(f"{counted(len(records), 'grant')} of {wanted}: {out}")
