"""Quoted names with nested, mixed and missing marks."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from normalise.quotes import all_quoted, quoted_at


def inner(text: str) -> list[str]:
    return [text[quoted.inner_start : quoted.inner_end] for quoted in all_quoted(text)]


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("„Zaļā klase”", ["Zaļā klase"]),
        ("„Zaļā klase“", ["Zaļā klase"]),
        ("“Zaļā klase”", ["Zaļā klase"]),
        ('"Zaļā klase"', ["Zaļā klase"]),
        ("«Zaļā klase»", ["Zaļā klase"]),
        ("a „b” c „d” e", ["b", "d"]),
        ("a “b” c “d” e", ["b", "d"]),
        ('a "b" c "d" e', ["b", "d"]),
        ("“Biedrības “Laiva” darbs”", ["Biedrības “Laiva” darbs"]),
        ("„Biedrības „Laiva” darbs”", ["Biedrības „Laiva” darbs"]),
        ("«Biedrības „Laiva” darbs»", ["Biedrības „Laiva” darbs"]),
        ('"Biedrības "Laiva" darbs"', ['Biedrības "Laiva" darbs']),
        ("(“Laiva”)", ["Laiva"]),
        ("l’amour un d'Artanjans", []),
        ("nav pēdiņu", []),
        ("", []),
    ],
)
def test_quoted_names(text: str, names: list[str]) -> None:
    assert inner(text) == names


@pytest.mark.parametrize("behind", ["\nCita rinda”", ". Projekta ietvaros iegādājāmies galdus.", ". "])
def test_a_missing_mark_ends_with_the_sentence_or_line(behind: str) -> None:
    text = f"projekts “Zaļā klase{behind}"
    quoted = quoted_at(text, text.index("“"))
    assert quoted is not None
    assert (text[quoted.inner_start : quoted.inner_end], quoted.closed) == ("Zaļā klase", False)


@pytest.mark.parametrize("at", [0, 3, 99])
def test_no_opening_mark_no_quotation(at: int) -> None:
    assert quoted_at("abc”", at) is None


@settings(max_examples=200, deadline=None)
@given(st.text(alphabet='ab „“”«»"\n.,'))
def test_quotations_run_in_order_inside_the_text(text: str) -> None:
    found = list(all_quoted(text))
    places = [
        at for quoted in found for at in (quoted.start, quoted.inner_start, quoted.inner_end, quoted.end)
    ]
    assert places == sorted(places)
    assert all(quoted.end <= len(text) for quoted in found)
