"""What the overview page asks: funders by month, and the places that articles name."""

from __future__ import annotations

import sqlite3
from dataclasses import dataclass

from datasette_config.reading.rows import Record, records

MOST_FUNDERS = 8
MONTHS = 36  # the latest that have articles
MOST_PLACES = 150


@dataclass(frozen=True, slots=True)
class Overview:
    """Funders that financed most, their articles by (funder, month), the months in order, places."""

    funders: tuple[Record, ...]
    months: tuple[str, ...]
    counts: dict[tuple[str, str], int]
    places: tuple[Record, ...]


def read_overview(connection: sqlite3.Connection) -> Overview:
    """Everything that the overview draws."""
    funders = records(
        connection,
        "SELECT id, name_lv, name_en FROM funders WHERE financed > 0 ORDER BY financed DESC, id LIMIT ?",
        (MOST_FUNDERS,),
    )
    newest = connection.execute(
        "SELECT DISTINCT month FROM funder_months WHERE month <> '' AND financed > 0"
        " ORDER BY month DESC LIMIT ?",
        (MONTHS,),
    )
    months = tuple(sorted(row[0] for row in newest))
    counted = records(
        connection,
        "SELECT funder, month, financed FROM funder_months WHERE month >= ? AND financed > 0",
        (months[0] if months else "9999",),
    )
    places = records(
        connection,
        "SELECT * FROM places WHERE latitude IS NOT NULL ORDER BY articles DESC, name LIMIT ?",
        (MOST_PLACES,),
    )
    return Overview(
        funders, months, {(row["funder"], row["month"]): row["financed"] for row in counted}, places
    )
