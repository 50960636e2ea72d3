"""The bundled register on the demo sites: every state of coverage, each checked by hand."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from click.testing import Result

from crawlers.sources import load_sources
from db.grants.checking import check, checked
from db.grants.decisions import read_decisions
from db.grants.problems import RegisterFileError
from db.store import Store, open_store
from fundtrace.archived import ArchivedPages
from fundtrace.checking import publishers_of
from tests.compliance.running import TODAY, fundtrace

# number: (state, words of the reason, how the first article was matched)
EXPECTED = {
    # named, with the number, in time; the fund of these asks no more than to be named
    "AIF/2022/KAPAC2/901": ("covered", "2023-06-21", "number"),
    "AIF/2022/KAPAC2/902": ("covered", "2023-12-04", "number"),
    # the seminar's post gives no number; title and recipient agree
    "AIF/2022/KAPAC2/903": ("covered", "2023-06-02", "title"),
    # the number stands in a picture's file name only
    "AIF/2021/IK/901": ("covered", "2021-09-06", "number"),
    # no rule of this funder binds
    "2023.LV/NVOF/MIC/901": ("covered", "2023-01-12", "number"),
    "2023.LV/UKR_KO/9/91": ("covered", "2023-09-18", "number"),
    "LLI-901": ("covered", "2019-10-02", "number"),
    # fund and service are named
    "18-08-FL06-F043.0202-000901": ("covered", "2019-09-10", "number"),
    "22-05-AL35-A019.2201-000901": ("covered", "2023-09-05", "number"),
    "19-07-AL23-A019.2205-000901": ("covered", "2021-10-04", "number"),
    "25-05-CL09-C0LA19.2201-000901": ("covered", "2025-05-20", "number"),
    # the prescribed sentence is there; the logo is not to be seen by us
    "VP2023/5-91": ("covered", "not to be judged: jspa-logo", "number"),
    "2023-1-LV02-KA152-YOU-000900111": ("covered", "not to be judged: erasmus-logo", "number"),
    "1-08/901/2023": ("covered", "not to be judged: lvaf-logo", "number"),
    # the post swaps two digits; title and recipient agree
    "PMIF/9/2020/3/19": ("covered", "no binding rule to judge it by", "number with a typo"),
    # the post names the fund and nobody who administers it
    "16-08-AL11-A019.2205-000901": ("incomplete", "leader-14-names-institutions", "number"),
    # the contract asks for news by 31.03.2024, the only post is of June, the site was read whole since
    "2023.LV/ĢDP_NVO/91": ("late", "due by 2024-03-31", "number"),
    # no post, no post that might be it, both sites read whole after a year of waiting
    "AIF/2021/IK/907": ("silent", "mezrozu-pagalms", None),
    "17-08-AL11-A019.2202-000907": ("silent", "enkura-zime", None),
    # the service is named in the footer of every page only
    "18-00-A019.332-000901": ("cannot tell", "leader-14-names-institutions, leader-14-ensemble", "number"),
    # later than the contract asks, but the municipality's own site is not read
    "4.2.2.0/17/I/901": ("cannot tell", "no source of the recipient", "number"),
    # nobody's site is read
    "AIF/2020/SDK/907": ("cannot tell", "no source of the recipient", None),
    "2022.LV/NVOF/MIC/908": ("cannot tell", "no source of the recipient", None),
    # a post of the same recipient and funder gives neither number nor this title
    "ASV-2022/907": ("cannot tell", "drosi-interneta", None),
    # runs until the end of 2027
    "2026.LV/NVOF/MIC/907": ("not due", "2027-12-31", None),
}


@pytest.fixture(scope="module")
def data(demo: Path) -> Path:
    return demo


@pytest.fixture
def grants(data: Path) -> dict[str, dict[str, Any]]:
    answer = json.loads(fundtrace(data, "check", "--format", "json").stdout)
    return {grant["id"]: grant for grant in answer["grants"]}


def test_the_register_holds_what_was_checked_by_hand(grants: dict[str, dict[str, Any]]) -> None:
    assert grants.keys() == EXPECTED.keys()


@pytest.mark.parametrize("number", EXPECTED)
def test_coverage(grants: dict[str, dict[str, Any]], number: str) -> None:
    state, words, how = EXPECTED[number]
    grant = grants[number]
    assert grant["coverage"] == state
    assert words in grant["reason"]
    assert (grant["articles"][0]["match"] if grant["articles"] else None) == how


def test_every_state_occurs() -> None:
    states = {state for state, _, _ in EXPECTED.values()}
    assert states == {"covered", "incomplete", "late", "silent", "cannot tell", "not due"}


def test_the_json_is_the_contract(grants: dict[str, dict[str, Any]]) -> None:
    grant = grants["16-08-AL11-A019.2205-000901"]
    assert {"id", "funder", "recipient", "coverage", "reason", "articles"} <= grant.keys()
    article = grant["articles"][0]
    assert {"url", "match", "verdicts"} <= article.keys()
    assert all({"rule", "verdict", "evidence"} <= verdict.keys() for verdict in article["verdicts"])


def test_the_right_number_of_a_typo_is_told(grants: dict[str, dict[str, Any]]) -> None:
    assert grants["PMIF/9/2020/3/19"]["articles"][0]["right_number"] == "PMIF/9/2020/3/19"


@pytest.fixture
def store(data: Path) -> Iterator[Store]:
    with open_store(data / "fundtrace.db") as opened:
        yield opened


@pytest.mark.parametrize("state", ["failing", "degraded", "cannot tell"])
def test_a_source_that_was_not_read_whole_is_never_silent(store: Store, data: Path, state: str) -> None:
    publishers = {source.id: publishers_of(source) for source in load_sources(data / "demo-sources")}
    store.db.execute("BEGIN")
    try:
        store.db.execute("UPDATE source_runs SET state = ?, detail = 'the site did not answer'", [state])
        check(store, publishers, [], TODAY, lambda article: None)
        found = {grant["id"]: grant for grant in checked(store)}
    finally:
        store.db.execute("ROLLBACK")
    assert {grant["coverage"] for grant in found.values()}.isdisjoint({"silent", "late"})
    assert "the site did not answer" in found["AIF/2021/IK/907"]["reason"]


def test_decisions_outlive_the_check(data: Path, grants: dict[str, dict[str, Any]]) -> None:
    url = grants["AIF/2022/KAPAC2/903"]["articles"][0]["url"]
    other = grants["ASV-2022/907"]["reason"].split(" ")[5]
    decisions = data / "decisions.toml"
    decisions.write_text(
        f'[[decisions]]\narticle = "{url}"\ngrant = "AIF/2022/KAPAC2/903"\ndecision = "refused"\n'
        f'[[decisions]]\narticle = "{other}"\ngrant = "ASV-2022/907"\ndecision = "confirmed"\n'
        'why = "zvanīju"\n'
    )
    try:
        answer = json.loads(fundtrace(data, "check", "--format", "json").stdout)
        found = {grant["id"]: grant for grant in answer["grants"]}
        assert found["AIF/2022/KAPAC2/903"]["articles"] == []
        assert found["AIF/2022/KAPAC2/903"]["coverage"] == "silent"
        assert found["ASV-2022/907"]["articles"][0]["reason"] == "confirmed: zvanīju"
    finally:
        decisions.unlink()


def _decided(data: Path, article: str, grant: str, decision: str) -> Result:
    """`fundtrace check` of the grant with this one decision in the data folder."""
    file = data / "decisions.toml"
    file.write_text(
        f'[[decisions]]\narticle = "{article}"\ngrant = "{grant}"\ndecision = "{decision}"\n', "utf-8"
    )
    try:
        return fundtrace(data, "check", "--grant", grant, "--format", "json")
    finally:
        file.unlink()


def test_a_refused_article_is_no_doubt_either(data: Path, grants: dict[str, dict[str, Any]]) -> None:
    number = "16-08-AL11-A019.2205-000901"
    (article,) = grants[number]["articles"]
    (found,) = json.loads(_decided(data, article["url"], number, "refused").stdout)["grants"]
    assert (found["articles"], found["coverage"]) == ([], "silent")


@pytest.mark.parametrize("written", ["{url}", "{url}/", "{url}#top", "www.{bare}", "https://{bare}",
        "http://127.0.0.1:8001/en/article/{id}"], ids=str)  # fmt: skip
def test_an_article_is_known_however_it_is_named(
    data: Path, grants: dict[str, dict[str, Any]], written: str
) -> None:
    number = "16-08-AL11-A019.2205-000901"
    (article,) = grants[number]["articles"]
    bare = article["url"].removeprefix("http://")
    told = _decided(data, written.format(url=article["url"], bare=bare, id=article["id"]), number, "refused")
    assert told.stderr == ""
    assert json.loads(told.stdout)["grants"][0]["articles"] == []


@pytest.mark.parametrize(
    ("article", "grant", "words"),
    [
        ("https://nav.example/", "ASV-2022/907", "decision 1 has no effect: no article with the address"),
        ("{url}", "AIF/2021/IK/999", "decision 1 has no effect: the grant AIF/2021/IK/999 is not in"),
    ],
    ids=["no such article", "no such grant"],
)
def test_a_decision_without_effect_is_told(
    data: Path, grants: dict[str, dict[str, Any]], article: str, grant: str, words: str
) -> None:
    url = grants["AIF/2022/KAPAC2/903"]["articles"][0]["url"]
    assert words in _decided(data, article.format(url=url), grant, "confirmed").stderr


@pytest.mark.parametrize(
    ("text", "words"),
    [
        (
            '[[decisions]]\narticle = "a"\ngrant = "b"\ndecision = "refused"\n'
            '[[decisions]]\narticle = "a"\ngrant = "b"\ndecision = "confirmed"\n',
            "decision 2: decision 1 says “refused”",
        ),
        ("[[decisions]]\narticle = 1\n", "decision 1: it needs"),
        ('[[decisions]]\narticle = "a"\ngrant = "b"\ndecision = "perhaps"\n', "“confirmed” or “refused”"),
        ("nonsense", "not readable as TOML"),
        ("[other]\n", "blocks"),
    ],
)
def test_a_mistake_in_the_decisions_is_told(tmp_path: Path, text: str, words: str) -> None:
    file = tmp_path / "decisions.toml"
    file.write_text(text)
    with pytest.raises(RegisterFileError, match=words):
        read_decisions(file)


def test_the_check_as_csv(data: Path) -> None:
    rows = list(csv.DictReader(io.StringIO(fundtrace(data, "check", "--format", "csv").stdout)))
    assert {row["id"] for row in rows} == EXPECTED.keys()
    assert any(row["rule"] == "leader-14-names-institutions" and row["verdict"] == "not met" for row in rows)


def test_one_funder(data: Path) -> None:
    answer = json.loads(fundtrace(data, "check", "--funder", "emff", "--format", "json").stdout)
    assert [grant["id"] for grant in answer["grants"]] == ["18-08-FL06-F043.0202-000901"]


def test_one_grant_shows_its_rules(data: Path) -> None:
    assert (
        "leader-14-names-institutions"
        in fundtrace(data, "check", "--grant", "16-08-AL11-A019.2205-000901").stdout
    )


def test_an_unknown_grant_is_told(data: Path) -> None:
    result = fundtrace(data, "check", "--grant", "N-404-404")
    assert "is not in the register" in str(result.exception)


def test_words_in_a_document_on_the_page_leave_a_rule_open(store: Store, data: Path) -> None:
    number = "16-08-AL11-A019.2205-000901"
    sources = {source.id: source for source in load_sources(data / "demo-sources")}
    publishers = {id: publishers_of(source) for id, source in sources.items()}
    store.db.execute("BEGIN")
    try:
        article = checked(store, number)[0]["articles"][0]["id"]
        source = store.db.execute("SELECT source FROM articles WHERE id = ?", [article]).fetchone()[0]
        store.db.execute(
            "INSERT INTO documents (source, url, state, asked_at, text) VALUES (?, ?, 'read', ?, ?)",
            [source, "http://127.0.0.1/a.pdf", "2026-11-01T00:00:00Z", "Atbalsta Lauku atbalsta dienests."],
        )
        store.db.execute(
            "INSERT INTO article_documents (article, position, source, url, label) VALUES (?, 0, ?, ?, '')",
            [article, source, "http://127.0.0.1/a.pdf"],
        )
        check(store, publishers, [], TODAY, ArchivedPages(store, data / "archive", sources).words)
        found = checked(store, number)[0]
    finally:
        store.db.execute("ROLLBACK")
    assert found["coverage"] == "cannot tell"
    assert "leaves open: leader-14-names-institutions" in found["reason"]
