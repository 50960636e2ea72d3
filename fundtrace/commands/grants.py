"""`fundtrace grants`: the register of awards."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterable
from dataclasses import asdict
from pathlib import Path

import click

from fundtrace.failure import Failure
from fundtrace.places import existing_work_database, make_data_folder, plain_failures, snapshot, work_database
from fundtrace.progress import counted, new_table, print_table

_SHOWN = 20


@click.group()
def grants() -> None:
    """Import and list the grants that funders awarded."""


@grants.command("import")
@click.argument("file", type=click.Path(path_type=Path, dir_okay=False))
@click.option(
    "--mapping", type=click.Path(path_type=Path, dir_okay=False), help="TOML file that names the columns."
)
@click.pass_obj
def import_file(data: Path, file: Path, mapping: Path | None) -> None:
    """Put the grants of FILE (360Giving JSON, CSV, XLSX or an HTML table) into the register."""
    whole = import_register(data, file, mapping)
    if snapshot(data).is_file():
        click.echo("The catalogue shows it after 'fundtrace publish'.")
    if not whole:
        sys.exit(1)


def import_register(data: Path, file: Path, mapping: Path | None = None) -> bool:
    """Imports a file and says what became of it; whether every row went in."""
    from db.grants.files import read_file, read_mapping
    from db.grants.register import save_grants
    from db.store import open_store
    from normalise.grant_rows import NO_MAPPING

    with plain_failures():
        read = read_file(file, read_mapping(mapping) if mapping else NO_MAPPING)
        if not read.grants and not read.problems:
            raise Failure(f"{file.name} holds no grant.")
        make_data_folder(data)
        with open_store(work_database(data)) as store:
            done = save_grants(store, read.grants.values())
    click.echo(f"{file.name}: {done.new} new, {done.updated} updated, {done.unchanged} unchanged.")
    unknown = sorted({g.funder_name or "(no funder named)" for g in read.grants.values() if g.funder is None})
    if unknown:
        click.echo(f"Funders that no rules are known for: {', '.join(unknown)}.", err=True)
    for problem in read.problems[:_SHOWN]:
        click.echo(f"{read.counts.capitalize()} {problem.line}: {problem.reason}", err=True)
    if len(read.problems) > _SHOWN:
        click.echo(f"... and {len(read.problems) - _SHOWN} more.", err=True)
    left_out = sum(1 for problem in read.problems if not problem.went_in)
    if left_out:
        said = (
            "1 row did not go in; mend it" if left_out == 1 else f"{left_out} rows did not go in; mend them"
        )
        click.echo(f"{said} and import the file again.", err=True)
    return not read.problems


@grants.command("list")
@click.option("--funder", help="Only the grants of this funder (id, name or abbreviation).")
@click.option("--json", "as_json", is_flag=True, help="As JSON.")
@click.pass_obj
def list_grants(data: Path, funder: str | None, as_json: bool) -> None:
    """List the register."""
    from db.grants.register import load_grants
    from db.store import open_store

    with plain_failures(), open_store(existing_work_database(data)) as store:
        found = load_grants(store)
    if funder is not None:
        wanted = funder_among(funder, (grant.funder for grant in found))
        found = [grant for grant in found if grant.funder == wanted]
    if as_json:
        click.echo(json.dumps({"grants": [asdict(grant) for grant in found]}, ensure_ascii=False, indent=2))
        return
    headings = ("Number", "Funder", "Recipient", "Title", "Period", "Amount")
    table = new_table(counted(len(found), "grant"), headings, whole={"Number", "Period", "Amount"})
    for grant in found:
        period = f"{grant.start or '?'} – {grant.end or '?'}" if grant.start or grant.end else ""
        amount = f"{grant.amount:,.2f} {grant.currency}" if grant.amount is not None else ""
        table.add_row(
            grant.id, grant.funder or grant.funder_name or "", grant.recipient, grant.title, period, amount
        )
    print_table(table)


def funder_among(named: str, funders: Iterable[str | None]) -> str:
    """The id of the funder that was named by id, name or abbreviation; Failure where it has no grant."""
    from normalise.grant_rows import funder_id

    there = sorted({funder for funder in funders if funder})
    for wanted in (named, funder_id(named)):
        if wanted in there:
            return wanted
    known = f"there are grants of {', '.join(there)}" if there else "it holds no grant of a known funder"
    raise Failure(f"No grant of the funder “{named}” is in the register; {known}.")
