"""The pages of single records: article, funder, grant, organisation, place, source, status."""

from __future__ import annotations

import re
from urllib.parse import quote, urlencode

from datasette.utils.asgi import Response

from datasette_config.changes import compare
from datasette_config.chart import draw
from datasette_config.errors import NothingHere
from datasette_config.linked import grant_page, news_article
from datasette_config.marks import Evidence, cut, number_evidence, paragraphs
from datasette_config.pages.visit import Visit
from datasette_config.pictures import timeline
from datasette_config.reading.articles import Article, read_article
from datasette_config.reading.lists import read_funder, read_grant, read_organisation, read_place
from datasette_config.reading.operations import read_source, read_status
from datasette_config.snapshot import read

_MAIL = re.compile(r"[^@\s?&<>]+@[^@\s?&<>]+")


async def article(visit: Visit) -> Response:
    """An article's text with the evidence marked and its findings beside it."""
    wanted = visit.name("id")
    found = await read(visit.datasette, lambda connection: read_article(connection, wanted))
    if found is None:
        raise NothingHere("missing.article", wanted)
    text, title = found.row["text"], found.row["title"] or ""
    evidence = number_evidence(text, found.evidence)
    heads = len(title) if title and text.startswith(title) else 0
    return visit.render(
        "catalogue/article.html",
        article=found,
        title=title or found.row["url"],
        report=_report(visit, title or found.row["url"]),
        linked=news_article(found, title or found.row["url"], visit),
        heading=cut(text, evidence, 0, heads) if heads else [],
        paragraphs=paragraphs(text, evidence, heads),
        proof=_by_finding(evidence),
        labels=_labels(visit, found),
        changes=[compare(revision["text"], text) for revision in found.revisions],
    )


def _report(visit: Visit, title: str) -> str | None:
    """A letter to the contact that names the page; None where the contact is no mail address."""
    contact = visit.settings.contact.removeprefix("mailto:")
    if not _MAIL.fullmatch(contact):
        return None
    page = visit.origin + visit.addresses.path(visit.path)
    said = {
        "subject": visit.messages("article.report_subject", title=title),
        "body": visit.messages("article.report_body", page=page),
    }
    return f"mailto:{contact}?{urlencode(said, quote_via=quote)}"


def _by_finding(evidence: list[Evidence]) -> dict[tuple[str, str], list[Evidence]]:
    groups: dict[tuple[str, str], list[Evidence]] = {}
    for item in evidence:
        groups.setdefault((item.field, item.key), []).append(item)
    return groups


def _labels(visit: Visit, found: Article) -> dict[tuple[str, str], str]:
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
    return words


async def funder(visit: Visit) -> Response:
    """A funder's names, grants, years and articles."""
    wanted = visit.name("id")
    found = await read(visit.datasette, lambda connection: read_funder(connection, wanted))
    if found is None:
        raise NothingHere("missing.funder", wanted)
    return visit.render("catalogue/funder.html", funder=found, chart=draw(found.years))


async def grant(visit: Visit) -> Response:
    """A grant and what was written about it."""
    wanted = visit.name("number")
    found = await read(visit.datasette, lambda connection: read_grant(connection, wanted))
    if found is None:
        raise NothingHere("missing.grant", wanted)
    posts = [
        {"role": "post", "start": each.published, "end": None, "title": each.title}
        for each in found.articles
        if each.published
    ]
    return visit.render(
        "catalogue/grant.html",
        grant=found,
        linked=grant_page(found, visit),
        timeline=timeline(found.dates, posts),
    )


async def organisation(visit: Visit) -> Response:
    """An organisation and the articles that name it."""
    wanted = visit.name("id")
    found = await read(visit.datasette, lambda connection: read_organisation(connection, wanted))
    if found is None:
        raise NothingHere("missing.organisation", wanted)
    return visit.render("catalogue/named.html", kind="organisation", named=found)


async def place(visit: Visit) -> Response:
    """A place and the articles that name it."""
    wanted = visit.name("name")
    found = await read(visit.datasette, lambda connection: read_place(connection, wanted))
    if found is None:
        raise NothingHere("missing.place", wanted)
    return visit.render("catalogue/named.html", kind="place", named=found)


async def source(visit: Visit) -> Response:
    """A source: its state, its runs, what is odd, its newest articles."""
    wanted = visit.name("id")
    found = await read(visit.datasette, lambda connection: read_source(connection, wanted))
    if found is None:
        raise NothingHere("missing.source", wanted)
    return visit.render("catalogue/source.html", source=found)


async def status(visit: Visit) -> Response:
    """All sources, runs and what is odd, for the operator."""
    return visit.render("catalogue/status.html", status=await read(visit.datasette, read_status))
