"""Statements in every dress, and one rule on one article at a time."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from normalise.grant_records import Grant
from normalise.records import Image, Link
from normalise.rule_search import find_number
from normalise.rulebook import RulebookError, load_rulebook
from normalise.statements import Words, find_statement, phrase_places
from normalise.verdicts import Judged, LinkSeen, Outcome, judge

LEADER = Grant("19-07-AL23-A019.2205-000905", "x", "Laipa", funder="eafrd-leader", recipient="Upe")
LA19 = Grant("25-05-CL09-C0LA19.2201-000905", "x", "Laipa", funder="eafrd-leader", recipient="Upe")
AIF = Grant("AIF/2022/KAPAC2/905", "x", "Jumts", funder="acf-lv", recipient="Ķirši")
SIF = Grant("2023.LV/NVOF/MIC/905", "x", "Jumts", funder="sif", recipient="Ķirši")
VP = Grant("VP2023/5-95", "x", "Balss", funder="izm-lv", recipient="Lēciens")
ESF = Grant("9.2.4.2/16/I/095", "x", "Veselība", funder="esf", recipient="Upe")

SUPPORT = "Atbalsta Zemkopības ministrija un Lauku atbalsta dienests"


@pytest.mark.parametrize(
    ("text", "statement", "difference"),
    [
        (f"Beigas. {SUPPORT}.", SUPPORT, 0),
        ("Atbalsta Zemkopības ministrija un Lauku\natbalsta dienests", SUPPORT, 0),
        ("ATBALSTA ZEMKOPĪBAS MINISTRIJA UN LAUKU ATBALSTA DIENESTS", SUPPORT, 0),
        ("atbalsta Zemkopības ministriju un Lauku atbalsta dienestu", SUPPORT, 0),
        ("Atbalsta LR Zemkopības ministrija un Lauku atbalsta dienests", SUPPORT, 1),
        ("Atbalsta Zemkopības ministrija, Lauku atbalsta dienests", SUPPORT, 1),
        ("Finansē Zemkopības ministrija un Lauku atbalsta dienests", SUPPORT, 1),
        ("finansiāli atbalsta fonds no Kultūras ministrijas piešķirtajiem valsts budžeta līdzekļiem",
         "finansiāli atbalsta fonds no … valsts budžeta līdzekļiem", 0),
    ],
)  # fmt: skip
def test_a_statement_is_found_with_its_difference(text: str, statement: str, difference: int) -> None:
    found = find_statement(Words(text), statement)
    assert found is not None
    assert len(found.difference) == difference


@pytest.mark.parametrize(
    ("text", "statement"),
    [
        ("Zemkopības ministrija sludina jaunumus. Lauku dienests klusē.", SUPPORT),
        ("Atbalsta visi kaimiņi un Lauku sētas draugi", SUPPORT),
        ("saturu vērtē un par to atbild", "saturu atbild"),
        ("", SUPPORT),
    ],
)
def test_another_sentence_is_not_taken_for_it(text: str, statement: str) -> None:
    assert find_statement(Words(text), statement) is None


@pytest.mark.parametrize(
    ("text", "phrase", "there"),
    [
        ("Aktīvo iedzīvotāju fonda atbalsts", "Aktīvo iedzīvotāju fonds", True),
        ("Aktivo iedzivotaju fondam", "Aktīvo iedzīvotāju fonds", True),
        ("Sniedz LAD.", "LAD", True),
        ("Tas ir lad kaut kas.", "LAD", False),
        ("Aktīvo fonds iedzīvotāju", "Aktīvo iedzīvotāju fonds", False),
    ],
)
def test_phrases_in_all_cases(text: str, phrase: str, there: bool) -> None:
    assert any(phrase_places(Words(text), phrase)) is there


@pytest.mark.parametrize(
    ("text", "denied"),
    [
        ("Šo projektu Aktīvo iedzīvotāju fonds neatbalstīja.", True),
        ("Projektu nefinansē AIF.", True),
        ("No AIF projekts netika atbalstīts.", True),
        ("AIF projektu (Nr. 5) neatbalstīja.", True),
        ("No AIF atbalstu nesaņēmām.", True),
        ("Mēs nesaņēmām AIF atbalstu.", True),
        ("AIF atteica finansējumu.", True),
        ("The ACF did not fund this.", True),
        ("Фонд активных граждан проект не поддержал.", True),
        ("Projektu finansē AIF, pašvaldība to neatbalstīja.", False),
        ("Pašvaldība projektu neatbalstīja, bet AIF to finansēja.", False),
        ("AIF ne tikai atbalstīja, bet arī ieteica.", False),
        ("AIF nav tikai finansējis ēku.", False),
        ("The ACF not only funded the house.", False),
        ("Bez AIF atbalsta tas nebūtu iespējams.", False),
        ("Projektu finansē AIF. Otrs projekts netika atbalstīts.", False),
        ("Projektu AIF neatbalstīja. Otru projektu finansē EEZ granti.", False),
    ],
)
def test_a_name_that_did_not_pay_meets_no_rule(text: str, denied: bool) -> None:
    draft = Judged(text, "2023-05-01", language=None, images=(), links=(), whole_page=lambda: text)
    found = {one.rule: one for one in judge(draft, AIF, load_rulebook()["acf-lv"])}["acf-names-support"]
    assert found.verdict == ("cannot tell" if denied else "met")
    assert ("did not support" in found.note) is denied


@pytest.mark.parametrize(
    ("text", "there"),
    [
        ("(Nr. AIF/2022/KAPAC2/905)", True),
        ("Nr.AIF / 2022 / KAPAC2 / 905", True),
        ("aif–2022–kapac2–905", True),
        ("Nr. AIF/2022/KAPAC2/9051", False),
        ("Nr. AIF/2022/KAPAC2/90", False),
    ],
)
def test_a_number_in_any_dress(text: str, there: bool) -> None:
    assert (find_number(Words(text), AIF.id) is not None) is there


def article(text: str, published: str | None = "2021-10-04", page: str | None = "") -> Judged:
    return Judged(text, published, "lv", (), (), whole_page=lambda: None if page is None else text + page)


def verdict_of(facts: Judged, grant: Grant, rule: str) -> Outcome:
    verdicts = judge(facts, grant, load_rulebook()[grant.funder or ""])
    return next((one.verdict for one in verdicts if one.rule == rule), "not applicable")


@pytest.mark.parametrize(
    ("grant", "rule", "text", "verdict"),
    [
        (LEADER, "leader-14-names-fund", "Eiropas Lauksaimniecības fonda lauku attīstībai nauda", "met"),
        (LEADER, "leader-14-names-fund", "LEADER projektā tapusi laipa", "met"),
        (LEADER, "leader-14-names-fund", "Tapusi laipa", "not met"),
        (LEADER, "leader-14-names-institutions", SUPPORT, "met"),
        (LEADER, "leader-14-names-institutions", "Līdzfinansē LAD", "met"),
        (LEADER, "leader-14-names-institutions", "LEADER projekts", "not met"),
        (LEADER, "leader-14-statement", "LEADER projekts", "not applicable"),
        (LEADER, "leader-14-statement", SUPPORT, "met"),
        (LEADER, "leader-14-ensemble", SUPPORT, "cannot tell"),
        (LEADER, "leader-21-cofunded", "LEADER projekts", "not applicable"),
        (LA19, "leader-21-cofunded", "Līdzfinansē Eiropas Savienība", "met"),
        (LA19, "leader-14-names-institutions", "LEADER projekts", "not applicable"),
        (LA19, "leader-21-statement", SUPPORT, "not applicable"),
        (AIF, "acf-names-support", "AIF projektā “Jumts”", "met"),
        (AIF, "acf-names-support", "Projektā “Jumts” likām skaidas", "not met"),
        (AIF, "acf-donor-states", "finansē Islande, Lihtenšteina un Norvēģija", "met"),
        (AIF, "acf-donor-states", "finansē Islande un Norvēģija", "not applicable"),
        (AIF, "acf-number", "Nr. AIF/2022/KAPAC2/905", "met"),
        (AIF, "acf-responsibility", "Par publikācijas saturu atbild biedrība “Ķirši”.", "met"),
        (AIF, "acf-link", "Vairāk: www.activecitizensfund.lv", "met"),
        (SIF, "sif-statement", "Par saturu klusējam.", "not applicable"),
        (SIF, "sif-statement",
         "Pasākumu finansiāli atbalsta Sabiedrības integrācijas fonds no piešķirtajiem Latvijas valsts "
         "budžeta līdzekļiem.", "met"),
        (VP, "jspa-statement",
         "Projekts īstenots Izglītības un zinātnes ministrijas Jaunatnes politikas valsts programmas "
         "2023.-2025. gadam valsts budžeta finansējuma ietvaros.", "met"),
        (VP, "jspa-statement", "Projektu finansē Jaunatnes politikas valsts programma.", "not met"),
        (ESF, "esf-14-names-fund", "Eiropas Sociālā fonda projekts", "met"),
        (ESF, "esf-14-names-fund", "Nodarbības ir bez maksas", "not met"),
        (ESF, "esf-21-cofunded", "Nodarbības ir bez maksas", "not applicable"),
    ],
)  # fmt: skip
def test_one_rule_on_one_article(grant: Grant, rule: str, text: str, verdict: Outcome) -> None:
    assert verdict_of(article(text), grant, rule) == verdict


def test_words_outside_the_article_forbid_not_met() -> None:
    assert (
        verdict_of(article("Laipa", page=f"\n{SUPPORT}"), LEADER, "leader-14-names-institutions")
        == "cannot tell"
    )


def test_a_logo_of_the_service_forbids_not_met() -> None:
    facts = article("Laipa", page="\n/images/lad-zm-logo.png")
    assert verdict_of(facts, LEADER, "leader-14-names-institutions") == "cannot tell"


def test_without_the_page_nothing_is_not_met() -> None:
    assert verdict_of(article("Laipa", page=None), LEADER, "leader-14-names-institutions") == "cannot tell"


def test_another_site_is_not_bound() -> None:
    assert (
        verdict_of(replace(article("Laipa"), own=False), LEADER, "leader-14-names-fund") == "not applicable"
    )


@pytest.mark.parametrize(
    ("published", "verdict"),
    [("2017-12-31", "not applicable"), ("2018-01-01", "not met"), (None, "cannot tell")],
)
def test_the_rule_in_force_on_the_day_counts(published: str | None, verdict: Outcome) -> None:
    assert verdict_of(article("Laipa", published), AIF, "acf-names-support") == verdict


def test_another_language_is_not_measured_by_latvian_words() -> None:
    facts = replace(article("A footbridge was built."), language="en")
    assert verdict_of(facts, VP, "jspa-statement") == "cannot tell"


def test_a_misspelt_number_is_told() -> None:
    facts = replace(article("Nr. AIF/2022/KAPAC2/906"), written_as="AIF/2022/KAPAC2/906")
    found = next(one for one in judge(facts, AIF, load_rulebook()["acf-lv"]) if one.rule == "acf-number")
    assert "AIF/2022/KAPAC2/906 instead of AIF/2022/KAPAC2/905" in found.note


def test_a_logo_by_its_file_name() -> None:
    facts = replace(article("AIF"), images=(Image("https://x.example/img/aif-logo.png"),))
    assert verdict_of(facts, AIF, "acf-logo") == "met"


def test_a_link_behind_words() -> None:
    facts = replace(article("vairāk šeit"), links=(Link("https://www.activecitizensfund.lv/lv/", "šeit"),))
    assert verdict_of(facts, AIF, "acf-link") == "met"


@pytest.mark.parametrize(
    ("seen", "verdict", "words"),
    [
        (None, "met", "link to https://www.activecitizensfund.lv/lv/"),
        (LinkSeen(200, "2023-05-01"), "met", "which worked on 2023-05-01"),
        (LinkSeen(301, "2023-05-01"), "met", "which worked on 2023-05-01"),
        (LinkSeen(404, "2023-05-01"), "cannot tell", "it did not work on 2023-05-01 (answer 404)"),
        (LinkSeen(410, "2023-05-01"), "cannot tell", "it did not work on 2023-05-01 (answer 410)"),
        (LinkSeen(503, "2023-05-01"), "cannot tell", "it did not work on 2023-05-01 (answer 503)"),
    ],
    ids=["never asked", "alive", "moved", "dead", "gone", "broken"],
)
def test_a_link_is_alive_or_not_as_last_seen(seen: LinkSeen | None, verdict: str, words: str) -> None:
    asked: list[str] = []

    def link_seen(address: str) -> LinkSeen | None:
        asked.append(address)
        return seen

    link = Link("https://www.activecitizensfund.lv/lv/", "šeit")
    facts = replace(article("vairāk šeit"), links=(link,), link_seen=link_seen)
    found = next(one for one in judge(facts, AIF, load_rulebook()["acf-lv"]) if one.rule == "acf-link")
    assert (found.verdict, asked) == (verdict, [link.address])
    assert words in found.note
    assert (found.evidence and found.evidence.quote) == "šeit"


@pytest.mark.parametrize("grant", [LEADER, AIF, SIF, VP, ESF])
def test_evidence_is_where_it_says(grant: Grant) -> None:
    text = f"AIF ESF LEADER. {SUPPORT}. Nr. {grant.id}. Par saturu atbild Upe."
    for verdict in judge(article(text), grant, load_rulebook()[grant.funder or ""]):
        if verdict.evidence:
            assert text[verdict.evidence.start : verdict.evidence.end] == verdict.evidence.quote


def test_observed_practice_is_never_a_failure() -> None:
    for funder, book in load_rulebook().items():
        for rule in book.rules:
            assert not (rule.status == "observed" and rule.binds), f"{funder}: {rule.id}"


def test_each_mistake_in_a_rulebook_names_file_and_key(tmp_path: Path) -> None:
    (tmp_path / "sif.toml").write_text('funder = "sif"\n[[rules]]\nid = "a"\nkind = "smell"\n')
    with pytest.raises(RulebookError, match=r"sif\.toml: key 'rules\.0\.kind'"):
        load_rulebook(tmp_path)
