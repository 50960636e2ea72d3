"""The tables of what was forgotten, of the schedule, of messages and of bundles, as SQL."""

from __future__ import annotations

# nothing readable about what was forgotten: `digest` is a SHA-256, `why` is the operator's own words
FORGOTTEN = (
    """CREATE TABLE forgotten (
        digest TEXT NOT NULL CHECK (length(digest) = 64),
        kind TEXT NOT NULL CHECK (kind IN ('address', 'article', 'text')),
        why TEXT NOT NULL CHECK (why <> ''),
        since TEXT NOT NULL,
        PRIMARY KEY (kind, digest)
    ) STRICT, WITHOUT ROWID""",
    # archive files whose rows have moved to another file and that are still to be removed
    "CREATE TABLE replaced_files (file TEXT PRIMARY KEY) STRICT, WITHOUT ROWID",
)
