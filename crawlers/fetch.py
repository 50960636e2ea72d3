"""Asks a site for its pages: politely, conditionally, each address once a run, each with one ending."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from http import HTTPStatus
from urllib.parse import urlsplit

from scrapy.http import Request, Response

from crawlers import failures
from crawlers.account import CLOSED, Account, Ending
from crawlers.addresses import canonical_url, path_and_query
from crawlers.answers import MOVED, Answer, kept_out, moved, moved_to, opened, outcome_of, read_already
from crawlers.archive import ArchiveError, Capture, Role
from crawlers.budget import Budget
from crawlers.forgetting import Forgotten, redacted
from crawlers.guard import AddressGuard
from crawlers.ledger import Ledger, NoLedger
from crawlers.memory import Known, Memory
from crawlers.middlewares import CAPTURE, GUARD, RECEIVE, ROLE, Refused, plain_headers, without_cookies
from crawlers.packing import BodyError
from crawlers.robots import Robots, closed_robots, read_robots
from crawlers.sources import Source, site_name
from crawlers.walls import wall_of

Download = Callable[[Request], Awaitable[Response]]
SetPace = Callable[[str, float], None]
Clock = Callable[[], datetime]

MAX_REDIRECTS = 5
MAX_TRIES = 3
MAX_FAILURES_IN_A_ROW = 5
# a page that was being asked for so often when the process died is left out
MAX_DEATHS = 5
_MOST_KEPT = 10
_FORGOTTEN = "The operator had this page removed for good."
_RESTING = "The page has not changed for long; its turn comes later, or with --full."
_CRASH = "The crawl was cut off {} times while it asked for this page, so it was left out."
# a server that wants a longer pause is left alone for this run
LONGEST_WAIT = 120.0


@dataclass(slots=True)
class Fetcher:
    """Asks one source's site. All requests of a source go through one fetcher, one after the other.

    `home` is where the site lives now; it differs from the source's own when the site has moved.
    While `keeping`, the first lists are held for a look at the site that may follow.
    `after_each` is called when a request has ended. `forgotten` says of an address whether it was removed
    for good: it is not asked for, and what other answers tell of it is taken out before they are kept.
    """

    source: Source
    download: Download
    memory: Memory
    account: Account
    agent: str
    clock: Clock
    set_pace: SetPace
    full: bool = False
    forgotten: Forgotten | None = None
    home: str = ""
    looking: bool = False
    keeping: bool = False
    ledger: Ledger = field(default_factory=NoLedger)
    after_each: Callable[[], None] = lambda: None
    _robots: dict[str, Robots] = field(default_factory=dict)
    _answers: dict[str, Answer] = field(default_factory=dict)
    _kept: dict[str, Answer] = field(default_factory=dict)
    _landed: set[str] = field(default_factory=set)
    budget: Budget = field(init=False)
    _failed_in_a_row: int = 0
    _closed: str | None = None

    def __post_init__(self) -> None:
        self.home = self.home or self.source.home
        self.budget = Budget(self.source, self.clock)

    async def fetch(self, url: str, role: Role, *, feed_date: str | None = None) -> Answer:
        """Asks for a page once a run. Never raises for what a site does: the answer's outcome says it.

        While `looking`, answers are kept, and handed out once more to whoever asks for them again.
        """
        address = canonical_url(url, self.home)
        if address in self._answers:
            return self._answers[address] if self.looking else self._answers.pop(address)
        if self.account.has(address):
            kept = self._kept.get(address) if self.looking else None
            return kept or read_already(address, address)
        answer = self.ledger.recall(address) or await self._fetch_anew(address, role, feed_date)
        self.budget.requests += answer.tally is not None
        self.account.end(
            Ending(address, answer.outcome, answer.failure, answer.detail, of_page=role == "page")
        )
        self._landed.add(canonical_url(answer.final_url, self.home))
        if self.looking:
            self._answers[address] = answer
        if self.keeping and role != "page" and len(self._kept) < _MOST_KEPT:
            self._kept[address] = answer
        self.after_each()
        return answer

    def forget(self) -> None:
        """Lets go of the answers that were kept for a look."""
        self.keeping = False
        self._kept.clear()

    async def robots(self, url: str) -> Robots:
        """The rules of an address's host, asked for at most once a run."""
        parts = urlsplit(url)
        base = f"{parts.scheme}://{parts.netloc}"
        if base not in self._robots:
            self.set_pace(slot_of(url), self.source.seconds_between)
            self._robots[base] = await self._read_robots(f"{base}/robots.txt")
            pace = max(self.source.seconds_between, self._robots[base].delay)
            self.set_pace(slot_of(url), pace)
        return self._robots[base]

    def kept(self, role: Role) -> list[Answer]:
        """The answers of that role that came while looking and brought a page."""
        return [answer for answer in self._answers.values() if answer.capture and answer.capture.role == role]

    @property
    def guard(self) -> AddressGuard:
        """What keeps the source's requests to addresses that may be asked."""
        return AddressGuard.of(self.source)

    def receive_beside(self, request: Request, response: Response) -> Capture:
        """Archives what a page's script asked for; it is no page of its own."""
        return self._receive(request, response, "other", None, None)

    @property
    def asked(self) -> int:
        """How many requests went out, redirects and second tries included."""
        return self.budget.requests

    @property
    def may_go_on(self) -> bool:
        """Whether the site wants no pause and no bound of the run is reached."""
        return self._closed is None and self.budget.spent() is None

    async def _fetch_anew(self, address: str, role: Role, feed_date: str | None) -> Answer:
        left_out = self._not_asked(address, role)
        if left_out is not None:
            self.ledger.settle(left_out, role)
            return left_out
        attempts = self.ledger.lease(address, role, feed_date)
        try:
            answer = (
                await self._fetch(address, role, feed_date)
                if attempts <= MAX_DEATHS
                else Answer(address, address, "failed", "crash", _CRASH.format(attempts - 1))
            )
        except asyncio.CancelledError:
            self.account.end(Ending(address, "dropped", "interrupted", "The run was stopped."))
            raise
        self.ledger.settle(answer, role)
        return answer

    def _is_forgotten(self, address: str) -> bool:
        return self.forgotten is not None and self.forgotten(address)

    def _not_asked(self, address: str, role: Role) -> Answer | None:
        """The answer for an address that is left out without a request."""
        if self._is_forgotten(address):
            return Answer(address, address, "dropped", "forgotten", _FORGOTTEN)
        if self.source.denies(path_and_query(address)):
            return Answer(address, address, "dropped", "deny", "The source's `deny` patterns leave it out.")
        if address in self._landed:
            return read_already(address, address)
        resting = self.memory.resting(address) if role == "page" and not self.full else None
        if resting is not None:
            return Answer(address, address, "dropped", resting, _RESTING)
        spent = self.budget.spent()
        if spent is not None:
            return Answer(address, address, "dropped", "limit", spent)
        if self._closed is not None:
            return Answer(address, address, "dropped", CLOSED, self._closed)
        return None

    async def _fetch(self, address: str, role: Role, feed_date: str | None) -> Answer:
        hops: list[int] = []
        answer = await self._follow(address, role, feed_date, hops)
        return replace(answer, hops=tuple(hops)) if hops else answer

    async def _follow(self, address: str, role: Role, feed_date: str | None, hops: list[int]) -> Answer:
        """The answer at the end of all redirects; `hops` gets the ids of their captures."""
        seen = {address}
        target = address
        for _hop in range(MAX_REDIRECTS + 1):
            robots = await self.robots(target)
            if not robots.allows(target):
                return kept_out(address, target, robots)
            known = None if self.full else self.memory.known(target)
            answer = await self._ask(address, target, role, feed_date, known)
            onward = moved_to(answer)
            if onward is None:
                return answer
            if answer.capture_id is not None:
                hops.append(answer.capture_id)
            if role == "page" and not same_host(onward, self.home):
                return Answer(address, onward, "refused", "elsewhere", f"The page has moved to {onward}.")
            target = onward
            if target in seen:
                break
            if self._is_forgotten(target):
                return Answer(address, address, "dropped", "forgotten", _FORGOTTEN)
            if canonical_url(target, self.home) in self._landed and not self.looking:
                return read_already(address, target)
            seen.add(target)
        return Answer(address, target, "failed", "redirects", "The site sends us round in circles.")

    async def _ask(
        self, address: str, target: str, role: Role, feed_date: str | None, known: Known | None
    ) -> Answer:
        failure, detail = "connection", "The page could not be had."
        for attempt in range(MAX_TRIES):
            request = self._request(target, role, feed_date, known)
            try:
                self.budget.requests += 1
                response = await self.download(request)
            except ArchiveError:
                raise
            except Refused as error:
                return Answer(address, target, "refused", "address", f"{error}.")
            except Exception as error:  # noqa: BLE001 - any downloader fault is this request's ending
                failure, detail = failures.of_exception(error, target)
                if failure == "too large":
                    self.budget.take_oversized()
                wait = 0.0
            else:
                answer = self._answer(address, response, known)
                if answer.failure == failures.BOT_WALL:
                    self._note_failure(failures.BOT_WALL, answer.detail or "", 0.0)
                    return answer
                if answer.failure not in failures.PASSING:
                    self._failed_in_a_row = 0
                    return answer
                failure, detail = answer.failure, answer.detail or ""
                wait = retry_after(response, self.clock())
            if failure not in failures.PASSING or wait > LONGEST_WAIT or attempt == MAX_TRIES - 1:
                break
            await asyncio.sleep(wait)
        self._note_failure(failure, detail, wait)
        return Answer(address, target, "failed", failure, detail)

    def _note_failure(self, failure: str, detail: str, wait: float) -> None:
        if wait > LONGEST_WAIT:
            self._closed = f"The site asks us to stay away for {wait:.0f} seconds."
        if failure in failures.OF_THE_HOST or failure == failures.BOT_WALL:
            self._failed_in_a_row += 1
        if self._failed_in_a_row >= MAX_FAILURES_IN_A_ROW:
            self._closed = f"The site failed {self._failed_in_a_row} times in a row: {detail}"

    def _request(self, target: str, role: Role, feed_date: str | None, known: Known | None) -> Request:
        headers = {"Accept-Encoding": "gzip, deflate", "User-Agent": self.agent}
        if known is not None and known.etag:
            headers["If-None-Match"] = known.etag
        if known is not None and known.last_modified:
            headers["If-Modified-Since"] = known.last_modified

        def receive(request: Request, response: Response, other: Role | None = None) -> Capture:
            return self._receive(request, response, other or role, feed_date, known)

        meta = {
            GUARD: self.guard,
            ROLE: role,
            RECEIVE: receive,
            "download_slot": slot_of(target),
            "handle_httpstatus_all": True,
        }
        return Request(target, headers=headers, meta=meta, dont_filter=True)

    def _receive(
        self, request: Request, response: Response, role: Role, feed_date: str | None, known: Known | None
    ) -> Capture:
        self.budget.take(len(response.body))
        capture = without_cookies(
            Capture(
                url=request.url,
                status=response.status,
                headers=plain_headers(response.headers),
                body=response.body,
                fetched_at=self.clock(),
                role=role,
                feed_date=feed_date,
                request_headers=plain_headers(request.headers),
            )
        )
        if self.forgotten is not None:
            capture = redacted(capture, self.forgotten)
        return replace(capture, place=self.memory.archive(capture, known))

    def _answer(self, address: str, response: Response, known: Known | None) -> Answer:
        request = response.request
        assert request is not None  # noqa: S101 - Scrapy sets it on every downloaded response
        capture: Capture = request.meta[CAPTURE]
        same = known is not None and (
            response.status == HTTPStatus.NOT_MODIFIED
            or (response.status == HTTPStatus.OK and known.sha256 == capture.sha256)
        )
        identity = self.memory.keep(capture, known if same else None)
        if same and known is not None:
            # an article that has not changed need not be read again; lists lead on to others
            held = self.memory.read(known) if capture.role not in {"page", "other"} else None
            return Answer(address, request.url, "unchanged", capture=held, capture_id=identity, repeats=known)
        if response.status in MOVED:
            return moved(Answer(address, request.url, "dropped", "moved", None, capture, identity))
        if 200 <= response.status < 300:
            return opened(Answer(address, request.url, "fetched", capture=capture, capture_id=identity))
        failure, detail = failures.of_status(response.status, request.url)
        outcome = outcome_of(response.status, capture.role)
        wall = wall_of(capture)
        if wall is not None:
            failure, detail = failures.of_wall(wall, response.status, request.url)
        if outcome == "dropped":
            failure, detail = "absent", f"The site has nothing there ({response.status})."
        return Answer(address, request.url, outcome, failure, detail, capture, identity)

    async def _read_robots(self, address: str) -> Robots:
        answer = self.ledger.recall(address) or await self._ask_for_robots(address)
        self.account.end(Ending(address, answer.outcome, answer.failure, answer.detail))
        if answer.capture is None:
            return closed_robots(self.agent, answer.failure or "", answer.detail or "No answer.")
        try:
            return read_robots(answer.capture.status, answer.capture.content(), self.agent)
        except BodyError as error:
            return closed_robots(self.agent, "broken body", f"{error}.")

    async def _ask_for_robots(self, address: str) -> Answer:
        self.ledger.lease(address, "robots", None)
        target = address
        for _hop in range(MAX_REDIRECTS + 1):
            answer = await self._ask(address, target, "robots", None, None)
            onward = moved_to(answer)
            if onward is None:
                break
            target = onward
        self.ledger.settle(answer, "robots")
        return answer


def slot_of(url: str) -> str:
    """The host and port that share one pace, `www.` aside."""
    return site_name(urlsplit(url).netloc)


def same_host(one: str, other: str) -> bool:
    """Whether two addresses share a pace and so a site."""
    return slot_of(one) == slot_of(other)


def retry_after(response: Response, now: datetime) -> float:
    """Seconds that the server asks us to wait (Retry-After in seconds or as a date), 0 when it does not."""
    value = (response.headers.get("Retry-After") or b"").decode("latin-1").strip()
    if value.isdigit():
        return float(value)
    try:
        moment = parsedate_to_datetime(value)
    except ValueError:
        return 0.0
    moment = moment if moment.tzinfo else moment.replace(tzinfo=UTC)
    return max(0.0, (moment - now).total_seconds())
