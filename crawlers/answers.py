"""How a request ended and what it brought."""

from __future__ import annotations

from dataclasses import dataclass, replace
from http import HTTPStatus

from crawlers.account import Outcome
from crawlers.addresses import absolute
from crawlers.archive import Capture, Role
from crawlers.memory import Known
from crawlers.packing import BodyError
from crawlers.robots import Robots

MOVED = frozenset({301, 302, 303, 307, 308})


@dataclass(frozen=True, slots=True)
class Answer:
    """How a request ended and what it brought.

    `capture` holds a body for `fetched`; for `unchanged` it is the earlier capture that this one repeats,
    left out for articles. `capture_id` is the id of the new capture. `tally` counts what reading it brought
    before the visit was cut off, None for an answer that is still to be read. `hops` are the ids of the
    captures of redirects on the way.
    """

    url: str
    final_url: str
    outcome: Outcome
    failure: str | None = None
    detail: str | None = None
    capture: Capture | None = None
    capture_id: int | None = None
    repeats: Known | None = None
    tally: dict[str, int] | None = None
    hops: tuple[int, ...] = ()

    @property
    def has_body(self) -> bool:
        """Whether there is a page to read."""
        return self.outcome in {"fetched", "unchanged"} and self.capture is not None

    def content(self) -> bytes:
        """The unpacked body, empty when there is none; raises BodyError for one that cannot be unpacked."""
        return self.capture.content() if self.capture is not None and self.has_body else b""


def kept_out(address: str, target: str, robots: Robots) -> Answer:
    """The answer for an address that robots.txt keeps us from."""
    if robots.closed is None:
        return Answer(address, target, "refused", "robots", "robots.txt does not allow it.")
    outcome: Outcome = "refused" if robots.failure in {"robots", "address"} else "failed"
    return Answer(address, target, outcome, robots.failure, robots.closed)


def moved(answer: Answer) -> Answer:
    """A redirect as it is, or refused when it leads to no web address."""
    if moved_to(answer) is not None:
        return answer
    return replace(answer, outcome="refused", failure="address", detail="The page moved to no web address.")


def moved_to(answer: Answer) -> str | None:
    """Where a redirect leads; None for any other answer."""
    return target_of(answer.capture) if answer.failure == "moved" and answer.capture is not None else None


def target_of(capture: Capture) -> str | None:
    """Where a redirect leads; None for an answer that is none, or leads to no web address."""
    location = capture.header("Location") if capture.status in MOVED else None
    return absolute(capture.url, location) if location else None


def opened(answer: Answer) -> Answer:
    """An answer as it is, or failed when its body cannot be unpacked."""
    try:
        answer.content()
    except BodyError as error:
        failure = "too large" if "larger" in str(error) else "broken body"
        return replace(answer, outcome="failed", failure=failure, detail=f"{answer.final_url}: {error}.")
    return answer


def read_already(address: str, target: str) -> Answer:
    """The answer for an address that leads to a page that was read in this run."""
    return Answer(address, target, "dropped", "twice", f"{target} was read in this run already.")


def outcome_of(status: int, role: Role) -> Outcome:
    """How a request with an error status ended, by what was asked for."""
    if status in (HTTPStatus.NOT_FOUND, HTTPStatus.GONE):
        return "gone" if role in {"page", "other"} else "dropped"
    # an API or feed that is closed to everybody is one that the site does not offer
    if role in {"api", "feed", "sitemap"} and 400 <= status < 500 and status != HTTPStatus.TOO_MANY_REQUESTS:
        return "dropped"
    return "failed"
