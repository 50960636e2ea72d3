"""What the tests of publishing share: a small register, building a snapshot, asking it."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path

from db.publish import Snapshot, publish
from normalise.funder_register import Programme
from tests.db.samples import Crawl

BUILT_AT = "2026-03-02T00:00:00+00:00"


@dataclass(frozen=True)
class Fund:
    id: str
    name_lv: str
    name_en: str
    parent: str | None = None
    website: str | None = None
    names: tuple[str, ...] = ()
    abbreviations: tuple[str, ...] = ()
    programmes: tuple[Programme, ...] = ()


FUNDS = (
    Fund(
        "acf-lv",
        "Aktīvo iedzīvotāju fonds",
        "Active Citizens Fund",
        "eea-norway",
        "https://acf.example/",
        ("Aktīvo iedzīvotāju fonds",),
        ("AIF",),
        (Programme(id="kapacitate", name_lv="Kapacitātes stiprināšana", name_en="Capacity building"),),
    ),
    Fund("eea-norway", "EEZ un Norvēģijas granti", "EEA and Norway Grants"),
)


def build(crawl: Crawl, **more: object) -> Snapshot:
    work = crawl.store.path
    return publish(work, work.with_name("catalogue.db"), built_at=BUILT_AT, funders=FUNDS, **more)  # type: ignore[arg-type]


def ask(path: Path, sql: str, *parameters: object) -> list[tuple[object, ...]]:
    with closing(sqlite3.connect(f"file:{path}?mode=ro", uri=True)) as connection:
        return connection.execute(sql, parameters).fetchall()
