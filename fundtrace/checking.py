"""The check of the register for all commands: sources, decisions and the archive brought together."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, date, datetime
from pathlib import Path
from typing import TYPE_CHECKING

import click

from fundtrace.places import existing_work_database, plain_failures, sources_folder

if TYPE_CHECKING:
    from crawlers.sources import Source
    from db.store import Store

sources_option = click.option(
    "--sources",
    "folder",
    type=click.Path(path_type=Path, file_okay=False),
    help="Folder of source files (default: those of the demo where DATA is one, else the bundled registry).",
)


@contextmanager
def checked_store(data: Path, folder: Path | None) -> Iterator[Store]:
    """The open work database with an up-to-date check in it."""
    from crawlers.sources import load_sources
    from db.grants.checking import check
    from db.grants.decisions import read_decisions
    from db.store import open_store

    work = existing_work_database(data)
    with plain_failures():
        sources = {source.id: source for source in load_sources(sources_folder(data, folder))}
        decisions = read_decisions(data / "decisions.toml")
        with open_store(work) as store:
            pages = _Pages(store, data / "archive", sources)
            publishers = {id: publishers_of(source) for id, source in sources.items()}
            check(store, publishers, decisions, today(), pages.words)
            yield store


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


class _Pages:
    """All words of pages as they were received."""

    def __init__(self, store: Store, archive: Path, sources: dict[str, Source]) -> None:
        self._store = store
        self._archive = archive
        self._sources = sources
        self._homes: dict[str, str | None] = {}

    def words(self, article: str) -> str | None:
        """Everything that an article's page says; of an API's article its text and the site's home page."""
        row = self._store.db.execute(
            """SELECT a.source, a.text, c.id, c.role FROM articles a JOIN captures c ON c.id = a.capture
            WHERE a.id = ?""",
            [article],
        ).fetchone()
        source, text, capture, role = row
        if source not in self._sources:
            return None
        if role == "page":
            return self._read(source, capture)
        home = self._home(source)
        return None if home is None else f"{text}\n{home}"

    def _home(self, source: str) -> str | None:
        if source not in self._homes:
            held = self._store.last_capture(self._sources[source].home, source)
            self._homes[source] = self._read(source, held.id) if held else None
        return self._homes[source]

    def _read(self, source: str, identity: int) -> str | None:
        from bs4 import BeautifulSoup

        from crawlers.archive import ArchiveError, Place, read_back
        from crawlers.packing import BodyError
        from crawlers.pages import text_of

        held = self._store.capture(identity)
        if held.revisit_of is not None:
            held = self._store.capture(held.revisit_of)
        try:
            capture = read_back(self._archive, Place(held.warc_file, held.warc_offset))
            soup = BeautifulSoup(text_of(capture, self._sources[source]), "lxml")
        except (ArchiveError, BodyError, OSError):
            return None
        named = [
            str(tag.get(name))
            for name in ("href", "alt", "src", "content")
            for tag in soup.select(f"[{name}]")
        ]
        return "\n".join([soup.get_text(" "), *named])
