"""The publicity rules as the snapshot holds them, and how often their verdicts are right."""

from __future__ import annotations

import sqlite3
from dataclasses import dataclass

from datasette_config.reading.register import has_register
from datasette_config.reading.rows import Record, records


@dataclass(frozen=True, slots=True)
class FunderRules:
    """The rules of one funder; `row` has its names, None where the funder is not in the catalogue."""

    funder: str
    row: Record | None
    rules: tuple[Record, ...]


def read_rules(connection: sqlite3.Connection) -> tuple[FunderRules, ...]:
    """All rules by funder, binding ones first."""
    if not has_register(connection):
        return ()
    rules = records(connection, "SELECT * FROM rules ORDER BY funder, binds DESC, id")
    known = {row["id"]: row for row in records(connection, "SELECT id, name_lv, name_en FROM funders")}
    funders = dict.fromkeys(rule["funder"] for rule in rules)
    return tuple(
        FunderRules(funder, known.get(funder), tuple(rule for rule in rules if rule["funder"] == funder))
        for funder in funders
    )


def read_rule_texts(connection: sqlite3.Connection, language: str) -> dict[str, str]:
    """The text of each rule in a language, by its id."""
    if not has_register(connection):
        return {}
    column = "en" if language == "en" else "lv"
    return dict(connection.execute(f"SELECT id, {column} FROM rules").fetchall())  # noqa: S608 - our names
