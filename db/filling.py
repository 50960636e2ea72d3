"""Fills the tables of a snapshot from the work database, attached as `work`, and from the funder register.

Every query has an order, so the same work database gives the same snapshot.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import Protocol

from sqlite_utils import Database

from db.findings import Row, insert_rows
from db.grants.publishing import fill_register
from db.ids import slug
from db.publish_sets import fill_sets
from db.publish_terms import WordCounter, fill_terms
from db.status import SOURCE_STATES
from normalise import search_terms
from normalise.personal import masked


class ProgrammeRecord(Protocol):
    """What the snapshot needs to know of a programme of a funder."""

    @property
    def id(self) -> str: ...
    @property
    def name_lv(self) -> str: ...
    @property
    def name_en(self) -> str: ...


class FunderRecord(Protocol):
    """What the snapshot needs to know of a funder; `normalise.funder_register.Funder` has it."""

    @property
    def id(self) -> str: ...
    @property
    def name_lv(self) -> str: ...
    @property
    def name_en(self) -> str: ...
    @property
    def parent(self) -> str | None: ...
    @property
    def website(self) -> str | None: ...
    @property
    def names(self) -> Sequence[str]: ...
    @property
    def abbreviations(self) -> Sequence[str]: ...
    @property
    def programmes(self) -> Sequence[ProgrammeRecord]: ...


_COPIES = (
    f"""INSERT INTO sources
    SELECT id, name, home, kind, organisation, region, state, articles, last_run, last_good_run, detail,
        coalesce(p.captures, 0), p.before
    FROM ({SOURCE_STATES.format(schema="work.")}) LEFT JOIN work.pruned p ON p.source = id ORDER BY id""",  # noqa: S608 - a text of ours
    """INSERT INTO articles
    SELECT a.id, a.source, a.url, masked(a.title), masked(a.text), a.language, a.published, a.published_how,
        a.modified, a.first_seen, a.last_seen, a.state, c.fetched_at, c.sha256
    FROM work.articles a JOIN work.captures c ON c.id = a.capture
    ORDER BY a.published, a.first_seen, a.id""",
    """INSERT INTO article_funders
    SELECT article, funder, programme, role, confidence FROM work.article_funders ORDER BY article, funder""",
    """INSERT INTO article_grants
    SELECT article, "grant", funder, role, confidence FROM work.article_grants ORDER BY article, "grant" """,
    """INSERT INTO article_projects
    SELECT article, position, title, funder, "grant" FROM work.article_projects ORDER BY article, position""",
    """INSERT INTO article_dates
    SELECT article, position, start, "end", precision, role FROM work.article_dates
    ORDER BY article, position""",
    """INSERT INTO article_amounts
    SELECT article, position, value, currency FROM work.article_amounts ORDER BY article, position""",
    """INSERT INTO article_organisations
    SELECT article, position, name, role, slug(name) FROM work.article_organisations
    ORDER BY article, position""",
    """INSERT INTO article_places
    SELECT article, position, name, latitude, longitude FROM work.article_places
    ORDER BY article, position""",
    """INSERT INTO evidence
    SELECT article, field, key, masked(quote), start, "end", rule FROM work.evidence
    ORDER BY article, field, key, position""",
    """INSERT INTO revisions
    SELECT r.article, r.seen_at, masked(r.title), masked(r.text), c.sha256
    FROM work.revisions r JOIN work.captures c ON c.id = r.capture ORDER BY r.article, r.seen_at""",
    """INSERT INTO source_runs
    SELECT run, source, started, finished, state, failure, found, new, changed, unchanged, gone, refused,
        failed, dropped, detail, known, known_read, resting
    FROM work.source_runs ORDER BY run, source""",
    """INSERT INTO source_shapes
    SELECT source, shape, articles, others FROM work.site_shapes ORDER BY source, shape""",
    """INSERT INTO article_documents
    SELECT l.article, l.position, l.url, l.label, coalesce(d.state, 'not asked'), d.detail, d.title, d.pages,
        d.text
    FROM work.article_documents l LEFT JOIN work.documents d ON d.source = l.source AND d.url = l.url
    ORDER BY l.article, l.position""",
    """INSERT INTO document_findings
    SELECT l.article, l.position, f.field, f.position, f.key, f.role, f.page, f.quote, f.start, f."end",
        f.rule
    FROM work.article_documents l
    JOIN work.document_findings f ON f.source = l.source AND f.url = l.url
    ORDER BY l.article, l.position, f.field, f.position""",
    """INSERT INTO issues
    SELECT article, source, kind, detail, since FROM work.issues
    UNION ALL
    SELECT article, source, 'same text elsewhere', url, first_seen
    FROM work.addresses WHERE relation = 'same text'
    ORDER BY source, article, kind, detail""",
)

# what most articles say of a grant, organisation or place; temporary tables, because without a key of their
# own the joins below take time that grows with the square of the grants
_BEST = (
    """CREATE TEMP TABLE named_grants AS
    SELECT article, "grant" AS id, funder, NULL AS title FROM article_grants
    UNION ALL SELECT article, "grant", funder, title FROM article_projects WHERE "grant" IS NOT NULL
    UNION ALL SELECT NULL, "grant", funder, title FROM coverage""",
    """CREATE TEMP TABLE best_funders (id TEXT PRIMARY KEY, funder TEXT) WITHOUT ROWID""",
    """INSERT INTO best_funders SELECT id, funder FROM (SELECT id, funder, row_number() OVER
        (PARTITION BY id ORDER BY count(DISTINCT article) DESC, funder) AS rank
        FROM named_grants WHERE funder IS NOT NULL GROUP BY id, funder) WHERE rank = 1""",
    """CREATE TEMP TABLE best_titles (id TEXT PRIMARY KEY, title TEXT) WITHOUT ROWID""",
    """INSERT INTO best_titles SELECT id, title FROM (SELECT id, title, row_number() OVER
        (PARTITION BY id ORDER BY count(DISTINCT article) DESC, title) AS rank
        FROM named_grants WHERE title IS NOT NULL GROUP BY id, title) WHERE rank = 1""",
    """CREATE TEMP TABLE best_names (id TEXT PRIMARY KEY, name TEXT) WITHOUT ROWID""",
    """INSERT INTO best_names SELECT organisation, name FROM (SELECT organisation, name, row_number() OVER
        (PARTITION BY organisation ORDER BY count(DISTINCT article) DESC, length(name), name) AS rank
        FROM article_organisations GROUP BY organisation, name) WHERE rank = 1""",
    """CREATE TEMP TABLE best_points (id TEXT PRIMARY KEY, latitude REAL, longitude REAL) WITHOUT ROWID""",
    """INSERT INTO best_points SELECT name, latitude, longitude FROM (SELECT name, latitude, longitude,
        row_number() OVER (PARTITION BY name
        ORDER BY latitude IS NULL, count(DISTINCT article) DESC, latitude, longitude) AS rank
        FROM article_places GROUP BY name, latitude, longitude) WHERE rank = 1""",
)
_BEST_TABLES = ("named_grants", "best_funders", "best_titles", "best_names", "best_points")

_GRANTS = """INSERT INTO grants
    SELECT named_grants.id, coalesce(coverage.funder, best_funders.funder),
        coalesce(coverage.title, best_titles.title), count(DISTINCT named_grants.article),
        min(published), max(published)
    FROM named_grants LEFT JOIN articles ON articles.id = named_grants.article
    LEFT JOIN coverage ON coverage."grant" = named_grants.id
    LEFT JOIN best_funders ON best_funders.id = named_grants.id
    LEFT JOIN best_titles ON best_titles.id = named_grants.id
    GROUP BY named_grants.id ORDER BY named_grants.id"""

_ORGANISATIONS = """INSERT INTO organisations
    SELECT o.organisation, n.name, count(DISTINCT o.article)
    FROM article_organisations o JOIN best_names n ON n.id = o.organisation
    GROUP BY o.organisation ORDER BY o.organisation"""

_PLACES = """INSERT INTO places
    SELECT a.name, p.latitude, p.longitude, count(DISTINCT a.article)
    FROM article_places a JOIN best_points p ON p.id = a.name GROUP BY a.name ORDER BY a.name"""

_NAMED_FUNDERS = """SELECT funder FROM article_funders UNION SELECT funder FROM article_grants
    UNION SELECT funder FROM article_projects UNION SELECT funder FROM grants ORDER BY funder"""

_NOT_COUNTED_YET = {"financed": 0, "mentioned": 0, "grants": 0}

_FUNDER_COUNTS = """UPDATE funders SET
    financed = (SELECT count(*) FROM article_funders WHERE funder = funders.id AND role = 'financed'),
    mentioned = (SELECT count(*) FROM article_funders WHERE funder = funders.id AND role = 'mentioned'),
    grants = (SELECT count(*) FROM grants WHERE funder = funders.id)"""

_FACETS = """INSERT INTO facet_counts
    SELECT 'funder', funder, count(*) FROM article_funders WHERE role = 'financed' GROUP BY funder
    UNION ALL SELECT 'programme', programme, count(DISTINCT article) FROM article_funders
        WHERE programme IS NOT NULL AND role = 'financed' GROUP BY programme
    UNION ALL SELECT 'year', substr(published, 1, 4), count(*) FROM articles
        WHERE published IS NOT NULL GROUP BY 2
    UNION ALL SELECT 'place', name, articles FROM places
    UNION ALL SELECT 'source', source, count(*) FROM articles GROUP BY source
    UNION ALL SELECT 'language', language, count(*) FROM articles WHERE language IS NOT NULL GROUP BY language
    UNION ALL SELECT 'role', role, count(DISTINCT article) FROM article_funders GROUP BY role
    ORDER BY 1, 2"""

_NAMED_PROGRAMMES = """
    SELECT programme, funder, count(DISTINCT article) FROM article_funders
    WHERE programme IS NOT NULL GROUP BY 1, 2 ORDER BY 1, 2"""

_FUNDER_MONTHS = """INSERT INTO funder_months
    SELECT f.funder, ifnull(substr(a.published, 1, 7), ''),
        sum(f.role = 'financed'), sum(f.role = 'mentioned')
    FROM article_funders f JOIN articles a ON a.id = f.article GROUP BY 1, 2 ORDER BY 1, 2"""

_FACTS = """INSERT INTO facts
    SELECT 'articles', count(*) FROM articles
    UNION ALL SELECT 'articles_with_funder', count(DISTINCT article) FROM article_funders
        WHERE role = 'financed'
    UNION ALL SELECT 'articles_with_grant', count(DISTINCT article) FROM article_grants
    UNION ALL SELECT 'sources', count(*) FROM sources
    UNION ALL SELECT 'funders', count(*) FROM funders WHERE financed > 0
    UNION ALL SELECT 'grants', count(*) FROM grants
    UNION ALL SELECT 'grants_named', count(*) FROM grants WHERE articles > 0
    UNION ALL SELECT 'awards', count(*) FROM coverage
    UNION ALL SELECT 'organisations', count(*) FROM organisations
    UNION ALL SELECT 'places', count(*) FROM places
    UNION ALL SELECT 'evidence', count(*) FROM evidence
    UNION ALL SELECT 'issues', count(*) FROM issues
    UNION ALL SELECT 'oldest', min(published) FROM articles HAVING min(published) IS NOT NULL
    UNION ALL SELECT 'newest', max(published) FROM articles HAVING max(published) IS NOT NULL
    UNION ALL SELECT 'last_run', max(finished) FROM source_runs HAVING max(finished) IS NOT NULL
    UNION ALL SELECT 'built_at', ?
    UNION ALL SELECT 'stems', ?"""


def fill(db: Database, funders: Iterable[FunderRecord], built_at: str, stems: Callable[[str], str]) -> None:
    """Fills all tables but the full-text index of `articles`, which is rebuilt last."""
    db.conn.create_function("slug", 1, slug, deterministic=True)
    # addresses and telephone numbers neither read nor found; quotes keep their places
    db.conn.create_function("masked", 1, masked, deterministic=True)
    for statement in _COPIES:
        db.conn.execute(statement)
    fill_register(db)
    derive(db, funders, built_at)
    words = WordCounter()
    _fill_stems(db, stems, words)
    fill_terms(db, words, stems)
    fill_sets(db, stems)


def derive(db: Database, funders: Iterable[FunderRecord], built_at: str) -> None:
    """Fills what follows from the articles and their findings: names, counts, facets, facts."""
    for statement in (*_BEST, _GRANTS, _ORGANISATIONS, _PLACES):
        db.conn.execute(statement)
    for table in _BEST_TABLES:
        db.conn.execute(f"DROP TABLE temp.{table}")
    known = list(funders)
    _fill_funders(db, known)
    _fill_programmes(db, known)
    db.conn.execute(_FUNDER_MONTHS)
    db.conn.execute(_FACETS)
    db.conn.execute(_FACTS, [built_at, search_terms.EDITION])


def _fill_funders(db: Database, funders: Iterable[FunderRecord]) -> None:
    rows = {each.id: _funder_row(each) for each in funders}
    named = {row[0] for row in db.conn.execute(_NAMED_FUNDERS) if row[0] is not None}
    parents = {row["parent"] for row in rows.values() if row["parent"] is not None}
    for unknown in sorted((named | parents) - set(rows)):
        rows[unknown] = _unlisted(unknown)
    if rows:
        insert_rows(db, "funders", [rows[identity] for identity in sorted(rows)])
    db.conn.execute(_FUNDER_COUNTS)


def _fill_programmes(db: Database, funders: Iterable[FunderRecord]) -> None:
    """The programmes that articles name; one that the register has not keeps its id as its name."""
    names = {(each.id, one.id): (one.name_lv, one.name_en) for each in funders for one in each.programmes}
    for programme, funder, articles in db.conn.execute(_NAMED_PROGRAMMES).fetchall():
        name_lv, name_en = names.get((funder, programme), (programme.replace("-", " "), ""))
        row = (programme, funder, name_lv, name_en or name_lv, articles)
        db.conn.execute("INSERT INTO programmes VALUES (?, ?, ?, ?, ?)", row)


def _funder_row(funder: FunderRecord) -> Row:
    further = dict.fromkeys([*funder.names, *funder.abbreviations])
    aliases = [name for name in further if name not in (funder.name_lv, funder.name_en)]
    return {
        "id": funder.id,
        "name_lv": funder.name_lv,
        "name_en": funder.name_en,
        "parent": funder.parent,
        "website": funder.website,
        "aliases": json.dumps(aliases, ensure_ascii=False),
    } | _NOT_COUNTED_YET


def _unlisted(identity: str) -> Row:
    # `other:some-fund`: all that is known of it is its short name
    name = identity.rpartition(":")[2].replace("-", " ")
    return {
        "id": identity,
        "name_lv": name,
        "name_en": name,
        "parent": None,
        "website": None,
        "aliases": "[]",
    } | _NOT_COUNTED_YET


def _fill_stems(db: Database, stems: Callable[[str], str], words: WordCounter) -> None:
    db.conn.executemany("INSERT INTO articles_stems (rowid, stems) VALUES (?, ?)", _stemmed(db, stems, words))


def _stemmed(db: Database, stems: Callable[[str], str], words: WordCounter) -> Iterator[tuple[int, str]]:
    for rowid, title, text in db.conn.execute("SELECT rowid, title, text FROM articles ORDER BY rowid"):
        whole = text if not title or text.startswith(title) else f"{title}\n{text}"
        words.add(whole)
        yield rowid, stems(whole)
