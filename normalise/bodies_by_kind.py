"""Bodies that a text calls by their kind alone: `tādēļ draudze lūdza`, `bibliotēkas projekts`.

Where only one named body is of that kind, it is the one that is meant.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from normalise.cues import load_cues
from normalise.document import Document
from normalise.organisation_weight import Named

_CUES = load_cues("organisations")
_KINDS = re.compile(
    r"\b(?:biedrib|nodibinajum|partnerib|draudz|muzej|bibliotek|(?:pamat|vidus)?skol|gimnazij|centr|klub"
    r"|apvienib|institut|koledz|universitat)"
)
# a genitive or an adjective before the kind is a part of a name or tells it from another
_NAMED_BEFORE = re.compile(r"(?:[A-ZĀČĒĢĪĶĻŅŠŪŽ][\w-]*|\w+(?:[aāeēiī]s|us|u|[aā]|ais|ie)|[”“\"»])\s\Z")
_ACTS, _OWNS = 1.2, 1.5
BY_KIND = "called by its kind alone"


def called_by_kind(document: Document, groups: Sequence[list[Named]]) -> list[list[Named]]:
    """The groups, each with the places where the text speaks of it by its kind."""
    kinds = [_kinds_of(document, group) for group in groups]
    told: list[list[Named]] = [[] for _ in groups]
    for kind, start, end, weight in _told(document):
        of_kind = [place for place, own in enumerate(kinds) if kind in own]
        if len(of_kind) == 1:
            first = groups[of_kind[0]][0]
            meant = replace(first, start=start, end=end, weight=weight, rule=BY_KIND, role="mentioned")
            told[of_kind[0]].append(meant)
    return [[*group, *extra] for group, extra in zip(groups, told, strict=True)]


def _kinds_of(document: Document, group: Iterable[Named]) -> frozenset[str]:
    return frozenset(
        found.group() for named in group for found in _KINDS.finditer(document.flat, named.start, named.end)
    )


def _told(document: Document) -> Iterator[tuple[str, int, int, float]]:
    for match in _CUES["kind_acts"].finditer(document.flat):
        yield from _alone(document, match, _ACTS)
    for match in _CUES["kind_owns"].finditer(document.flat):
        yield from _alone(document, match, _OWNS)


def _alone(document: Document, match: re.Match[str], weight: float) -> Iterator[tuple[str, int, int, float]]:
    start, end = match.span("kind")
    sentence = document.sentence_at(start)
    before = document.flat[sentence.start : start].strip()
    opened = " " not in before and _CUES["opens_sentence"].fullmatch(before)
    if not opened and _NAMED_BEFORE.search(document.text, max(sentence.start, start - 30), start):
        return
    kind = _KINDS.match(document.flat, start)
    if kind:
        yield kind.group(), start, end, weight
