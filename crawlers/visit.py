"""One visit to one source: look, find articles in every way that works, read them."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field, replace
from itertools import count
from urllib.parse import urljoin

from crawlers.account import EMPTY, Account, Ending
from crawlers.addresses import address_key, canonical_url, path_and_query, same_site
from crawlers.answers import Answer
from crawlers.archive import Role
from crawlers.discovery.feed import NoFeed, read_feed
from crawlers.discovery.listing import Listing, read_listing
from crawlers.discovery.shape import address_shape, item_score, may_be_article
from crawlers.discovery.sitemap import article_sitemaps
from crawlers.discovery.wordpress import count_posts, has_posts, page_address, posts_addresses, total_pages
from crawlers.fetch import Fetcher
from crawlers.look import Look, Way, look_at, sitemap_of
from crawlers.looks import Shapes
from crawlers.pages import pages_of, why_closed
from crawlers.sources import Source
from normalise.decoding import decode

TakeIn = Callable[[Answer], None]
Progress = Callable[[int, int, int], None]

# list pages in a row that show nothing new (or half of all): a calendar, or filters that turn in circles
_MOST_FRUITLESS = 8
_MOST_LISTS = 400
_MOST_SITEMAPS = 50
_MOST_FEED_PAGES = 200


@dataclass(frozen=True, slots=True)
class Candidate:
    """An address that may be an article's, and the date that a feed gave for it."""

    url: str
    feed_date: str | None = None


