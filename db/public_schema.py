"""The tables of the snapshot. Their names and columns are the catalogue's contract (docs/contracts.md)."""

from __future__ import annotations

PUBLIC_COLUMNS: dict[str, tuple[str, ...]] = {
    "articles": (
        *("id", "source", "url", "title", "text", "language", "published", "published_how", "modified"),
        *("first_seen", "last_seen", "state", "archived_at", "sha256"),
    ),
    "article_funders": ("article", "funder", "programme", "role", "confidence"),
    "article_grants": ("article", "grant", "funder", "role", "confidence"),
    "article_projects": ("article", "position", "title", "funder", "grant"),
    "article_dates": ("article", "position", "start", "end", "precision", "role"),
    "article_amounts": ("article", "position", "value", "currency"),
    "article_organisations": ("article", "position", "name", "role", "organisation"),
    "article_places": ("article", "position", "name", "latitude", "longitude"),
    "evidence": ("article", "field", "key", "quote", "start", "end", "rule"),
    "revisions": ("article", "seen_at", "title", "text", "sha256"),
    "funders": (
        "id",
        "name_lv",
        "name_en",
        "parent",
        "website",
        "financed",
        "mentioned",
        "grants",
        "aliases",
    ),
    "grants": ("id", "funder", "title", "articles", "first_published", "last_published"),
    "organisations": ("id", "name", "articles"),
    "places": ("name", "latitude", "longitude", "articles"),
    "sources": (
        *("id", "name", "home", "kind", "organisation", "region", "state", "articles"),
        *("last_run", "last_good_run", "detail", "repeats_removed", "repeats_before"),
    ),
    "source_runs": (
        *("run", "source", "started", "finished", "state", "failure", "found", "new", "changed"),
        *("unchanged", "gone", "refused", "failed", "dropped", "detail", "known", "known_read", "resting"),
    ),
    "source_shapes": ("source", "shape", "articles", "others"),
    "article_documents": (
        *("article", "position", "url", "label", "state", "detail", "title", "pages", "text"),
    ),
    "document_findings": (
        *("article", "position", "field", "number", "key", "role", "page", "quote", "start", "end", "rule"),
    ),
    "issues": ("article", "source", "kind", "detail", "since"),
    "facts": ("name", "value"),
    "facet_counts": ("facet", "value", "articles"),
    "funder_months": ("funder", "month", "financed", "mentioned"),
    "programmes": ("id", "funder", "name_lv", "name_en", "articles"),
    "terms": ("term", "word", "articles"),
    "article_sets": ("kind", "value", "part", "articles"),
    "rules": (
        *("id", "funder", "kind", "lv", "en", "status", "severity", "binds", "medium", "valid_from"),
        *("valid_to", "numbers", "source", "version", "precision", "recall", "situations"),
    ),
    "coverage": (
        *("grant", "identifier", "title", "description", "funder", "funder_name", "programme", "recipient"),
        *("recipient_id", "organisation", "amount", "currency", "awarded", "start", "end", "location"),
        *("publicity_due", "state", "reason_lv", "reason_en", "due", "articles", "sentence_lv"),
        *("sentence_en", "checked_on"),
    ),
    "grant_matches": (
        *("article", "grant", "by", "role", "confidence", "reason_lv", "reason_en", "right_number"),
    ),
    "verdicts": (*("article", "grant", "rule", "verdict", "quote", "start", "end", "note_lv", "note_en"),),
    "grant_verdicts": ("grant", "rule", "verdict", "note_lv", "note_en"),
    "grant_sources": ("grant", "source", "read_whole", "oldest", "trouble"),
    "disappearances": (
        *("grant", "article", "rule", "quote", "seen_at", "seen_sha256", "missed_at", "missed_sha256"),
    ),
    "check_notes": ("position", "article", "kind", "detail_lv", "detail_en"),
}

