"""Organisations named in an article, each once, and the one that runs the reported project."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import replace

from normalise.alike import group_alike
from normalise.bodies_by_kind import called_by_kind
from normalise.document import Document, flatten, merge_spans, overlaps
from normalise.organisation_names import NameReader, name_words
from normalise.organisation_weight import (
    ACTS_FROM,
    ANNOUNCED,
    CHOSE,
    FOR_WHOM,
    OF_SITE,
    PAYS,
    Named,
    carries_out,
)
from normalise.records import Evidence, OrganisationFinding, OrganisationRole, ProjectFinding

# what the best naming must say to lead; what an action alone says; what the only association says;
# and, in characters, how soon the only organisation of a text must be named
_LEAD_FROM = 0.9
_ACTING_FROM = 0.6
_ALONE_FROM = 0.2
_OPENING = 300
_OF_MEMBERS = ("biedrība", "savienība", "apvienība", "asociācija", "klubs")
# an article names fewer bodies: in a longer list none is another's short name
_MOST_NAMED = 100
# how many bodies in a sentence are a list, and what that takes from the weight of each
_SEVERAL, _LISTED = 3, 0.4
# what a body that pays must be said to do to lead
_CARRIES_OUT = 2.2


def find_organisations(
    document: Document,
    projects: Sequence[ProjectFinding],
    payers: Iterable[tuple[int, int]] = (),
    of_site: Iterable[tuple[int, int]] = (),
    *,
    one_leads: bool = True,
) -> tuple[OrganisationFinding, ...]:
    """Organisations with their role; at most one leads.

    `payers` are stretches that name funders: they are organisations where they carry something out.
    `of_site` are lines that are the site's own. `one_leads` is False for lists of several grantees.
    """
    taken, standing = merge_spans(list(payers)), merge_spans(list(of_site))
    reader = NameReader(document, projects)
    named = [
        n
        for n in sorted(reader.all(), key=lambda n: n.start)
        if not overlaps(standing, n.start, n.end)
        and (not overlaps(taken, n.start, n.end) or carries_out(document, n))
    ]
    groups = group_alike(
        _listed_less(document, _in_full(document, named)), lambda n: name_words(n.name), _alike, spellings=1
    )
    groups = called_by_kind(document, groups)
    only = len(groups) == 1 and _score(groups[0]) >= ACTS_FROM
    lead = _lead(groups, bool(projects)) if one_leads or only else None
    return tuple(_finding(document, group, group is lead) for group in groups)


def _in_full(document: Document, named: Sequence[Named]) -> list[Named]:
    """`Invalīdu biedrība` as `Rojas Invalīdu biedrība` where that is named too; a site's `Caritas` likewise.

    `LNS` is what stands before "(turpmāk – LNS)".
    """
    spelled = {flatten(n.name): n.name for n in named[:_MOST_NAMED] if n.rule != OF_SITE}
    full: dict[str, str] = {}
    for name in {flatten(n.name) for n in named[:_MOST_NAMED]}:
        longer = [
            other
            for other in spelled
            if other.endswith(f" {name}") and " " in name and len(name_words(other)) > len(name_words(name))
        ]
        longer += [other for other in spelled if other.startswith(f"{name} ") and name not in spelled]
        longer += sorted((other for other in spelled if _is_between(name, other)), key=len)[-1:]
        longer += [other for other in spelled if other.endswith(f' "{name}"')]
        if len(longer) == 1:
            full[name] = spelled[longer[0]]
    for site in (n for n in named if n.rule == OF_SITE and n.name.isupper()):
        meant = re.compile(rf"[”“\"»]?\s\((?:turpmāk\s)?(?:[-–—]\s)?{re.escape(site.name)}\b")
        for n in named:
            if meant.match(document.text, n.end):
                full[flatten(site.name)] = n.name
                break
    return [replace(n, name=full.get(flatten(n.name), n.name)) for n in named]


def _is_between(name: str, other: str) -> bool:
    """`Landzes draudze` is short for `Landzes luterāņu baznīcas draudze`."""
    first, _, last = name.partition(" ")
    short = last.startswith(("draudz", "biedrib")) and other != name
    return short and other.startswith(f"{first} ") and other.endswith(f" {last}")


def _listed_less(document: Document, named: Sequence[Named]) -> list[Named]:
    """Bodies that a sentence only lists, three or more together, say little of who leads."""
    together: dict[int, set[str]] = {}
    places = [document.sentence_at(n.start).start for n in named]
    for n, place in zip(named, places, strict=True):
        if n.weight < ACTS_FROM:
            together.setdefault(place, set()).add(flatten(n.name))
    return [
        replace(n, weight=n.weight - _LISTED)
        if n.weight < ACTS_FROM and len(together[place]) >= _SEVERAL
        else n
        for n, place in zip(named, places, strict=True)
    ]


def _lead(groups: list[list[Named]], has_project: bool) -> list[Named] | None:
    scored = [(_score(group), -group[0].start, group) for group in groups]
    best = max(scored, key=lambda item: item[:2], default=None)
    if best and best[0] >= _LEAD_FROM:
        return best[2]
    if best and best[0] >= _ACTING_FROM and best[2][0].role != "partner":
        return best[2]
    able = [group for group in groups if any(n.owner for n in group) and _score(group) >= _ALONE_FROM]
    if len(able) == 1 and (has_project or len(groups) == 1 or able[0][0].start < _OPENING):
        return able[0]
    return groups[0] if len(groups) == 1 and _may_stand_alone(groups[0]) else None


def _may_stand_alone(group: list[Named]) -> bool:
    """The only body of a text, named at its beginning: an association; institutions are often only named."""
    first = group[0]
    return (
        first.start < _OPENING
        and max(named.weight for named in group) > 0.05
        and any(named.role != "partner" for named in group)
        and (first.owner or first.name.lower().endswith(_OF_MEMBERS))
    )


def _score(group: list[Named]) -> float:
    partner = any(named.role == "partner" for named in group)
    if any(named.rule in (ANNOUNCED, CHOSE, FOR_WHOM) for named in group):
        # a partnership's site tells of the projects that it chose
        group = [named for named in group if named.rule != OF_SITE]
    best = max(named.weight for named in group)
    if best < ACTS_FROM and any(named.rule == ANNOUNCED for named in group):
        return 0.0
    if any(named.rule == PAYS for named in group) and best < _CARRIES_OUT:
        return 0.0
    return best + 0.2 * min(len(group) - 1, 3) - (0.5 if partner else 0)


def _alike(left: frozenset[str], right: frozenset[str]) -> bool:
    return len(left & right) / len(left | right) >= 0.7 if left | right else False


def _finding(document: Document, group: list[Named], leads: bool) -> OrganisationFinding:
    best = max(group, key=lambda n: n.weight)
    spelled = Counter(n.name for n in group if name_words(n.name) == name_words(best.name))
    # "biedrības “Lauku partnerības Sēlija”" beside “Lauku partnerība Sēlija”: as it is mostly spelled
    name = max(spelled, key=lambda spelling: (spelled[spelling], spelling == best.name))
    partner = all(n.role == "partner" for n in group)
    role: OrganisationRole = "lead" if leads else "partner" if partner else "mentioned"
    evidence: list[Evidence] = [document.evidence(n.start, n.end, n.rule) for n in group[:5]]
    return OrganisationFinding(re.sub(r"\s+", " ", name), role, tuple(evidence))
