"""What the snapshot tells of the register: the check of the demo, as the catalogue reads it."""

from __future__ import annotations

import json
import shutil
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path

import pytest

from fundtrace.preflight import LONGEST_FORM, preflight
from normalise.rulebook import load_rulebook
from tests.compliance.running import TODAY, fundtrace

Ask = Callable[..., list[sqlite3.Row]]


@pytest.fixture(scope="module")
def published(demo: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("published") / "data"
    shutil.copytree(demo, folder)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("fundtrace.checking.today", lambda: TODAY)
        result = fundtrace(folder, "publish")
    assert result.exit_code == 0, result.output
    return folder


@pytest.fixture
def ask(published: Path) -> Iterator[Ask]:
    with closing(sqlite3.connect(published / "catalogue.db")) as connection:
        connection.row_factory = sqlite3.Row
        yield lambda sql, *values: connection.execute(sql, values).fetchall()


def test_the_coverage_is_that_of_the_check(published: Path, ask: Ask) -> None:
    said = json.loads(fundtrace(published, "check", "--format", "json").stdout)["grants"]
    rows = ask('SELECT "grant", state, reason_en, reason_lv, due, articles FROM coverage ORDER BY "grant"')
    assert [tuple(row) for row in rows] == [
        (one["id"], one["coverage"], one["reason"], one["reason_lv"], one["due"], len(one["articles"]))
        for one in said
    ]


def test_a_grant_without_news_has_a_page(ask: Ask) -> None:
    found = ask("SELECT funder, title, articles FROM grants WHERE id = 'AIF/2021/IK/907'")
    assert [(row["funder"], row["articles"]) for row in found] == [("acf-lv", 0)]


def test_each_quote_stands_where_it_says(ask: Ask) -> None:
    rows = ask(
        """SELECT v.quote, substr(a.text, v.start + 1, v."end" - v.start) AS there
        FROM verdicts v JOIN articles a ON a.id = v.article WHERE v.quote IS NOT NULL"""
    )
    assert len(rows) > 20
    assert [row["quote"] for row in rows] == [row["there"] for row in rows]


def test_each_verdict_has_its_rule_and_a_note_in_both_languages(ask: Ask) -> None:
    rows = ask("SELECT v.*, r.source FROM verdicts v JOIN rules r ON r.id = v.rule")
    assert len(rows) == ask("SELECT count(*) AS n FROM verdicts")[0]["n"]
    assert all(row["source"].startswith("http") for row in rows)
    assert all(bool(row["note_lv"]) == bool(row["note_en"]) for row in rows)


def test_the_whole_rulebook_with_measured_precision(ask: Ask) -> None:
    rules = {rule.id: rule for book in load_rulebook().values() for rule in book.rules}
    rows = {row["id"]: row for row in ask("SELECT * FROM rules")}
    assert rows.keys() == rules.keys()
    measured = rows["leader-14-names-institutions"]
    assert (measured["binds"], measured["precision"]) == (1, 1.0)
    assert measured["situations"] >= 60
    assert measured["version"] == rules["leader-14-names-institutions"].version


def test_what_was_read_for_a_silent_grant(ask: Ask) -> None:
    rows = ask("""SELECT source, read_whole FROM grant_sources WHERE "grant" = 'AIF/2021/IK/907'""")
    assert rows
    assert all(row["read_whole"] for row in rows)


def test_matches_say_why(ask: Ask) -> None:
    row = ask("""SELECT * FROM grant_matches WHERE "grant" = 'PMIF/9/2020/3/19'""")[0]
    assert (row["by"], row["right_number"]) == ("number with a typo", "PMIF/9/2020/3/19")
    assert "is one slip away" in row["reason_en"]
    assert "viena kļūda" in row["reason_lv"]


DRAFT = "Zālē ieklāta jauna grīda ar Eiropas Lauksaimniecības fonda lauku attīstībai naudu."


def test_a_draft_is_checked_for_a_row_of_the_coverage(ask: Ask) -> None:
    row = ask("""SELECT * FROM coverage WHERE "grant" = '19-07-AL23-A019.2205-000901'""")[0]
    answer = preflight(dict(row), DRAFT, "2021-10-04")
    verdicts = {one["rule"]: one for one in answer["verdicts"]}
    assert answer["ready"] is False
    assert verdicts["leader-14-names-fund"]["verdict"] == "met"
    assert verdicts["leader-14-names-institutions"]["verdict"] == "not met"
    assert verdicts["leader-14-names-institutions"]["lv"].startswith("Norādītas administrējošās iestādes")
    quote = verdicts["leader-14-names-fund"]["evidence"]
    assert answer["text"][quote["start"] : quote["end"]] == quote["quote"]
    assert preflight(dict(row), answer["sentence"]["lv"], "2021-10-04")["ready"] is True


@pytest.mark.parametrize(
    ("draft", "words"),
    [
        ("  ", "is empty"),
        (b"\x00\x01", "binary"),
        ("a" * (LONGEST_FORM + 1), "2 MB"),
        (b"PK\x03\x04x", "DOCX"),
    ],
)
def test_a_draft_that_cannot_be_read_is_told_in_both_languages(
    ask: Ask, draft: str | bytes, words: str
) -> None:
    row = ask('SELECT * FROM coverage ORDER BY "grant"')[0]
    error = preflight(dict(row), draft, "2021-10-04")["error"]
    assert words in error["en"]
    assert error["lv"]
