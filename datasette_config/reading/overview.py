"""What the overview page asks: funders by month, and the places that articles name."""

from __future__ import annotations

import sqlite3
from dataclasses import dataclass

from datasette_config.reading.coverage import CoverageWish, YearStates, read_years
from datasette_config.reading.rows import Record, records

MOST_FUNDERS = 8
MONTHS = 36  # up to the latest that has articles
MOST_PLACES = 150


@dataclass(frozen=True, slots=True)
class Overview:
    """Funders that financed most in the months, articles by (funder, month), the months in order;
    the places named most, also where their position is not known; the states of the register's grants
    by the year in which they began."""

    funders: tuple[Record, ...]
    months: tuple[str, ...]
    counts: dict[tuple[str, str], int]
    places: tuple[Record, ...]
    begun: tuple[YearStates, ...] = ()


def read_overview(connection: sqlite3.Connection) -> Overview:
    """Everything that the overview draws."""
    newest = connection.execute("SELECT max(month) FROM funder_months WHERE financed > 0").fetchone()[0]
    months = _months_until(newest) if newest else ()
    begin = months[0] if months else "9999"
    funders = records(
        connection,
        """SELECT f.id, f.name_lv, f.name_en FROM funder_months m JOIN funders f ON f.id = m.funder
        WHERE m.month >= ? AND m.financed > 0 GROUP BY f.id ORDER BY sum(m.financed) DESC, f.id LIMIT ?""",
        (begin, MOST_FUNDERS),
    )
    counted = records(
        connection,
        "SELECT funder, month, financed FROM funder_months WHERE month >= ? AND financed > 0",
        (begin,),
    )
    places = records(connection, "SELECT * FROM places ORDER BY articles DESC, name LIMIT ?", (MOST_PLACES,))
    counts = {(row["funder"], row["month"]): row["financed"] for row in counted}
    return Overview(funders, months, counts, places, read_years(connection, CoverageWish()))


def _months_until(last: str) -> tuple[str, ...]:
    """MONTHS months (`yyyy-mm`) that end with `last`."""
    end = int(last[:4]) * 12 + int(last[5:7]) - 1
    return tuple(f"{number // 12:04}-{number % 12 + 1:02}" for number in range(end - MONTHS + 1, end + 1))
