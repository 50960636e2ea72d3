"""From a page or a text to the extraction record: calls each recogniser in its order."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from normalise.amounts import find_amounts
from normalise.composed import as_written, composed
from normalise.dates import find_dates
from normalise.document import Document, merge_spans, overlaps
from normalise.financing import decide
from normalise.funder_register import Register, load_register
from normalise.funders import Mention, find_mentions
from normalise.grant_findings import grant_findings, is_of_another
from normalise.grants import NumberFound, find_numbers, numbers_in_addresses
from normalise.headline import headline_of
from normalise.history import is_life, is_past, past_until
from normalise.language import detect
from normalise.news_kind import Article
from normalise.number_places import matches_at
from normalise.organisations import find_organisations
from normalise.places import find_places
from normalise.project_titles import FIELD
from normalise.projects import find_projects
from normalise.published import published_in_text
from normalise.records import (
    AmountFinding,
    Extraction,
    FunderFinding,
    IssueRecord,
    OrganisationFinding,
    Page,
    ProjectFinding,
    Published,
)
from normalise.standing import Standing, standing_spans

__all__ = ["Standing", "extract_page", "extract_text"]

_MARKS = re.compile("[\u0300-\u036f]")
# Addresses, e-mail addresses, file names, telephone numbers and bank accounts hold digits that are no
# dates; each is looked for only where one of its marks stands in the text.
_NO_DATES = {
    ("://",): re.compile(r"https?://\S+"),
    ("www.",): re.compile(r"www\.\S+"),
    ("@",): re.compile(r"(?<!\S)[^\s@]++@\S+"),
    (".png", ".jp", ".gif", ".pdf", ".doc", ".txt", ".htm", ".php"): re.compile(
        r"(?<!\S)(?=[^\s/]*+/\S)\S+\.(?:png|jpe?g|gif|pdf|docx?|txt|html?|php)\b"
    ),
    ("+",): re.compile(r"\+\d[\d -]{6,}\d"),
    ("lv",): re.compile(r"\blv\d{2}[a-z]{4}\w+"),
    ("-",): re.compile(r"(?<!\d)\d{2}-\d{3}-\d{3}(?!\d)"),
}


def extract_page(page: Page, *, standing: Standing | None = None) -> Extraction:
    """All findings of a page; evidence counts characters of `page.text`."""
    document = Document(
        page.text, title=page.title, url=page.url, published=page.published, may_be_wrapped=False
    )
    named = [(link.address, link.text) for link in page.links]
    named += [(image.address, image.caption or image.alt) for image in page.images]
    return _extract(document, None, page.language, page.issues, standing or Standing(), named)


_AWARDED = re.compile(
    r'[\s"]{0,3}(?:ir |tika |tiek )?'
    r"(?:pieskirt(?:s|ais|i)|pieskir(?:a|is)|sanem(?:is|a)|(?:ie)?guv(?:is|a))\b"
)
_NEAR_NUMBER = 200  # characters
_RUNNING_COSTS = re.compile(r"-A019\.?4|-U31523\b")


def extract_text(
    text: str,
    *,
    id: str | None = None,
    url: str | None = None,
    title: str | None = None,
    published: str | None = None,
    standing: Standing | None = None,
) -> Extraction:
    """All findings of a plain text, which is returned unchanged.

    `published` is an ISO date when it is known from elsewhere; without it the text's own date line
    is looked for. Without a title the first line that reads like one is taken.
    """
    if title and _MARKS.search(title):
        title, _ = composed(title)
    if _MARKS.search(text):
        whole, places = composed(text)
        record = _extract_text(whole, id, url, title, published, standing)
        return as_written(record, text, places)
    return _extract_text(text, id, url, title, published, standing)


def _extract_text(
    text: str,
    id: str | None,
    url: str | None,
    title: str | None,
    published: str | None,
    standing: Standing | None,
) -> Extraction:
    title = title or headline_of(text)
    known = Published(published, "given", 1.0) if published else published_in_text(text, title)
    document = Document(text, title=title, url=url, published=known)
    return _extract(document, id, detect(text), (), standing or Standing())


def _extract(
    document: Document,
    identity: str | None,
    language: str | None,
    issues: tuple[IssueRecord, ...],
    standing: Standing,
    addresses: Sequence[tuple[str, str]] = (),
) -> Extraction:
    named = _named(document, standing, addresses)
    article = Article(document, named.numbers, named.past)
    funders = decide(article, named.mentions, load_register(), standing.funders)
    amounts = _amounts(document, named)
    projects = _projects(article, named, funders)
    dates = find_dates(document, _blocked(document, named, amounts), _grant_years(named.numbers))
    return Extraction(
        id=identity,
        url=document.url,
        title=document.title,
        text=document.written,
        language=language,
        published=document.published,
        funders=funders,
        grants=grant_findings(document, named.numbers, funders, standing.grants),
        projects=projects,
        dates=dates.findings,
        amounts=amounts,
        organisations=_organisations(article, named, funders, projects),
        places=find_places(document.written, document.folded),
        issues=(*issues, *dates.issues, *_oddities(funders, named.numbers), *_of_others(named.others)),
    )


@dataclass(frozen=True)
class _Named:
    """What a text names, before it is known who paid.

    `of_site` are lines that are the site's own; `running` stretches name who pays for a partnership itself;
    `past` is the year until which a story's years are past, 0 where it tells none.
    """

    numbers: list[NumberFound]
    others: list[NumberFound]
    mentions: list[Mention]
    of_site: list[tuple[int, int]]
    running: list[tuple[int, int]]
    past: int

    def is_own(self, start: int, end: int) -> bool:
        """Whether a stretch belongs to the article and not to the site around it."""
        return not overlaps(self.of_site, start, end)

    def spans(self) -> list[tuple[int, int]]:
        """Where funders and programmes are named in words."""
        return [(m.start, m.end) for m in self.mentions if m.strength != "number"]


def _named(document: Document, standing: Standing, addresses: Sequence[tuple[str, str]]) -> _Named:
    of_site = [(line.start, line.end) for line in standing_spans(document, standing.lines)]
    of_site = merge_spans([*of_site, (document.teasers, len(document.text))])
    past = past_until(document)
    numbers, others = _numbers(document, load_register(), standing, addresses, past)
    running = _of_running_costs(document, numbers, others) if numbers else []
    numbers = [number for number in numbers if not overlaps(of_site, number.start, number.end)]
    aside = merge_spans([*of_site, *running])
    mentions = [m for m in find_mentions(document, numbers) if not overlaps(aside, m.start, m.end)]
    return _Named(numbers, others, mentions, of_site, running, past)


def _amounts(document: Document, named: _Named) -> tuple[AmountFinding, ...]:
    """Sums of the article: not those of the site's own lines or of years that a story calls past."""
    firsts = ((amount, amount.evidence[0]) for amount in find_amounts(document))
    return tuple(
        amount
        for amount, first in firsts
        if named.is_own(first.start, first.end) and not is_past(document, first.start, named.past)
    )


