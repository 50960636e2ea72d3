"""The work database's first schema, as SQL. Later changes are migrations of their own."""

from __future__ import annotations

RUNS = (
    """CREATE TABLE sources (
        id TEXT PRIMARY KEY,
        name TEXT NOT NULL,
        home TEXT NOT NULL,
        kind TEXT NOT NULL,
        organisation TEXT,
        region TEXT
    ) STRICT""",
    """CREATE TABLE runs (
        id TEXT PRIMARY KEY,
        started TEXT NOT NULL,
        finished TEXT,
        version TEXT,
        CHECK (finished IS NULL OR finished >= started)
    ) STRICT""",
    """CREATE TABLE source_runs (
        run TEXT NOT NULL REFERENCES runs(id),
        source TEXT NOT NULL REFERENCES sources(id),
        started TEXT NOT NULL,
        finished TEXT NOT NULL,
        state TEXT NOT NULL CHECK (state IN ('ok', 'degraded', 'failing', 'cannot tell')),
        failure TEXT,
        requests INTEGER NOT NULL CHECK (requests >= 0),
        fetched INTEGER NOT NULL CHECK (fetched >= 0),
        unchanged INTEGER NOT NULL CHECK (unchanged >= 0),
        gone INTEGER NOT NULL CHECK (gone >= 0),
        refused INTEGER NOT NULL CHECK (refused >= 0),
        failed INTEGER NOT NULL CHECK (failed >= 0),
        dropped INTEGER NOT NULL CHECK (dropped >= 0),
        found INTEGER NOT NULL CHECK (found >= 0),
        new INTEGER NOT NULL CHECK (new >= 0),
        changed INTEGER NOT NULL CHECK (changed >= 0),
        detail TEXT,
        PRIMARY KEY (run, source)
    ) STRICT""",
    "CREATE INDEX source_runs_by_source ON source_runs (source, started)",
    """CREATE TABLE requests (
        run TEXT NOT NULL REFERENCES runs(id),
        source TEXT NOT NULL REFERENCES sources(id),
        url TEXT NOT NULL,
        outcome TEXT NOT NULL
            CHECK (outcome IN ('fetched', 'unchanged', 'gone', 'refused', 'failed', 'dropped')),
        failure TEXT,
        detail TEXT,
        PRIMARY KEY (run, source, url)
    ) STRICT""",
)

CAPTURES = (
    """CREATE TABLE captures (
        id INTEGER PRIMARY KEY,
        run TEXT NOT NULL REFERENCES runs(id),
        source TEXT NOT NULL REFERENCES sources(id),
        url TEXT NOT NULL,
        final_url TEXT NOT NULL,
        fetched_at TEXT NOT NULL,
        status INTEGER NOT NULL CHECK (status BETWEEN 100 AND 599),
        media_type TEXT,
        sha256 TEXT CHECK (sha256 IS NULL OR length(sha256) = 64),
        warc_file TEXT NOT NULL,
        warc_offset INTEGER NOT NULL CHECK (warc_offset >= 0),
        revisit_of INTEGER REFERENCES captures(id),
        etag TEXT,
        last_modified TEXT,
        role TEXT NOT NULL
            CHECK (role IN ('page', 'list', 'feed', 'api', 'sitemap', 'robots', 'other')),
        feed_date TEXT,
        UNIQUE (warc_file, warc_offset)
    ) STRICT""",
    "CREATE INDEX captures_by_source ON captures (source, fetched_at, id)",
    "CREATE INDEX captures_by_url ON captures (url, fetched_at, id)",
    "CREATE INDEX captures_by_original ON captures (revisit_of) WHERE revisit_of IS NOT NULL",
    """CREATE TABLE links (
        capture INTEGER NOT NULL REFERENCES captures(id) ON DELETE CASCADE,
        position INTEGER NOT NULL,
        url TEXT NOT NULL,
        PRIMARY KEY (capture, position)
    ) STRICT, WITHOUT ROWID""",
)

