"""Lists of expressions: a search for less work finds what the whole expression finds."""

import re

import pytest

from normalise.cues import VOCABULARY_FOLDER, Cue, CueError, load_cues
from normalise.document import Document
from normalise.required_letters import required_letters
from tests.labelled_set import load_labelled

FILES = ("date_roles", "financing", "organisations", "projects", "publicity")


@pytest.mark.parametrize(
    ("expression", "letters"),
    [
        ("izsludin", [{"izsludin"}]),
        ("(?:konkurs|kart)\\w*[^.\\n]{0,40}izsludin", [{"izsludin"}, {"onkurs", "art"}]),
        ("(?:atbalst|finans)\\w*", [{"atbalst", "finans"}]),
        ("(?:finans|lidzfinans|finansi)\\w*", [{"finans"}]),
        ("projek(?:ts|ta)", [{"projekt"}]),
        ("(?:nav|ir)? ?mus\\w*", [{"mus"}]),
        ("abc?d", []),
        ("(?:abc)*", []),
        ("(?:abc){2}", [{"abc"}]),
        ("^kopuma(?!r)", [{"kopuma"}]),
        ("(?:abc|x)", []),
        ("(?i)projekts", []),
        ("(?i:projekts) kopuma", [{" kopuma"}]),
        ("\\d+ eur|eiro", [{" eur", "eiro"}]),
        ("", []),
    ],
)
def test_the_letters_that_every_match_holds(expression: str, letters: list[set[str]]) -> None:
    assert list(required_letters(expression)) == letters


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("atbalsta fonds", "atbalsta"),
        ("fonds atbalsta", "fonds"),
        ("atbalstafonds", "atbalsta"),
        ("finanses", None),
        ("", None),
    ],
)
def test_the_first_match_wins_and_the_first_alternative_where_two_begin(text: str, found: str | None) -> None:
    match = Cue(["fond\\w", "atbalsta", "atbalsta\\w+"]).search(text)
    assert (match and match.group()) == found


@pytest.mark.parametrize("file", FILES)
def test_a_search_finds_what_the_whole_expression_finds(file: str) -> None:
    stretches = [
        text[line.start : line.end]
        for labelled in load_labelled()
        for document in [Document(labelled.text)]
        for text in [document.flat]
        for line in document.sentences
    ]
    for name, cue in load_cues(file).items():
        for text in stretches:
            ours, whole = cue.search(text), cue._whole.search(text)
            assert (ours and ours.span()) == (whole and whole.span()), f"{name}: {text}"
            all_of_ours = [match.span() for match in cue.finditer(text)]
            assert all_of_ours == [match.span() for match in cue._whole.finditer(text)], f"{name}: {text}"


def test_a_count_is_that_of_the_matches() -> None:
    cue = Cue(["konkurs\\w*", "uzsaukum\\w*"])
    assert [cue.count(text) for text in ("konkurss un uzsaukums", "kopā", "")] == [2, 0, 0]


def test_no_expression_is_told_with_its_list() -> None:
    with pytest.raises(re.error):
        Cue(["(konkurs"])
    assert issubclass(CueError, ValueError)
    assert {path.stem for path in VOCABULARY_FOLDER.glob("*.toml")} >= set(FILES)


def test_an_alternative_that_may_be_empty_comes_to_an_end() -> None:
    cue = Cue(["(?:abc)?", "abc", "bcd", "cde", "def", "efg"])
    assert len(list(cue.finditer("xyz"))) <= 4
    assert [cue.says("xyz"), cue.says("xyz")] == [True, True]
