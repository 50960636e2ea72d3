"""SQL of what is known of a website beyond its articles. Later changes are migrations of their own."""

from __future__ import annotations

MEMORY = (
    """CREATE TABLE site_looks (
        source TEXT PRIMARY KEY REFERENCES sources(id),
        looked_at TEXT NOT NULL,
        settings TEXT NOT NULL CHECK (json_valid(settings)),
        look TEXT NOT NULL CHECK (json_valid(look))
    ) STRICT""",
    """CREATE TABLE site_shapes (
        source TEXT NOT NULL REFERENCES sources(id),
        shape TEXT NOT NULL,
        articles INTEGER NOT NULL CHECK (articles >= 0),
        others INTEGER NOT NULL CHECK (others >= 0),
        seen_at TEXT NOT NULL,
        PRIMARY KEY (source, shape)
    ) STRICT""",
)
