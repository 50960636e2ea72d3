"""Tries a source out: what its site offers, and what three of its articles say; nothing is kept."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from urllib.parse import urljoin

from crawlers.account import Account
from crawlers.addresses import canonical_url
from crawlers.advice import advice
from crawlers.answers import Answer
from crawlers.browser import Browser
from crawlers.clock import Clock, utc_now
from crawlers.discovery.listing import read_listing
from crawlers.engine import run_errand
from crawlers.fetch import Fetcher
from crawlers.guard import GuardedResolver
from crawlers.look import Look, Way, look_at
from crawlers.memory import NoMemory
from crawlers.pages import pages_of, text_of
from crawlers.reading import Unreadable, readings_of
from crawlers.rendering import in_browser
from crawlers.settings import user_agent
from crawlers.sources import Source
from crawlers.spider import Download, SetPace
from normalise.records import Extraction, Page

_EXAMPLES = 3
# pages of one way that are tried before it is said that none is an article
_MOST_TRIED = 6


@dataclass(slots=True)
class Trial:
    """What a site offers and how three of its articles were understood.

    `failure` is a stable word when it cannot be crawled as it is, None when it can; `remarks` are
    sentences about what is odd.
    """

    source: Source
    look: Look
    articles: list[tuple[Page, Extraction]] = field(default_factory=list)
    failure: str | None = None
    remarks: list[str] = field(default_factory=list)

    @property
    def sentences(self) -> list[str]:
        """What was understood, a line each, for people."""
        lines = [self.look.why, *self.remarks]
        if self.failure is not None:
            lines.append(advice(self.failure))
        return [*lines, *(_line(page, extraction) for page, extraction in self.articles)]


def try_source(source: Source, *, contact: str | None = None, now: Clock = utc_now) -> Trial:
    """Looks at the source's site, reads one list page and up to three articles. Never raises for the site."""
    found: list[Trial] = []
    agent = user_agent(contact)

    async def errand(download: Download, set_pace: SetPace) -> None:
        fetcher = Fetcher(
            source, download, NoMemory(), Account(source.id), agent, now, set_pace, looking=True
        )
        browser = Browser(agent)
        in_browser(fetcher, browser)
        try:
            found.append(await _try(source, fetcher))
        finally:
            await browser.close()

    with GuardedResolver.admitting([source]):
        run_errand(errand, agent)
    return found[0]


async def _try(source: Source, fetcher: Fetcher) -> Trial:
    look = await look_at(source.home, fetcher, source.encoding, lists_known=bool(source.start))
    trial = Trial(source, look)
    if look.failure is None:
        named = await _named_lists(trial, fetcher)
        if named is not None:
            others = tuple(way for way in look.ways if way.kind != "listing")
            why = look.why if look.kind else f"The list pages of the source show {named.count} articles."
            trial.look = replace(look, kind=look.kind or "listing", why=why, ways=(*others, named))
    await _read_articles(trial, fetcher)
    trial.failure = _failure(trial)
    return trial


async def _named_lists(trial: Trial, fetcher: Fetcher) -> Way | None:
    """The list pages that the source's file names, each read once; None when none shows an article."""
    shown: dict[str, None] = {}
    addresses = tuple(urljoin(trial.source.home, start) for start in trial.source.start)
    for address in addresses:
        answer = await fetcher.fetch(address, "list")
        if not answer.has_body or answer.capture is None:
            trial.remarks.append(f"{address}, named in `start`, cannot be read: {answer.detail}")
            continue
        text = text_of(answer.capture, trial.source)
        articles = read_listing(text, answer.final_url, trial.look.home).articles
        shown |= dict.fromkeys(articles)
        if not articles:
            trial.remarks.append(f"{address}, named in `start`, shows no article.")
    return Way("listing", addresses, len(shown), tuple(shown)[:_MOST_TRIED]) if shown else None


async def _read_articles(trial: Trial, fetcher: Fetcher) -> None:
    look = trial.look
    best = look.way(look.kind) if look.kind else None
    if best is None:
        return
    if best.kind == "wordpress":
        for answer in fetcher.kept("api"):
            _take(trial, answer)
    for url in best.examples[:_MOST_TRIED]:
        if len(trial.articles) >= _EXAMPLES:
            break
        before = len(trial.articles)
        answer = await fetcher.fetch(canonical_url(url, look.home), "page")
        _take(trial, answer)
        if len(trial.articles) == before:
            reason = answer.detail or "it is no article, as far as we can see"
            trial.remarks.append(f"{url} was not read: {reason.rstrip('.')}.")
    del trial.articles[_EXAMPLES:]


def _take(trial: Trial, answer: Answer) -> None:
    if not answer.has_body or answer.capture is None or len(trial.articles) >= _EXAMPLES:
        return
    try:
        if pages_of(answer.capture, trial.source):
            trial.articles += readings_of(answer.capture, trial.source)
    except Unreadable as error:
        trial.remarks.append(f"Our rules choke on {error}.")


def _failure(trial: Trial) -> str | None:
    look = trial.look
    if look.failure is not None:
        return look.failure
    if trial.articles:
        return None
    if look.scripted and not trial.source.render:
        return "javascript"
    return "empty"


def _line(page: Page, extraction: Extraction) -> str:
    date = page.published.date if page.published else "no date"
    funders = ", ".join(f"{finding.id} ({finding.role})" for finding in extraction.funders) or "no funder"
    letters = len(page.text)
    return f"- {page.title or 'no title'} · {date} · {letters} characters · {funders}\n  {page.url}"
