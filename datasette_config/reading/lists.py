"""Funders, grants, organisations and places: the record and the articles that belong to it."""

from __future__ import annotations

import sqlite3
from dataclasses import dataclass, field, replace

from datasette_config.reading.articles import Summary, newest, newest_of
from datasette_config.reading.coverage import CoverageWish, YearStates, count_states, list_grants, read_years
from datasette_config.reading.namesakes import read_namesake
from datasette_config.reading.register import has_register
from datasette_config.reading.rows import Record, one, records

SHOWN = 10  # articles on the page of a funder; the rest by search
MOST_GRANTS = 100  # on the page of a funder; the rest in the table
MOST_LISTED = 50  # articles on the page of a grant, organisation or place


@dataclass(frozen=True, slots=True)
class YearCount:
    """How many articles of a year a funder financed and was only mentioned in; year None: unknown.

    `all_articles` is how many articles of that year the catalogue has in all.
    """

    year: str | None
    financed: int
    mentioned: int
    all_articles: int = 0

    @property
    def share(self) -> float | None:
        """The share of the year's articles that the funder financed."""
        return self.financed / self.all_articles if self.all_articles else None


@dataclass(frozen=True, slots=True)
class FunderPage:
    """A funder; `registered` are its grants in the register, `grants` the numbers that only articles give."""

    row: Record
    parent: Record | None
    children: tuple[Record, ...]
    grants: tuple[Record, ...]
    years: tuple[YearCount, ...]
    articles: list[Summary]
    states: dict[str, int]
    registered: tuple[Record, ...]
    begun: tuple[YearStates, ...]


@dataclass(frozen=True, slots=True)
class GrantPage:
    number: str
    row: Record | None
    funder: Record | None
    projects: tuple[Record, ...]
    dates: tuple[Record, ...]
    organisations: tuple[Record, ...]
    count: int
    articles: list[Summary]


@dataclass(frozen=True, slots=True)
class NamedPage:
    """A place or an organisation, its newest articles, and the grants that the register says it got.

    `namesake` is the only other organisation of the same quoted name.
    """

    row: Record
    count: int
    articles: list[Summary]
    registered: tuple[Record, ...] = ()
    states: dict[str, int] = field(default_factory=dict)
    namesake: Record | None = None


_GRANT_PROJECTS = """
    SELECT title, count(DISTINCT article) AS articles FROM article_projects WHERE "grant" = ?
    GROUP BY title ORDER BY articles DESC, title"""
_GRANT_DATES = """
    SELECT d.*, a.title FROM article_dates d JOIN articles a ON a.id = d.article
    WHERE d.role IN ('activity', 'project_period')
        AND d.article IN (SELECT article FROM article_grants WHERE "grant" = ?)
    ORDER BY d.start, d."end" LIMIT 100"""
_GRANT_ORGANISATIONS = """
    SELECT g.id, g.name, count(DISTINCT o.article) AS articles
    FROM article_organisations o JOIN organisations g ON g.id = o.organisation
    WHERE o.role IN ('lead', 'partner')
        AND o.article IN (SELECT article FROM article_grants WHERE "grant" = ?)
    GROUP BY g.id ORDER BY articles DESC, g.name LIMIT 20"""


def read_funder(connection: sqlite3.Connection, funder: str) -> FunderPage | None:
    """A funder with its grants, years and newest articles, or None."""
    row = one(connection, "SELECT * FROM funders WHERE id = ?", (funder,))
    if row is None:
        return None
    wish = CoverageWish(funder=funder)
    unlisted = 'AND id NOT IN (SELECT "grant" FROM coverage)' if has_register(connection) else ""
    return FunderPage(
        row=row,
        parent=one(connection, "SELECT * FROM funders WHERE id = ?", (row["parent"],)),
        children=records(connection, "SELECT * FROM funders WHERE parent = ? ORDER BY name_lv", (funder,)),
        grants=records(
            connection,
            f"""SELECT * FROM grants WHERE funder = ? {unlisted}
            ORDER BY last_published DESC, id LIMIT ?""",  # noqa: S608 - ours
            (funder, MOST_GRANTS),
        ),
        years=_years(connection, funder),
        articles=newest_of(
            connection, "article_funders", "funder", funder, row["financed"] + row["mentioned"], SHOWN
        ),
        states=count_states(connection, wish),
        registered=list_grants(connection, wish),
        begun=read_years(connection, wish),
    )


def _years(connection: sqlite3.Connection, funder: str) -> tuple[YearCount, ...]:
    rows = records(
        connection,
        """SELECT nullif(substr(m.month, 1, 4), '') AS year, sum(m.financed) AS financed,
            sum(m.mentioned) AS mentioned, ifnull(c.articles, 0) AS all_articles
        FROM funder_months m
        LEFT JOIN facet_counts c ON c.facet = 'year' AND c.value = substr(m.month, 1, 4)
        WHERE m.funder = ? GROUP BY 1 ORDER BY year IS NULL, year""",
        (funder,),
    )
    return tuple(YearCount(**row) for row in rows)


def read_grant(connection: sqlite3.Connection, number: str) -> GrantPage | None:
    """A grant by its canonical number, its projects, organisations and articles, or None."""
    row = one(connection, "SELECT * FROM grants WHERE id = ?", (number,))
    belongs = 'a.id IN (SELECT article FROM article_grants WHERE "grant" = ?)'
    count = _count(connection, belongs, number)
    if row is None and not count:
        return None
    return GrantPage(
        number=number,
        row=row,
        funder=one(connection, "SELECT * FROM funders WHERE id = ?", (row["funder"] if row else None,)),
        projects=records(connection, _GRANT_PROJECTS, (number,)),
        dates=records(connection, _GRANT_DATES, (number,)),
        organisations=records(connection, _GRANT_ORGANISATIONS, (number,)),
        count=count,
        articles=newest(connection, belongs, (number,), MOST_LISTED),
    )


def read_organisation(connection: sqlite3.Connection, organisation: str) -> NamedPage | None:
    """An organisation by its slug, or None: one that articles name or that has a grant in the register."""
    wish = CoverageWish(organisation=organisation)
    registered = list_grants(connection, wish)
    row = one(connection, "SELECT * FROM organisations WHERE id = ?", (organisation,))
    if row is None and registered:
        row = {"id": organisation, "name": registered[0]["recipient"], "articles": 0}
    if row is None:
        return None
    page = _named(connection, row, "article_organisations", "organisation", organisation)
    return replace(
        page,
        registered=registered,
        states=count_states(connection, wish),
        namesake=read_namesake(connection, row),
    )


def read_place(connection: sqlite3.Connection, place: str) -> NamedPage | None:
    """A place by its name, or None."""
    row = one(connection, "SELECT * FROM places WHERE name = ?", (place,))
    if row is None:
        return None
    return _named(connection, row, "article_places", "name", place)


def _named(connection: sqlite3.Connection, row: Record, table: str, column: str, value: str) -> NamedPage:
    count = int(row["articles"])
    return NamedPage(row, count, newest_of(connection, table, column, value, count, MOST_LISTED))


def _count(connection: sqlite3.Connection, belongs: str, value: str) -> int:
    sql = f"SELECT count(*) FROM articles a WHERE {belongs}"  # noqa: S608 - belongs is ours
    return int(connection.execute(sql, (value,)).fetchone()[0])
