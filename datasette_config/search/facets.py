"""Facets: values chosen within one facet widen the list, different facets narrow it.

A facet's counts leave out its own choices, so each count is the number of articles that its value
stands for in the list. A funder and a role are looked for in the same finding: “financed by SIF”.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal, get_args

from datasette_config.search.matching import Condition, any_of

FacetName = Literal["funder", "year", "place", "source", "role"]
FACETS: tuple[FacetName, ...] = get_args(FacetName)
Selection = Mapping[FacetName, tuple[str, ...]]
UNKNOWN_YEAR = "none"
MOST_VALUES = 40
_YEAR = f"ifnull(substr(a.published, 1, 4), '{UNKNOWN_YEAR}')"


@dataclass(frozen=True, slots=True)
class FacetValue:
    """A value of a facet, its name in both languages, how many articles it stands for, if chosen."""

    value: str
    count: int
    chosen: bool
    names: Mapping[str, str] = field(default_factory=dict)


def chosen_conditions(selection: Selection, leave_out: FacetName | None = None) -> list[Condition]:
    """The conditions of all chosen facets but `leave_out`."""
    chosen = {name: values for name, values in selection.items() if values and name != leave_out}
    conditions: list[Condition] = []
    if "funder" in chosen or "role" in chosen:
        pairs = [any_of(name, chosen[name]) for name in ("funder", "role") if name in chosen]
        where = " AND ".join(pair.sql for pair in pairs)
        values = tuple(value for pair in pairs for value in pair.values)
        sql = f"a.id IN (SELECT article FROM article_funders WHERE {where})"  # noqa: S608 - values are bound
        conditions.append(Condition(sql, values))
    if "place" in chosen:
        named = any_of("name", chosen["place"])
        sql = f"a.id IN (SELECT article FROM article_places WHERE {named.sql})"  # noqa: S608 - values are bound
        conditions.append(Condition(sql, named.values))
    if "source" in chosen:
        conditions.append(any_of("a.source", chosen["source"]))
    if "year" in chosen:
        conditions.append(any_of(_YEAR, chosen["year"]))
    return conditions


def joined(conditions: list[Condition]) -> Condition:
    """All conditions as one; true when there are none."""
    sql = " AND ".join(f"({condition.sql})" for condition in conditions) or "1"
    return Condition(sql, tuple(value for condition in conditions for value in condition.values))


def read_facets(
    connection: sqlite3.Connection, matched: list[Condition], selection: Selection
) -> dict[FacetName, list[FacetValue]]:
    """The values of every facet over the articles of `matched`, the most frequent first."""
    names = _names(connection)
    return {
        facet: [
            FacetValue(
                str(value), count, str(value) in selection.get(facet, ()), names.get((facet, str(value)), {})
            )
            for value, count in _counts(connection, facet, matched, selection)
        ]
        for facet in FACETS
    }


def _counts(
    connection: sqlite3.Connection, facet: FacetName, matched: list[Condition], selection: Selection
) -> list[tuple[str, int]]:
    within = joined(matched + chosen_conditions(selection, leave_out=facet))
    sql, values = _counting(facet, within, selection)
    counts = [(str(row[0]), int(row[1])) for row in connection.execute(sql, values)]
    counted = {value for value, _ in counts}
    shown = counts[:MOST_VALUES]
    beyond = [pair for pair in counts[MOST_VALUES:] if pair[0] in selection.get(facet, ())]
    missing = [(value, 0) for value in selection.get(facet, ()) if value not in counted]
    return shown + beyond + missing


def _counting(facet: FacetName, within: Condition, selection: Selection) -> tuple[str, tuple[str, ...]]:
    """The SQL that counts `facet` and its bound values."""
    order = "value DESC" if facet == "year" else "articles DESC, value"
    if facet in ("year", "source"):
        value = _YEAR if facet == "year" else "a.source"
        sql = f"SELECT {value} AS value, count(*) AS articles FROM articles a WHERE {within.sql}"  # noqa: S608
        return f"{sql} GROUP BY 1 ORDER BY {order}", within.values
    if facet == "place":
        table, column, paired = "article_places", "name", Condition("1")
    else:
        other: FacetName = "role" if facet == "funder" else "funder"
        chosen = selection.get(other, ())
        table, column = "article_funders", facet
        paired = any_of(f"f.{other}", chosen) if chosen else Condition("1")
    sql = (
        f"SELECT f.{column} AS value, count(DISTINCT a.id) AS articles"  # noqa: S608
        f" FROM articles a JOIN {table} f ON f.article = a.id"
        f" WHERE {within.sql} AND {paired.sql} GROUP BY 1 ORDER BY {order}"
    )
    return sql, within.values + paired.values


def _names(connection: sqlite3.Connection) -> dict[tuple[FacetName, str], dict[str, str]]:
    """What funders and sources are called, by facet and id."""
    names: dict[tuple[FacetName, str], dict[str, str]] = {}
    for row in connection.execute("SELECT id, name_lv, name_en FROM funders"):
        names["funder", row[0]] = {"lv": row[1] or row[0], "en": row[2] or row[1] or row[0]}
    for row in connection.execute("SELECT id, name FROM sources"):
        names["source", row[0]] = {"lv": row[1], "en": row[1]}
    return names
