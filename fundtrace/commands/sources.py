"""`fundtrace sources`: the registry of websites."""

from __future__ import annotations

import json
import os
from pathlib import Path
from typing import TYPE_CHECKING

import click

from fundtrace.contact import contact, warn_without_contact
from fundtrace.failure import Failure
from fundtrace.places import plain_failures, sources_folder, work_database
from fundtrace.progress import new_table, print_table

if TYPE_CHECKING:
    from crawlers.sources import Source

folder_option = click.option(
    "--sources",
    "folder",
    type=click.Path(path_type=Path, file_okay=False),
    help="Folder of source files (default: DATA/sources where there is one, else the bundled registry).",
)


@click.group()
def sources() -> None:
    """List, check and add the websites that are visited."""


@sources.command("list")
@folder_option
@click.option("--json", "as_json", is_flag=True, help="As JSON.")
@click.pass_obj
def list_sources(data: Path, folder: Path | None, as_json: bool) -> None:
    """List all sources."""
    from crawlers.sources import load_sources

    with plain_failures():
        found = load_sources(sources_folder(data, folder))
    if as_json:
        rows = [{"id": s.id, "name": s.name, "home": s.home, "kind": s.kind, "every": s.every} for s in found]
        click.echo(json.dumps({"sources": rows}, ensure_ascii=False, indent=2))
        return
    headings = ("Id", "Name", "Home", "Kind", "Every")
    table = new_table(f"{len(found)} sources", headings, whole={"Id", "Home"})
    for source in found:
        table.add_row(source.id, source.name, source.home, source.kind, source.every)
    print_table(table)


@sources.command()
@folder_option
@click.argument("id", required=False)
@click.option("--live", is_flag=True, help="Look at the site too: one list page and three articles are read.")
@click.pass_obj
def check(data: Path, folder: Path | None, id: str | None, live: bool) -> None:
    """Check the source files; with ID only that one, and what visits have learned of its site."""
    from crawlers.sources import load_source, load_sources

    folder = sources_folder(data, folder)
    with plain_failures():
        if id is None:
            found = load_sources(folder)
            click.echo(f"{len(found)} source{' is' if len(found) == 1 else 's are'} in order.")
        else:
            file = folder / f"{id}.toml"
            if not file.is_file():
                raise Failure(f"There is no source '{id}' in {folder}. 'fundtrace sources list' shows all.")
            found = [load_source(file)]
            click.echo(f"{id} is in order.")
            _tell_what_was_learned(data, found[0])
        failing = [source.id for source in found if live and not _try_live(data, source)]
    if failing:
        raise Failure(f"Cannot be read as the file stands: {', '.join(failing)}.")


def _tell_what_was_learned(data: Path, source: Source) -> None:
    """Prints what visits found out about the site, if there was a visit."""
    from crawlers.looks import kept_words
    from db.store import open_store

    work = work_database(data)
    if not work.is_file():
        return
    with open_store(work) as store:
        for line in kept_words(store, source):
            click.echo(line)


def _try_live(data: Path, source: Source) -> bool:
    """Looks at the source's site and prints what was understood; whether it can be read."""
    from crawlers.trying import try_source

    warn_without_contact(data)
    trial = try_source(source, contact=contact(data))
    click.echo("\n".join([f"{source.id} ({source.home})", *(f"  {line}" for line in trial.sentences)]))
    return trial.failure is None


@sources.command()
@folder_option
@click.argument("url")
@click.option("--id", "id", help="The source's id (default: made from the address).")
@click.option("--allow-private-addresses", is_flag=True, help="For an intranet or a test on this machine.")
@click.option("--render", is_flag=True, help="The site shows its text by scripts: read it in a browser.")
@click.pass_obj
def add(
    data: Path, folder: Path | None, url: str, id: str | None, allow_private_addresses: bool, render: bool
) -> None:
    """Look at the site at URL and write its source file."""
    from crawlers.add import add_source

    folder = sources_folder(data, folder)
    _refuse_unwritable(folder, data)
    with plain_failures():
        warn_without_contact(data)
        path, understood = add_source(
            url,
            folder,
            id,
            allow_private_addresses=allow_private_addresses,
            render=render,
            contact=contact(data),
        )
    click.echo(understood)
    click.echo(f"Written: {path}")


def _refuse_unwritable(folder: Path, data: Path) -> None:
    """An installed registry belongs to root, or lies in an image; a file written there would not last."""
    existing = next(each for each in (folder, *folder.absolute().parents) if each.exists())
    if not os.access(existing, os.W_OK):
        raise Failure(
            f"{folder} cannot be written. Copy it to {data / 'sources'} (cp -r {folder} {data / 'sources'}): "
            "every command goes by that folder where there is one."
        )
