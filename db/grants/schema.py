"""The tables of the grant register, as SQL."""

from __future__ import annotations

REGISTER = (
    """CREATE TABLE register_grants (
        id TEXT PRIMARY KEY,
        identifier TEXT NOT NULL,
        title TEXT, description TEXT,
        funder TEXT, funder_name TEXT, programme TEXT,
        recipient TEXT, recipient_id TEXT,
        amount REAL CHECK (amount >= 0), currency TEXT,
        awarded TEXT, start TEXT, "end" TEXT,
        location TEXT,
        publicity_due TEXT,
        CHECK (start IS NULL OR "end" IS NULL OR start <= "end")
    ) STRICT""",
    "CREATE INDEX register_grants_by_funder ON register_grants (funder)",
    """CREATE TABLE article_media (
        article TEXT PRIMARY KEY REFERENCES articles(id) ON DELETE CASCADE,
        images TEXT NOT NULL,
        links TEXT NOT NULL
    ) STRICT""",
    """CREATE TABLE checked_grants (
        "grant" TEXT PRIMARY KEY REFERENCES register_grants(id) ON DELETE CASCADE,
        coverage TEXT NOT NULL CHECK (coverage IN
            ('covered', 'incomplete', 'late', 'silent', 'cannot tell', 'not due')),
        record TEXT NOT NULL
    ) STRICT""",
    """CREATE TABLE check_notes (
        position INTEGER PRIMARY KEY,
        kind TEXT NOT NULL,
        article TEXT NOT NULL,
        detail TEXT NOT NULL
    ) STRICT""",
    "CREATE TABLE check_stamp (only INTEGER PRIMARY KEY CHECK (only = 1), stamp TEXT NOT NULL) STRICT",
)

# what earlier versions kept has another form: the next check makes it anew
EVIDENCE_OF_CHECKS = (
    "DELETE FROM checked_grants",
    "DELETE FROM check_stamp",
    "DROP TABLE check_notes",
    """CREATE TABLE check_notes (
        position INTEGER PRIMARY KEY,
        kind TEXT NOT NULL,
        article TEXT NOT NULL,
        detail TEXT NOT NULL,
        detail_lv TEXT NOT NULL
    ) STRICT""",
    """CREATE TABLE picture_hashes (
        address TEXT PRIMARY KEY,
        hash TEXT NOT NULL CHECK (length(hash) = 16),
        sha256 TEXT NOT NULL,
        seen_at TEXT NOT NULL
    ) STRICT, WITHOUT ROWID""",
)
