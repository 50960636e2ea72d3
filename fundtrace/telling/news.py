"""What is new, changed or silent for a watch, from the published snapshot and the last check."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from datasette_config.search.facets import narrow
from datasette_config.search.index import build_index
from datasette_config.search.matching import Matcher
from datasette_config.search.sets import ArticleSet, of_rows
from datasette_config.search.wish import read_saved
from db.ids import slug
from fundtrace.telling.watches import Watch

_MOST = 100
_Wanted = tuple[list[str], dict[str, str]]


@dataclass(frozen=True, slots=True)
class Item:
    """An article that a digest names."""

    id: str
    title: str
    url: str
    source: str
    published: str | None
    read_at: str


@dataclass(frozen=True, slots=True)
class Known:
    """What a watch was told: silent grants, and articles with the time at which their text was read."""

    silent: frozenset[str] = frozenset()
    articles: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class News:
    """What a watch is told, and what it knows then; `silent` are grants that went silent since."""

    new: tuple[Item, ...] = ()
    changed: tuple[Item, ...] = ()
    silent: tuple[dict[str, Any], ...] = ()
    known: Known = Known()

    def __bool__(self) -> bool:
        return bool(self.new or self.changed or self.silent)


def news_for(
    watch: Watch, snapshot: Path, checked: list[dict[str, Any]], since: str, known: Known | None
) -> News:
    """The news of a watch: what came or changed after `since` and is not known; None for one that begins.

    A moment alone would not do: a text read at eight may be published at ten, after the digest of nine. So
    `since` lies far enough back, and what was told since then is known by name. `checked` are the records of
    the last check of the register.
    """
    connection = sqlite3.connect(f"{snapshot.resolve().as_uri()}?mode=ro", uri=True)
    # as the catalogue reads it
    connection.row_factory = sqlite3.Row
    try:
        came = _items(connection, watch, "a.first_seen > :since", since)
        changed = _items(
            connection,
            watch,
            "a.archived_at > :since AND EXISTS (SELECT 1 FROM revisions r WHERE r.article = a.id)",
            since,
        )
    finally:
        connection.close()
    silent = [record for record in checked if record["coverage"] == "silent" and _is_watched(watch, record)]
    still = frozenset(record["id"] for record in silent)
    if known is None:
        return News(known=Known(still, {item.id: item.read_at for item in (*came, *changed)}))
    new = tuple(item for item in came if item.id not in known.articles)[:_MOST]
    fresh = {item.id for item in came} - known.articles.keys()
    others = [item for item in changed if item.id not in fresh]
    told = tuple(item for item in others if known.articles.get(item.id) != item.read_at)[:_MOST]
    # what a digest has no room for comes with the next
    kept = {id: read_at for id, read_at in known.articles.items() if read_at > since}
    now_known = Known(still, kept | {item.id: item.read_at for item in (*new, *told)})
    gone_silent = tuple(record for record in silent if record["id"] not in known.silent)
    return News(new, told, gone_silent, now_known)


def _items(connection: sqlite3.Connection, watch: Watch, when: str, since: str) -> tuple[Item, ...]:
    wanted, values = _wanted(connection, watch, when, since)
    sql = f"""SELECT a.id, coalesce(a.title, a.url), a.url, a.source, a.published, a.archived_at
        FROM articles a
        WHERE {when} AND a.state = 'present' AND ({" OR ".join(wanted)})
        ORDER BY a.first_seen DESC, a.id"""  # noqa: S608 - texts of ours, values are bound
    return tuple(Item(*row) for row in connection.execute(sql, {"since": since, **values}))


def _wanted(connection: sqlite3.Connection, watch: Watch, when: str, since: str) -> _Wanted:
    """Conditions of which one must hold, and the values that they name."""
    wanted, values = [], {}
    if watch.search:
        recent = of_rows(
            connection.execute(f"SELECT a.rowid FROM articles a WHERE {when}", {"since": since})  # noqa: S608
        )
        found = recent & _found(connection, watch.search) if recent else recent
        wanted.append("a.rowid IN (SELECT value FROM json_each(:found))")
        values["found"] = json.dumps(list(found))
    tables = (
        ("article_grants", '"grant"', watch.grants),
        ("article_funders", "funder", watch.funders),
        ("article_organisations", "organisation", tuple(slug(name) for name in watch.organisations)),
    )
    for table, column, asked in tables:
        for number, value in enumerate(asked):
            name = f"{table}_{number}"
            values[name] = value
            wanted.append(f"a.id IN (SELECT article FROM {table} WHERE {column} = :{name})")  # noqa: S608
    return wanted, values


def _found(connection: sqlite3.Connection, search: str) -> ArticleSet:
    """The articles that the catalogue's own search finds."""
    index = build_index(connection)
    wish = read_saved(search)
    return narrow(Matcher(connection, index).match(wish.query).found, wish.selection, index)


def _is_watched(watch: Watch, record: dict[str, Any]) -> bool:
    recipients = {slug(name) for name in watch.organisations}
    return (
        record["id"] in watch.grants
        or record["funder"] in watch.funders
        or bool(record["recipient"] and slug(record["recipient"]) in recipients)
    )
