"""Many phrases at once in folded text, with the offsets of the text as written."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from normalise.matcher import PhraseMatcher, fold_phrase, fold_with_map
from tests.growth import grows_in_step

FUND = PhraseMatcher({"Aktīvo iedzīvotāju fonda": "acf-lv"})


def found(matcher: PhraseMatcher[str], text: str) -> list[str]:
    return [text[match.start : match.end] for match in matcher.find(fold_with_map(text))]


@pytest.mark.parametrize(
    "written",
    [
        "Aktīvo iedzīvotāju fonda",
        "AKTĪVO IEDZĪVOTĀJU FONDA",
        "aktivo iedzivotaju fonda",
        "Aktīvo\u00a0iedzīvotāju  fonda",
        "Aktīvo iedzīvotāju\nfonda",
        "Aktīvo iedzīvotāju \r\n fonda",
        "Aktīvo iedzī\u00advotāju fonda",
        "Aktīvo iedzīvotāju\u200b fonda",
        unicodedata.normalize("NFD", "Aktīvo iedzīvotāju fonda"),
    ],
)
def test_a_phrase_is_found_however_it_is_written(written: str) -> None:
    assert found(FUND, f"Pateicoties “{written}” atbalstam") == [written]


@pytest.mark.parametrize(
    "text",
    [
        "Aktīvo iedzīvotāju\n\nfonda",
        "neaktīvo iedzīvotāju fonda",
        "Aktīvo iedzīvotāju fondam",
        "Aktīvo, iedzīvotāju fonda",
    ],
)
def test_other_words_are_not_found(text: str) -> None:
    assert found(FUND, text) == []


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("SIF atbalsts", ["SIF"]),
        ("ar SIF-u", ["SIF"]),
        ("(SIF)", ["SIF"]),
        ("sif", []),
        ("Sif", []),
        ("SIFS", []),
        ("2SIF", []),
        ("SIF_1", []),
    ],
)
def test_an_abbreviation_matches_in_its_own_capitals(text: str, expected: list[str]) -> None:
    assert found(PhraseMatcher({"SIF": "sif"}, cased={"SIF"}), text) == expected


def test_quotes_and_dashes_of_all_kinds_match() -> None:
    matcher = PhraseMatcher({'"Lauku partnerība" - mēs': "x"})
    assert found(matcher, "Te „Lauku partnerība” — mēs") == ["„Lauku partnerība” — mēs"]


def test_the_longest_of_the_leftmost_wins() -> None:
    matcher = PhraseMatcher({"Sociālais fonds": "a", "Eiropas Sociālais fonds": "b", "fonds Plus": "c"})
    assert found(matcher, "Eiropas Sociālais fonds Plus") == ["Eiropas Sociālais fonds"]


def test_a_long_phrase_that_ends_inside_a_word_leaves_room_for_a_shorter() -> None:
    assert found(PhraseMatcher({"fonds plus": "a", "fonds": "b"}), "fonds plusi") == ["fonds"]


def test_phrases_that_fold_alike_give_the_one_written_so() -> None:
    matcher = PhraseMatcher({"Sala": "a", "Šāla": "b"})
    assert [match.payload for match in matcher.find(fold_with_map("Šāla un Sala"))] == ["b", "a"]


def test_a_cased_phrase_beside_an_uncased_one_with_the_same_letters() -> None:
    matcher = PhraseMatcher({"LIFE": "programme", "life": "word"}, cased={"LIFE", "life"})
    assert [match.payload for match in matcher.find(fold_with_map("LIFE life Life"))] == ["programme", "word"]


def test_no_phrases_find_nothing() -> None:
    assert found(PhraseMatcher({}), "fonds") == []


def test_an_empty_phrase_is_refused() -> None:
    with pytest.raises(ValueError, match="no character that can be matched"):
        PhraseMatcher({" \u200b ": "x"})


def test_a_phrase_folds_like_a_text() -> None:
    assert fold_phrase(" „Ķekavas\u00a0 novads” – ") == '"kekavas novads" -'


_TEXTS = st.text(st.sampled_from("aā AšŠ\n\r\t \u00a0\u00ad\u0304\u200b“”–-'’.ßİﬁ7"), max_size=60)


@given(_TEXTS)
def test_folding_keeps_one_start_for_each_character(text: str) -> None:
    folded = fold_with_map(text)
    assert len(folded.text) == len(folded.cased) == len(folded.starts)


@given(_TEXTS)
def test_starts_rise(text: str) -> None:
    starts = list(fold_with_map(text).starts)
    assert starts == sorted(set(starts))


@given(_TEXTS)
def test_a_folded_letter_comes_from_where_its_start_says(text: str) -> None:
    folded = fold_with_map(text)
    letters = [(at, letter) for at, letter in enumerate(folded.cased) if letter.isalnum()]
    assert all(
        unicodedata.normalize("NFD", text[folded.starts[at]])[0] == letter[0] for at, letter in letters
    )


@given(_TEXTS)
def test_folding_twice_changes_nothing(text: str) -> None:
    once = fold_with_map(text).text.replace("\n", "¶")  # a second fold would take it for a line break
    assert fold_with_map(once).text == once


@given(_TEXTS, st.data())
def test_a_slice_of_a_text_is_found_where_it_stands(text: str, data: st.DataObject) -> None:
    word = data.draw(st.sampled_from(["fonds", "Šķirne", "“x – y”"]))
    whole = f"{text}. {word} {text}"
    assert word in found(PhraseMatcher({word: "x"}), whole)


_SMALL = st.text("aab -", min_size=1, max_size=12)


@given(st.lists(st.text("ab ", min_size=1, max_size=4).filter(str.strip), min_size=1, max_size=6), _SMALL)
def test_the_automaton_agrees_with_a_plain_search(phrases: list[str], text: str) -> None:
    keys = {fold_phrase(phrase) for phrase in phrases}
    folded = fold_with_map(text).text
    expected, at = [], 0
    while at < len(folded):
        ends = [
            at + len(key) for key in keys if folded.startswith(key, at) and _whole(folded, at, at + len(key))
        ]
        if ends:
            expected.append((at, max(ends)))
        at = max(ends, default=at + 1)
    matches = PhraseMatcher(dict.fromkeys(phrases, 1)).find(fold_with_map(text))
    assert [(match.folded_start, match.folded_end) for match in matches] == expected


def _whole(text: str, start: int, end: int) -> bool:
    before, after = text[start - 1 : start] if start else "", text[end : end + 1]
    return not (before.isalnum() and text[start].isalnum()) and not (
        after.isalnum() and text[end - 1].isalnum()
    )


def test_a_long_text_takes_time_in_proportion() -> None:
    line = "Projektu “Kopā” īsteno\nbiedrība – ar\u00a0Aktīvo iedzīvotāju fonda atbalstu. "
    assert grows_in_step(lambda text: FUND.find(fold_with_map(text)), lambda number: line * number, 1500)
