"""Whatever the text holds: nothing raises, evidence stands where it says, and time grows with length only."""

import json
from collections.abc import Callable

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from normalise.decoding import decode
from normalise.extract import extract_text
from normalise.grants import canonical_number
from normalise.page import read_page
from normalise.records import Extraction
from tests.growth import grows_in_step

BOUNDED = settings(max_examples=100, deadline=None)
FIELDS = ["funders", "grants", "projects", "dates", "amounts", "organisations", "places"]
# Pieces that make recognisers start: words, marks and the beginnings of numbers, also broken off.
PIECES = [
    "projekts ",
        "Projekta “", "projektu „", "”", "“", "»", "«", '"', "biedrība ", "Biedrība “", "Nr. ", "ID Nr.", "(",
    ")", "AIF/2020/SDK/01", "AIF/", "2018.LV/", "/NVOF/MIC/015", "19-03-AL21-",
        "A019.2205-000005", "9.2.4.2/16/I/",
    "LLI-", "101135495", "no ", "līdz ", "5.", "27. un 28.", "maijā",
        " 2023. gada ", "š.g. ", "šogad ", "–", "-",
    "/", ".", ",", ":", "\n", "\n\n", " ", "\u00a0", "\u202e", "\u200f", "\x00", "\ufeff",
        "a\u0301", "🎉", "EUR ", " eiro",
    "1 234,56", "Ls ", "finansē ", "atbalsta ",
        "Sabiedrības integrācijas fonds", "Aktīvo iedzīvotāju fonda", "AIF-a",
    "pašvaldība ", "novada dome", "Cēsīs", "Rīgā", "проект «",
        "Фонда активных граждан", "grant agreement No. ",
    "Sākums » ", "© 2020", "Publicēts: ", "www.", "https://", "a@b.lv", "+371 ", "LV12ABCD",
        "izsludina konkursu",
]  # fmt: skip

TAGS = ["<p>", "</p>", "<article>", "<h1>", "&", "<!--", "<time>"]


def loose(record: Extraction) -> list[str]:
    """Quotes that do not stand where they say."""
    return [
        one.quote
        for field in FIELDS
        for finding in getattr(record, field)
        for one in finding.evidence
        if not one.quote or record.text[one.start : one.end] != one.quote
    ]


@BOUNDED
@given(st.lists(st.sampled_from(PIECES), max_size=60).map("".join))
def test_evidence_stands_where_it_says_in_any_mixture(text: str) -> None:
    record = extract_text(text)
    assert (record.text, loose(record)) == (text, [])


@BOUNDED
@given(st.text(max_size=300))
def test_any_unicode_is_read(text: str) -> None:
    assert loose(extract_text(text)) == []


@BOUNDED
@given(st.binary(max_size=300))
def test_any_bytes_are_read(body: bytes) -> None:
    assert loose(extract_text(decode(body).text)) == []


@BOUNDED
@given(st.lists(st.sampled_from(PIECES), max_size=30).map("".join), st.text(max_size=40))
def test_any_title_is_read(text: str, title: str) -> None:
    assert loose(extract_text(text, title=title)) == []


@BOUNDED
@given(
    st.lists(
        st.sampled_from([*PIECES, "<p>", "</p>", "<article>", "<h1>", "&", "<!--", "<time>"]), max_size=40
    )
)
def test_any_page_is_read(pieces: list[str]) -> None:
    assert isinstance(read_page("<html><body>" + "".join(pieces), "https://a.example/").text, str)


@BOUNDED
@given(st.text(max_size=80))
def test_the_canonical_form_of_a_canonical_form_is_itself(text: str) -> None:
    assert canonical_number(canonical_number(text)) == canonical_number(text)


@BOUNDED
@given(st.lists(st.sampled_from(PIECES), max_size=40).map("".join))
def test_every_record_can_be_printed(text: str) -> None:
    assert json.dumps(extract_text(text).as_dict(), ensure_ascii=False)


@pytest.mark.parametrize(
    "text", ["“" * 3000, "projekts “" * 500, "„a" * 2000, "\x00" * 3000, "\u202e" * 3000, "a" * 100_000]
)
def test_huge_and_broken_lines(text: str) -> None:
    assert loose(extract_text(text)) == []


