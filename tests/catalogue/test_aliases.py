"""The names under which a funder is asked for."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import closing

import pytest

from datasette_config.search.aliases import Aliases, read_aliases

FUNDERS = [
    ("acf-lv", "Aktīvo iedzīvotāju fonds", "Active Citizens Fund Latvia", '["AIF", "ACF"]'),
    ("esf", "Eiropas Sociālais fonds (ESF, ESF+)", "European Social Fund", "[]"),
    ("rrf", "Eiropas Savienības Atveseļošanas fonds", "Recovery and Resilience Facility", "[]"),
    ("other:eu-x", "Eiropas Savienības Atveseļošanas biedrība", "", "[]"),
    ("lad", "Lauku atbalsta dienests", "Rural Support Service", '["LAP", "VARAM"]'),
    ("vkkf", "Valsts kultūrkapitāla fonds", "State Culture Capital Foundation", "[]"),
]


@pytest.fixture
def aliases() -> Iterator[Aliases]:
    """The aliases of FUNDERS."""
    with closing(sqlite3.connect(":memory:")) as connection:
        connection.row_factory = sqlite3.Row
        connection.execute("CREATE TABLE funders (id, name_lv, name_en, aliases)")
        connection.executemany("INSERT INTO funders VALUES (?, ?, ?, ?)", FUNDERS)
        yield read_aliases(connection)


@pytest.mark.parametrize(
    ("words", "funders"),
    [
        ("Aktīvo iedzīvotāju fonds", ("acf-lv",)),
        ("aktivo iedzivotaju fondam", ("acf-lv",)),
        ("Active Citizens Fund", ("acf-lv",)),
        ("AIF", ("acf-lv",)),
        ("acf", ("acf-lv",)),
        ("acf-lv", ("acf-lv",)),
        ("ESF+", ("esf",)),
        ("Eiropas Sociālā fonda", ("esf",)),
        ("valsts kultūrkapitāla fonda", ("vkkf",)),
        ("vkkf", ("vkkf",)),
        ("vkf", ("vkkf",)),
        ("LAP", ("lad",)),
        ("lap", ("lad",)),
        # a word that happens to share the stem of an abbreviation
        ("lapa", ()),
        ("var", ()),
        # two begin so: neither is meant for sure
        ("Eiropas Savienības Atveseļošanas", ()),
        ("Eiropas Savienības", ()),
        ("fonds", ()),
        ("", ()),
    ],
)
def test_named(aliases: Aliases, words: str, funders: tuple[str, ...]) -> None:
    assert aliases.funders(words) == funders
