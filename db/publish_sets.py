"""Sets of articles, worked out while the snapshot is built: what a search would else gather at each question.

`article_sets` holds them as Roaring bitmaps of rowids: a set for each value of a facet, for each word that
stands in many articles (in them, and in their titles), for the names of funders that do so, and for the
beginnings that very many articles share.
"""

from __future__ import annotations

import json
import sqlite3
from array import array
from collections.abc import Callable, Iterable
from itertools import chain

from pyroaring import BitMap
from sqlite_utils import Database

COMMON = 500  # articles from which the set of a word is stored; rarer ones are found as quickly
CROWDED = 20_000  # articles from which the set of a beginning is stored
BEGINNINGS = (2, 3)  # letters: longer ones are put together from the words
_INSERT = "INSERT INTO article_sets (kind, value, part, articles) VALUES (?, ?, ?, ?)"
_TERMS = "CREATE VIRTUAL TABLE temp.all_terms USING fts5vocab('main', 'articles_stems', 'row')"
_TITLES = "SELECT rowid, title FROM articles WHERE title IS NOT NULL ORDER BY rowid"
_ROWS = "SELECT rowid FROM articles_stems WHERE articles_stems MATCH ?"
# kind, and a query for (value, part, rowid); part tells apart what belongs to one value
FACETS = {
    "all": "SELECT '', '', rowid FROM articles",
    "funder": "SELECT f.funder, f.role, a.rowid FROM article_funders f JOIN articles a ON a.id = f.article",
    "year": "SELECT ifnull(substr(published, 1, 4), 'none'), '', rowid FROM articles",
    "place": "SELECT p.name, '', a.rowid FROM article_places p JOIN articles a ON a.id = p.article",
    "source": "SELECT source, '', rowid FROM articles",
    "programme": """SELECT f.programme, '', a.rowid FROM article_funders f JOIN articles a ON a.id = f.article
        WHERE f.programme IS NOT NULL""",
    "coverage": """SELECT c.state, '', a.rowid FROM grant_matches m
        JOIN coverage c ON c."grant" = m."grant" JOIN articles a ON a.id = m.article""",
    # the worst that a binding rule says; what a picture shows is open nearly always and decides nothing
    "verdict": """SELECT CASE WHEN max(v.verdict = 'not met') THEN 'not met'
            WHEN max(v.verdict = 'cannot tell' AND r.kind <> 'logo') THEN 'cannot tell'
            WHEN max(v.verdict = 'met') THEN 'met' ELSE 'cannot tell' END, '', a.rowid
        FROM verdicts v JOIN rules r ON r.id = v.rule AND r.binds JOIN articles a ON a.id = v.article
        WHERE v.verdict <> 'not applicable' GROUP BY a.rowid""",
}
Sets = dict[tuple[str, str], "array[int]"]


def fill_sets(db: Database, stems: Callable[[str], str]) -> None:
    """Fills `article_sets` from the finished tables and the finished index of stems."""
    connection: sqlite3.Connection = db.conn
    for kind, question in FACETS.items():
        _store(connection, kind, _gathered(connection.execute(question)))
    common = _fill_words(connection)
    _fill_names(connection, stems, common)
    titles = ((word, "", row) for row, title in connection.execute(_TITLES) for word in stems(title).split())
    _store(connection, "title", _gathered(each for each in titles if each[0] in common))


def _gathered(rows: Iterable[tuple[str, str, int]]) -> Sets:
    sets: Sets = {}
    for value, part, row in rows:
        found = sets.get((value, part))
        if found is None:
            found = sets[value, part] = array("I")
        found.append(row)
    return sets


def _store(connection: sqlite3.Connection, kind: str, sets: Sets) -> None:
    rows = ((kind, value, part, BitMap(found).serialize()) for (value, part), found in sorted(sets.items()))
    connection.executemany(_INSERT, rows)


def _fill_words(connection: sqlite3.Connection) -> dict[str, BitMap]:
    """Stores the sets of common words and of crowded beginnings; gives those of the words."""
    common: dict[str, BitMap] = {}
    opened: dict[int, tuple[str, BitMap]] = {}
    connection.execute(_TERMS)
    for (term,) in connection.execute("SELECT term FROM temp.all_terms ORDER BY term").fetchall():
        rows = _articles_of(connection, term)
        if len(rows) >= COMMON:
            common[term] = rows
            connection.execute(_INSERT, ("stem", term, "", rows.serialize()))
        for length in filter(len(term).__ge__, BEGINNINGS):
            beginning, together = opened.get(length, ("", BitMap()))
            if beginning != term[:length]:
                _store_crowded(connection, beginning, together)
                beginning, together = term[:length], BitMap()
            together |= rows
            opened[length] = (beginning, together)
    for beginning, together in opened.values():
        _store_crowded(connection, beginning, together)
    connection.execute("DROP TABLE temp.all_terms")
    return common


def _fill_names(
    connection: sqlite3.Connection, stems: Callable[[str], str], common: dict[str, BitMap]
) -> None:
    """Stores the sets of funders' names that many articles have: their words stand side by side."""
    names = connection.execute("SELECT name_lv, name_en, aliases FROM funders").fetchall()
    runs = {stems(name) for lv, en, more in names for name in (lv, en, *json.loads(more)) if name}
    for run in sorted(runs - common.keys()):
        words = [common.get(word, BitMap()) for word in run.split()]
        if len(words) > 1 and len(BitMap.intersection(*words)) >= COMMON:
            rows = _articles_of(connection, run)
            if len(rows) >= COMMON:
                connection.execute(_INSERT, ("stem", run, "", rows.serialize()))


def _articles_of(connection: sqlite3.Connection, run: str) -> BitMap:
    """The articles in which the stems of `run` stand side by side."""
    quoted = '"' + run.replace('"', '""') + '"'
    return BitMap(array("I", chain.from_iterable(connection.execute(_ROWS, (quoted,)))))


def _store_crowded(connection: sqlite3.Connection, beginning: str, found: BitMap) -> None:
    if beginning and len(found) >= CROWDED:
        connection.execute(_INSERT, ("beginning", beginning, "", found.serialize()))
