"""A site of four articles, a visit to it, and how a request ended."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from crawlers.account import SourceReport
from crawlers.run import crawl
from crawlers.sources import Source
from db.store import open_store
from tests.crawlers.conftest import Serve, Site, article, listing

PATHS = [f"/zinas/laipa-par-upi-{number}/" for number in range(4)]


def visit(source: Source, data: Path, **how: Any) -> SourceReport:
    return crawl([source], data, **how)[0]


def small(serve: Serve) -> Site:
    """Four articles on one list page."""
    entries = [(path, f"Laipa pār upi gatava, {number}. kārta") for number, path in enumerate(PATHS)]
    return serve({"/": listing(entries)} | {path: article(title) for path, title in entries})


def ending(data: Path, path: str) -> tuple[str, str | None]:
    with open_store(data / "fundtrace.db") as store:
        sql = "SELECT outcome, failure FROM requests WHERE url LIKE ? ORDER BY run DESC"
        return tuple(store.db.execute(sql, [f"%{path}"]).fetchone())  # type: ignore[return-value]
