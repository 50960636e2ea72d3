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

DOCUMENTS = (
    """CREATE TABLE documents (
        source TEXT NOT NULL REFERENCES sources(id),
        url TEXT NOT NULL,
        state TEXT NOT NULL CHECK (state IN
            ('read', 'no text', 'locked', 'broken', 'no document', 'too large', 'gone', 'refused', 'failed')),
        detail TEXT,
        capture INTEGER REFERENCES captures(id) ON DELETE CASCADE,
        asked_at TEXT NOT NULL,
        tries INTEGER NOT NULL DEFAULT 1 CHECK (tries >= 1),
        title TEXT,
        pages INTEGER CHECK (pages >= 0),
        text TEXT,
        PRIMARY KEY (source, url),
        CHECK ((state = 'read') = (text IS NOT NULL))
    ) STRICT""",
    "CREATE INDEX documents_by_capture ON documents (capture)",
    """CREATE TABLE article_documents (
        article TEXT NOT NULL REFERENCES articles(id) ON DELETE CASCADE,
        position INTEGER NOT NULL,
        source TEXT NOT NULL REFERENCES sources(id),
        url TEXT NOT NULL,
        label TEXT NOT NULL,
        PRIMARY KEY (article, position)
    ) STRICT""",
    "CREATE INDEX article_documents_by_url ON article_documents (source, url)",
    """CREATE TABLE document_findings (
        source TEXT NOT NULL,
        url TEXT NOT NULL,
        field TEXT NOT NULL CHECK (field IN ('funders', 'grants')),
        position INTEGER NOT NULL,
        key TEXT NOT NULL,
        role TEXT NOT NULL CHECK (role IN ('financed', 'mentioned')),
        page INTEGER NOT NULL CHECK (page >= 1),
        quote TEXT NOT NULL,
        "start" INTEGER NOT NULL CHECK ("start" >= 0),
        "end" INTEGER NOT NULL,
        rule TEXT NOT NULL,
        PRIMARY KEY (source, url, field, position),
        FOREIGN KEY (source, url) REFERENCES documents(source, url) ON DELETE CASCADE,
        CHECK ("start" < "end")
    ) STRICT""",
)
