"""All rows of one source, as a work database of its own: for a worker on another machine, and back again.

A worker goes on from the slice as one process would from the whole database. What it brings takes the place
of the source's rows, all at once. Captures that were there keep their ids; new ones get ids here, in order.
"""

from __future__ import annotations

from collections.abc import Iterable
from contextlib import closing
from datetime import datetime
from pathlib import Path
from typing import Literal

from sqlite_utils import Database

from db.moments import instant
from db.opening import open_database
from db.store import Store

# by which column a table's rows belong to a source
BY_SOURCE = (
    *("source_runs", "requests", "articles", "addresses", "issues", "visits", "frontier"),
    *("site_looks", "site_shapes", "documents", "document_findings", "unread_pages"),
)
BY_ARTICLE = (
    *("revisions", "article_media", "evidence", "article_documents"),
    *("article_funders", "article_grants", "article_projects", "article_dates", "article_amounts"),
    *("article_organisations", "article_places"),
)
APART = ("sources", "runs", "captures", "forgotten")
# of the machine with the whole database alone
CENTRAL = (
    *(
        "_sqlite_migrations",
        "register_grants",
        "checked_grants",
        "check_notes",
        "check_stamp",
        "picture_hashes",
    ),
    *("scheduled", "messages", "told", "replaced_files", "merged_bundles", "awaited_bundles"),
    "pruned",
    "row_digests",
)
_CAPTURES = ("capture", "revisit_of")
# numbered anew where they are copied to
_NUMBERED = {"issues": "id", "captures": "id"}

Merged = Literal["merged", "known", "stale"]


def plan(store: Store, sources: Iterable[str], now: datetime) -> None:
    """Notes, for all sources at once, that a bundle of each is awaited."""
    merged = "SELECT count(*) FROM merged_bundles WHERE source = ?"
    with store.batch():
        for source in sources:
            id = f"{source}.{store.db.execute(merged, [source]).fetchone()[0] + 1}"
            row = [id, source, -1, -1, instant(now)]
            store.db.execute("INSERT INTO awaited_bundles VALUES (?, ?, ?, ?, ?) ON CONFLICT DO NOTHING", row)


def write_slice(store: Store, source: str, target: Path) -> str:
    """Writes the slice of a source that a bundle is awaited of to `target`, a new file; the bundle's id."""
    with closing(open_database(target, covered=False).conn) as connection:
        slice = Database(connection, execute_plugins=False)
        connection.execute("ATTACH ? AS work", [str(store.path)])
        with slice.atomic():
            slice.execute("PRAGMA defer_foreign_keys = ON")
            _copy_out(slice, source)
        connection.execute("DETACH work")
        state = _state(slice, source)
        connection.execute("PRAGMA journal_mode = DELETE")
    with store.batch():
        return str(
            store.db.execute(
                "UPDATE awaited_bundles SET newest = ?, forgotten = ? WHERE source = ? RETURNING id",
                [*state, source],
            ).fetchone()[0]
        )


def awaited(store: Store) -> dict[str, str]:
    """The source by the id of each bundle that is awaited."""
    return dict(store.db.execute("SELECT id, source FROM awaited_bundles ORDER BY id").fetchall())


def withdraw(store: Store, id: str) -> None:
    """Awaits a bundle no more, so that other work can begin; what comes of it after all is left alone."""
    with store.batch():
        store.db.execute("DELETE FROM awaited_bundles WHERE id = ?", [id])


def merge(store: Store, id: str, slice: Path, now: datetime) -> Merged:
    """Puts a worker's rows in the place of the source's, once: `known` for one that was merged before.

    `stale`: the source was crawled here, or something was forgotten, since the slice was written; the work is
    to be done again from a new slice.
    """
    store.db.execute("ATTACH ? AS slice", [str(slice)])
    try:
        with store.batch():
            return _merge(store, id, now)
    finally:
        store.db.execute("DETACH slice")


def _merge(store: Store, id: str, now: datetime) -> Merged:
    db = store.db
    row = db.execute("SELECT source, newest, forgotten FROM awaited_bundles WHERE id = ?", [id]).fetchone()
    if row is None:
        return "known"
    source, newest, forgotten = row
    if _state(db, source) != (newest, forgotten):
        return "stale"
    db.execute("PRAGMA defer_foreign_keys = ON")
    _merge_runs(db, source)
    _merge_captures(db, source, newest)
    db.execute("DELETE FROM issues WHERE source = ? AND article IS NOT NULL", [source])
    for table in ("articles", *(name for name in BY_SOURCE if name not in {"articles", "requests"})):
        db.execute(f'DELETE FROM "{table}" WHERE source = ?', [source])  # noqa: S608 - names of ours
    for table in (*BY_SOURCE, *BY_ARTICLE):
        _copy_in(db, table, "articles.source" if table in BY_ARTICLE else "source", source)
    last = db.execute("SELECT max(run) FROM slice.source_runs WHERE source = ?", [source]).fetchone()[0]
    db.execute("INSERT INTO merged_bundles VALUES (?, ?, ?, ?)", [id, source, last or "", instant(now)])
    db.execute("DELETE FROM awaited_bundles WHERE id = ?", [id])
    db.execute("DROP TABLE temp.moved_captures")
    return "merged"


