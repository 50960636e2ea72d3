"""The grant numbers of an article as findings, and which of its numbers are another project's."""

from __future__ import annotations

from collections.abc import Sequence

from normalise.cues import load_cues
from normalise.document import Document
from normalise.grants import NumberFound
from normalise.records import FunderFinding, GrantFinding

_CUES = load_cues("financing")


def is_of_another(document: Document, number: NumberFound) -> bool:
    """A number in a sentence about the home page, the body's own running, or a past or another's project."""
    if number.start >= document.footer:
        return True
    sentence = document.sentence_at(number.start)
    return any(
        _CUES[cue].search(document.flat, sentence.start, sentence.end)
        for cue in ("about_the_site", "past_projects")
    )


def grant_findings(
    document: Document,
    numbers: Sequence[NumberFound],
    funders: Sequence[FunderFinding],
    standing: frozenset[str],
) -> tuple[GrantFinding, ...]:
    """Each number once, in the role of its funder; financed where no funder is known."""
    roles = {finding.id: finding.role for finding in funders}
    by_id: dict[str, list[NumberFound]] = {}
    for number in numbers:
        if number.id not in standing:
            by_id.setdefault(number.id, []).append(number)
    return tuple(
        GrantFinding(
            id,
            found[0].funder,
            roles.get(found[0].funder or "", "financed"),
            max(number.confidence for number in found),
            tuple(document.evidence(number.start, number.end, number.rule) for number in found[:5]),
        )
        for id, found in by_id.items()
    )
