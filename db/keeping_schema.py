"""The tables of what was forgotten or removed, of the schedule, of messages and of bundles, as SQL."""

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

# a slot of the schedule and what became of it: nothing that was due goes without a word
SCHEDULE = (
    """CREATE TABLE scheduled (
        source TEXT NOT NULL,
        due TEXT NOT NULL,
        outcome TEXT NOT NULL CHECK (outcome IN
            ('running', 'made', 'failed', 'stopped', 'cut off', 'made up for', 'still running')),
        started TEXT,
        finished TEXT,
        detail TEXT,
        PRIMARY KEY (source, due),
        CHECK ((outcome IN ('made', 'failed', 'stopped')) <= (finished IS NOT NULL))
    ) STRICT, WITHOUT ROWID""",
)

# a message waits until it is handed over; then its words go and its key stays, so that nothing is said twice
MESSAGES = (
    """CREATE TABLE messages (
        key TEXT PRIMARY KEY,
        channel TEXT NOT NULL,
        address TEXT NOT NULL,
        subject TEXT,
        body TEXT,
        made TEXT NOT NULL,
        state TEXT NOT NULL CHECK (state IN ('waiting', 'sending', 'sent', 'unsure')),
        attempts INTEGER NOT NULL DEFAULT 0 CHECK (attempts >= 0),
        sent TEXT,
        fault TEXT,
        CHECK ((state IN ('waiting', 'sending')) <= (body IS NOT NULL))
    ) STRICT, WITHOUT ROWID""",
    # up to which moment each watch and each source's state was told
    """CREATE TABLE told (
        what TEXT PRIMARY KEY,
        until TEXT NOT NULL,
        state TEXT
    ) STRICT, WITHOUT ROWID""",
)

# bundles of other machines that are in the database; the id is in the bundle's name
BUNDLES = (
    """CREATE TABLE merged_bundles (
        id TEXT PRIMARY KEY,
        source TEXT NOT NULL,
        run TEXT NOT NULL,
        merged TEXT NOT NULL
    ) STRICT, WITHOUT ROWID""",
)

# bundles that are awaited: which sequence of a source, and its newest capture when the work was handed out
AWAITED = (
    """CREATE TABLE awaited_bundles (
        id TEXT PRIMARY KEY,
        source TEXT NOT NULL UNIQUE,
        newest INTEGER NOT NULL,
        forgotten INTEGER NOT NULL,
        made TEXT NOT NULL
    ) STRICT, WITHOUT ROWID""",
)

# `work`: which of the two has replaced files; those that pruning is about to write are noted before they are
RETENTION = (
    """ALTER TABLE replaced_files ADD COLUMN work TEXT NOT NULL DEFAULT 'forget'
        CHECK (work IN ('forget', 'prune'))""",
    # captures that were superseded, older than `before` and needed for nothing; the counts are of all times
    """CREATE TABLE pruned (
        source TEXT PRIMARY KEY REFERENCES sources(id),
        before TEXT NOT NULL,
        pruned_at TEXT NOT NULL,
        captures INTEGER NOT NULL CHECK (captures >= 0),
        bytes INTEGER NOT NULL
    ) STRICT""",
)

# kept by triggers (`db/row_digests.py`); both numbers are 64 bits of a digest
ROW_DIGESTS = (
    """CREATE TABLE row_digests (
        tab TEXT NOT NULL,
        key INTEGER NOT NULL,
        digest INTEGER NOT NULL,
        PRIMARY KEY (tab, key)
    ) STRICT, WITHOUT ROWID""",
)
