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


def count_rules(connection: sqlite3.Connection) -> dict[str, int]:
    """How many rules there are in `all`, how many bind, of how many the verdicts were measured."""
    if not has_register(connection):
        return {"all": 0, "binding": 0, "measured": 0}
    sql = "SELECT count(*), sum(binds), sum(precision IS NOT NULL) FROM rules"
    counts = connection.execute(sql).fetchone()
    return dict(zip(("all", "binding", "measured"), (int(count or 0) for count in counts), strict=True))
