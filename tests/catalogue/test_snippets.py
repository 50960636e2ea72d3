"""Found words marked in titles and snippets."""

from __future__ import annotations

import pytest

from datasette_config.search.snippets import SNIPPET_LENGTH, mark, plain, snippet, split_runs
from normalise.search_terms import stems

LONG = "Ievads par neko. " * 40 + "Tad nāca jauniešu nometne Cēsīs un nometnes noslēgums. " + "Beigas. " * 40


def _found(text: str, *asked: str) -> list[str]:
    runs = split_runs([tuple(stems(words).split()) for words in asked])
    return [piece.text for piece in mark(text, runs) if piece.found]


@pytest.mark.parametrize(
    ("text", "asked", "found"),
    [
        ("Darbs projektā sākās.", "projektam", ["projektā"]),
        ("Darbs projektā sākās.", "projekta", ["projektā"]),
        ("Sēlijā un Sēlijas", "selija", ["Sēlijā", "Sēlijas"]),
        (
            "Aktīvo iedzīvotāju fonda atbalsts; cits fonds",
            "Aktīvo iedzīvotāju fonds",
            ["Aktīvo iedzīvotāju fonda"],
        ),
        ("līgums AIF/2022/KAPAC2/018.", "aif/2022", ["AIF/2022"]),
        ("nekas", "projekts", []),
        ("Projekts.", "", []),
    ],
)
def test_marked(text: str, asked: str, found: list[str]) -> None:
    assert _found(text, asked) == found


def test_marking_keeps_the_text() -> None:
    assert plain(mark(LONG, [("nometn",)])) == LONG


def test_snippet_shows_where_the_words_stand() -> None:
    assert "jauniešu nometne Cēsīs" in plain(snippet(LONG, [("nometn",)]))


def test_snippet_is_short() -> None:
    assert len(plain(snippet(LONG, [("nometn",)]))) < SNIPPET_LENGTH + 10


def test_snippet_without_words_is_the_beginning() -> None:
    assert plain(snippet(LONG, [])).startswith("Ievads par neko.")


def test_empty_text() -> None:
    assert snippet("", [("nometn",)]) == []