UNITS = {
    "digits": "1",
    "digits and dots": "1.",
    "digits and commas": "1,",
    "digits and dashes": "1-",
    "slashes": "/",
    "digits and slashes": "1/",
    "dots": ".",
    "dashes": "–",
    "quotes": '"',
    "opened quotes": "„a ",
    "closed quotes": "“”",
    "words": "vārds ",
    "capital words": "Vārds ",
    "capitals": "VĀRDS ",
    "hyphens": "a-",
    "projects": "projekts ",
    "opened projects": "projekts “",
    "numbers of projects": "projekta Nr. ",
    "ranges": "no 1. līdz ",
    "days": "1. un ",
    "years": "2020, ",
    "years with word": "2020. gada ",
    "months": "maijā ",
    "sums": "100 EUR ",
    "columns": "1 000 ",
    "broken AIF": "AIF/2020/",
    "broken LAD": "10-09-",
    "broken ESF": "9.2.4.2/16/",
    "AIF": "Nr. AIF/2020/SDK/01 ",
    "funder": "Aktīvo iedzīvotāju fonda ",
    "associations": "biedrība “A” ",
    "half in marks": "Biedrība Zemnes “Centrs” ",
    "name of some years": "NVO fonds ",
    "rough sums": "vairāk nekā 1000 eiro ",
    "opened brackets": "(",
    "at signs": "a@",
    "line breaks": "\n",
    "short lines": "a\n",
    "letters": "x",
    "combining": "a\u0301",
    "bidirectional": "\u202e",
}


@pytest.mark.parametrize("unit", UNITS.values(), ids=UNITS)
def test_no_run_takes_more_than_linear_time(unit: str) -> None:
    assert grows_in_step(extract_text, lambda size: (unit * size)[:size], 2_000)


DISTINCT: dict[str, Callable[[int], str]] = {
    "projects": lambda at: f"Projekts “Darbs {at:x} un {at * 7:x} ceļš” sākās.\n",
    "associations": lambda at: f"Biedrība “Laiva {at:x} {at * 7:x}” īsteno projektu.\n",
    "numbers": lambda at: f"“Darbs {at:x}” (Nr. AIF/2020/SDK/{at % 9999}).\n",
    "partnerships": lambda at: f"Lauku partnerība “Laiva {at:x}” īsteno projektu.\n",
    "past numbers": lambda at: f"Iepriekš īstenots cits projekts Nr. AIF/2020/SDK/{at % 9999}.\n",
    "administrators": lambda at: f"Lauku atbalsta dienests {at:x}.\n",
    "dates": lambda at: (
        f"Notika {2000 + at % 30}. gada {at % 28 + 1}. maijā, bet {at % 28 + 1}. jūlijā viss.\n"
    ),
    "open dates": lambda at: f"Notika {at % 28 + 1}. maijā.\n",
    "sums": lambda at: f"Summa: {at + 1000}\n100 EUR\n",
    "bodies together": lambda at: (
        f"Ogres skola {at:x} un Siguldas muzejs “Laiva {at:x}” kopā ar Cēsu novada domi rīkoja nometni.\n"
    ),
    "apostrophes": lambda at: f"Projekts ‘’Darbs {at:x} ‘’ceļš’’’’ sākās sestdien, {at % 28 + 1}. maijā.\n",
    "city departments": lambda at: f"Rīgas domes {at:x} Labklājības departaments atbalstīja talku. ",
    "municipalities": lambda at: f"Novada pašvaldība piešķīra {at} eiro. ",
}


@pytest.mark.parametrize("make", DISTINCT.values(), ids=DISTINCT)
def test_many_different_findings_take_linear_time(make: Callable[[int], str]) -> None:
    assert grows_in_step(extract_text, lambda count: "".join(make(at) for at in range(count)), 200)


ARTICLE = """Zaļā klase Nr. {at}
Biedrība “Vārpu laiva” Preiļos īsteno projektu “Zaļā klase” (Nr. AIF/2022/KAPAC2/018).
Projekts tiek īstenots no 2023. gada 1. janvāra līdz 31. oktobrim. Kopējais finansējums ir 6 000 EUR.
Semināri notika 13. maijā un 27. un 28. maijā, piedalījās 24 jaunieši no Rīgas un Cēsīm.
Projektu finansē Islande, Lihtenšteina un Norvēģija, administrē Sabiedrības integrācijas fonds.

"""


def articles(size: int) -> str:
    return "".join(ARTICLE.format(at=at) for at in range(size // len(ARTICLE) + 1))[:size]


def test_a_long_text_takes_no_more_time_a_character_than_a_short_one() -> None:
    assert grows_in_step(extract_text, articles, 40_000)


def test_five_megabytes_in_one_word_are_read() -> None:
    assert extract_text("x" * 5_000_000).funders == ()
