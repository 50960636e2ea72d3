"""What a draft leaves in doubt beside its rules: other grants' numbers, no funder, a support denied."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Literal

from normalise.funder_register import load_register
from normalise.grant_names import named_in, number_key
from normalise.grant_records import Grant
from normalise.records import Evidence, Extraction
from normalise.rule_search import find_number
from normalise.said import Said, say
from normalise.statements import Words
from normalise.verdicts import Verdict

_NAMING = ("names", "statement", "hashtags")
_QUOTED = 120  # characters


@dataclass(frozen=True, slots=True)
class DraftWarning:
    """One doubt in both languages; with one that `blocks` the draft is not ready."""

    kind: Literal["other number", "no funder", "support denied", "unread pages"]
    blocks: bool
    lv: str
    en: str


def draft_warnings(
    found: Extraction, words: Words, grant: Grant, verdicts: Sequence[Verdict], written_as: str | None
) -> list[DraftWarning]:
    """The warnings about a draft of which `found` are the findings; `written_as` is told elsewhere."""
    either = (
        _numbers(found, words, grant, verdicts, written_as),
        _funder(found, words, grant, verdicts),
    )
    return [one for one in either if one]


def other_numbers(found: Extraction, grant: Grant, written_as: str | None) -> list[str]:
    """Numbers in the draft that are not the grant's, nor a part of it or longer than it."""
    own = {number_key(grant.id), number_key(grant.identifier)}
    return [
        one.id
        for one in found.grants
        if one.id != written_as and not any(_within(number_key(one.id), key) for key in own)
    ]


def _within(one: str, other: str) -> bool:
    return one in other or other in one


def _numbers(
    found: Extraction, words: Words, grant: Grant, verdicts: Iterable[Verdict], written_as: str | None
) -> DraftWarning | None:
    others = other_numbers(found, grant, written_as)
    if not others:
        return None
    own = find_number(words, grant.id) or any(_met(one, ("number",)) for one in verdicts) or written_as
    said = say("draft_more_numbers" if own else "draft_others_number", numbers=", ".join(others))
    return DraftWarning("other number", not own, said.lv, said.en)


def _funder(
    found: Extraction, words: Words, grant: Grant, verdicts: Sequence[Verdict]
) -> DraftWarning | None:
    if any(_met(one, _NAMING) for one in verdicts):
        return None
    places = [(one.start, one.end) for one in _named(found, grant)]
    unsure = [one.evidence for one in verdicts if one.verdict == "cannot tell" and one.evidence]
    quotes = [*places, *((one.start, one.end) for one in unsure)]
    denied = next((one for one in quotes if words.is_denied(*one)), None)
    if denied and all(words.is_denied(*one) for one in places):
        said = say("draft_denied", quote=_line_of(words.text, denied[0]))
        return DraftWarning("support denied", True, said.lv, said.en)
    if places or _named_as_written(words, grant) or not (grant.funder or grant.funder_name):
        return None
    said = say("draft_no_funder", funder=_name(grant))
    return DraftWarning("no funder", True, said.lv, said.en)


def _met(verdict: Verdict, kinds: tuple[str, ...]) -> bool:
    return verdict.verdict == "met" and verdict.kind in kinds


def _named(found: Extraction, grant: Grant) -> list[Evidence]:
    """Where the grant's funder, or one above or below it, is named; a number alone names nobody."""
    register = load_register()
    numbers = {(place.start, place.end) for one in found.grants for place in one.evidence}
    return [
        place
        for one in found.funders
        if one.id == grant.funder
        or one.id in register.ancestors(grant.funder or "")
        or grant.funder in register.ancestors(one.id)
        for place in one.evidence
        if (place.start, place.end) not in numbers
    ]


def _named_as_written(words: Words, grant: Grant) -> bool:
    return bool(grant.funder_name) and named_in(grant.funder_name or "", frozenset(words.stems))


def _name(grant: Grant) -> Said:
    known = load_register().funders.get(grant.funder or "")
    written = grant.funder_name or grant.funder or ""
    return Said(known.name_lv, known.name_en) if known else Said(written, written)


def _line_of(text: str, at: int) -> str:
    start = text.rfind("\n", 0, at) + 1
    line = text[start:].split("\n", 1)[0].strip()
    return line if len(line) <= _QUOTED else text[max(start, at - 40) : at + _QUOTED - 40].strip() + "…"
