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
# "Projektu “X” muzejs iesniedza": the quoted name before is another thing's
_PROJECT_BEFORE = re.compile(r'\bprojekt\w* "[^"\n]{2,120}"\s\Z')
_ACTS, _OWNS = 1.2, 1.5
BY_KIND = "called by its kind alone"


def called_by_kind(document: Document, groups: Sequence[list[Named]]) -> list[list[Named]]:
    """The groups, each with the places where the text speaks of it by its kind."""
    of_kind: dict[str, list[int]] = {}
    for place, group in enumerate(groups):
        for kind in _kinds_of(document, group):
            of_kind.setdefault(kind, []).append(place)
    told: list[list[Named]] = [[*group] for group in groups]
    for kind, places in of_kind.items():
        if len(places) > 1:
            continue
        first = groups[places[0]][0]
        for start, end, weight in _told(document, kind):
            meant = replace(first, start=start, end=end, weight=weight, rule=BY_KIND, role="mentioned")
            told[places[0]].append(meant)
    return told


def _kinds_of(document: Document, group: Iterable[Named]) -> frozenset[str]:
    return frozenset(
        found.group() for named in group for found in _KINDS.finditer(document.flat, named.start, named.end)
    )


def _told(document: Document, kind: str) -> Iterator[tuple[int, int, float]]:
    """Where the kind alone acts or has a project, and what that says of who leads."""
    at = document.flat.find(kind)
    while at >= 0:
        opens_word = not (at and document.flat[at - 1].isalpha())
        for cue, weight in (("kind_acts", _ACTS), ("kind_owns", _OWNS)) if opens_word else ():
            match = _CUES[cue].match(document.flat, at)
            if match and _stands_alone(document, at):
                yield *match.span("kind"), weight
        at = document.flat.find(kind, at + 1)


def _stands_alone(document: Document, start: int) -> bool:
    """Whether nothing before the kind makes it a name or tells it from another."""
    sentence = document.sentence_at(start)
    before = document.flat[sentence.start : start].strip()
    if " " not in before and _CUES["opens_sentence"].fullmatch(before):
        return True
    if _PROJECT_BEFORE.search(document.flat, sentence.start, start):
        return True
    return not _NAMED_BEFORE.search(document.text, max(sentence.start, start - 30), start)