TABLES = (
    """CREATE TABLE sources (
        id TEXT PRIMARY KEY, name TEXT NOT NULL, home TEXT NOT NULL, kind TEXT NOT NULL,
        organisation TEXT, region TEXT, state TEXT NOT NULL, articles INTEGER NOT NULL,
        last_run TEXT, last_good_run TEXT, detail TEXT,
        repeats_removed INTEGER NOT NULL, repeats_before TEXT) STRICT""",
    # rowids run from the oldest article to the newest, undated first: newest first is rowid downwards
    """CREATE TABLE articles (
        id TEXT PRIMARY KEY, source TEXT NOT NULL REFERENCES sources(id), url TEXT NOT NULL, title TEXT,
        text TEXT NOT NULL, language TEXT, published TEXT, published_how TEXT, modified TEXT,
        first_seen TEXT NOT NULL, last_seen TEXT NOT NULL, state TEXT NOT NULL, archived_at TEXT NOT NULL,
        sha256 TEXT) STRICT""",
    """CREATE TABLE funders (
        id TEXT PRIMARY KEY, name_lv TEXT NOT NULL, name_en TEXT NOT NULL,
        parent TEXT REFERENCES funders(id), website TEXT, financed INTEGER NOT NULL,
        mentioned INTEGER NOT NULL, grants INTEGER NOT NULL, aliases TEXT NOT NULL) STRICT""",
    """CREATE TABLE grants (
        id TEXT PRIMARY KEY, funder TEXT REFERENCES funders(id), title TEXT, articles INTEGER NOT NULL,
        first_published TEXT, last_published TEXT) STRICT""",
    """CREATE TABLE organisations (
        id TEXT PRIMARY KEY, name TEXT NOT NULL, articles INTEGER NOT NULL) STRICT""",
    """CREATE TABLE places (
        name TEXT PRIMARY KEY, latitude REAL, longitude REAL, articles INTEGER NOT NULL) STRICT""",
    """CREATE TABLE article_funders (
        article TEXT NOT NULL REFERENCES articles(id), funder TEXT NOT NULL REFERENCES funders(id),
        programme TEXT, role TEXT NOT NULL, confidence REAL NOT NULL,
        PRIMARY KEY (article, funder)) STRICT, WITHOUT ROWID""",
    """CREATE TABLE article_grants (
        article TEXT NOT NULL REFERENCES articles(id), "grant" TEXT NOT NULL REFERENCES grants(id),
        funder TEXT REFERENCES funders(id), role TEXT NOT NULL, confidence REAL NOT NULL,
        PRIMARY KEY (article, "grant")) STRICT, WITHOUT ROWID""",
    """CREATE TABLE article_projects (
        article TEXT NOT NULL REFERENCES articles(id), position INTEGER NOT NULL, title TEXT NOT NULL,
        funder TEXT REFERENCES funders(id), "grant" TEXT REFERENCES grants(id),
        PRIMARY KEY (article, position)) STRICT, WITHOUT ROWID""",
    """CREATE TABLE article_dates (
        article TEXT NOT NULL REFERENCES articles(id), position INTEGER NOT NULL, start TEXT NOT NULL,
        "end" TEXT NOT NULL, precision TEXT NOT NULL, role TEXT NOT NULL,
        PRIMARY KEY (article, position)) STRICT, WITHOUT ROWID""",
    """CREATE TABLE article_amounts (
        article TEXT NOT NULL REFERENCES articles(id), position INTEGER NOT NULL, value REAL NOT NULL,
        currency TEXT NOT NULL, PRIMARY KEY (article, position)) STRICT, WITHOUT ROWID""",
    """CREATE TABLE source_shapes (
        source TEXT NOT NULL REFERENCES sources(id), shape TEXT NOT NULL, articles INTEGER NOT NULL,
        others INTEGER NOT NULL, PRIMARY KEY (source, shape)) STRICT, WITHOUT ROWID""",
    """CREATE TABLE article_documents (
        article TEXT NOT NULL REFERENCES articles(id), position INTEGER NOT NULL, url TEXT NOT NULL,
        label TEXT NOT NULL, state TEXT NOT NULL, detail TEXT, title TEXT, pages INTEGER, text TEXT,
        PRIMARY KEY (article, position)) STRICT""",
    """CREATE TABLE document_findings (
        article TEXT NOT NULL, position INTEGER NOT NULL, field TEXT NOT NULL, number INTEGER NOT NULL,
        key TEXT NOT NULL, role TEXT NOT NULL, page INTEGER NOT NULL, quote TEXT NOT NULL,
        start INTEGER NOT NULL, "end" INTEGER NOT NULL, rule TEXT NOT NULL,
        PRIMARY KEY (article, position, field, number),
        FOREIGN KEY (article, position) REFERENCES article_documents(article, position)
        ) STRICT, WITHOUT ROWID""",
    """CREATE TABLE article_organisations (
        article TEXT NOT NULL REFERENCES articles(id), position INTEGER NOT NULL, name TEXT NOT NULL,
        role TEXT NOT NULL, organisation TEXT NOT NULL REFERENCES organisations(id),
        PRIMARY KEY (article, position)) STRICT, WITHOUT ROWID""",
    """CREATE TABLE article_places (
        article TEXT NOT NULL REFERENCES articles(id), position INTEGER NOT NULL,
        name TEXT NOT NULL REFERENCES places(name), latitude REAL, longitude REAL,
        PRIMARY KEY (article, position)) STRICT, WITHOUT ROWID""",
    """CREATE TABLE evidence (
        article TEXT NOT NULL REFERENCES articles(id), field TEXT NOT NULL, key TEXT NOT NULL,
        quote TEXT NOT NULL, start INTEGER NOT NULL, "end" INTEGER NOT NULL, rule TEXT NOT NULL) STRICT""",
    """CREATE TABLE revisions (
        article TEXT NOT NULL REFERENCES articles(id), seen_at TEXT NOT NULL, title TEXT, text TEXT NOT NULL,
        sha256 TEXT) STRICT""",
    """CREATE TABLE source_runs (
        run TEXT NOT NULL, source TEXT NOT NULL REFERENCES sources(id), started TEXT NOT NULL,
        finished TEXT NOT NULL, state TEXT NOT NULL, failure TEXT, found INTEGER NOT NULL,
        new INTEGER NOT NULL, changed INTEGER NOT NULL, unchanged INTEGER NOT NULL, gone INTEGER NOT NULL,
        refused INTEGER NOT NULL, failed INTEGER NOT NULL, dropped INTEGER NOT NULL, detail TEXT,
        known INTEGER, known_read INTEGER, resting INTEGER, PRIMARY KEY (run, source)) STRICT""",
    """CREATE TABLE issues (
        article TEXT REFERENCES articles(id), source TEXT NOT NULL REFERENCES sources(id),
        kind TEXT NOT NULL, detail TEXT NOT NULL, since TEXT NOT NULL) STRICT""",
    "CREATE TABLE facts (name TEXT PRIMARY KEY, value TEXT NOT NULL) STRICT",
    """CREATE TABLE facet_counts (
        facet TEXT NOT NULL, value TEXT NOT NULL, articles INTEGER NOT NULL,
        PRIMARY KEY (facet, value)) STRICT, WITHOUT ROWID""",
    """CREATE TABLE funder_months (
        funder TEXT NOT NULL REFERENCES funders(id), month TEXT NOT NULL, financed INTEGER NOT NULL,
        mentioned INTEGER NOT NULL, PRIMARY KEY (funder, month)) STRICT, WITHOUT ROWID""",
    """CREATE TABLE programmes (
        id TEXT NOT NULL, funder TEXT NOT NULL REFERENCES funders(id), name_lv TEXT NOT NULL,
        name_en TEXT NOT NULL, articles INTEGER NOT NULL, PRIMARY KEY (id, funder)) STRICT, WITHOUT ROWID""",
    """CREATE TABLE terms (
        term TEXT PRIMARY KEY, word TEXT NOT NULL, articles INTEGER NOT NULL) STRICT, WITHOUT ROWID""",
    """CREATE TABLE article_sets (
        kind TEXT NOT NULL, value TEXT NOT NULL, part TEXT NOT NULL, articles BLOB NOT NULL,
        PRIMARY KEY (kind, value, part)) STRICT""",
    """CREATE TABLE rules (
        id TEXT PRIMARY KEY, funder TEXT NOT NULL, kind TEXT NOT NULL, lv TEXT NOT NULL, en TEXT NOT NULL,
        status TEXT NOT NULL, severity TEXT NOT NULL, binds INTEGER NOT NULL, medium TEXT NOT NULL,
        valid_from TEXT, valid_to TEXT, numbers TEXT, source TEXT NOT NULL, version TEXT NOT NULL,
        precision REAL, recall REAL, situations INTEGER NOT NULL) STRICT""",
    """CREATE TABLE coverage (
        "grant" TEXT PRIMARY KEY REFERENCES grants(id), identifier TEXT NOT NULL, title TEXT,
        description TEXT, funder TEXT REFERENCES funders(id), funder_name TEXT, programme TEXT,
        recipient TEXT, recipient_id TEXT, organisation TEXT, amount REAL, currency TEXT, awarded TEXT,
        start TEXT, "end" TEXT, location TEXT, publicity_due TEXT, state TEXT NOT NULL,
        reason_lv TEXT NOT NULL, reason_en TEXT NOT NULL, due TEXT, articles INTEGER NOT NULL,
        sentence_lv TEXT, sentence_en TEXT, checked_on TEXT NOT NULL) STRICT""",
    """CREATE TABLE grant_matches (
        article TEXT NOT NULL REFERENCES articles(id), "grant" TEXT NOT NULL REFERENCES coverage("grant"),
        "by" TEXT NOT NULL, role TEXT NOT NULL, confidence REAL NOT NULL, reason_lv TEXT NOT NULL,
        reason_en TEXT NOT NULL, right_number TEXT, PRIMARY KEY ("grant", article)) STRICT, WITHOUT ROWID""",
    """CREATE TABLE verdicts (
        article TEXT NOT NULL REFERENCES articles(id), "grant" TEXT NOT NULL REFERENCES coverage("grant"),
        rule TEXT NOT NULL REFERENCES rules(id), verdict TEXT NOT NULL, quote TEXT, start INTEGER,
        "end" INTEGER, note_lv TEXT NOT NULL, note_en TEXT NOT NULL,
        PRIMARY KEY (article, "grant", rule)) STRICT, WITHOUT ROWID""",
    """CREATE TABLE grant_verdicts (
        "grant" TEXT NOT NULL REFERENCES coverage("grant"), rule TEXT NOT NULL REFERENCES rules(id),
        verdict TEXT NOT NULL, note_lv TEXT NOT NULL, note_en TEXT NOT NULL,
        PRIMARY KEY ("grant", rule)) STRICT, WITHOUT ROWID""",
    """CREATE TABLE grant_sources (
        "grant" TEXT NOT NULL REFERENCES coverage("grant"), source TEXT NOT NULL, read_whole TEXT,
        oldest TEXT, trouble TEXT, PRIMARY KEY ("grant", source)) STRICT, WITHOUT ROWID""",
    """CREATE TABLE disappearances (
        "grant" TEXT NOT NULL REFERENCES coverage("grant"), article TEXT NOT NULL REFERENCES articles(id),
        rule TEXT NOT NULL, quote TEXT NOT NULL, seen_at TEXT NOT NULL, seen_sha256 TEXT,
        missed_at TEXT NOT NULL, missed_sha256 TEXT) STRICT""",
    """CREATE TABLE check_notes (
        position INTEGER PRIMARY KEY, article TEXT NOT NULL REFERENCES articles(id), kind TEXT NOT NULL,
        detail_lv TEXT NOT NULL, detail_en TEXT NOT NULL) STRICT""",
    # Datasette finds the index of a table only by content="table" with double quotes
    """CREATE VIRTUAL TABLE articles_fts USING fts5(
        title, text, content="articles", tokenize="unicode61 remove_diacritics 2")""",
    """CREATE VIRTUAL TABLE articles_stems USING fts5(
        stems, content="", tokenize="unicode61 remove_diacritics 2")""",
)

