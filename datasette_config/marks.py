"""Evidence in the text: the text cut into pieces, each with the evidence that covers it.

Evidence may overlap. The text is cut at every beginning and end, so a piece may belong to several.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise

from datasette_config.reading.rows import Record


@dataclass(frozen=True, slots=True)
class Evidence:
    """One quote as the article page shows it; `number` names it on the page."""

    number: int
    field: str
    key: str
    quote: str
    start: int
    end: int
    rule: str
    in_text: bool


@dataclass(frozen=True, slots=True)
class MarkedPiece:
    """A piece of text and the evidence over it; `begins` holds what starts with this piece."""

    text: str
    evidence: tuple[Evidence, ...] = ()
    begins: tuple[Evidence, ...] = ()

    @property
    def fields(self) -> tuple[str, ...]:
        return tuple(dict.fromkeys(item.field for item in self.evidence))


def number_evidence(text: str, rows: Iterable[Record]) -> list[Evidence]:
    """The evidence in order of its place; `in_text` is false where the quote does not stand there."""
    return [
        Evidence(
            number,
            row["field"],
            str(row["key"]),
            row["quote"],
            row["start"],
            row["end"],
            row["rule"],
            in_text=text[row["start"] : row["end"]] == row["quote"] != "",
        )
        for number, row in enumerate(sorted(rows, key=lambda row: (row["start"], row["end"])), start=1)
    ]


def cut(text: str, evidence: Sequence[Evidence], start: int, end: int) -> list[MarkedPiece]:
    """`text[start:end]` in pieces; evidence that reaches over the borders is cut at them."""
    within = [item for item in evidence if item.in_text and item.start < end and item.end > start]
    borders = {start, end}
    for item in within:
        borders.update((max(item.start, start), min(item.end, end)))
    places = sorted(borders)
    return [
        MarkedPiece(
            text[first:last],
            tuple(item for item in within if item.start <= first and item.end >= last),
            tuple(item for item in within if item.start == first),
        )
        for first, last in pairwise(places)
    ]


def paragraphs(text: str, evidence: Sequence[Evidence], start: int = 0) -> list[list[MarkedPiece]]:
    """The text from `start` on, a list of pieces for each line that is not blank."""
    result: list[list[MarkedPiece]] = []
    position = start
    for line in text[start:].split("\n"):
        if line.strip():
            result.append(cut(text, evidence, position, position + len(line)))
        position += len(line) + 1
    return result
