"""Pages as they were received, out of the archive."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from bs4 import BeautifulSoup

if TYPE_CHECKING:
    from crawlers.archive import Capture
    from crawlers.sources import Source
    from db.store import Store


@dataclass(frozen=True, slots=True)
class ArchivedPage:
    """The HTML that an article was read from, when it was fetched, and the digest of the body."""

    url: str
    html: str
    fetched_at: str
    sha256: str


class ArchivedPages:
    """Reads what was received for an article; None where the archive or the source file lost it."""

    def __init__(self, store: Store, archive: Path, sources: dict[str, Source]) -> None:
        self._store = store
        self._archive = archive
        self._sources = sources
        self._homes: dict[str, str | None] = {}

    def page(self, article: str) -> ArchivedPage | None:
        """The page of an article; of an API's or a feed's article the small page made from it."""
        from crawlers.addresses import canonical_url
        from crawlers.pages import pages_of

        source, url, _, identity, role = self._of(article)
        capture = self._capture(identity) if source in self._sources else None
        if capture is None:
            return None
        pages = pages_of(capture, self._sources[source])
        same = [one for one in pages if canonical_url(one.url) == url]
        found = next(iter(same or (pages if role == "page" else [])), None)
        if found is None:
            return None
        return ArchivedPage(url, found.html, capture.fetched_at.isoformat(), capture.sha256)

    def words(self, article: str) -> str | None:
        """Everything that an article's page and the documents on it say.

        Of an API's article it is its text and the site's home page.
        """
        source, _, text, identity, role = self._of(article)
        if source not in self._sources:
            return None
        page = self._words(source, identity) if role == "page" else self._home(source)
        if page is None:
            return None
        return "\n".join([page, text, *self._documents(article)])

    def _documents(self, article: str) -> list[str]:
        sql = """SELECT d.text FROM article_documents a JOIN documents d USING (source, url)
            WHERE a.article = ? AND d.text IS NOT NULL ORDER BY a.position"""
        return [row[0] for row in self._store.db.execute(sql, [article]).fetchall()]

    def _of(self, article: str) -> tuple[str, str, str, int, str]:
        row: tuple[str, str, str, int, str] = self._store.db.execute(
            """SELECT a.source, a.url, a.text, c.id, c.role
            FROM articles a JOIN captures c ON c.id = a.capture WHERE a.id = ?""",
            [article],
        ).fetchone()
        return row

    def _home(self, source: str) -> str | None:
        if source not in self._homes:
            held = self._store.last_capture(self._sources[source].home, source)
            self._homes[source] = self._words(source, held.id) if held else None
        return self._homes[source]

    def _words(self, source: str, identity: int) -> str | None:
        from crawlers.packing import BodyError
        from crawlers.pages import text_of

        capture = self._capture(identity)
        if capture is None:
            return None
        try:
            soup = BeautifulSoup(text_of(capture, self._sources[source]), "lxml")
        except BodyError:
            return None
        named = [
            str(tag.get(name))
            for name in ("href", "alt", "src", "content")
            for tag in soup.select(f"[{name}]")
        ]
        return "\n".join([soup.get_text(" "), *named])

    def _capture(self, identity: int) -> Capture | None:
        from crawlers.archive import ArchiveError, Place, read_back

        held = self._store.capture(identity)
        if held.revisit_of is not None:
            held = self._store.capture(held.revisit_of)
        try:
            return read_back(self._archive, Place(held.warc_file, held.warc_offset))
        except (ArchiveError, OSError):
            return None
