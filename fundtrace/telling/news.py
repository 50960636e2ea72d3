"""What is new, changed or silent for a watch, from the published snapshot and the last check."""

from __future__ import annotations

import sqlite3
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from db.ids import slug
from fundtrace.telling.watches import Watch
from normalise.search_terms import stems

_MOST = 100


@dataclass(frozen=True, slots=True)
class Item:
    """An article that a digest names."""

    id: str
    title: str
    url: str
    source: str
    published: str | None


@dataclass(frozen=True, slots=True)
class News:
    """What a watch is told: `silent` grants went silent since the last time, `still` are all silent ones."""

    new: tuple[Item, ...] = ()
    changed: tuple[Item, ...] = ()
    silent: tuple[dict[str, Any], ...] = ()
    still: frozenset[str] = frozenset()

    def __bool__(self) -> bool:
        return bool(self.new or self.changed or self.silent)


def news_for(
    watch: Watch, snapshot: Path, checked: list[dict[str, Any]], since: str, told_silent: frozenset[str]
) -> News:
    """The news of a watch since a moment; `checked` are the records of the last check of the register."""
    connection = sqlite3.connect(f"{snapshot.resolve().as_uri()}?mode=ro", uri=True)
    try:
        new = _items(connection, watch, "a.first_seen > :since", since)
        changed = _items(
            connection,
            watch,
            """a.first_seen <= :since AND a.archived_at > :since
            AND EXISTS (SELECT 1 FROM revisions r WHERE r.article = a.id)""",
            since,
        )
    finally:
        connection.close()
    silent = [record for record in checked if record["coverage"] == "silent" and _is_watched(watch, record)]
    fresh = tuple(record for record in silent if record["id"] not in told_silent)
    return News(new, changed, fresh, frozenset(record["id"] for record in silent))


def _items(connection: sqlite3.Connection, watch: Watch, when: str, since: str) -> tuple[Item, ...]:
    wanted, values = _wanted(watch)
    sql = f"""SELECT a.id, coalesce(a.title, a.url), a.url, a.source, a.published FROM articles a
        WHERE {when} AND a.state = 'present' AND ({" OR ".join(wanted)})
        ORDER BY a.first_seen DESC, a.id LIMIT {_MOST}"""  # noqa: S608 - texts of ours, values are bound
    return tuple(Item(*row) for row in connection.execute(sql, {"since": since, **values}))


def _wanted(watch: Watch) -> tuple[list[str], dict[str, str]]:
    """Conditions of which one must hold, and the values that they name."""
    wanted, values = [], {}
    if watch.search:
        words = stems(watch.search).split()
        wanted.append("a.rowid IN (SELECT rowid FROM articles_stems WHERE articles_stems MATCH :words)")
        values["words"] = " ".join(f'"{word}"' for word in words) or '""'
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


def _is_watched(watch: Watch, record: dict[str, Any]) -> bool:
    recipients = {slug(name) for name in watch.organisations}
    return (
        record["id"] in watch.grants
        or record["funder"] in watch.funders
        or bool(record["recipient"] and slug(record["recipient"]) in recipients)
    )
