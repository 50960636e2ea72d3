"""A site on loopback that is visited through a year: what of it changes, and the clock of its visits."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from datetime import UTC, datetime, timedelta
from itertools import count
from pathlib import Path
from typing import Any

from crawlers.run import crawl
from tests.crawlers.conftest import PARAGRAPH, Serve, Site, article, listing

START = datetime(2025, 1, 1, 6, 0, tzinfo=UTC)
MONTH = timedelta(days=30)
VISITS = 10
LAST = START + (VISITS - 1) * MONTH
STEADY, CHANGING, LEAVING, MOVING, NEW = (
    f"/zinas/{name}-upes-krasts/" for name in ("mierigais", "mainigais", "zudosais", "celojosais", "jaunais")
)
# what stays when readings follow from the archive alone
DERIVED = (
    *("articles", "revisions", "addresses", "article_media", "evidence", "article_funders"),
    *("article_dates", "article_organisations", "article_places"),
)


def year(serve: Serve, data: Path) -> Site:
    """Visited ten times, thirty days apart; every body differs each time, though most texts stay."""
    site = serve({})
    for visit in range(VISITS):
        site.pages.clear()
        site.pages.update(pages(visit, site.home))
        ticks = count()
        begin = START + visit * MONTH
        crawl(
            [site.source()],
            data,
            jobs=0,
            full=True,
            now=lambda begin=begin, ticks=ticks: begin + timedelta(seconds=next(ticks)),  # type: ignore[misc]
        )
    return site


def pages(visit: int, home: str) -> dict[str, Any]:
    """The site at a visit: a steady article, one rewritten twice, one taken down, one that moves, one new."""
    state = "jauna" if visit < 3 else "pārbūvēta" if visit < 6 else "slēgta"
    texts = {
        STEADY: article("Mierīgais upes krasts"),
        CHANGING: article("Mainīgais upes krasts", text=f"{PARAGRAPH} Laipa ir {state}."),
    }
    if visit < 4:
        texts[LEAVING] = article("Zudošais upes krasts", text=PARAGRAPH + "Drīz zudīs.")
    if visit < 5:
        texts[MOVING] = article("Ceļojošais upes krasts", text=PARAGRAPH + "Drīz ceļos.")
    else:
        texts["/raksti/celojosais/"] = article("Ceļojošais upes krasts", text=PARAGRAPH + "Drīz ceļos.")
    if visit >= 7:
        texts[NEW] = article("Jaunais upes krasts", text=PARAGRAPH + "Pavisam jauns.")
    listed = [(path, page.partition("<h1>")[2].partition("</h1>")[0]) for path, page in texts.items()]
    site: dict[str, Any] = {"/": listing(listed), **texts}
    for path, page in site.items():
        # as sites do: a number of the visit in every body
        site[path] = page.replace("</body>", f"<!-- apskate {visit} --></body>")
    if visit >= 5:
        site[MOVING] = (301, {"Location": "/raksti/celojosais/"}, b"")
    return site


def rows(data: Path, *tables: str) -> dict[str, list[tuple[Any, ...]]]:
    """All rows of tables of the work database, in an order of their own."""
    with closing(sqlite3.connect(data / "fundtrace.db")) as connection:
        return {
            table: sorted(connection.execute(f'SELECT * FROM "{table}"').fetchall(), key=repr)
            for table in tables
        }


def size_of(data: Path) -> int:
    """Bytes of the archive."""
    return sum(path.stat().st_size for path in (data / "archive").rglob("*.warc.gz"))
