"""Parishes and municipalities: a name in the genitive before `pagasts` or `novads` in any case."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from normalise.gazetteer import Gazetteer, Place
from normalise.matcher import fold_phrase
from normalise.place_context import Context, Sighting, cues

_TERRITORY = re.compile(r"\b(novad|pagast)(s|am|a|iem|i|us|u|os)\b")
_NAME_BEFORE = re.compile(r"\b([A-Z][A-Za-z]+(?:-[A-Z][a-z]+)?)( | un |, )$")
_GENITIVE = re.compile(r"(?:as|es|u|s|a)$", re.IGNORECASE)
_CASES = {
    "s": "nominative", "a": "genitive", "am": "dative", "ā": "locative", "i": "nominative",
    "u": "accusative or genitive", "iem": "dative", "us": "accusative", "os": "locative",
}  # fmt: skip
_PLURAL = ("i", "u", "iem", "us", "os")
_KINDS = {"novad": "municipality", "pagast": "parish"}


class Territory(NamedTuple):
    """One mention of `pagasts` or `novads` with the names before it."""

    keyword: str
    case: str
    plural: bool
    start: int
    end: int


def territories(context: Context, gazetteer: Gazetteer) -> Iterator[Sighting]:
    """Every territory named in the text, whether or not the place itself is meant there."""
    folded = context.folded
    for found in _TERRITORY.finditer(folded.text):
        _, source_end = folded.span(found.start(2), found.end(2))
        ending = folded.source[folded.starts[found.start(2)] : source_end].lower()
        case = _CASES.get(ending, "genitive")
        plural = found.group(2) in _PLURAL
        yield from _named(context, gazetteer, Territory(found[1], case, plural, found.start(), found.end()))


def _named(context: Context, gazetteer: Gazetteer, territory: Territory) -> Iterator[Sighting]:
    """The last name before the keyword, and those joined to it: `Ogres, Ikšķiles un Ķeguma novados`."""
    at, first, joined = territory.start, True, territory.plural
    while name := _NAME_BEFORE.search(context.folded.cased, max(0, at - 45), at):
        joined = joined or name[2] == " un "
        if first != (name[2] == " ") or not (first or joined):
            return
        at = name.start()
        place = _place(context, gazetteer, territory.keyword, at, name.end(1), known_only=not first)
        if place is None:
            return
        start, end = context.folded.span(at, territory.end)
        rule = f"{_KINDS[territory.keyword]}, {territory.case}"
        yield Sighting(place, start, end, at, territory.end, rule)
        first = False


def _place(
    context: Context, gazetteer: Gazetteer, keyword: str, start: int, end: int, *, known_only: bool
) -> Place | None:
    begin, stop = context.folded.span(start, end)
    written = context.folded.source[begin:stop]
    if keyword == "novad":
        genitive, place = gazetteer.municipalities.get(fold_phrase(written), ("", None))
        return place if place and context.spelled_as(written, genitive) else None
    genitive, centre = gazetteer.settlements.get(fold_phrase(written), ("", None))
    if centre and context.spelled_as(written, genitive):
        return Place(f"{genitive} pagasts", "parish", centre.latitude, centre.longitude)
    if known_only or not _GENITIVE.search(written) or fold_phrase(written) in cues().no_parish:
        return None
    name = written[0] + written[1:].lower() if written.isupper() else written
    return Place(f"{name} pagasts", "parish")


def is_meant(context: Context, sighting: Sighting, places: frozenset[int]) -> bool:
    """Whether the territory is where something happens, not an authority, a payer or a part of a name.

    `places` holds the folded offsets where other places' names start.
    """
    if context.in_quoted_name(sighting.start) or context.in_postal_address(sighting.folded_end):
        return False
    if sighting.rule.endswith("locative"):
        return True
    following = context.next_word(sighting.folded_end)
    if following.lower().startswith(cues().authority) or context.names_a_body(sighting.folded_end):
        return False
    if "genitive" not in sighting.rule:
        return not context.names_a_payer(sighting.folded_start, sighting.folded_end)
    return not following[:1].isupper() or sighting.folded_end + 1 in places