ARTICLES = (
    """CREATE TABLE articles (
        id TEXT PRIMARY KEY CHECK (length(id) = 12),
        source TEXT NOT NULL REFERENCES sources(id),
        url TEXT NOT NULL UNIQUE,
        title TEXT,
        text TEXT NOT NULL,
        language TEXT,
        published TEXT,
        published_how TEXT
            CHECK (published_how IN ('given', 'metadata', 'visible line', 'url', 'feed')),
        published_confidence REAL CHECK (published_confidence BETWEEN 0 AND 1),
        modified TEXT,
        first_seen TEXT NOT NULL,
        last_seen TEXT NOT NULL,
        state TEXT NOT NULL DEFAULT 'present' CHECK (state IN ('present', 'gone')),
        capture INTEGER NOT NULL REFERENCES captures(id),
        text_digest TEXT NOT NULL,
        findings_digest TEXT NOT NULL,
        CHECK ((published IS NULL) = (published_how IS NULL)),
        CHECK (first_seen <= last_seen)
    ) STRICT""",
    "CREATE INDEX articles_by_text ON articles (source, text_digest)",
    "CREATE INDEX articles_by_date ON articles (published, first_seen, id)",
    """CREATE TABLE addresses (
        url TEXT NOT NULL,
        source TEXT NOT NULL REFERENCES sources(id),
        article TEXT NOT NULL REFERENCES articles(id) ON DELETE CASCADE,
        relation TEXT NOT NULL CHECK (relation IN ('own', 'same text')),
        capture INTEGER NOT NULL REFERENCES captures(id),
        first_seen TEXT NOT NULL,
        last_seen TEXT NOT NULL,
        gone_run TEXT,
        gone_since TEXT,
        PRIMARY KEY (source, url),
        CHECK ((gone_run IS NULL) = (gone_since IS NULL))
    ) STRICT""",
    "CREATE INDEX addresses_by_article ON addresses (article)",
    "CREATE INDEX addresses_by_capture ON addresses (capture)",
    """CREATE TABLE revisions (
        article TEXT NOT NULL REFERENCES articles(id) ON DELETE CASCADE,
        capture INTEGER NOT NULL REFERENCES captures(id),
        seen_at TEXT NOT NULL,
        title TEXT,
        text TEXT NOT NULL,
        text_digest TEXT NOT NULL,
        PRIMARY KEY (article, capture)
    ) STRICT""",
    """CREATE TABLE issues (
        id INTEGER PRIMARY KEY,
        source TEXT NOT NULL REFERENCES sources(id),
        article TEXT REFERENCES articles(id) ON DELETE CASCADE,
        kind TEXT NOT NULL,
        detail TEXT NOT NULL,
        since TEXT NOT NULL
    ) STRICT""",
    "CREATE UNIQUE INDEX issues_once ON issues (source, coalesce(article, ''), kind, detail)",
    "CREATE INDEX issues_by_article ON issues (article) WHERE article IS NOT NULL",
)

_ROLE = "role TEXT NOT NULL CHECK (role IN ('financed', 'mentioned'))"
_CONFIDENCE = "confidence REAL NOT NULL CHECK (confidence BETWEEN 0 AND 1)"


def _findings_table(name: str, columns: str) -> str:
    return f"""CREATE TABLE {name} (
        article TEXT NOT NULL REFERENCES articles(id) ON DELETE CASCADE,
        position INTEGER NOT NULL,
        {columns},
        PRIMARY KEY (article, position)
    ) STRICT, WITHOUT ROWID"""


