"""Writes generated articles straight into a snapshot, without crawling: `build(path, number)`."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from concurrent.futures import ProcessPoolExecutor
from contextlib import closing
from functools import partial
from pathlib import Path
from typing import Any

from sqlite_utils import Database

from benchmarks.catalogue_articles import BLOCK, SOURCES, GeneratedArticle, generate_block
from db import public_schema
from db.filling import derive
from db.ids import slug
from db.publish_sets import fill_sets
from db.publish_terms import WordCounter, fill_terms
from normalise.funder_register import load_register
from normalise.search_terms import stems

SEEN = "2026-11-01T06:00:00Z"
FURTHER_WORDS = 60  # of the large vocabulary in each article: about 1.4 KB a text
Prepared = tuple[list[GeneratedArticle], list[str]]


def build(path: Path, number: int) -> Path:
    """A snapshot of `number` generated articles at `path`, which must not be there yet."""
    with closing(sqlite3.connect(path)) as connection:
        connection.execute("PRAGMA journal_mode = OFF")
        connection.execute("PRAGMA synchronous = OFF")
        connection.execute("PRAGMA cache_size = -200000")
        db = Database(connection, execute_plugins=False)
        with db.atomic():
            for statement in public_schema.TABLES:
                connection.execute(statement)
            words = WordCounter()
            prepare = partial(_prepare, number=number)
            with ProcessPoolExecutor(max_workers=1) as worker:  # makes the next block meanwhile
                for batch in worker.map(prepare, range(0, number, BLOCK)):
                    _insert(connection, batch, words)
            _insert_sources(connection)
            derive(db, load_register().funders.values(), SEEN)
            fill_terms(db, words, stems)
            fill_sets(db, stems)
            for statement in public_schema.INDEXES:
                connection.execute(statement)
            connection.execute("INSERT INTO articles_fts (articles_fts) VALUES ('rebuild')")
        for index in ("articles_fts", "articles_stems"):
            connection.execute(f"INSERT INTO {index} ({index}) VALUES ('optimize')")
        connection.commit()
        connection.execute("ANALYZE")
        connection.commit()
    return path


def _prepare(first: int, number: int) -> Prepared:
    """A block of articles with their stems."""
    made = generate_block(first, number, further=FURTHER_WORDS)
    return made, [stems(each.text) for each in made]


def _insert(connection: sqlite3.Connection, prepared: Prepared, words: WordCounter) -> None:
    batch, stemmed = prepared
    for article in batch:
        words.add(article.text)
    _many(connection, "articles", (_article_row(each) for each in batch))
    rows = ((int(each.id, 16) + 1, text) for each, text in zip(batch, stemmed, strict=True))
    connection.executemany("INSERT INTO articles_stems (rowid, stems) VALUES (?, ?)", rows)
    paid = [each for each in batch if each.funder]
    _many(connection, "article_funders", ((a.id, a.funder, None, "financed", 0.95) for a in paid))
    _many(connection, "article_grants", ((a.id, a.grant, a.funder, "financed", 0.99) for a in paid))
    _many(connection, "article_projects", ((a.id, 0, a.project, a.funder, a.grant) for a in batch))
    _many(connection, "article_dates", ((a.id, 0, a.activity, a.activity, "day", "activity") for a in batch))
    _many(connection, "article_amounts", ((a.id, 0, a.amount, "EUR") for a in paid))
    _many(connection, "article_organisations", map(_organisation_row, batch))
    _many(connection, "article_places", ((a.id, 0, a.place, a.latitude, a.longitude) for a in batch))
    _many(connection, "evidence", (_evidence_row(each) for each in paid))


def _article_row(article: GeneratedArticle) -> tuple[Any, ...]:
    url = f"https://{article.source}.example/{article.id}/"
    seen = (SEEN, SEEN, "present", SEEN, article.id.rjust(64, "0"))
    head = (article.id, article.source, url, article.title, article.text, "lv")
    return (*head, article.published, "metadata", None, *seen)


def _organisation_row(article: GeneratedArticle) -> tuple[Any, ...]:
    return (article.id, 0, article.organisation, "lead", slug(article.organisation))


def _evidence_row(article: GeneratedArticle) -> tuple[Any, ...]:
    start = article.text.index(article.funding)
    quoted = (article.funding, start, start + len(article.funding))
    return (article.id, "funders", article.funder, *quoted, "statement of funding")


def _insert_sources(connection: sqlite3.Connection) -> None:
    counts = dict(connection.execute("SELECT source, count(*) FROM articles GROUP BY source"))
    _many(connection, "sources", (_source_row(f"avots-{n}", counts) for n in range(SOURCES)))


def _source_row(source: str, counts: dict[str, int]) -> tuple[Any, ...]:
    home = f"https://{source}.example/"
    run = (counts.get(source, 0), SEEN, SEEN, None)
    return (source, f"Biedrība “{source}”", home, "wordpress", None, None, "ok", *run)


def _many(connection: sqlite3.Connection, table: str, rows: Iterator[tuple[Any, ...]]) -> None:
    columns = len(public_schema.PUBLIC_COLUMNS[table])
    connection.executemany(f"INSERT INTO {table} VALUES ({', '.join('?' * columns)})", rows)
