"""Articles as the matching and the rules need them, streamed in bounded pieces."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterator, Sequence
from typing import Any

from db.store import Store
from normalise.grant_matching import ArticleFacts, NumberIn, TitleIn
from normalise.records import Image, Link
from normalise.verdicts import LinkSeen

_PIECE = 1000


def stream_facts(store: Store) -> Iterator[ArticleFacts]:
    """Every article with a financed funder, a grant number or a project title, by id."""
    last = ""
    while True:
        rows = store.db.execute(
            """SELECT id, url, source, published, text FROM articles WHERE id > ? AND (
                EXISTS (SELECT 1 FROM article_grants g WHERE g.article = articles.id)
                OR EXISTS (SELECT 1 FROM article_projects p WHERE p.article = articles.id)
                OR EXISTS (SELECT 1 FROM article_funders f
                    WHERE f.article = articles.id AND f.role = 'financed'))
            ORDER BY id LIMIT ?""",
            [last, _PIECE],
        ).fetchall()
        if not rows:
            return
        yield from _facts(store, rows)
        last = rows[-1][0]


def _facts(store: Store, rows: Sequence[Sequence[Any]]) -> Iterator[ArticleFacts]:
    low, high = rows[0][0], rows[-1][0]
    numbers = _grouped(store, 'SELECT article, "grant", role, funder FROM article_grants', low, high)
    titles = _grouped(store, 'SELECT article, title, "grant" FROM article_projects', low, high)
    names = _grouped(store, "SELECT article, name, role FROM article_organisations", low, high)
    funders = _grouped(store, "SELECT article, funder, role FROM article_funders", low, high)
    for id, url, source, published, text in rows:
        yield ArticleFacts(
            id,
            url,
            source,
            published,
            text,
            tuple(NumberIn(*row) for row in numbers[id]),
            tuple(TitleIn(*row) for row in titles[id]),
            tuple(name for name, role in names[id] if role != "mentioned"),
            frozenset(funder for funder, role in funders[id] if role == "financed"),
        )


def _grouped(store: Store, select: str, low: str, high: str) -> defaultdict[str, list[Any]]:
    groups: defaultdict[str, list[Any]] = defaultdict(list)
    sql = f"{select} WHERE article BETWEEN ? AND ? ORDER BY article, position"
    for article, *rest in store.db.execute(sql, [low, high]):
        groups[article].append(rest)
    return groups


def media_of(store: Store, article: str) -> tuple[tuple[Image, ...] | None, tuple[Link, ...] | None]:
    """Pictures and links of an article; null when it was stored before they were kept."""
    row = store.db.execute("SELECT images, links FROM article_media WHERE article = ?", [article]).fetchone()
    if row is None:
        return None, None
    return tuple(Image(**one) for one in json.loads(row[0])), tuple(Link(**one) for one in json.loads(row[1]))


def last_answer(store: Store, address: str) -> LinkSeen | None:
    """How an address answered when a crawl last asked for it; None when it never did."""
    row = store.db.execute(
        """SELECT status, date(fetched_at) FROM captures WHERE url = ?
        ORDER BY fetched_at DESC, id DESC LIMIT 1""",
        [address],
    ).fetchone()
    return LinkSeen(*row) if row else None
