"""The check of the register for all commands: sources, decisions and the archive brought together."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, date, datetime
from pathlib import Path
from typing import TYPE_CHECKING

import click

from fundtrace.archived import ArchivedPages
from fundtrace.places import existing_work_database, plain_failures, sources_folder

if TYPE_CHECKING:
    from crawlers.sources import Source
    from db.store import Store

sources_option = click.option(
    "--sources",
    "folder",
    type=click.Path(path_type=Path, file_okay=False),
    help="Folder of source files (default: DATA/sources where there is one, else the bundled registry).",
)


@contextmanager
def checked_store(data: Path, folder: Path | None) -> Iterator[Store]:
    """The open work database with an up-to-date check in it."""
    from crawlers.sources import load_sources
    from db.grants.checking import check
    from db.grants.decisions import Decisions, read_decisions
    from db.grants.pictures import known_pictures
    from db.store import open_store

    work = existing_work_database(data)
    with plain_failures():
        sources = {source.id: source for source in load_sources(sources_folder(data, folder))}
        decisions = read_decisions(data / "decisions.toml")
        with open_store(work) as store:
            pages = archived_pages(store, data, folder)
            publishers = {id: publishers_of(source) for id, source in sources.items()}
            pictures = known_pictures(store, data / "logos.toml")
            check(store, publishers, decisions, today(), pages.words, pictures)
            for said in Decisions(store, decisions).without_effect:
                click.echo(f"decisions.toml: {said}", err=True)
            yield store


def archived_pages(store: Store, data: Path, folder: Path | None) -> ArchivedPages:
    """The pages of the data folder's archive."""
    from crawlers.sources import load_sources

    sources = {source.id: source for source in load_sources(sources_folder(data, folder))}
    return ArchivedPages(store, data / "archive", sources)


def bring_check_up_to_date(data: Path) -> None:
    """Checks the register before it is published; a data folder without grants needs no sources."""
    from db.grants.register import load_grants
    from db.store import open_store

    with plain_failures(), open_store(existing_work_database(data)) as store:
        empty = not load_grants(store)
    if not empty:
        with checked_store(data, None):
            pass


def today() -> date:
    """The day that a command is run on."""
    return datetime.now(UTC).date()


def publishers_of(source: Source) -> tuple[str, ...]:
    """Whose news a source carries: names and registration numbers."""
    organisation = source.organisation
    own = (organisation.name, organisation.registration) if organisation else ()
    return tuple(dict.fromkeys(name for name in (*own, *source.recipients) if name))