def _payers(funders: Sequence[FunderFinding]) -> list[str]:
    return [finding.id for finding in funders if finding.role == "financed"]


def _projects(
    article: Article, named: _Named, funders: Sequence[FunderFinding]
) -> tuple[ProjectFinding, ...]:
    """No titles from a call or a list of results that nobody's own project is in."""
    paying = _payers(funders)
    funder = paying[0] if len(paying) == 1 else None
    found = find_projects(article.document, named.numbers, funder, named.spans(), paid=bool(paying))
    found = tuple(
        p for p in found if not all(overlaps(named.running, one.start, one.end) for one in p.evidence)
    )
    found = tuple(p for p in found if not is_past(article.document, p.evidence[0].start, named.past))
    told = article.is_results or article.is_of_several
    of_fund = article.is_visit or ((article.is_call or article.is_fund_news) and not told)
    if not paying and of_fund:
        return tuple(p for p in found if p.evidence[0].rule == FIELD or _is_awarded(article.document, p))
    return found


def _is_awarded(document: Document, project: ProjectFinding) -> bool:
    """`projektam “Mazais cilvēks” piešķirts līdzfinansējums`"""
    return any(_AWARDED.match(document.flat, one.end) for one in project.evidence)


def _organisations(
    article: Article, named: _Named, funders: Sequence[FunderFinding], projects: Sequence[ProjectFinding]
) -> tuple[OrganisationFinding, ...]:
    """Who pays or stands in the site's own lines is none; in a list of grantees or a life nobody leads."""
    payers = [
        (m.start, m.end) for m in named.mentions if m.funder != "municipality" and m.strength != "number"
    ]
    payers += [(e.start, e.end) for f in funders if f.id == "municipality" for e in f.evidence]
    listed = article.is_council_news or article.is_of_several
    listed = listed or (not _payers(funders) and article.is_results)
    listed = listed or (named.past > 0 and is_life(article.document))
    return find_organisations(article.document, projects, payers, named.of_site, one_leads=not listed)


