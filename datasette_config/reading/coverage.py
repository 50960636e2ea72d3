"""The grants of the register as a list: chosen by state, funder or words, counted by state and by year."""

from __future__ import annotations

import sqlite3
from collections.abc import Sequence
from dataclasses import dataclass
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


def read_coverage(connection: sqlite3.Connection, wish: CoverageWish) -> CoverageList:
    """The grants of the register that `wish` asks for, silent ones first."""
    if not has_register(connection):
        return CoverageList((), {}, (), (), 0, "")
    states = count_states(connection, wish)
    checked = connection.execute("SELECT max(checked_on) FROM coverage").fetchone()[0]
    return CoverageList(
        grants=list_grants(connection, wish),
        states=states,
        funders=records(
            connection,
            """SELECT f.*, count(*) AS number FROM coverage c JOIN funders f ON f.id = c.funder
            GROUP BY f.id ORDER BY number DESC, f.id""",
        ),
        years=read_years(connection, wish),
        count=states.get(wish.state, 0) if wish.state else sum(states.values()),
        checked_on=checked or "",
        notes=records(connection, _NOTES, (MOST_NOTES,)) if not wish.parameters() else (),
    )


def list_grants(connection: sqlite3.Connection, wish: CoverageWish) -> tuple[Record, ...]:
    """One page of the grants; none where the snapshot has no register."""
    if not has_register(connection):
        return ()
    where, values = _where(connection, wish, with_state=True)
    sql = _LIST.format(where=where)
    return records(connection, sql, (*values, wish.size, (wish.page - 1) * wish.size))


def count_states(connection: sqlite3.Connection, wish: CoverageWish) -> dict[str, int]:
    """The number of grants of each state, in the order of `STATES`; the choice of a state is left out."""
    if not has_register(connection):
        return {}
    where, values = _where(connection, wish, with_state=False)
    sql = f"SELECT c.state, count(*) FROM coverage c WHERE {where} GROUP BY 1"  # noqa: S608 - where is ours
    found = dict(connection.execute(sql, values).fetchall())
    return {state: found[state] for state in STATES if state in found}


def read_years(connection: sqlite3.Connection, wish: CoverageWish) -> tuple[YearStates, ...]:
    """The states of the grants by the year in which they began, else were awarded, else end."""
    if not has_register(connection):
        return ()
    where, values = _where(connection, wish, with_state=False)
    sql = f"""SELECT substr(coalesce(c.start, c.awarded, c."end"), 1, 4) AS year, c.state, count(*) AS number
        FROM coverage c WHERE {where} GROUP BY 1, 2 ORDER BY year IS NULL, year"""  # noqa: S608 - where is ours
    years: dict[str | None, dict[str, int]] = {}
    for year, state, number in connection.execute(sql, values):
        years.setdefault(year, {})[state] = number
    return tuple(YearStates(year, counts) for year, counts in years.items())


def _where(
    connection: sqlite3.Connection, wish: CoverageWish, *, with_state: bool
) -> tuple[str, Sequence[Any]]:
    conditions, values = ["1"], []
    if with_state and wish.state:
        conditions.append("c.state = ?")
        values.append(wish.state)
    for column in ("funder", "organisation"):
        if asked := getattr(wish, column):
            conditions.append(f"c.{column} = ?")
            values.append(asked)
    for word in fold(wish.words).split():
        connection.create_function("folded", 1, _folded, deterministic=True)
        said = "ifnull(c.identifier, '') || ' ' || ifnull(c.title, '') || ' ' || ifnull(c.recipient, '')"
        conditions.append(f"instr(folded({said}), ?) > 0")
        values.append(word)
    return " AND ".join(conditions), values


def _folded(text: object) -> str:
    return fold(str(text))
