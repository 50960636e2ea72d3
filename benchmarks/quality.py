"""Precision, recall and F1 field by field, in the way that the extraction contract is scored.

"date roles" is ours: the share of the dates found that are told for what they are.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from benchmarks.texts import Labelled
from normalise.document import flatten
from normalise.extract import extract_text
from normalise.records import Extraction

FIELDS = ("funders", "grants", "projects", "dates", "amounts", "published", "lead", "date roles")
_DATED = {"activity", "project_period", "deadline"}
_LEGAL_FORMS = {"biedriba", "biedribas", "nodibinajums", "nodibinajuma", "sia", "vsia", "as"}
_TITLE_OVERLAP = 0.8
_LEAD_OVERLAP = 0.6


@dataclass(frozen=True, slots=True)
class Score:
    """Counts of one field over all texts."""

    asked: int = 0
    given: int = 0
    hits: int = 0

    @property
    def precision(self) -> float:
        return self.hits / self.given if self.given else 1.0

    @property
    def recall(self) -> float:
        return self.hits / self.asked if self.asked else 1.0

    @property
    def f1(self) -> float:
        both = self.precision + self.recall
        return 2 * self.precision * self.recall / both if both else 0.0

    def plus(self, asked: int, given: int, hits: int) -> Score:
        return Score(self.asked + asked, self.given + given, self.hits + hits)


@dataclass(frozen=True, slots=True)
class Quality:
    """The scores of all fields, and how many quotes do not stand where they say."""

    texts: int
    scores: dict[str, Score]
    loose: int


def measure(texts: Sequence[Labelled]) -> Quality:
    """Extracts every text (told no more than its title and address) and scores what was found.

    A text whose publication date stands outside it is told that too, and is not scored for it.
    """
    scores = {field: Score() for field in FIELDS}
    loose = 0
    for labelled in texts:
        record = extract_text(labelled.text, title=labelled.title, url=labelled.url, published=labelled.told)
        loose += loose_quotes(record)
        for field, counts in _counts(labelled, record).items():
            scores[field] = scores[field].plus(*counts)
    return Quality(len(texts), scores, loose)


def loose_quotes(record: Extraction) -> int:
    """How many quotes of the record do not stand where they say."""
    found = (
        record.funders,
        record.grants,
        record.projects,
        record.dates,
        record.amounts,
        record.organisations,
    )
    return sum(
        record.text[one.start : one.end] != one.quote
        for findings in found
        for finding in findings
        for one in finding.evidence
    )


def _counts(labelled: Labelled, record: Extraction) -> dict[str, tuple[int, int, int]]:
    leads = [_bare_name(one.name) for one in record.organisations if one.role == "lead"][:1]
    titles = [project.title for project in record.projects]
    wanted_lead = [_bare_name(labelled.lead)] if labelled.lead else []
    return {
        "funders": _sets(
            _without_others(labelled.funders),
            _without_others(one.id for one in record.funders if one.role == "financed"),
        ),
        "grants": _sets(map(_bare, labelled.grants), (_bare(one.id) for one in record.grants)),
        "projects": (
            len(labelled.projects),
            len(titles),
            _pairs(labelled.projects, titles, _TITLE_OVERLAP),
        ),
        "dates": _dates(labelled, record),
        "amounts": _sets(labelled.amounts, ((round(a.value, 2), a.currency) for a in record.amounts)),
        "published": _sets(
            [labelled.published] if labelled.published else [],
            [record.published.date] if record.published and not labelled.told else [],
        ),
        "lead": (len(wanted_lead), len(leads), _pairs(wanted_lead, leads, _LEAD_OVERLAP)),
        "date roles": _roles(labelled, record),
    }


def _sets(wanted: Iterable[object], found: Iterable[object]) -> tuple[int, int, int]:
    left, right = set(wanted), set(found)
    return len(left), len(right), len(left & right)


def _dates(labelled: Labelled, record: Extraction) -> tuple[int, int, int]:
    """Bare years and what the labels call "other" are neither asked for nor held against us."""
    wanted = {(s, e) for s, e, precision, role in labelled.dates if role in _DATED and precision != "year"}
    labelled_at_all = {(s, e) for s, e, _, _ in labelled.dates}
    found = {(d.start, d.end) for d in record.dates if d.role in _DATED and d.precision != "year"}
    return _sets(wanted, {span for span in found if span not in labelled_at_all or span in wanted})


def _roles(labelled: Labelled, record: Extraction) -> tuple[int, int, int]:
    """Of the labelled dates that were found, how many have the labelled role; bare years have but one."""
    wanted = {(s, e): role for s, e, precision, role in labelled.dates if precision != "year"}
    found = {(d.start, d.end): d.role for d in record.dates if (d.start, d.end) in wanted}
    return len(found), len(found), sum(wanted[span] == role for span, role in found.items())


def _without_others(ids: Iterable[str]) -> list[str]:
    return [id for id in ids if not id.startswith("other:")]


def _bare(number: str) -> str:
    return re.sub(r"[\W_]", "", number).upper()


def _bare_name(name: str) -> str:
    return " ".join(sorted(_words(name) - _LEGAL_FORMS)) or name


def _words(text: str) -> frozenset[str]:
    return frozenset(re.findall(r"\w+", flatten(text)))


def _overlap(left: str, right: str) -> float:
    a, b = _words(left), _words(right)
    return len(a & b) / len(a | b) if a | b else 0.0


def _pairs(wanted: Sequence[str], found: Sequence[str], least: float) -> int:
    """Greedy one-to-one matches of at least that overlap of words."""
    every = [(_overlap(w, f), i, j) for i, w in enumerate(wanted) for j, f in enumerate(found)]
    left: set[int] = set()
    right: set[int] = set()
    for overlap, i, j in sorted(every, reverse=True):
        if overlap >= least and i not in left and j not in right:
            left.add(i)
            right.add(j)
    return len(left)
