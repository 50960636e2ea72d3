"""The snapshot that the catalogue reads: its tables, its indexes, and how it takes the old one's place."""

from __future__ import annotations

import os
import re
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import closing
from dataclasses import replace
from pathlib import Path

import pytest

from db.public_schema import PUBLIC_COLUMNS
from db.publish import publish
from normalise.records import FunderFinding, OrganisationFinding, PlaceFinding
from tests.db.samples import HOME, TEXT, TITLE, Crawl, found, page, quoted
from tests.db.snapshots import BUILT_AT, ask, build

NUMBER = "AIF/2022/KAPAC2/777"
Ask = Callable[[str], list[tuple[object, ...]]]


@pytest.fixture
def sql(published: Path) -> Iterator[Ask]:
    with closing(sqlite3.connect(f"file:{published}?mode=ro&immutable=1", uri=True)) as connection:
        yield lambda text: connection.execute(text).fetchall()


@pytest.mark.parametrize("table", PUBLIC_COLUMNS)
def test_a_table_has_the_columns_of_the_contract(sql: Ask, table: str) -> None:
    assert tuple(row[1] for row in sql(f"PRAGMA table_info({table})")) == PUBLIC_COLUMNS[table]


def test_the_contract_in_the_docs_is_the_one_in_the_code() -> None:
    contracts = Path(__file__).parents[2] / "docs" / "contracts.md"
    section = contracts.read_text("utf-8").partition("### Public tables")[2].partition("\n## ")[0]
    documented = {}
    for name, columns in re.findall(r"^\| `(\w+)` \| (`.*`.*) \|$", section, re.MULTILINE):
        plain = re.sub(r"\([^)]*\)", "", columns.replace("\\|", ""))
        documented[name] = tuple(re.findall(r"[a-z_0-9]+", plain.partition("`")[2].partition("`")[0]))
    assert documented == PUBLIC_COLUMNS


def test_there_are_no_other_tables(sql: Ask) -> None:
    tables = {str(name) for (name,) in sql("SELECT name FROM sqlite_master WHERE type IN ('table', 'view')")}
    others = {name for name in tables if not name.startswith(("articles_fts", "articles_stems", "sqlite_"))}
    assert others == set(PUBLIC_COLUMNS)


@pytest.mark.parametrize(
    ("table", "rows"),
    [
        ("article_funders", [("acf-lv", None, "financed", 0.95)]),
        ("article_grants", [(NUMBER, "acf-lv", "financed", 0.99)]),
        ("article_projects", [(0, "Taka visiem", "acf-lv", NUMBER)]),
        ("article_dates", [(0, "2023-06-14", "2023-06-14", "day", "activity")]),
        ("article_amounts", [(0, 320.5, "EUR")]),
        ("article_organisations", [(0, "Biedrība “Ozolzars”", "lead", "ozolzars")]),
        ("article_places", [(0, "Ozolnieki", 56.69, 23.79)]),
    ],
)
def test_findings_are_there(sql: Ask, table: str, rows: list[tuple[object, ...]]) -> None:
    columns = ", ".join(f'"{column}"' for column in PUBLIC_COLUMNS[table][1:])
    assert sql(f"SELECT {columns} FROM {table}") == rows


def test_programmes_have_names(crawl: Crawl) -> None:
    funders = tuple(replace(each, programme=name) for each, name in _funders_with_programmes())
    crawl.article(page(), replace(found(page()), funders=funders))
    assert ask(build(crawl).path, "SELECT * FROM programmes") == [
        ("kapacitate", "acf-lv", "Kapacitātes stiprināšana", "Capacity building", 1),
        ("no-name", "eea-norway", "no name", "no name", 1),
    ]


def _funders_with_programmes() -> list[tuple[FunderFinding, str]]:
    return [
        (FunderFinding("acf-lv", "financed", 0.9, ()), "kapacitate"),
        (FunderFinding("eea-norway", "financed", 0.9, ()), "no-name"),
    ]


@pytest.mark.parametrize(
    ("table", "row"),
    [
        ("grants", (NUMBER, "acf-lv", "Taka visiem", 1, "2023-06-15", "2023-06-15")),
        ("organisations", ("ozolzars", "Biedrība “Ozolzars”", 1)),
        ("places", ("Ozolnieki", 56.69, 23.79, 1)),
    ],
)
def test_what_articles_share_is_counted(sql: Ask, table: str, row: tuple[object, ...]) -> None:
    assert sql(f"SELECT * FROM {table}") == [row]


