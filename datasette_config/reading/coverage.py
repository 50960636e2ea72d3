"""The grants of the register as a list: chosen by state, funder or words, counted by state and by year."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any

from datasette_config.reading.register import STATES, has_register
from datasette_config.reading.rows import Record, records
from normalise.search_terms import fold

PAGE_SIZE = 50
MOST_NOTES = 40
_ORDER = "CASE c.state " + " ".join(f"WHEN '{s}' THEN {n}" for n, s in enumerate(STATES)) + " ELSE 9 END"
_LIST = f"""
    SELECT c.*, f.name_lv, f.name_en FROM coverage c LEFT JOIN funders f ON f.id = c.funder
    WHERE {{where}} ORDER BY {_ORDER}, c.due IS NULL, c.due DESC, c."grant" LIMIT ? OFFSET ?"""  # noqa: S608
_SAID = 'SELECT "grant", identifier, title, recipient FROM coverage'
Folded = Mapping[str, str]
_Chosen = tuple[str, tuple[Any, ...]]  # SQL of ours over `coverage c`, and its values
_NOTES = """
    SELECT n.*, ifnull(a.title, a.url) AS title FROM check_notes n JOIN articles a ON a.id = n.article
    ORDER BY n.position LIMIT ?"""


@dataclass(frozen=True, slots=True)
class CoverageWish:
    """Which grants are asked for; an empty value leaves the choice open. `page` counts from 1."""

    state: str = ""
    funder: str = ""
    words: str = ""
    organisation: str = ""
    page: int = 1
    size: int = PAGE_SIZE

    def parameters(self, **changes: str) -> list[tuple[str, str]]:
        """The parameters that lead back to this list, with `changes`; the page is left out."""
        named = {"q": self.words, "funder": self.funder, "state": self.state}
        return [(name, value) for name, value in {**named, **changes}.items() if value]


@dataclass(frozen=True, slots=True)
class YearStates:
    """How many grants that began in a year have which state; year None: the register does not say."""

    year: str | None
    counts: dict[str, int]

    @property
    def total(self) -> int:
        return sum(self.counts.values())

    @property
    def share(self) -> float | None:
        """The share of those covered among the grants whose news is due and that can be judged."""
        judged = self.total - self.counts.get("not due", 0) - self.counts.get("cannot tell", 0)
        return self.counts.get("covered", 0) / judged if judged else None


@dataclass(frozen=True, slots=True)
class CoverageList:
    """The grants asked for; `states` counts them by state with the choice of a state left out.

    `notes` are what an officer should look at: numbers that the register has not, numbers of others.
    """

    grants: tuple[Record, ...]
    states: dict[str, int]
    funders: tuple[Record, ...]
    years: tuple[YearStates, ...]
    count: int
    checked_on: str
    notes: tuple[Record, ...] = ()


def fold_register(connection: sqlite3.Connection) -> Folded:
    """The number, title and recipient of each grant as words are looked for in them."""
    if not has_register(connection):
        return {}
    return {number: fold(" ".join(filter(None, said))) for number, *said in connection.execute(_SAID)}


def read_coverage(connection: sqlite3.Connection, folded: Folded, wish: CoverageWish) -> CoverageList:
    """The grants of the register that `wish` asks for, silent ones first; `folded` is `fold_register`'s."""
    if not has_register(connection):
        return CoverageList((), {}, (), (), 0, "")
    chosen = _choose(wish, folded)
    states = _count(connection, chosen)
    checked = connection.execute("SELECT max(checked_on) FROM coverage").fetchone()[0]
    return CoverageList(
        grants=_list(connection, wish, chosen),
        states=states,
        funders=records(
            connection,
            """SELECT f.*, count(*) AS number FROM coverage c JOIN funders f ON f.id = c.funder
            GROUP BY f.id ORDER BY number DESC, f.id""",
        ),
        years=_years(connection, chosen),
        count=states.get(wish.state, 0) if wish.state else sum(states.values()),
        checked_on=checked or "",
        notes=records(connection, _NOTES, (MOST_NOTES,)) if not wish.parameters() else (),
    )


def list_grants(connection: sqlite3.Connection, wish: CoverageWish) -> tuple[Record, ...]:
    """One page of the grants; none where the snapshot has no register."""
    if not has_register(connection):
        return ()
    folded = fold_register(connection) if wish.words else {}
    return _list(connection, wish, _choose(wish, folded))


def count_states(connection: sqlite3.Connection, wish: CoverageWish) -> dict[str, int]:
    """The number of grants of each state, in the order of `STATES`; state and words are left out."""
    return _count(connection, _choose(replace(wish, words=""), {})) if has_register(connection) else {}


def read_years(connection: sqlite3.Connection, wish: CoverageWish) -> tuple[YearStates, ...]:
    """The states by the year in which grants began, else were awarded, else end; words are left out."""
    return _years(connection, _choose(replace(wish, words=""), {})) if has_register(connection) else ()


def _choose(wish: CoverageWish, folded: Folded) -> _Chosen:
    """What the grants must be, the state left out."""
    conditions, values = ["1"], []
    for column in ("funder", "organisation"):
        if asked := getattr(wish, column):
            conditions.append(f"c.{column} = ?")
            values.append(asked)
    words = fold(wish.words).split()
    if words:
        named = [number for number, text in folded.items() if all(word in text for word in words)]
        conditions.append('c."grant" IN (SELECT value FROM json_each(?))')
        values.append(json.dumps(named))
    return " AND ".join(conditions), tuple(values)


def _list(connection: sqlite3.Connection, wish: CoverageWish, chosen: _Chosen) -> tuple[Record, ...]:
    where, values = chosen
    if wish.state:
        where, values = f"{where} AND c.state = ?", (*values, wish.state)
    sql = _LIST.format(where=where)
    return records(connection, sql, (*values, wish.size, (wish.page - 1) * wish.size))


def _count(connection: sqlite3.Connection, chosen: _Chosen) -> dict[str, int]:
    where, values = chosen
    sql = f"SELECT c.state, count(*) FROM coverage c WHERE {where} GROUP BY 1"  # noqa: S608 - where is ours
    found = dict(connection.execute(sql, values).fetchall())
    return {state: found[state] for state in STATES if state in found}


def _years(connection: sqlite3.Connection, chosen: _Chosen) -> tuple[YearStates, ...]:
    where, values = chosen
    sql = f"""SELECT substr(coalesce(c.start, c.awarded, c."end"), 1, 4) AS year, c.state, count(*) AS number
        FROM coverage c WHERE {where} GROUP BY 1, 2 ORDER BY year IS NULL, year"""  # noqa: S608 - where is ours
    years: dict[str | None, dict[str, int]] = {}
    for year, state, number in connection.execute(sql, values):
        years.setdefault(year, {})[state] = number
    return tuple(YearStates(year, counts) for year, counts in years.items())
