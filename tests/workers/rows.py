"""What two databases must share, row for row."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from db.store import open_store

# all that a visit leaves, numbers, times and places in the archive aside
ROWS = (
    "SELECT id, source, url, title, text, published, state, text_digest, findings_digest FROM articles"
    " ORDER BY 1",
    "SELECT source, url, article, relation FROM addresses ORDER BY 1, 2",
    "SELECT article, title, text FROM revisions ORDER BY 1, 3",
    "SELECT article, field, key, position, quote, start, rule FROM evidence ORDER BY 1, 2, 3, 4",
    "SELECT source, url, final_url, status, media_type, sha256, role, revisit_of IS NULL FROM captures"
    " ORDER BY source, id",
    "SELECT source, url, outcome, failure FROM requests ORDER BY 1, 2, 3, run",
    "SELECT source, state, requests, fetched, unchanged, gone, refused, failed, dropped, found, new, changed,"
    " known FROM source_runs ORDER BY source, started",
    "SELECT source, article, kind, detail FROM issues ORDER BY 1, 2, 3, 4",
    "SELECT id, name, home, kind FROM sources ORDER BY 1",
    "SELECT source, shape, articles, others FROM site_shapes ORDER BY 1, 2",
    "SELECT count(*) FROM visits UNION ALL SELECT count(*) FROM frontier",
)


def rows(data: Path) -> list[list[tuple[Any, ...]]]:
    with open_store(data / "fundtrace.db") as store:
        assert store.db.execute("PRAGMA foreign_key_check").fetchall() == []
        return [[tuple(row) for row in store.db.execute(sql)] for sql in ROWS]
