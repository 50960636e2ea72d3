"""Texts whose letters are typed in parts (a base and its marks, as some systems store them)."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import replace
from typing import TypeVar

from normalise.records import (
    AmountFinding,
    DateFinding,
    Evidence,
    Extraction,
    FunderFinding,
    GrantFinding,
    OrganisationFinding,
    PlaceFinding,
    ProjectFinding,
)

Finding = TypeVar(
    "Finding",
    FunderFinding,
    GrantFinding,
    ProjectFinding,
    DateFinding,
    AmountFinding,
    OrganisationFinding,
    PlaceFinding,
)
_LETTER = re.compile(r"[^\u0300-\u036f][\u0300-\u036f]+")


def composed(text: str) -> tuple[str, list[int]]:
    """The text with each base and its marks as one letter where there is one, and where each letter
    of it begins in the text as given; the list ends with the length of that text."""
    pieces: list[str] = []
    places: list[int] = []
    last = 0
    for match in _LETTER.finditer(text):
        letter = unicodedata.normalize("NFC", match.group())
        pieces += [text[last : match.start()], letter]
        places += range(last, match.start())
        places += [min(match.start() + at, match.end() - 1) for at in range(len(letter))]
        last = match.end()
    pieces.append(text[last:])
    return "".join(pieces), [*places, *range(last, len(text) + 1)]


def as_written(record: Extraction, text: str, places: list[int]) -> Extraction:
    """The record of the composed text with its evidence as it stands in the text as given."""

    def moved(evidence: tuple[Evidence, ...]) -> tuple[Evidence, ...]:
        return tuple(
            replace(one, quote=text[start:end], start=start, end=end)
            for one in evidence
            for start, end in [(places[one.start], places[one.end])]
        )

    def each(findings: tuple[Finding, ...]) -> tuple[Finding, ...]:
        return tuple(replace(one, evidence=moved(one.evidence)) for one in findings)

    return replace(
        record,
        text=text,
        funders=each(record.funders),
        grants=each(record.grants),
        projects=each(record.projects),
        dates=each(record.dates),
        amounts=each(record.amounts),
        organisations=each(record.organisations),
        places=each(record.places),
    )