INDEXES = (
    "CREATE INDEX articles_by_source ON articles (source, published)",
    "CREATE INDEX articles_by_published ON articles (published)",
    "CREATE INDEX articles_by_year ON articles (substr(published, 1, 4))",
    "CREATE INDEX articles_by_first_seen ON articles (first_seen)",
    "CREATE INDEX article_funders_by_funder ON article_funders (funder, role, article)",
    "CREATE INDEX article_funders_by_programme ON article_funders (programme, article)",
    'CREATE INDEX article_grants_by_grant ON article_grants ("grant", article)',
    "CREATE INDEX article_grants_by_funder ON article_grants (funder, article)",
    'CREATE INDEX article_projects_by_grant ON article_projects ("grant", article)',
    "CREATE INDEX article_dates_by_start ON article_dates (role, start, article)",
    "CREATE INDEX article_organisations_by_organisation ON article_organisations (organisation, article)",
    "CREATE INDEX article_places_by_name ON article_places (name, article)",
    "CREATE INDEX evidence_by_article ON evidence (article, field, key)",
    "CREATE INDEX revisions_by_article ON revisions (article, seen_at)",
    "CREATE INDEX issues_by_article ON issues (article)",
    "CREATE INDEX issues_by_source ON issues (source, kind)",
    "CREATE INDEX source_runs_by_source ON source_runs (source, started)",
    "CREATE INDEX grants_by_funder ON grants (funder, last_published DESC, id)",
    "CREATE INDEX grants_by_articles ON grants (articles DESC, last_published DESC, id)",
    "CREATE INDEX coverage_by_funder ON coverage (funder, state)",
    "CREATE INDEX coverage_by_organisation ON coverage (organisation)",
    "CREATE INDEX grant_matches_by_article ON grant_matches (article)",
    'CREATE INDEX verdicts_by_grant ON verdicts ("grant", article)',
    "CREATE INDEX verdicts_by_rule ON verdicts (rule, verdict)",
    "CREATE INDEX disappearances_by_article ON disappearances (article)",
    "CREATE INDEX check_notes_by_article ON check_notes (article)",
)
