"""What became of every request of a source's run, and the state that follows from it."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field, fields
from typing import Literal

from crawlers.discovery.shape import shows_again

Outcome = Literal["fetched", "unchanged", "gone", "refused", "failed", "dropped"]
State = Literal["ok", "degraded", "failing", "cannot tell"]

# tallies' words for an answer that our rules choked on, and for one whose letters cannot be made out
UNREADABLE, GARBLED = "unreadable", "garbled"
# tallies' words for what came and held no text that could be read: an empty page, a page for logging in
EMPTY, LOGIN = "empty", "login"
# dropped because a page that has not changed for long is not asked each time: an article, and any other
RESTING, NO_ARTICLE = "resting", "no article"
# dropped because the host failed again and again, or wants a pause
CLOSED = "closed"
# the failure of a run that was asked to stop
INTERRUPTED = "interrupted"
# a run that loses more than this share of its requests has not read the site
_BEARABLE_LOSS = 0.2
# robots.txt may keep us from some of the places where we look for feeds; from half of all, and it is a wall
_BEARABLE_PROHIBITION = 0.5
# a baseline of fewer articles says nothing
_ENOUGH = 6
# a run that differs from the source's past by more than this share is odd
_STRANGE_SHARE = 0.5
_ANSWERED = frozenset({"fetched", "unchanged", "gone"})
_NOT_READ = (UNREADABLE, GARBLED, EMPTY, LOGIN)
# dropped although it was wanted
_PUT_OFF = frozenset({CLOSED, "limit", "interrupted"})


@dataclass(frozen=True, slots=True)
class Ending:
    """How one request ended; `failure` is a stable word, `detail` a sentence for people.

    `of_page`: what was asked for is an article's page, not a list or a feed.
    """

    url: str
    outcome: Outcome
    failure: str | None = None
    detail: str | None = None
    of_page: bool = False


@dataclass(frozen=True, slots=True)
class SourceReport:
    """What a run did at one source: plain data for the command line and the database.

    Of the articles `known` before the run it read `known_read`; the turn of `resting` ones had not come.
    `unread` of the site's own lists and articles, of this run or an earlier one, were not read to this day.
    """

    source: str
    state: State
    kind: str | None
    why: str | None
    failure: str | None
    detail: str | None
    requests: int
    fetched: int
    unchanged_pages: int
    gone: int
    refused: int
    failed: int
    dropped: int
    found: int
    new: int
    changed: int
    unchanged: int
    known: int = 0
    known_read: int = 0
    resting: int = 0
    unread: int = 0


@dataclass(slots=True)
class Account:
    """Collects one ending per address; a second one for the same address is a defect."""

    source: str
    endings: dict[str, Ending] = field(default_factory=dict)
    articles: Counter[str] = field(default_factory=Counter)
    trouble: Ending | None = None
    unreadable: int = 0
    garbled: int = 0
    resting: int = 0
    interrupted: bool = False
    # documents that articles link to: a dead one says nothing of how the site was read
    beside: set[str] = field(default_factory=set)
    # addresses that were asked because they lead to articles; guesses at what a site may offer are none
    lists: set[str] = field(default_factory=set)
    # what came and was not read, and why
    empty: dict[str, str] = field(default_factory=dict)

    def end(self, ending: Ending) -> None:
        """Records how the request for an address ended."""
        if ending.url in self.endings:
            raise ValueError(f"{ending.url} has ended twice in one run of {self.source}")
        self.endings[ending.url] = ending
        self.resting += ending.failure == RESTING

    def has(self, url: str) -> bool:
        """Whether the address was asked for (or dropped) in this run."""
        return url in self.endings

    def count(self, outcome: Outcome) -> int:
        """How many requests ended so."""
        return sum(1 for ending in self.endings.values() if ending.outcome == outcome)

    def take_tally(self, tally: dict[str, int], url: str) -> None:
        """Counts what reading the answer of an address brought: `new`, `changed`, `unchanged` articles, or
        why nothing.
        """
        why = next((why for why in _NOT_READ if tally.get(why)), None)
        if why is not None:
            self.empty[url] = why
        self.unreadable += tally.get(UNREADABLE, 0)
        self.garbled += tally.get(GARBLED, 0)
        self.articles.update({name: count for name, count in tally.items() if name not in _NOT_READ})

    def unread(self) -> dict[str, str]:
        """Why, by address, lists and articles of the site were not read.

        A list that shows again what others show does not matter.
        """
        whys = {ending.url: self._why_unread(ending) for ending in self.endings.values()}
        return {url: why for url, why in whys.items() if why is not None}

    def settled(self) -> set[str]:
        """The addresses of which this run knows all that there is; nothing is one answer."""
        left = self.unread().keys()
        later = {RESTING, NO_ARTICLE}
        return {each.url for each in self.endings.values() if each.failure not in later} - left

    def _why_unread(self, ending: Ending) -> str | None:
        if not ending.of_page and (ending.url not in self.lists or shows_again(ending.url)):
            return None
        if ending.outcome in {"failed", "refused"} or ending.failure in _PUT_OFF:
            return ending.failure or "failed"
        return self.empty.get(ending.url)

    @property
    def found(self) -> int:
        """Articles that the run saw, whether or not they were known, resting ones that lists named too."""
        return self.articles["new"] + self.articles["changed"] + self.articles["unchanged"] + self.resting

    def report(
        self, kind: str | None, why: str | None, min_articles: int, usual: int | None = None, known: int = 0
    ) -> SourceReport:
        """The account as plain data; `min_articles` is what the source is expected to have at least.

        `usual` articles are seen in a good run (None: not known yet); `known` ones are not gone.
        """
        state, failure, detail = self._judge(min_articles, usual, known)
        return SourceReport(
            source=self.source,
            state=state,
            kind=kind,
            why=why,
            failure=failure,
            detail=detail,
            requests=len(self.endings),
            fetched=self.count("fetched"),
            unchanged_pages=self.count("unchanged"),
            gone=self.count("gone"),
            refused=self.count("refused"),
            failed=self.count("failed"),
            dropped=self.count("dropped"),
            found=self.found,
            new=self.articles["new"],
            changed=self.articles["changed"],
            unchanged=self.articles["unchanged"],
        )

    def _judge(
        self, min_articles: int, usual: int | None, known: int
    ) -> tuple[State, str | None, str | None]:
        if self.interrupted:
            return "cannot tell", INTERRUPTED, "The run was stopped before the site was read whole."
        if not self.found:
            return "failing", *self._why_failing(known)
        if self.unreadable:
            return "degraded", "parse", f"{self.unreadable} pages could not be read; the issues name them."
        if self.found < min_articles:
            return (
                "degraded",
                "few",
                f"Only {self.found} articles were found; at least {min_articles} are expected.",
            )
        strange = self._unlike_before(usual, known) or self._too_much_lost()
        if strange is not None:
            return "degraded", *strange
        return "ok", None, None

    def _too_much_lost(self) -> tuple[str | None, str | None] | None:
        """What keeps a run that saw articles from having read the site, or None."""
        if self.trouble is not None:
            return self.trouble.failure, self.trouble.detail
        asked = [
            ending
            for ending in self.endings.values()
            if ending.failure not in {RESTING, NO_ARTICLE} and ending.url not in self.beside
        ]
        lost = [ending for ending in asked if self._is_lost(ending)]
        if len(lost) > _BEARABLE_LOSS * len(asked):
            worst = _most_common(lost)
            return worst, f"{len(lost)} of {len(asked)} requests failed, mostly: {worst}."
        if self.garbled > _BEARABLE_LOSS * (self.garbled + self.found):
            return (
                "encoding",
                f"The letters of {self.garbled} pages cannot be made out; the issues name them.",
            )
        kept_out = sum(1 for ending in asked if ending.failure == "robots")
        if kept_out > _BEARABLE_PROHIBITION * len(asked):
            return "robots", f"robots.txt keeps us from {kept_out} of {len(asked)} pages."
        beyond = next((ending for ending in asked if ending.failure == "limit"), None)
        return ("limit", beyond.detail) if beyond is not None else None

    def _unlike_before(self, usual: int | None, known: int) -> tuple[str, str] | None:
        vanished = sum(
            1 for each in self.endings.values() if each.outcome == "gone" and each.url not in self.beside
        )
        if known >= _ENOUGH and vanished > _STRANGE_SHARE * known:
            return "redesigned", f"{vanished} pages of {known} known articles are not there any more."
        if usual is not None and usual >= _ENOUGH and self.found < _STRANGE_SHARE * usual:
            return "few", f"Only {self.found} articles were seen; {usual} are usual."
        return None

    def _why_failing(self, known: int) -> tuple[str, str]:
        if self.trouble is None:
            failure, detail = self._why_empty()
        else:
            failure, detail = (
                self.trouble.failure or "failed",
                self.trouble.detail or "No page could be read.",
            )
        if failure == "empty" and known:
            return (
                "redesigned",
                f"{known} articles are known and none was seen: the site was rebuilt, it seems.",
            )
        return failure, detail

    def _why_empty(self) -> tuple[str, str]:
        lost = [ending for ending in self.endings.values() if ending.outcome in {"failed", "refused"}]
        answered = self.count("fetched") + self.count("unchanged")
        if lost and not answered:
            # a closed door says more than the fault of robots.txt that closed it
            worst = next((ending for ending in lost if ending.failure == "robots"), lost[0])
            return worst.failure or "failed", worst.detail or "No page could be read."
        pages = [ending for ending in self.endings.values() if ending.of_page]
        lost_pages = [ending for ending in pages if ending.outcome in {"failed", "refused"}]
        if lost_pages and len(lost_pages) >= sum(ending.outcome in _ANSWERED for ending in pages):
            failure = _most_common(lost_pages)
            return failure, next(ending.detail or "" for ending in lost_pages if ending.failure == failure)
        if self.unreadable:
            return "parse", f"None of {self.unreadable} pages could be read; the issues name them."
        if self.garbled:
            return (
                "encoding",
                f"The letters of {self.garbled} pages cannot be made out; the issues name them.",
            )
        return "empty", "No article was found; look at the site, or name its list pages in `start`."

    @staticmethod
    def _is_lost(ending: Ending) -> bool:
        # what robots.txt forbids is no fault of the site
        return (
            ending.outcome == "failed"
            or (ending.outcome == "refused" and ending.failure != "robots")
            or ending.failure == CLOSED
        )


def _most_common(lost: list[Ending]) -> str:
    """The failure that most requests ended with; why a host was closed says more than that it was."""
    counts = Counter(ending.failure or "failed" for ending in lost if ending.failure != CLOSED)
    return counts.most_common(1)[0][0] if counts else CLOSED


def busy(source: str) -> SourceReport:
    """The report of a source that another crawl is visiting."""
    return _unvisited(source, "busy", "Another crawl is visiting this source; wait for its end.")


def stopped(source: str) -> SourceReport:
    """The report of a source whose visit had not begun when the crawl was asked to end."""
    return _unvisited(source, INTERRUPTED, "The run was stopped before this source was visited.")


def _unvisited(source: str, failure: str, why: str) -> SourceReport:
    counts = {field.name: 0 for field in fields(SourceReport) if field.type in (int, "int")}
    return SourceReport(source, "cannot tell", None, None, failure, why, **counts)
