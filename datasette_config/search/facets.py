"""Facets: values chosen within one facet widen the list, different facets narrow it.

A facet's counts leave out its own choices, so each count is the number of articles that its value
stands for in the list. A funder and a role are looked for in the same finding: “financed by SIF”.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Literal, get_args

from datasette_config.search.sets import NOTHING, ArticleSet, union

if TYPE_CHECKING:
    from datasette_config.search.index import Index

FacetName = Literal["funder", "programme", "year", "place", "source", "role", "coverage", "verdict"]
FACETS: tuple[FacetName, ...] = get_args(FacetName)
Selection = Mapping[FacetName, tuple[str, ...]]
UNKNOWN_YEAR = "none"
MOST_VALUES = 40


@dataclass(frozen=True, slots=True)
class FacetValue:
    """A value of a facet, its name in both languages, how many articles it stands for, if chosen."""

    value: str
    count: int
    chosen: bool
    names: Mapping[str, str] = field(default_factory=dict)


def narrow(
    found: ArticleSet, selection: Selection, index: Index, leave_out: FacetName | None = None
) -> ArticleSet:
    """The articles of `found` that all chosen facets but `leave_out` allow."""
    chosen = {name: values for name, values in selection.items() if values and name != leave_out}
    if "funder" in chosen or "role" in chosen:
        found &= paired(index, chosen.get("funder", ()), chosen.get("role", ()))
    for name, sets in index.values.items():
        if name in chosen:
            found &= union(sets.get(value, NOTHING) for value in chosen[name])
    return found


def read_facets(found: ArticleSet, selection: Selection, index: Index) -> dict[FacetName, list[FacetValue]]:
    """The values of every facet over the articles of `found`, the most frequent first."""
    return {facet: _values(facet, found, selection, index) for facet in FACETS}


def _values(facet: FacetName, found: ArticleSet, selection: Selection, index: Index) -> list[FacetValue]:
    within = narrow(found, selection, index, leave_out=facet)
    chosen = selection.get(facet, ())
    counts = {
        value: within.intersection_cardinality(members) for value, members in _sets(facet, selection, index)
    }
    counts.update({value: 0 for value in chosen if value not in counts})
    counted = [(value, count) for value, count in counts.items() if count or value in chosen]
    counted.sort(key=lambda pair: (-pair[1], pair[0]))
    shown = counted[:MOST_VALUES] + [pair for pair in counted[MOST_VALUES:] if pair[0] in chosen]
    if facet == "year":
        shown.sort(key=lambda pair: (pair[0] == UNKNOWN_YEAR, _backwards(pair[0])))
    names = index.names.get(facet, {})
    return [FacetValue(value, count, value in chosen, names.get(value, {})) for value, count in shown]


def _sets(facet: FacetName, selection: Selection, index: Index) -> Iterable[tuple[str, ArticleSet]]:
    """Each value of the facet with its articles; funders in the chosen roles, roles of the chosen funders."""
    if facet == "funder":
        funders = dict.fromkeys(funder for funder, _ in index.pairs)
        return ((funder, paired(index, (funder,), selection.get("role", ()))) for funder in funders)
    if facet == "role":
        roles = dict.fromkeys(role for _, role in index.pairs)
        return ((role, paired(index, selection.get("funder", ()), (role,))) for role in roles)
    return index.values[facet].items()


def paired(index: Index, funders: Sequence[str], roles: Sequence[str]) -> ArticleSet:
    """The articles in which one of `funders` (any when empty) has one of `roles` (any when empty)."""
    return union(
        members
        for (funder, role), members in index.pairs.items()
        if (not funders or funder in funders) and (not roles or role in roles)
    )


def _backwards(year: str) -> int:
    return -int(year) if year.isdecimal() else 0
