"""Fetches a page that is no source's, or pictures: polite and guarded like a crawl, nothing stays behind."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from urllib.parse import urlsplit

from crawlers.account import Account
from crawlers.addresses import absolute
from crawlers.answers import Answer
from crawlers.clock import Clock, utc_now
from crawlers.engine import run_errand
from crawlers.fetch import Fetcher
from crawlers.guard import GuardedResolver
from crawlers.memory import NoMemory
from crawlers.pages import with_text
from crawlers.settings import user_agent
from crawlers.sources import Source, SourceError
from crawlers.spider import Download, SetPace
from normalise.decoding import decode


@dataclass(frozen=True, slots=True)
class OnePage:
    """A page's text and the address that it was read from."""

    url: str
    text: str


def fetch_page(
    url: str, *, allow_private_addresses: bool = False, contact: str | None = None, now: Clock = utc_now
) -> OnePage:
    """The page at the address, redirects followed, robots.txt obeyed.

    Raises SourceError with a plain sentence for an address that is none, that robots.txt or the guard
    refuse, or that cannot be had.
    """
    home = absolute(url, "/")
    if home is None:
        raise SourceError(f"{url} is no web address: write it whole, for example https://www.example.lv/news")
    name = urlsplit(home).netloc
    source = Source(id="one-page", name=name, home=home, allow_private_addresses=allow_private_addresses)
    answer = _ask(source, url, user_agent(contact), now)
    if not answer.has_body or answer.capture is None:
        raise SourceError(f"{url} cannot be read: {answer.detail or answer.failure or answer.outcome}")
    body = decode(answer.content(), answer.capture.header("Content-Type"))
    return OnePage(answer.final_url, with_text(body.text, answer.final_url))


def _ask(source: Source, url: str, agent: str, now: Clock) -> Answer:
    answers: list[Answer] = []

    async def errand(download: Download, set_pace: SetPace) -> None:
        fetcher = Fetcher(
            source, download, NoMemory(), Account(source.id), agent, now, set_pace, looking=True
        )
        answers.append(await fetcher.fetch(url, "page"))

    with GuardedResolver.admitting([source]):
        run_errand(errand, agent)
    return answers[0]


def fetch_pictures(
    wanted: Iterable[tuple[Source, Sequence[str]]], *, contact: str | None = None, now: Clock = utc_now
) -> dict[str, bytes]:
    """The bodies of pictures by address, each asked for once; what cannot be had is left out."""
    asked, bodies = list(wanted), dict[str, bytes]()
    agent = user_agent(contact)

    async def errand(download: Download, set_pace: SetPace) -> None:
        for source, addresses in asked:
            fetcher = Fetcher(source, download, NoMemory(), Account(source.id), agent, now, set_pace)
            for address in addresses:
                answer = await fetcher.fetch(address, "other")
                if answer.has_body:
                    bodies[address] = answer.content()

    with GuardedResolver.admitting([source for source, _ in asked]):
        run_errand(errand, agent)
    return bodies
