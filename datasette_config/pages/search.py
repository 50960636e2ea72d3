"""Search: the page, and the same list as JSON, CSV and an Atom feed."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable
from dataclasses import replace
from typing import Any, TypeVar

from datasette.utils.asgi import Response

from datasette_config.calendar import calendar
from datasette_config.errors import NotUnderstood
from datasette_config.feed import atom_feed
from datasette_config.headers import ANYONE
from datasette_config.pages.visit import Visit
from datasette_config.reading.operations import read_facts
from datasette_config.reading.rows import Record
from datasette_config.reading.taking import read_dates
from datasette_config.search.index import Index, build_index
from datasette_config.search.results import Results, answer, answer_or_mend, list_articles
from datasette_config.search.snippets import plain
from datasette_config.search.wish import Wish, read_wish
from datasette_config.snapshot import read_with
from datasette_config.tables import XLSX, csv_table, xlsx_table

Result = TypeVar("Result")
MOST_EXPORTED = 10_000  # rows of one CSV file
FEED_LENGTH = 50
MOST_EVENTS = 2_000


async def search(visit: Visit) -> Response:
    """The list of articles with its facets."""
    wish = read_wish(visit.request.args)
    results = await _ask(visit, lambda connection, index: answer_or_mend(connection, index, wish))
    return visit.render("catalogue/search.html", results=results, wish=results.wish)


async def search_json(visit: Visit) -> Response:
    """`{"count", "results", "facets"}`; `page` and `size` (at most 100) choose the part.

    `did_you_mean` is the query with misspelt words mended, or null. `url` is the original's address;
    `funders` holds the ids of those that financed.
    """
    results = await _answer(visit, _wish_for_file(visit))
    return Response.json(_as_json(visit, results), headers=ANYONE)


async def search_csv(visit: Visit) -> Response:
    """All articles of the list, a row each."""
    wish = replace(_wish_for_file(visit), size=MOST_EXPORTED, page=1)
    articles = await _ask(visit, lambda connection, index: list_articles(connection, index, wish))
    return Response(
        csv_table(articles, visit),
        content_type="text/csv; charset=utf-8",
        headers={"Content-Disposition": 'attachment; filename="fundtrace.csv"'},
    )


async def search_xlsx(visit: Visit) -> Response:
    """The same rows as a workbook."""
    wish = replace(_wish_for_file(visit), size=MOST_EXPORTED, page=1)
    book = await _ask(
        visit, lambda connection, index: xlsx_table(list_articles(connection, index, wish), visit)
    )
    headers = {"Content-Disposition": 'attachment; filename="fundtrace.xlsx"'}
    return Response(book, headers=headers, content_type=XLSX)


async def search_ics(visit: Visit) -> Response:
    """The activities and deadlines of the list that name a day."""
    wish = replace(_wish_for_file(visit), size=MOST_EXPORTED, page=1)

    def dates(connection: sqlite3.Connection, index: Index) -> tuple[tuple[Record, ...], str]:
        articles = [article.id for article in list_articles(connection, index, wish)]
        return read_dates(connection, articles, MOST_EVENTS), read_facts(connection)["built_at"]

    found, stamp = await _ask(visit, dates)
    name = visit.messages("site.name") + (f": {wish.typed}" if wish.typed else "")
    return Response(
        calendar(found, visit, name, stamp),
        content_type="text/calendar; charset=utf-8",
        headers={"Content-Disposition": 'attachment; filename="fundtrace.ics"'},
    )


async def search_atom(visit: Visit) -> Response:
    """The newest articles of the list as a feed."""
    wish = replace(_wish_for_file(visit), order="newest", size=FEED_LENGTH, page=1)
    results = await _answer(visit, wish, with_facets=False)
    return Response(atom_feed(results, visit), content_type="application/atom+xml; charset=utf-8")


def _wish_for_file(visit: Visit) -> Wish:
    """The search that is asked for; NotUnderstood where a part of it would have to be left out."""
    wish = read_wish(visit.request.args)
    problems = [problem for problem in wish.query.problems if problem.widens]
    if problems:
        raise NotUnderstood(
            " ".join(visit.messages(f"search.problem_{each.kind}", value=each.value) for each in problems)
        )
    return wish


async def _answer(visit: Visit, wish: Wish, *, with_facets: bool = True) -> Results:
    return await _ask(
        visit, lambda connection, index: answer(connection, index, wish, with_facets=with_facets)
    )


async def _ask(visit: Visit, question: Callable[[sqlite3.Connection, Index], Result]) -> Result:
    """Asks with the index of the snapshot that the connection reads."""
    return await read_with(visit.datasette, build_index, question)


def _as_json(visit: Visit, results: Results) -> dict[str, Any]:
    return {
        "count": results.count,
        "did_you_mean": results.suggested.typed if results.suggested else None,
        "results": [
            {
                "id": hit.article.id,
                "title": hit.article.title,
                "url": hit.article.url,
                "source": hit.article.source,
                "published": hit.article.published,
                "funders": [row["funder"] for row in hit.article.funders if row["role"] == "financed"],
                "grants": [row["grant"] for row in hit.article.grants],
                "snippet": plain(hit.snippet),
            }
            for hit in results.hits
        ],
        "facets": {
            facet: [{"value": item.value, "count": item.count, "selected": item.chosen} for item in values]
            for facet, values in results.facets.items()
        },
    }
