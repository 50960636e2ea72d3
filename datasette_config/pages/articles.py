"""The page of an article, and that of its earlier revisions."""

from __future__ import annotations

import sqlite3
from collections.abc import Sequence
from itertools import pairwise

from datasette.utils.asgi import Response

from datasette_config.changes import Difference, compare, shorten
from datasette_config.errors import NothingHere
from datasette_config.linked import news_article
from datasette_config.marks import Evidence, cut, number_evidence, paragraphs
from datasette_config.pages.visit import Visit
from datasette_config.reading.articles import Article, read_article
from datasette_config.reading.register import Judged, read_judged
from datasette_config.reading.rows import Record
from datasette_config.reading.rules import read_rule_texts
from datasette_config.reasons import Known, cut_reason
from datasette_config.snapshot import read

LONGEST_SHOWN = 30_000  # characters of a text; the rest is at the original
MOST_REVISIONS = 10  # with their differences on one page
LONGEST_DIFFERENCE = 6_000  # characters of one revision's difference


async def article(visit: Visit) -> Response:
    """An article's text with the evidence marked, its findings beside it, its rules below."""
    wanted = visit.name("id")

    def question(
        connection: sqlite3.Connection,
    ) -> tuple[Article | None, tuple[Judged, ...], dict[str, str]]:
        rules = read_rule_texts(connection, visit.language)
        return read_article(connection, wanted), read_judged(connection, wanted), rules

    found, judged, rules = await read(visit.datasette, question)
    if found is None:
        raise NothingHere("missing.article", wanted)
    text, title = found.row["text"], found.row["title"] or ""
    quotes = _quotes_of_rules(judged)
    evidence = number_evidence(text, [*found.evidence, *_unmarked(quotes, found.evidence)])
    heads = len(title) if title and text.startswith(title) else 0
    shown = text[:LONGEST_SHOWN]
    return visit.render(
        "catalogue/article.html",
        article=found,
        judged=judged,
        reason=lambda said: cut_reason(said, Known(rules=rules)),
        title=title or found.row["url"],
        linked=news_article(found, title or found.row["url"], visit),
        heading=cut(text, evidence, 0, heads) if heads else [],
        paragraphs=paragraphs(shown, evidence, heads),
        shown=len(shown),
        is_cut=len(shown) < len(text),
        proof=_by_finding(evidence) | _places(quotes, evidence),
        labels=_labels(visit, found, judged),
    )


def _quotes_of_rules(judged: tuple[Judged, ...]) -> list[Record]:
    """What proves verdicts, as evidence: its key is the grant and the rule."""
    return [
        {**row, "field": "rules", "key": f"{row['grant']} {row['rule']}"}
        for one in judged
        for row in one.verdicts
        if row["quote"] and row["verdict"] != "not applicable"
    ]


def _unmarked(quotes: list[Record], marked: Sequence[Record]) -> list[Record]:
    """The quotes that need a mark of their own: no other evidence, nor a longer quote, lies over them."""
    kept: list[Record] = []
    for quote in sorted(quotes, key=lambda row: (row["start"] - row["end"], row["start"])):
        if not any(_overlap(quote, other) for other in (*marked, *kept)):
            kept.append(quote)
    return kept


def _overlap(one: Record, other: Record) -> bool:
    return bool(one["start"] < other["end"] and other["start"] < one["end"])


def _places(quotes: list[Record], evidence: list[Evidence]) -> dict[tuple[str, str], list[Evidence]]:
    """For each rule's quote the evidence under which it is marked."""
    return {
        ("rules", quote["key"]): [
            item for item in evidence if item.start < quote["end"] and quote["start"] < item.end
        ]
        for quote in quotes
    }


def _by_finding(evidence: list[Evidence]) -> dict[tuple[str, str], list[Evidence]]:
    groups: dict[tuple[str, str], list[Evidence]] = {}
    for item in evidence:
        groups.setdefault((item.field, item.key), []).append(item)
    return groups


def _labels(visit: Visit, found: Article, judged: tuple[Judged, ...]) -> dict[tuple[str, str], str]:
    """What each finding says, in words, for the explanation of its mark."""
    words = {("funders", row["funder"]): visit.words.funder(row) for row in found.funders}
    words.update({("grants", row["grant"]): row["grant"] for row in found.grants})
    words.update({("projects", str(row["position"])): row["title"] for row in found.projects})
    words.update({("organisations", str(row["position"])): row["name"] for row in found.organisations})
    words.update({("places", str(row["position"])): row["name"] for row in found.places})
    formats = visit.formats
    for row in found.dates:
        words["dates", str(row["position"])] = formats.span(row["start"], row["end"], row["precision"])
    for row in found.amounts:
        words["amounts", str(row["position"])] = formats.money(row["value"], row["currency"])
    for one in judged:
        for row in one.verdicts:
            words["rules", f"{row['grant']} {row['rule']}"] = row[visit.language]
    return words


async def revisions(visit: Visit) -> Response:
    """What changed from each earlier revision of an article to the next, the latest change first."""
    wanted = visit.name("id")
    found = await read(visit.datasette, lambda connection: read_article(connection, wanted))
    if found is None:
        raise NothingHere("missing.article", wanted)
    return visit.render(
        "catalogue/revisions.html",
        article=found,
        title=found.row["title"] or found.row["url"],
        differences=_differences(found),
    )


def _differences(found: Article) -> list[tuple[Record, Record, Difference]]:
    """Each revision with the state that came after it and what changed between them."""
    states = [found.row, *found.revisions[:MOST_REVISIONS]]
    return [
        (older, newer, shorten(compare(older["text"], newer["text"]), LONGEST_DIFFERENCE))
        for newer, older in pairwise(states)
    ]