@dataclass(slots=True)
class Visit:
    """The state of one visit. `take_in` stores an answer, sooner or later."""

    source: Source
    fetcher: Fetcher
    account: Account
    take_in: TakeIn
    progress: Progress = lambda _fetched, _queued, _articles: None
    remembered: Look | None = None
    known: Shapes = field(default_factory=Shapes)
    look: Look | None = None
    _queue: dict[str, Candidate] = field(default_factory=dict)
    _seen: set[str] = field(default_factory=set)
    _shapes: set[tuple[str, ...]] = field(default_factory=set)
    _sampled: set[tuple[str, ...]] = field(default_factory=set)

    async def run(self) -> None:
        """Visits the source to the end; what happened is in the account.

        Tries what is remembered and what the source says before it looks at the site anew.
        """
        self._shapes |= self.known.articles
        self.fetcher.after_each = self._tell
        self.fetcher.keeping = True
        for look in filter(None, (self.remembered, self._chosen())):
            if await self._follow(look):
                return
        look = await self._look()
        self.fetcher.forget()
        if look.kind is None:
            self.look = look
            failure = look.failure or self._why_nothing(look)
            self.account.trouble = Ending(self.source.home, "failed", failure, look.why)
            return
        await self._follow(look)

    def _why_nothing(self, look: Look) -> str:
        return "javascript" if look.scripted else "empty"

    async def ask_again(self, addresses: Iterable[tuple[str, Role]]) -> None:
        """Asks for articles that nothing led to this time; they may be gone.

        As a `page` to read it, as `other` only to see whether it is there.
        """
        for address, role in addresses:
            if not self.account.has(address) and self.fetcher.may_go_on:
                self.take_in(await self.fetcher.fetch(address, role))

    async def _follow(self, look: Look) -> int:
        """Goes all the ways of a look; returns how many articles they led to."""
        self.look = look
        self.fetcher.home = look.home
        found = 0
        for way in self._in_order(look):
            found += await self._find(way, look.feed_role)
            if way.kind == "wordpress" and found:
                # the API has every post with its text; the other ways would only ask for them again
                break
        if found:
            self.fetcher.forget()
        await self._read_all()
        return found

    async def _look(self) -> Look:
        self.fetcher.looking = True
        look = await look_at(
            self.source.home, self.fetcher, self.source.encoding, lists_known=bool(self.source.start)
        )
        self.fetcher.looking = False
        if not self.source.start:
            return look
        named = Way("listing", self._starts(), 0)
        others = tuple(way for way in look.ways if way.kind != "listing")
        return replace(look, kind=look.kind or "listing", ways=(*others, named))

    def _chosen(self) -> Look | None:
        """What the source's own file says about the way to its articles."""
        way = self._chosen_way()
        if way is None:
            return None
        return Look(self.source.home, way.kind, f"The source says {way.kind}.", ways=(way,))

    def _chosen_way(self) -> Way | None:
        if self.source.kind == "wordpress":
            return Way("wordpress", posts_addresses(self.source.home), 0)
        if self.source.kind != "auto" and self.source.start:
            return Way(self.source.kind, self._starts(), 0)
        return None

    def _starts(self) -> tuple[str, ...]:
        return tuple(urljoin(self.source.home, start) for start in self.source.start)

    def _in_order(self, look: Look) -> list[Way]:
        wanted = [way for way in look.ways if way.kind == self.source.kind]
        order = {"wordpress": 0, "feed": 1, "listing": 2, "sitemap": 3}
        return sorted(wanted or look.ways, key=lambda way: order[way.kind])

    async def _find(self, way: Way, feed_role: Role) -> int:
        if way.kind == "wordpress":
            return await self._find_posts(way)
        if way.kind == "feed":
            return await self._find_in_feeds(way, feed_role)
        if way.kind == "sitemap":
            return await self._find_in_sitemaps(way)
        return await self._find_in_lists(way)

    # -- the ways

    async def _find_posts(self, way: Way) -> int:
        found = 0
        read: set[str] = set()
        for posts in way.addresses:
            # the same posts at their address with and without pretty links
            base = posts.rpartition("/")[2]
            if base in read:
                continue
            address: str | None = page_address(posts, 1)
            for number in count(2):
                if address is None:
                    break
                answer = self._listed(await self.fetcher.fetch(address, "api"))
                shown, pages = self._posts_of(answer)
                if shown:
                    read.add(base)
                    self.take_in(answer)
                    found += self._count_pages(answer)
                address = page_address(posts, number) if shown and number <= (pages or number) else None
        return found

    def _posts_of(self, answer: Answer) -> tuple[int, int | None]:
        """How many posts an answer lists, whoever may read them, and how many pages there are.

        One that is no list of posts is noted as empty.
        """
        if not answer.has_body or answer.capture is None:
            return 0, None
        text = answer.content().decode("utf-8", "replace")
        if not has_posts(text):
            self.account.empty[answer.url] = EMPTY
        headers = {name.lower(): value for name, value in answer.capture.headers}
        return count_posts(text), total_pages(headers)

    def _count_pages(self, answer: Answer) -> int:
        return len(pages_of(answer.capture, self.source)) if answer.capture is not None else 0

    async def _find_in_feeds(self, way: Way, role: Role) -> int:
        found = 0
        for start in way.addresses:
            address: str | None = start
            for _page in range(_MOST_FEED_PAGES):
                if address is None:
                    break
                answer = self._listed(await self.fetcher.fetch(address, role))
                if not answer.has_body:
                    break
                address, fresh = self._read_feed(answer)
                found += fresh
                if not fresh:
                    break
        return found

    def _read_feed(self, answer: Answer) -> tuple[str | None, int]:
        assert answer.capture is not None  # noqa: S101 - has_body was asked
        try:
            feed = read_feed(self._text(answer), answer.final_url)
        except NoFeed:
            self.account.empty[answer.url] = EMPTY
            return None, 0
        as_texts = answer.capture.role == "feed"
        if as_texts:
            self.take_in(answer)
        fresh = 0
        for item in feed.items:
            self._shapes.add(address_shape(item.url))
            fresh += self._propose(item.url, answer, item.date, already_read=as_texts and item.is_whole)
        return feed.next_page, fresh

    async def _find_in_lists(self, way: Way) -> int:
        found = fruitless = 0
        waiting = {address_key(address): address for address in way.addresses}
        read: set[str] = set()
        while waiting and len(read) < _MOST_LISTS and fruitless < max(_MOST_FRUITLESS, len(read) // 2):
            key, address = next(iter(waiting.items()))
            del waiting[key]
            read.add(key)
            answer = self._listed(await self.fetcher.fetch(address, "list"))
            if not answer.has_body:
                continue
            listing = self._read_list(answer)
            fresh = sum(self._propose(url, answer) for url in listing.articles)
            self._shapes.update(address_shape(url) for url in listing.articles)
            fruitless = 0 if fresh else fruitless + 1
            found += fresh
            for further in listing.further:
                if address_key(further) not in read:
                    waiting.setdefault(address_key(further), further)
        return found

    def _read_list(self, answer: Answer) -> Listing:
        text = self._text(answer)
        listing = read_listing(text, answer.final_url, self.fetcher.home, frozenset(self._shapes))
        why = None if listing.articles else why_closed(text, answer.final_url)
        if why is not None:
            self.account.empty[answer.url] = why
        return listing

    def _listed(self, answer: Answer) -> Answer:
        """The answer of an address that leads to articles, noted as such."""
        self.account.lists.add(answer.url)
        return answer

    async def _find_in_sitemaps(self, way: Way) -> int:
        found, read = 0, 0
        waiting = list(way.addresses)
        while waiting and read < _MOST_SITEMAPS:
            answer = self._listed(await self.fetcher.fetch(waiting.pop(0), "sitemap"))
            read += 1
            sitemap = sitemap_of(answer) if answer.has_body else None
            if sitemap is None:
                if answer.has_body:
                    self.account.empty[answer.url] = EMPTY
                continue
            waiting += article_sitemaps(sitemap.sitemaps)
            found += sum(
                self._propose(page.url, answer, page.published)
                for page in sitemap.pages
                if self._fits(page.url)
            )
        return found

    def _fits(self, url: str) -> bool:
        """Whether a page of a sitemap may be an article: its address has the shape of the site's articles."""
        if self._shapes:
            return address_shape(url) in self._shapes or item_score(url) >= 2.5
        return item_score(url) >= 1.0

    # -- the articles

    def _propose(
        self, url: str, parent: Answer, feed_date: str | None = None, *, already_read: bool = False
    ) -> int:
        """Puts an address that an answer led to in the queue; 1 when it is new to this visit, else 0."""
        address = canonical_url(url, self.fetcher.home)
        key = address_key(address)
        if key in self._seen or not same_site(address, self.fetcher.home):
            return 0
        self._seen.add(key)
        if not may_be_article(address, self.fetcher.home) or not self.source.admits(path_and_query(address)):
            return 0
        if already_read:
            return 1
        if self._is_known_not_to_be(address):
            return 0
        self._queue[key] = Candidate(address, feed_date)
        self.fetcher.ledger.propose(address, parent.url, feed_date)
        return 1

    def _put_unread_first(self) -> None:
        """Where a run may not ask for all, what was never read comes first: else its turn would not come."""
        if len(self._queue) > self.fetcher.budget.requests_left:
            known = self.fetcher.memory.known
            self._queue = dict(sorted(self._queue.items(), key=lambda item: known(item[1].url) is not None))

    def _is_known_not_to_be(self, address: str) -> bool:
        """Whether pages of this shape never were articles here; one a visit is asked all the same."""
        shape = address_shape(address)
        if shape not in self.known.others:
            return False
        sampled = shape in self._sampled
        self._sampled.add(shape)
        return sampled

    async def _read_all(self) -> None:
        self._put_unread_first()
        while self._queue:
            candidate = self._queue.pop(next(iter(self._queue)))
            if not self.account.has(candidate.url):
                await self._read(candidate)
        # what a visit that was cut off had found and this one did not come across
        for row in self.fetcher.ledger.left():
            if not self.account.has(row.url):
                await self._read(Candidate(row.url, row.feed_date))
        self._tell()

    async def _read(self, candidate: Candidate) -> None:
        self.take_in(await self.fetcher.fetch(candidate.url, "page", feed_date=candidate.feed_date))

    def _tell(self) -> None:
        self.progress(self.fetcher.asked, len(self._queue), self.account.found)

    def _text(self, answer: Answer) -> str:
        assert answer.capture is not None  # noqa: S101 - has_body was asked
        return decode(answer.content(), answer.capture.header("Content-Type"), self.source.encoding).text
