"""Captures that later ones have taken the place of, and that nothing says anything by.

What stays, whatever its age: the latest answer and the latest body of each address, the capture of every text
that an article has or ever had, those in which an article was first and last seen or seen to be gone, or
something odd about it began, those of documents, redirects as they first led somewhere and all that lead to
an article, and the bodies of revisits that stay. Reading the archive again then gives the same articles and
revisions.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from sqlite_utils import Database

from db.forgetting import Rewritten, note_places, remove_captures

WORK = "prune"


@dataclass(frozen=True, slots=True)
class Superseded:
    """A capture that may go, where it lies, and the capture whose body it repeats."""

    capture: int
    file: str
    offset: int
    revisit_of: int | None


# the moments that the catalogue gives of articles; the address that showed one may show another by now
_MOMENTS = """moments (moment) AS (
        SELECT first_seen FROM addresses WHERE source = :source
        UNION SELECT last_seen FROM addresses WHERE source = :source
        UNION SELECT gone_since FROM addresses WHERE source = :source AND gone_since IS NOT NULL
        UNION SELECT first_seen FROM articles WHERE source = :source
        UNION SELECT last_seen FROM articles WHERE source = :source
        UNION SELECT since FROM issues WHERE source = :source AND article IS NOT NULL)"""

_NAMED = """named (id) AS (
        SELECT capture FROM articles WHERE source = :source
        UNION SELECT r.capture FROM revisions r JOIN articles a ON a.id = r.article WHERE a.source = :source
        UNION SELECT capture FROM addresses WHERE source = :source
        UNION SELECT capture FROM documents WHERE source = :source AND capture IS NOT NULL
        UNION SELECT id FROM own WHERE fetched_at IN (SELECT moment FROM moments)
        UNION SELECT o.id FROM own o JOIN addresses d ON d.source = :source AND d.url IN (o.url, o.final_url)
            WHERE d.gone_since IS NOT NULL AND o.status IN (404, 410)
        UNION SELECT o.id FROM own o JOIN issues i ON i.source = :source AND i.article IS NULL
            AND i.since = o.fetched_at AND instr(i.detail, o.url)
        UNION SELECT min(id) FROM own WHERE status BETWEEN 300 AND 399 AND final_url <> url
            GROUP BY url, final_url
        UNION SELECT o.id FROM own o JOIN addresses d ON d.source = :source AND d.url = o.final_url
            WHERE o.status BETWEEN 300 AND 399 AND o.final_url <> o.url)"""

# an issue record that came later than its article: what the page said just before it
_WITHOUT_ISSUE = """without_issue (id) AS (
        SELECT id FROM (SELECT o.id, row_number()
                OVER (PARTITION BY i.id, o.url ORDER BY o.fetched_at DESC, o.id DESC) AS n
            FROM issues i JOIN articles a ON a.id = i.article AND i.since > a.first_seen
            JOIN addresses d ON d.article = a.id
            JOIN own o ON (o.url = d.url OR o.role IN ('api', 'feed')) AND o.fetched_at < i.since
                AND o.revisit_of IS NULL AND o.status BETWEEN 200 AND 299
            WHERE i.source = :source) WHERE n = 1)"""

_LATEST = """latest (id) AS (
        SELECT id FROM (SELECT id, row_number() OVER (PARTITION BY url ORDER BY fetched_at DESC, id DESC) AS n
            FROM own) WHERE n = 1
        UNION SELECT id FROM bodies
        UNION SELECT id FROM (SELECT r.id, row_number()
                OVER (PARTITION BY r.url, r.revisit_of ORDER BY r.fetched_at DESC, r.id DESC) AS n
            FROM own r JOIN bodies b ON b.id = r.revisit_of) WHERE n = 1)"""

_SUPERSEDED = f"""
    WITH own AS MATERIALIZED (
        SELECT id, url, final_url, fetched_at, status, role, revisit_of, warc_file, warc_offset
        FROM captures WHERE source = :source),
    bodies (id) AS (
        SELECT id FROM (SELECT id, row_number() OVER (PARTITION BY url ORDER BY fetched_at DESC, id DESC) AS n
            FROM own WHERE revisit_of IS NULL AND status BETWEEN 200 AND 299) WHERE n = 1),
    {_MOMENTS}, {_NAMED}, {_WITHOUT_ISSUE}, {_LATEST},
    stays (id) AS MATERIALIZED (
        SELECT id FROM own WHERE fetched_at >= :before
        UNION SELECT id FROM named UNION SELECT id FROM latest UNION SELECT id FROM without_issue)
    SELECT id, warc_file, warc_offset, revisit_of FROM own
    WHERE id NOT IN (SELECT id FROM stays)
        AND id NOT IN (SELECT revisit_of FROM own
            WHERE revisit_of IS NOT NULL AND id IN (SELECT id FROM stays))
    ORDER BY warc_file, warc_offset"""  # noqa: S608 - texts of ours


def superseded(db: Database, source: str, before: str) -> list[Superseded]:
    """The source's captures that were fetched before an instant and may go, in the archive's order."""
    values = {"source": source, "before": before}
    return [Superseded(*row) for row in db.execute(_SUPERSEDED, values).fetchall()]


def in_hand(db: Database, source: str) -> str | None:
    """Why nothing of the source may be touched now; None when it may."""
    if db.execute("SELECT 1 FROM visits WHERE source = ?", [source]).fetchone():
        return "a visit was cut off and is still to go on"
    if db.execute("SELECT 1 FROM awaited_bundles WHERE source = ?", [source]).fetchone():
        return "a bundle of a worker is awaited"
    return None


def offsets(db: Database, file: str) -> list[int]:
    """Where the captures of an archive file begin, in order."""
    sql = "SELECT warc_offset FROM captures WHERE warc_file = ? ORDER BY warc_offset"
    return [row[0] for row in db.execute(sql, [file])]


def announce(db: Database, files: Iterable[str]) -> None:
    """Notes files that are about to be written: should the process die, they are removed again."""
    db.conn.executemany(
        "INSERT OR IGNORE INTO replaced_files (file, work) VALUES (?, ?)", [(file, WORK) for file in files]
    )


def left_over(db: Database, source: str | None = None) -> list[str]:
    """Files of a source (of all for None) that were replaced or never finished; no capture lies in them."""
    sql = """SELECT file FROM replaced_files WHERE work = ? AND (? IS NULL OR instr(file, ? || '/') = 1)
        AND NOT EXISTS (SELECT 1 FROM captures WHERE warc_file = file) ORDER BY file"""
    return [row[0] for row in db.execute(sql, [WORK, source, source])]


def remove_superseded(
    db: Database, source: str, rewritten: Rewritten, written: Iterable[str], size: int, before: str, at: str
) -> None:
    """Removes the rows, names the new places of the others, and notes what was removed; `size` in bytes."""
    remove_captures(db, rewritten.removed)
    note_places(db, rewritten, WORK)
    db.conn.executemany("DELETE FROM replaced_files WHERE file = ?", [(file,) for file in written])
    db.execute(
        """INSERT INTO pruned (source, before, pruned_at, captures, bytes) VALUES (?, ?, ?, ?, ?)
        ON CONFLICT (source) DO UPDATE SET before = max(before, excluded.before),
            pruned_at = excluded.pruned_at, captures = captures + excluded.captures,
            bytes = bytes + excluded.bytes""",
        [source, before, at, len(rewritten.removed), size],
    )
