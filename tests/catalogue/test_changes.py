"""What changed between two revisions."""

from __future__ import annotations

from datasette_config.changes import compare


def _words(old: str, new: str) -> list[tuple[str, str]]:
    return [(change.kind, change.text) for line in compare(old, new) for change in line]


def test_a_changed_word() -> None:
    assert _words("līdz 1. maijam", "līdz 9. maijam") == [
        ("same", "līdz "),
        ("removed", "1."),
        ("added", "9."),
        ("same", " maijam"),
    ]


def test_lines_that_stay_are_left_out() -> None:
    assert _words("pirmā\notrā", "pirmā\ncita") == [("removed", "otrā"), ("added", "cita")]


def test_nothing_changed() -> None:
    assert _words("tas pats", "tas pats") == []


def test_a_new_line() -> None:
    assert _words("viena", "viena\ndivas") == [("added", "divas")]


def test_very_long_texts_are_not_compared_word_by_word() -> None:
    kinds = [kind for kind, _ in _words("a " * 3000, "b " * 3000)]
    assert kinds == ["removed", "added"]
