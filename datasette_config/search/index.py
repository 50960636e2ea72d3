"""What is read once of a snapshot: which articles each facet value stands for, and all names."""

from __future__ import annotations

import sqlite3
from collections.abc import Mapping
from dataclasses import dataclass

from datasette_config.errors import CatalogueError
from datasette_config.search.aliases import Aliases, read_aliases
from datasette_config.search.facets import FACETS, FacetName
from datasette_config.search.sets import NOTHING, ArticleSet, Kept, unpacked
from datasette_config.search.spelling import Terms, read_terms
from normalise.search_terms import EDITION

Names = Mapping[str, str]
_FACETS = (
    "SELECT kind, value, part, articles FROM article_sets WHERE kind NOT IN ('stem', 'title', 'beginning')"
)


@dataclass(frozen=True, slots=True)
class Index:
    """Sets of articles (see `sets`), the names of funders and sources, all words.

    `pairs` holds the articles for each (funder, role); `values` those for each value of the other facets.
    """

    everything: ArticleSet
    pairs: Mapping[tuple[str, str], ArticleSet]
    values: Mapping[FacetName, Mapping[str, ArticleSet]]
    names: Mapping[FacetName, Mapping[str, Names]]
    aliases: Aliases
    terms: Terms
    kept: Kept


def build_index(connection: sqlite3.Connection) -> Index:
    """Reads the sets that publishing worked out; CatalogueError for a snapshot that has none."""
    check_edition(connection)
    everything = NOTHING
    pairs: dict[tuple[str, str], ArticleSet] = {}
    values: dict[FacetName, dict[str, ArticleSet]] = {
        facet: {} for facet in FACETS if facet not in ("funder", "role")
    }
    for kind, value, part, stored in connection.execute(_FACETS):
        if kind == "all":
            everything = unpacked(stored)
        elif kind == "funder":
            pairs[value, part] = unpacked(stored)
        elif kind in values:
            values[kind][value] = unpacked(stored)
    return Index(
        everything=everything,
        pairs=pairs,
        values=values,
        names={
            "funder": _funder_names(connection),
            "programme": _programme_names(connection),
            "source": _source_names(connection),
        },
        aliases=read_aliases(connection),
        terms=read_terms(connection),
        kept=Kept(),
    )


def _funder_names(connection: sqlite3.Connection) -> dict[str, Names]:
    rows = connection.execute("SELECT id, name_lv, name_en FROM funders")
    return {row[0]: {"lv": row[1] or row[0], "en": row[2] or row[1] or row[0]} for row in rows}


def _programme_names(connection: sqlite3.Connection) -> dict[str, Names]:
    rows = connection.execute("SELECT id, name_lv, name_en FROM programmes")
    return {row[0]: {"lv": row[1], "en": row[2]} for row in rows}


def _source_names(connection: sqlite3.Connection) -> dict[str, Names]:
    return {
        row[0]: {"lv": row[1], "en": row[1]} for row in connection.execute("SELECT id, name FROM sources")
    }


def check_edition(connection: sqlite3.Connection) -> None:
    """Raises CatalogueError for a snapshot of another Fundtrace: it would be asked for stems it has not."""
    made = connection.execute("SELECT 1 FROM sqlite_master WHERE name = 'article_sets'").fetchone()
    stems = connection.execute("SELECT value FROM facts WHERE name = 'stems'").fetchone() if made else None
    if stems is None or stems[0] != EDITION:
        raise CatalogueError(
            "An older Fundtrace made this snapshot: run “fundtrace publish” to make it anew."
        )