FINDINGS = (
    _findings_table(
        "article_funders",
        f"funder TEXT NOT NULL, programme TEXT, {_ROLE}, {_CONFIDENCE}, UNIQUE (article, funder)",
    ),
    _findings_table(
        "article_grants",
        f'"grant" TEXT NOT NULL, funder TEXT, {_ROLE}, {_CONFIDENCE}, UNIQUE (article, "grant")',
    ),
    _findings_table("article_projects", 'title TEXT NOT NULL, funder TEXT, "grant" TEXT'),
    _findings_table(
        "article_dates",
        """start TEXT NOT NULL, "end" TEXT NOT NULL,
        precision TEXT NOT NULL
            CHECK (precision IN ('day', 'month', 'season', 'quarter', 'half-year', 'year')),
        role TEXT NOT NULL CHECK (role IN ('activity', 'project_period', 'deadline', 'other')),
        CHECK (start <= "end")""",
    ),
    _findings_table("article_amounts", "value REAL NOT NULL, currency TEXT NOT NULL"),
    _findings_table(
        "article_organisations",
        "name TEXT NOT NULL, role TEXT NOT NULL CHECK (role IN ('lead', 'partner', 'mentioned'))",
    ),
    _findings_table(
        "article_places",
        """name TEXT NOT NULL,
        latitude REAL CHECK (latitude BETWEEN -90 AND 90),
        longitude REAL CHECK (longitude BETWEEN -180 AND 180),
        CHECK ((latitude IS NULL) = (longitude IS NULL))""",
    ),
    """CREATE TABLE evidence (
        article TEXT NOT NULL REFERENCES articles(id) ON DELETE CASCADE,
        field TEXT NOT NULL CHECK (field IN
            ('funders', 'grants', 'projects', 'dates', 'amounts', 'organisations', 'places')),
        key TEXT NOT NULL,
        position INTEGER NOT NULL,
        quote TEXT NOT NULL,
        start INTEGER NOT NULL CHECK (start >= 0),
        "end" INTEGER NOT NULL,
        rule TEXT NOT NULL,
        PRIMARY KEY (article, field, key, position),
        CHECK ("end" >= start)
    ) STRICT, WITHOUT ROWID""",
)

FRONTIER = (
    # `whole`: everything is asked again, without conditions
    """CREATE TABLE visits (
        source TEXT PRIMARY KEY REFERENCES sources(id),
        run TEXT NOT NULL REFERENCES runs(id),
        started TEXT NOT NULL,
        whole INTEGER NOT NULL CHECK (whole IN (0, 1))
    ) STRICT""",
    # `tally`: what reading it brought, a JSON object of counts; null while it is not read
    """CREATE TABLE frontier (
        source TEXT NOT NULL REFERENCES visits(source) ON DELETE CASCADE,
        url TEXT NOT NULL,
        role TEXT NOT NULL CHECK (role IN ('page', 'list', 'feed', 'api', 'sitemap', 'robots', 'other')),
        priority INTEGER NOT NULL,
        state TEXT NOT NULL CHECK (state IN ('waiting', 'leased', 'done')),
        attempts INTEGER NOT NULL DEFAULT 0,
        parent TEXT,
        feed_date TEXT,
        final_url TEXT,
        capture INTEGER REFERENCES captures(id),
        tally TEXT,
        PRIMARY KEY (source, url),
        CHECK ((state = 'done') = (final_url IS NOT NULL))
    ) STRICT, WITHOUT ROWID""",
    "CREATE INDEX frontier_in_order ON frontier (source, state, priority)",
    "CREATE INDEX frontier_by_capture ON frontier (capture) WHERE capture IS NOT NULL",
)

# where an address led, asked from its end
MOVES = (
    """CREATE INDEX captures_by_target ON captures (final_url, source)
    WHERE status BETWEEN 300 AND 399 AND final_url <> url""",
    # the links of an unchanged list are read from the archive
    "DROP TABLE links",
)

# of the articles that were known before the run: all, those that it read, those whose turn had not come
READING = (
    "ALTER TABLE source_runs ADD COLUMN known INTEGER CHECK (known >= 0)",
    "ALTER TABLE source_runs ADD COLUMN known_read INTEGER CHECK (known_read >= 0)",
    "ALTER TABLE source_runs ADD COLUMN resting INTEGER CHECK (resting >= 0)",
)

UNREAD = (
    # null for runs of which it was not counted
    "ALTER TABLE source_runs ADD COLUMN unread INTEGER CHECK (unread >= 0)",
    """CREATE TABLE unread_pages (
        source TEXT NOT NULL REFERENCES sources(id),
        url TEXT NOT NULL,
        role TEXT NOT NULL CHECK (role IN ('page', 'list')),
        failure TEXT NOT NULL,
        since TEXT NOT NULL,
        PRIMARY KEY (source, url)
    ) STRICT""",
)

NAMED_CAPTURES = (
    "CREATE INDEX articles_by_capture ON articles (capture)",
    "CREATE INDEX revisions_by_capture ON revisions (capture)",
)