def test_funders_come_from_the_register_with_counts(sql: Ask) -> None:
    assert sql("SELECT id, name_en, parent, financed, mentioned, grants FROM funders ORDER BY id") == [
        ("acf-lv", "Active Citizens Fund", "eea-norway", 1, 0, 1),
        ("eea-norway", "EEA and Norway Grants", None, 0, 0, 0),
    ]


def test_further_names_of_a_funder_are_there_for_search(sql: Ask) -> None:
    assert sql("SELECT aliases FROM funders ORDER BY id") == [('["AIF"]',), ("[]",)]


def test_the_bundled_register_is_the_default(filled: Crawl) -> None:
    work = filled.store.path
    snapshot = publish(work, work.with_name("catalogue.db"), built_at=BUILT_AT)
    assert ask(snapshot.path, "SELECT financed FROM funders WHERE id = 'acf-lv'") == [(1,)]


def test_a_funder_that_the_register_lacks_gets_a_row(crawl: Crawl) -> None:
    other = FunderFinding("other:lauku-fonds", "mentioned", 0.6, quoted(TEXT, "fonds", "other"))
    crawl.article(page(), replace(found(page()), funders=(other,)))
    rows = ask(build(crawl).path, "SELECT name_lv, mentioned FROM funders WHERE id = 'other:lauku-fonds'")
    assert rows == [("lauku fonds", 1)]


def test_evidence_stands_where_it_says(sql: Ask) -> None:
    spans = sql(
        'SELECT quote, substr(text, start + 1, "end" - start) FROM evidence JOIN articles ON id = article'
    )
    assert [quote for quote, text in spans if quote != text] == []


def test_evidence_names_its_finding(sql: Ask) -> None:
    assert sql(
        "SELECT field, key FROM evidence WHERE field IN ('funders', 'grants', 'dates') ORDER BY 1"
    ) == [
        ("dates", "0"),
        ("funders", "acf-lv"),
        ("grants", NUMBER),
    ]


def test_an_article_says_when_it_was_archived_and_what(sql: Ask) -> None:
    assert sql("SELECT archived_at, sha256 FROM articles WHERE url LIKE '%taka'") == [
        ("2026-03-01T01:00:00Z", "a" * 64)
    ]


def test_rowids_run_from_undated_and_old_to_new(sql: Ask) -> None:
    assert sql("SELECT published FROM articles ORDER BY rowid")[0] == (None,)


@pytest.mark.parametrize(
    ("typed", "titles"),
    [("eglites", [TITLE]), ("Eglītes", [TITLE]), ("TALKA", ["Talka mežā"]), ("eglājs", [])],
)
def test_words_are_found_without_diacritics(sql: Ask, typed: str, titles: list[str]) -> None:
    hits = sql(f"SELECT title FROM articles_fts WHERE articles_fts MATCH '{typed}'")
    assert [title for (title,) in hits] == titles


def test_other_cases_are_found_by_their_stem(filled: Crawl) -> None:
    path = build(filled, stems=lambda text: "eglit" if "Eglītes" in text else "").path
    hits = ask(
        path,
        "SELECT url FROM articles_stems JOIN articles ON articles.rowid = articles_stems.rowid"
        " WHERE articles_stems MATCH ?",
        "eglit",
    )
    assert hits == [(f"{HOME}taka",)]


def test_the_stems_of_the_house_are_the_default(published: Path) -> None:
    from normalise.search_terms import stems

    hits = ask(published, "SELECT count(*) FROM articles_stems WHERE articles_stems MATCH ?", stems("eglite"))
    assert hits == [(1,)]


def test_datasette_sees_the_index_of_articles(published: Path) -> None:
    from datasette.utils import detect_fts

    with closing(sqlite3.connect(published)) as connection:
        assert detect_fts(connection, "articles") == "articles_fts"


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("articles", "3"),
        ("articles_with_funder", "1"),
        ("grants", "1"),
        ("grants_named", "1"),
        ("sources", "2"),
        ("built_at", "2026-03-02T00:00:00Z"),
        ("newest", "2023-06-15"),
    ],
)
def test_facts_for_the_home_page(sql: Ask, name: str, value: str) -> None:
    assert sql(f"SELECT value FROM facts WHERE name = '{name}'") == [(value,)]


@pytest.mark.parametrize(
    ("facet", "counts"),
    [
        ("funder", [("acf-lv", 1)]),
        ("year", [("2023", 2)]),
        ("source", [("lielupe", 3)]),
        ("place", [("Ozolnieki", 1)]),
        ("language", [("lv", 3)]),
    ],
)
def test_facets_are_counted(sql: Ask, facet: str, counts: list[tuple[object, ...]]) -> None:
    assert sql(f"SELECT value, articles FROM facet_counts WHERE facet = '{facet}'") == counts