def _state(db: Database, source: str) -> tuple[int, int]:
    """The source's newest capture, and how much is forgotten."""
    newest = db.execute("SELECT coalesce(max(id), 0) FROM captures WHERE source = ?", [source]).fetchone()[0]
    return newest, db.execute("SELECT count(*) FROM forgotten").fetchone()[0]


def _copy_out(slice: Database, source: str) -> None:
    own = {
        **{table: "source = ?1" for table in BY_SOURCE if table != "requests"},
        **dict.fromkeys(BY_ARTICLE, "article IN (SELECT id FROM work.articles WHERE source = ?1)"),
        "captures": "source = ?1",
        "sources": "id = ?1",
        "forgotten": "?1 <> ''",
        # how requests of earlier visits ended is of no use to this one
        "requests": "source = ?1 AND run IN (SELECT run FROM work.visits WHERE source = ?1)",
        "runs": """id IN (SELECT run FROM work.captures WHERE source = ?1 UNION
            SELECT run FROM work.source_runs WHERE source = ?1 UNION
            SELECT run FROM work.visits WHERE source = ?1)""",
    }
    for table, whose in own.items():
        slice.execute(f"INSERT INTO main.{table} SELECT * FROM work.{table} WHERE {whose}", [source])  # noqa: S608


def _merge_runs(db: Database, source: str) -> None:
    db.execute(
        """INSERT INTO sources SELECT * FROM slice.sources WHERE id = ?
        ON CONFLICT (id) DO UPDATE SET name = excluded.name, home = excluded.home, kind = excluded.kind,
            organisation = excluded.organisation, region = excluded.region""",
        [source],
    )
    # runs that began at the same second on two machines are one run
    db.execute(
        """INSERT INTO runs SELECT * FROM slice.runs WHERE true
        ON CONFLICT (id) DO UPDATE SET finished = max(coalesce(finished, excluded.finished),
            coalesce(excluded.finished, finished))"""
    )


def _merge_captures(db: Database, source: str, newest: int) -> None:
    db.execute("CREATE TEMP TABLE moved_captures (old INTEGER PRIMARY KEY, new INTEGER NOT NULL)")
    db.execute("INSERT INTO moved_captures SELECT id, id FROM captures WHERE source = ?", [source])
    names = [name for name in _columns(db, "captures") if name != "id"]
    quoted, moved = ", ".join(names), ", ".join(map(_moved, names))
    rows = "SELECT id FROM slice.captures t WHERE source = ? AND id > ? ORDER BY id"
    for (old,) in db.execute(rows, [source, newest]).fetchall():
        sql = f"INSERT INTO captures ({quoted}) SELECT {moved} FROM slice.captures t WHERE id = ?"  # noqa: S608
        new = db.execute(sql, [old]).lastrowid
        db.execute("INSERT INTO moved_captures VALUES (?, ?)", [old, new])


def _copy_in(db: Database, table: str, owner: str, source: str) -> None:
    names = [name for name in _columns(db, table) if _NUMBERED.get(table) != name]
    quoted = ", ".join(f'"{name}"' for name in names)
    moved = ", ".join(map(_moved, names))
    whose = (
        "source = ?1" if owner == "source" else "article IN (SELECT id FROM main.articles WHERE source = ?1)"
    )
    # an article that another source brought first stays that source's
    if table == "articles":
        whose += " AND id NOT IN (SELECT id FROM main.articles)"
    elif "article" in names and owner == "source":
        whose += " AND (article IS NULL OR article IN (SELECT id FROM main.articles WHERE source = ?1))"
    verb = "INSERT OR REPLACE" if table == "requests" else "INSERT"
    db.execute(
        f"{verb} INTO {table} ({quoted}) SELECT {moved} FROM slice.{table} t WHERE {whose}",  # noqa: S608
        [source],
    )


def _columns(db: Database, table: str) -> list[str]:
    return [row[1] for row in db.execute(f"PRAGMA table_info({table})").fetchall()]


def _moved(column: str) -> str:
    if column in _CAPTURES:
        return f"(SELECT new FROM temp.moved_captures WHERE old = t.{column})"  # noqa: S608
    return f't."{column}"'
