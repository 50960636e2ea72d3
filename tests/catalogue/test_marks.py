"""Evidence cut into the text."""

from __future__ import annotations

from typing import Any

from datasette_config.marks import cut, number_evidence, paragraphs

TEXT = "Projektu Nr. AIF/1 finansē fonds.\nOtrā rinda."


def _row(quote: str, field: str, key: str = "1", start: int | None = None) -> dict[str, Any]:
    at = TEXT.index(quote) if start is None else start
    return {"field": field, "key": key, "quote": quote, "start": at, "end": at + len(quote), "rule": "r"}


def _pieces(*rows: dict[str, Any]) -> list[tuple[str, tuple[str, ...]]]:
    evidence = number_evidence(TEXT, rows)
    return [(piece.text, piece.fields) for piece in cut(TEXT, evidence, 0, len(TEXT))]


def test_one_quote() -> None:
    assert _pieces(_row("fonds", "funders"))[1] == ("fonds", ("funders",))


def test_overlapping_quotes_share_a_piece() -> None:
    pieces = _pieces(_row("Projektu Nr. AIF/1", "projects"), _row("Nr. AIF/1 finansē", "grants"))
    assert pieces[:3] == [
        ("Projektu ", ("projects",)),
        ("Nr. AIF/1", ("projects", "grants")),
        (" finansē", ("grants",)),
    ]


def test_nested_quote() -> None:
    pieces = _pieces(_row("Nr. AIF/1 finansē", "funders"), _row("AIF/1", "grants"))
    assert [fields for text, fields in pieces if text == "AIF/1"] == [("funders", "grants")]


def test_the_pieces_are_the_text() -> None:
    pieces = _pieces(_row("Nr. AIF/1", "grants"), _row("AIF/1 finansē", "funders"), _row("fonds", "funders"))
    assert "".join(text for text, _ in pieces) == TEXT


def test_a_quote_that_does_not_stand_there_is_not_marked() -> None:
    evidence = number_evidence(TEXT, [_row("fonds", "funders", start=2)])
    assert [item.in_text for item in evidence] == [False]


def test_a_quote_over_two_lines_is_marked_in_both() -> None:
    evidence = number_evidence(TEXT, [_row("fonds.\nOtrā", "funders")])
    marked = [piece.text for line in paragraphs(TEXT, evidence) for piece in line if piece.evidence]
    assert marked == ["fonds.", "Otrā"]


def test_a_quote_begins_once() -> None:
    evidence = number_evidence(TEXT, [_row("fonds.\nOtrā", "funders")])
    begins = [piece.begins for line in paragraphs(TEXT, evidence) for piece in line if piece.begins]
    assert len(begins) == 1
