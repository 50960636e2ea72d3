"""The grants of the register: the list by state, one grant, and the publicity rules."""

from __future__ import annotations

import asyncio
import sqlite3
from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import Any

from datasette.utils.asgi import Response

from datasette_config.chart import draw
from datasette_config.errors import NothingHere, NotUnderstood
from datasette_config.headers import ANYONE
from datasette_config.linked import grant_page
from datasette_config.pages.visit import Visit
from datasette_config.pictures import timeline
from datasette_config.reading.coverage import (
    CoverageList,
    CoverageWish,
    fold_register,
    list_grants,
    read_coverage,
)
from datasette_config.reading.lists import GrantPage, read_grant
from datasette_config.reading.otherwise import grant_otherwise
from datasette_config.reading.register import STATES, Checked, read_checked, read_named_articles
from datasette_config.reading.rows import Record
from datasette_config.reading.rules import read_rule_texts, read_rules
from datasette_config.reasons import Known, ReasonPiece, addresses_in, cut_reason
from datasette_config.snapshot import read, read_with
from datasette_config.tables import XLSX, coverage_csv, coverage_xlsx

CHART_STATES = tuple(reversed(STATES))  # what is well stands below
MOST_EXPORTED = 10_000
LONGEST_WORDS = 200


@dataclass(frozen=True, slots=True)
class _Found:
    page: GrantPage
    checked: Checked | None
    known: Known


async def grant(visit: Visit) -> Response:
    """A grant: its state and why, what is missing, its time, and what was written about it."""
    wanted = visit.name("number")
    found = await read(visit.datasette, lambda connection: _read(connection, wanted, visit.language))
    if found is None:
        meant = await read(visit.datasette, lambda connection: grant_otherwise(connection, wanted))
        if meant is not None and meant != wanted:
            return Response.redirect(visit.addresses.grant(meant))
        raise NothingHere("missing.grant", wanted)

    def reason(text: str) -> tuple[ReasonPiece, ...]:
        return cut_reason(text, found.known)

    return visit.render(
        "catalogue/grant.html",
        grant=found.page,
        checked=found.checked,
        others=_others(found),
        reason=reason,
        linked=grant_page(found.page, found.checked.row if found.checked else None, visit),
        timeline=_timeline(found),
    )


def _read(connection: sqlite3.Connection, number: str, language: str) -> _Found | None:
    page, checked = read_grant(connection, number), read_checked(connection, number)
    if page is None:
        return None
    known = Known(
        read_named_articles(connection, addresses_in(_reasons(checked, language))),
        read_rule_texts(connection, language),
        {row["source"]: row["name"] for row in checked.sources} if checked else {},
    )
    return _Found(page, checked, known)


def _reasons(checked: Checked | None, language: str) -> list[str]:
    if checked is None:
        return []
    rows = (checked.row, *(judged.match for judged in checked.articles))
    return [row[f"reason_{language}"] for row in rows]


def _others(found: _Found) -> list[Any]:
    """Articles that name the grant and were not matched to it."""
    matched = {judged.match["article"] for judged in found.checked.articles} if found.checked else set()
    return [article for article in found.page.articles if article.id not in matched]


def _timeline(found: _Found) -> Any:
    posts = [
        {"role": "post", "start": each.published, "end": None, "title": each.title}
        for each in found.page.articles
        if each.published
    ]
    row = found.checked.row if found.checked else None
    periods = list(found.page.dates)
    if row and row["start"] and row["end"]:
        periods.insert(
            0, {"role": "register", "start": row["start"], "end": row["end"], "title": row["title"] or ""}
        )
    return timeline(periods, posts, due=row["due"] if row else None)


async def coverage(visit: Visit) -> Response:
    """All grants of the register, those without news first, with their states over the years."""
    wish = read_coverage_wish(visit)
    found: CoverageList = await read_with(
        visit.datasette,
        fold_register,
        lambda connection, folded: read_coverage(connection, folded, wish),
    )
    return visit.render(
        "catalogue/coverage.html",
        found=found,
        wish=wish,
        unknown=_unknown_state(visit),
        pages=max(1, -(-found.count // wish.size)),
        chart=draw({year.year: year.counts for year in found.years}, CHART_STATES),
    )


async def coverage_csv_file(visit: Visit) -> Response:
    """The same grants, a row each."""
    headers = {"Content-Disposition": 'attachment; filename="fundtrace-grants.csv"'}
    grants = await _all_grants(visit)
    return Response(
        await asyncio.to_thread(coverage_csv, grants, visit),
        content_type="text/csv; charset=utf-8",
        headers=headers,
    )


async def coverage_xlsx_file(visit: Visit) -> Response:
    """The same grants as a workbook in the visit's language."""
    headers = {"Content-Disposition": 'attachment; filename="fundtrace-grants.xlsx"'}
    book = await asyncio.to_thread(coverage_xlsx, await _all_grants(visit), visit)
    return Response(book, headers=headers, content_type=XLSX)


async def coverage_json(visit: Visit) -> Response:
    """`{"count", "grants"}`, at most 10,000 grants, each with its state and reason in both languages."""
    grants = await _all_grants(visit)
    shown = [{**_public(row), "page": visit.origin + visit.addresses.grant(row["grant"])} for row in grants]
    return Response.json({"count": len(shown), "grants": shown}, headers=ANYONE)


def _public(row: Record) -> Record:
    return {key: value for key, value in row.items() if key not in ("name_lv", "name_en")}


async def _all_grants(visit: Visit) -> Iterable[Record]:
    if unknown := _unknown_state(visit):
        raise NotUnderstood(unknown)
    wish = replace(read_coverage_wish(visit), page=1, size=MOST_EXPORTED)
    return await read(visit.datasette, lambda connection: list_grants(connection, wish))


def _unknown_state(visit: Visit) -> str:
    """A sentence where the state asked for is none, else ""."""
    state = visit.request.args.get("state") or ""
    if not state or state in STATES:
        return ""
    return visit.messages("coverage.unknown_state", value=state[:LONGEST_WORDS], states=", ".join(STATES))


def read_coverage_wish(visit: Visit) -> CoverageWish:
    """The grants that a visit's parameters ask for; what cannot be read is left open."""
    arguments = visit.request.args
    state, page = arguments.get("state") or "", arguments.get("page") or "1"
    return CoverageWish(
        state=state if state in STATES else "",
        funder=arguments.get("funder") or "",
        words=" ".join((arguments.get("q") or "").split())[:LONGEST_WORDS],
        page=min(max(int(page[:6]), 1), 10_000) if page.isdecimal() else 1,
    )


async def rules(visit: Visit) -> Response:
    """All publicity rules, by funder, with the document that says so."""
    found = await read(visit.datasette, read_rules)
    return visit.render("catalogue/rules.html", funders=found)
