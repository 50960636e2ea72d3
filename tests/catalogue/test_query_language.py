"""What people type, taken apart."""

from __future__ import annotations

import pytest

from datasette_config.query_language import FieldTerm, Problem, Term, parse, read_date, without_quotes


@pytest.mark.parametrize(
    ("typed", "terms"),
    [
        ("", ()),
        ("   ", ()),
        ("projektam", (Term("projektam"),)),
        ("jauniešu nometne", (Term("jauniešu"), Term("nometne"))),
        ('"lauku partnerība"', (Term("lauku partnerība", phrase=True),)),
        ("„lauku partnerība”", (Term("lauku partnerība", phrase=True),)),
        ("«lauku partnerība» Cēsis", (Term("lauku partnerība", phrase=True), Term("Cēsis"))),
        ("-konkurss", (Term("konkurss", wanted=False),)),
        ('-"projektu konkurss"', (Term("projektu konkurss", phrase=True, wanted=False),)),
        ("e-pasts", (Term("e-pasts"),)),
        ("AIF/2022/KAPAC2/018", (Term("AIF/2022/KAPAC2/018"),)),
        ('"nepabeigta frāze', (Term("nepabeigta"), Term("frāze"))),
        ('""', ()),
        ("- * ( ) ^ :", ()),
        ("NEAR(a b)", (Term("NEAR(a"), Term("b)"))),
        ("kas:tas", (Term("kas:tas"),)),
        ("https://example.lv/x", (Term("https://example.lv/x"),)),
        ("funder:", ()),
        ("projekts funder:", (Term("projekts"),)),
        ("funder: AIF projekts", (Term("projekts"),)),
        ("Tēma: koki", (Term("Tēma:"), Term("koki"))),
        ('"funder:" koki', (Term("funder:", phrase=True), Term("koki"))),
    ],
)
def test_words_and_phrases(typed: str, terms: tuple[Term, ...]) -> None:
    assert parse(typed).terms == terms


@pytest.mark.parametrize(
    ("typed", "field"),
    [
        ("funder:aif", FieldTerm("funder", "aif")),
        ("funder: aif", FieldTerm("funder", "aif")),
        ('-funder: "Active Citizens Fund"', FieldTerm("funder", "Active Citizens Fund", wanted=False)),
        ("funder: place:Rīga", FieldTerm("place", "Rīga")),
        ("FUNDER:aif", FieldTerm("funder", "aif")),
        ("finansētājs:sif", FieldTerm("funder", "sif")),
        ('funder:"Active Citizens Fund"', FieldTerm("funder", "Active Citizens Fund")),
        ("grant:AIF/2022", FieldTerm("grant", "AIF/2022")),
        ("-vieta:Cēsis", FieldTerm("place", "Cēsis", wanted=False)),
        ("place:Cēsis", FieldTerm("place", "Cēsis")),
        ("site:lielupe", FieldTerm("site", "lielupe")),
        ("avots:lielupe", FieldTerm("site", "lielupe")),
        ("year:2023", FieldTerm("year", "2023")),
        ("-gads:2023", FieldTerm("year", "2023", wanted=False)),
    ],
)
def test_fields(typed: str, field: FieldTerm) -> None:
    assert parse(typed).fields == (field,)


@pytest.mark.parametrize(
    ("typed", "after", "before"),
    [
        ("after:2023", "2023-01-01", None),
        ("no:2023-06", "2023-06-01", None),
        ("pēc:14.06.2023", "2023-06-14", None),
        ("before:2024", None, "2024-01-01"),
        ("after:2023-02-01 before:2023-03-01", "2023-02-01", "2023-03-01"),
    ],
)
def test_dates(typed: str, after: str | None, before: str | None) -> None:
    query = parse(typed)
    assert (query.after, query.before) == (after, before)


@pytest.mark.parametrize("value", ["vakar", "2023-13", "31.02.2023", "20230614", ""])
def test_no_date(value: str) -> None:
    assert read_date(value) is None


def test_a_wrong_date_is_said() -> None:
    assert parse("after:vakar").problems == (Problem("date", "vakar"),)


@pytest.mark.parametrize("typed", ["year:pērn", "gads:23", "year:20234"])
def test_a_wrong_year_is_said(typed: str) -> None:
    query = parse(typed)
    assert (query.fields, query.problems) == ((), (Problem("year", typed.partition(":")[2]),))


@pytest.mark.parametrize("typed", ["kas:tas", "-kas:tas", 'kas:"tas un tas"', "koki kas:2023"])
def test_what_looks_like_a_field_is_said(typed: str) -> None:
    assert parse(typed).problems == (Problem("field", "kas:"),)


@pytest.mark.parametrize(
    "typed", ["https://example.lv/x", "12:30", "Tēma: koki", '"kas:tas"', "a:b", "funder:x"]
)
def test_what_only_has_a_colon_is_no_field(typed: str) -> None:
    assert parse(typed).problems == ()


def test_a_long_query_is_cut_and_said() -> None:
    assert parse("vārds " * 200).problems == (Problem("long", "400"),)


def test_at_most_24_terms() -> None:
    assert len(parse("a " * 100).terms) == 24


def test_pieces_are_kept_as_typed() -> None:
    assert parse('a -b "c d" funder:e').pieces == ("a", "-b", '"c d"', "funder:e")


def test_without_quotes() -> None:
    assert without_quotes("„lauku partnerība” x") == "lauku partnerība x"