def _numbers(
    document: Document,
    register: Register,
    standing: Standing,
    addresses: Sequence[tuple[str, str]],
    past: int,
) -> tuple[list[NumberFound], list[NumberFound]]:
    """The numbers of what the article reports, also those that only a link or picture names; and the others.

    The others stand in a sentence about the site itself or about a past or another's project.
    """
    found = [n for n in find_numbers(document, register) if n.id not in standing.grants]
    others = [n for n in found if is_of_another(document, n) or is_past(document, n.start, past)]
    others += _running_costs(document, found)
    places_of_others = {number.start for number in others}
    known = {number.id for number in found} | standing.grants
    elsewhere = [n for n in numbers_in_addresses(document, addresses, register) if n.id not in known]
    own = [number for number in found if number.start not in places_of_others]
    return own + elsewhere, others


def _running_costs(document: Document, found: Sequence[NumberFound]) -> list[NumberFound]:
    """Numbers of a partnership's own running, LEADER measure 19.4 and its successor, beside a project's.

    In the results of a call such a number is that of the partnership, which pays nobody.
    """
    running = [number for number in found if _RUNNING_COSTS.search(number.id)]
    if running and len(running) == len(found) and not Article(document, found).is_results:
        return []
    return running


def _of_running_costs(
    document: Document, own: Sequence[NumberFound], others: Sequence[NumberFound]
) -> list[tuple[int, int]]:
    """Before the number of a partnership's own running: who pays for it and what that is called."""
    spans: list[tuple[int, int]] = []
    projects = {document.sentence_at(number.start).start for number in own}
    for number in (one for one in others if _RUNNING_COSTS.search(one.id)):
        sentence = document.sentence_at(number.start)
        if sentence.start not in projects:
            spans.append((max(sentence.start, number.start - _NEAR_NUMBER), number.end))
    return merge_spans(spans)


def _blocked(document: Document, named: _Named, amounts: Sequence[AmountFinding]) -> list[tuple[int, int]]:
    """Stretches that hold digits and no dates."""
    spans = [(number.start, number.end) for number in named.numbers]
    spans += [
        match.span()
        for marks, pattern in _NO_DATES.items()
        if any(mark in document.flat for mark in marks)
        for match in matches_at(pattern, document.flat, document.numbers)
    ]
    spans += [(e.start, e.end) for amount in amounts for e in amount.evidence]
    return merge_spans([*spans, *named.of_site])


def _grant_years(numbers: Sequence[NumberFound]) -> set[int]:
    """Projects of the state budget run in the year that their number begins with."""
    return {int(number.id[:4]) for number in numbers if number.funder == "sif" and number.id[:4].isdigit()}


def _oddities(funders: Sequence[FunderFinding], numbers: Sequence[NumberFound]) -> list[IssueRecord]:
    """A payer whose grants bear numbers of a known shape, and no number in the text."""
    register = load_register()
    numbered = {number.funder for number in numbers}
    return [
        IssueRecord(
            "grant number missing", f"{register.funders[finding.id].name_lv}: named as the payer, no number"
        )
        for finding in funders
        if finding.role == "financed" and finding.id not in numbered and register.funders[finding.id].numbers
    ]


def _of_others(others: Sequence[NumberFound]) -> list[IssueRecord]:
    """Numbers that are named and are not the article's own."""
    return [
        IssueRecord("number of another project", f"{number.id} stands in a sentence about another project")
        for number in others
    ]
