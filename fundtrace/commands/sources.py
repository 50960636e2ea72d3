"""`fundtrace sources`: the registry of websites."""

from __future__ import annotations

import json
from pathlib import Path

import click

from fundtrace.contact import contact, warn_without_contact
from fundtrace.failure import Failure
from fundtrace.places import BUNDLED_SOURCES, plain_failures
from fundtrace.progress import print_table

folder_option = click.option(
    "--sources",
    "folder",
    type=click.Path(path_type=Path, file_okay=False),
    default=BUNDLED_SOURCES,
    help="Folder of source files (default: the bundled registry).",
)


@click.group()
def sources() -> None:
    """List, check and add the websites that are visited."""


@sources.command("list")
@folder_option
@click.option("--json", "as_json", is_flag=True, help="As JSON.")
def list_sources(folder: Path, as_json: bool) -> None:
    """List all sources."""
    from rich.table import Table

    from crawlers.sources import load_sources

    with plain_failures():
        found = load_sources(folder)
    if as_json:
        rows = [{"id": s.id, "name": s.name, "home": s.home, "kind": s.kind, "every": s.every} for s in found]
        click.echo(json.dumps({"sources": rows}, ensure_ascii=False, indent=2))
        return
    table = Table(title=f"{len(found)} sources")
    for heading in ("Id", "Name", "Home", "Kind", "Every"):
        table.add_column(heading, overflow="fold")
    for source in found:
        table.add_row(source.id, source.name, source.home, source.kind, source.every)
    print_table(table)


@sources.command()
@folder_option
@click.argument("id", required=False)
def check(folder: Path, id: str | None) -> None:
    """Check the source files; with ID only that one."""
    from crawlers.sources import load_source, load_sources

    with plain_failures():
        if id is None:
            found = load_sources(folder)
            click.echo(f"{len(found)} sources are in order.")
            return
        file = folder / f"{id}.toml"
        if not file.is_file():
            raise Failure(f"There is no source '{id}' in {folder}. 'fundtrace sources list' shows all.")
        load_source(file)
    click.echo(f"{id} is in order.")


@sources.command()
@folder_option
@click.argument("url")
@click.option("--id", "id", help="The source's id (default: made from the address).")
@click.option("--allow-private-addresses", is_flag=True, help="For an intranet or a test on this machine.")
def add(folder: Path, url: str, id: str | None, allow_private_addresses: bool) -> None:
    """Look at the site at URL and write its source file."""
    from crawlers.add import add_source

    with plain_failures():
        warn_without_contact()
        path, understood = add_source(
            url, folder, id, allow_private_addresses=allow_private_addresses, contact=contact()
        )
    click.echo(understood)
    click.echo(f"Written: {path}")
