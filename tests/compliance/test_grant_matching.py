"""Which grant an article is about: a table of what people write."""

from __future__ import annotations

import pytest

from normalise.grant_matching import ArticleFacts, GrantIndex, GrantMatch, MatchNote, NumberIn, TitleIn
from normalise.grant_names import name_words, number_key, one_slip, same_name
from normalise.grant_records import Grant

ROOF = Grant(
    "AIF/2022/KAPAC2/905",
    "x",
    "Jumts virs zvaigznēm",
    funder="acf-lv",
    recipient="Biedrība “Ķirši”",
    start="2022-06-01",
    end="2023-05-31",
)
LEADER = Grant("22-05-AL35-A019.2201-000911", "x", "Laipa", funder="eafrd-leader", recipient="Upes ļaudis")
TWIN_A = Grant("2023.LV/NVOF/MIC/911", "x", "Mēs darām paši savā ciemā", funder="sif", recipient="Ozols")
TWIN_B = Grant("2024.LV/NVOF/MIC/912", "x", "Mēs darām paši savā ciemā", funder="sif", recipient="Ozols")
INDEX = GrantIndex(
    [ROOF, LEADER, TWIN_A, TWIN_B], {"kirsi": ["Ķirši"], "cits": ["Bērzi"], "lag": ["Upes ļaudis", "Ķirši"]}
)


def article(
    source: str = "kirsi",
    numbers: tuple[str, ...] = (),
    titles: tuple[str, ...] = (),
    organisations: tuple[str, ...] = (),
    text: str = "",
    published: str | None = "2023-01-10",
    financed: tuple[str, ...] = ("acf-lv",),
) -> ArticleFacts:
    return ArticleFacts(
        "a1", "https://x.example/a1", source, published, text,
        tuple(NumberIn(n, "financed", "acf-lv" if n.startswith("AIF") else "sif") for n in numbers),
        tuple(TitleIn(title) for title in titles), organisations, frozenset(financed),
    )  # fmt: skip


def one(facts: ArticleFacts) -> GrantMatch:
    matches, _ = INDEX.match(facts)
    assert len(matches) == 1
    return matches[0]


def none(facts: ArticleFacts) -> list[MatchNote]:
    matches, notes = INDEX.match(facts)
    assert matches == []
    return notes


def test_an_exact_number_decides() -> None:
    found = one(article(numbers=("AIF/2022/KAPAC2/905",)))
    assert (found.grant, found.how, found.confidence) == (ROOF.id, "number", 0.99)


def test_marks_inside_a_number_do_not_count() -> None:
    assert one(article("lag", numbers=("22-05-AL35-A0192201-000911",))).grant == LEADER.id


@pytest.mark.parametrize(
    "number",
    [
        "AIF/2022/KAPAC2/906",
        "AIF/2022/KAPAC2/95",
        "AIF/2022/KAPAC2/9905",
        "AIF/2022/KAPAC2/950",
        "AIF/2021/KAPAC2/905",
    ],
)
def test_one_slip_with_title_and_recipient_is_a_typo(number: str) -> None:
    found = one(article(numbers=(number,), titles=("Jumts virs zvaigznēm",)))
    assert (found.how, found.grant, found.confidence) == ("number with a typo", ROOF.id, 0.93)


def test_one_slip_with_the_recipient_and_no_title_is_a_weaker_typo() -> None:
    assert one(article(numbers=("AIF/2022/KAPAC2/906",))).confidence == 0.7


def test_one_slip_with_another_title_is_another_grant() -> None:
    notes = none(article(numbers=("AIF/2022/KAPAC2/906",), titles=("Pagrabs zem zemes",)))
    assert [note.kind for note in notes] == ["number not in the register"]


def test_one_slip_alone_is_no_match() -> None:
    assert [note.kind for note in none(article("cits", numbers=("AIF/2022/KAPAC2/906",)))] == [
        "number not in the register"
    ]


def test_two_slips_are_no_match() -> None:
    none(article(numbers=("AIF/2021/KAPAC2/906",)))


def test_another_grantees_number_is_an_alarm() -> None:
    notes = none(article("cits", numbers=("AIF/2022/KAPAC2/905",), text="Biedrība “Bērzi” stāda kokus."))
    assert [note.kind for note in notes] == ["another grantee's number"]


def test_another_site_that_names_the_recipient_is_no_alarm() -> None:
    facts = article("cits", numbers=("AIF/2022/KAPAC2/905",), text="Pie mums viesojās biedrība “Ķirši”.")
    assert one(facts).grant == ROOF.id


@pytest.mark.parametrize("title", ["Jumts virs zvaigznēm", "JUMTS VIRS ZVAIGZNĒM", "Jumtu virs zvaigznēm"])
def test_title_and_recipient(title: str) -> None:
    found = one(article(titles=(title,)))
    assert (found.grant, found.how, found.role, found.confidence) == (ROOF.id, "title", "financed", 0.95)


def test_a_short_title_needs_the_recipient() -> None:
    assert none(article("cits", titles=("Laipa",), text="Laipa")) == []


def test_a_title_that_two_grants_share_is_left_open() -> None:
    notes = none(article("ozols", titles=("Mēs darām paši savā ciemā",), organisations=("Ozols",)))
    assert [note.kind for note in notes] == ["two grants fit"]


def test_a_title_long_before_the_grant_is_another_project() -> None:
    none(article(titles=("Jumts virs zvaigznēm",), published="2018-01-10"))


def test_a_title_whose_funder_did_not_pay_is_only_mentioned() -> None:
    assert one(article(titles=("Jumts virs zvaigznēm",), financed=())).role == "mentioned"


def test_the_recipient_alone_is_no_match() -> None:
    assert none(article(organisations=("Ķirši",))) == []


def test_several_grants_of_one_article() -> None:
    matches, _ = INDEX.match(article("lag", numbers=("AIF/2022/KAPAC2/905", "22-05-AL35-A019.2201-000911")))
    assert [match.grant for match in matches] == [ROOF.id, LEADER.id]


@pytest.mark.parametrize(
    ("left", "right", "same"),
    [
        ("Biedrība “Vārpu laiva”", "Vārpu laiva", True),
        ("biedrības „Vārpu laiva”", "Vārpu laivas", True),
        ("Jauniešu biedrība “Tramplīns 3”", "Tramplīns 3", True),
        ("Lauku partnerība “Sudrabupe”", "Sudrabupe", True),
        ("Tramplīns 3", "Tramplīns 2", False),
        ("Cēsu rajona lauku partnerība", "Talsu rajona partnerība", False),
        ("", "", False),
    ],
)
def test_names(left: str, right: str, same: bool) -> None:
    assert same_name(left, right) is same


def test_a_name_of_shared_words_keeps_them() -> None:
    assert name_words("Lauku partnerība")


@pytest.mark.parametrize(
    ("left", "right", "slip"),
    [("AB1", "AB2", True), ("AB1", "BA1", True), ("AB1", "AB1", False), ("AB1", "AC2", False)],
)
def test_slips(left: str, right: str, slip: bool) -> None:
    assert one_slip(number_key(left), number_key(right)) is slip