def test_an_empty_database_can_be_published(crawl: Crawl) -> None:
    assert build(crawl).articles == 0


def test_the_same_text_elsewhere_is_an_issue(crawl: Crawl) -> None:
    crawl.article(page())
    crawl.article(page(f"{HOME}kategorija/taka"), body="b")
    assert ask(build(crawl).path, "SELECT kind, detail FROM issues") == [
        ("same text elsewhere", f"{HOME}kategorija/taka")
    ]


def test_spellings_of_an_organisation_are_one(crawl: Crawl) -> None:
    for number, name in enumerate(("Biedrība “Ozolzars”", "“Ozolzars”", "“Ozolzars”")):
        read = page(f"{HOME}{number}", f"{TEXT}\n{number}")
        lead = OrganisationFinding(name, "lead", quoted(TEXT, "Ozolzars", "name"))
        crawl.article(read, replace(found(read), organisations=(lead,)))
    assert ask(build(crawl).path, "SELECT * FROM organisations") == [("ozolzars", "“Ozolzars”", 3)]


def test_a_place_takes_the_point_that_is_known(crawl: Crawl) -> None:
    for number, point in enumerate(((None, None), (56.69, 23.79), (None, None))):
        read = page(f"{HOME}{number}", f"{TEXT}\n{number}")
        place = PlaceFinding("Ozolnieki", *point, quoted(TEXT, "Ozolniekos", "gazetteer"))
        crawl.article(read, replace(found(read), places=(place,)))
    assert ask(build(crawl).path, "SELECT * FROM places") == [("Ozolnieki", 56.69, 23.79, 3)]


def dump(path: Path) -> list[str]:
    with closing(sqlite3.connect(f"file:{path}?mode=ro", uri=True)) as connection:
        return list(connection.iterdump())


def test_publishing_twice_gives_the_same(filled: Crawl) -> None:
    first = dump(build(filled).path)
    assert dump(build(filled).path) == first


def test_an_open_reader_keeps_a_whole_old_state(filled: Crawl) -> None:
    path = build(filled).path
    with closing(sqlite3.connect(f"file:{path}?mode=ro", uri=True)) as reader:
        reader.execute("SELECT count(*) FROM articles").fetchone()
        filled.article(page(f"{HOME}jauns", "Jauns\nJauns raksts.", "Jauns"))
        build(filled)
        assert reader.execute("SELECT count(*) FROM articles").fetchone() == (3,)


def test_a_reader_inside_a_query_does_not_hold_up_publishing(filled: Crawl) -> None:
    path = build(filled).path
    with closing(sqlite3.connect(f"file:{path}?mode=ro", uri=True)) as reader:
        reader.execute("BEGIN")
        reader.execute("SELECT * FROM articles").fetchone()
        filled.article(page(f"{HOME}jauns", "Jauns\nJauns raksts.", "Jauns"))
        assert build(filled).articles == 4


def test_a_reader_that_comes_later_sees_the_new_state(filled: Crawl) -> None:
    build(filled)
    filled.article(page(f"{HOME}jauns", "Jauns\nJauns raksts.", "Jauns"))
    assert ask(build(filled).path, "SELECT count(*) FROM articles") == [(4,)]


def test_the_file_is_another_one_so_that_the_catalogue_opens_it_anew(filled: Crawl) -> None:
    with build(filled).path.open("rb") as held:
        assert build(filled).path.stat().st_ino != os.fstat(held.fileno()).st_ino


def test_publishing_reads_while_a_writer_is_busy(filled: Crawl) -> None:
    with filled.store.batch():
        filled.article(page(f"{HOME}jauns", "Jauns\nJauns raksts.", "Jauns"))
        assert build(filled).articles == 3


def test_the_snapshot_is_no_wal_file(published: Path) -> None:
    assert ask(published, "PRAGMA journal_mode") == [("delete",)]


def test_nothing_is_left_beside_it(published: Path) -> None:
    beside = {path.name for path in published.parent.iterdir() if not path.name.startswith("fundtrace.db")}
    assert beside == {"catalogue.db", "catalogue.db.sha256"}


def test_no_html_and_no_private_column_gets_out(published: Path) -> None:
    assert not {"captures", "requests", "links", "addresses"} & {
        str(name) for (name,) in ask(published, "SELECT name FROM sqlite_master")
    }
