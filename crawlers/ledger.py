"""What of a visit is on the disk while it goes on, so that nothing acknowledged is lost or asked twice."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Protocol

from crawlers.account import Account, Ending
from crawlers.answers import Answer
from crawlers.archive import Capture, Place, Role, read_back
from crawlers.memory import Known
from crawlers.packing import BodyError
from db.frontier import Done, Frontier, Waiting

# answers that brought nothing are written together, so many at a time
_MOST_PENDING = 500


class Ledger(Protocol):
    """Remembers within one visit, across the death of the process."""

    def recall(self, address: str) -> Answer | None:
        """How the address was answered before the visit was cut off, or None."""

    def lease(self, address: str, role: Role, feed_date: str | None) -> int:
        """Notes that the address is about to be asked for; how often that was noted in this visit."""

    def settle(self, answer: Answer, role: Role) -> None:
        """Notes an answer; one that may lead on is kept together with what is proposed next."""

    def propose(self, address: str, parent: str, feed_date: str | None) -> None:
        """Notes an article's address, and the one whose answer led to it."""

    def left(self) -> list[Waiting]:
        """Articles' addresses that wait on the disk."""


class NoLedger:
    """For a look at a site that leaves nothing behind."""

    def recall(self, address: str) -> Answer | None:
        """Nothing is known."""
        return None

    def lease(self, address: str, role: Role, feed_date: str | None) -> int:
        """Nothing is noted."""
        return 1

    def settle(self, answer: Answer, role: Role) -> None:
        """Nothing is noted."""

    def propose(self, address: str, parent: str, feed_date: str | None) -> None:
        """Nothing is noted."""

    def left(self) -> list[Waiting]:
        """Nothing waits."""
        return []


@dataclass(slots=True)
class StoreLedger:
    """A ledger in the database; bodies of earlier answers come from the archive in `folder`."""

    frontier: Frontier
    folder: Path
    _earlier: dict[str, Done] = field(default_factory=dict)
    _ended: list[Done] = field(default_factory=list)
    _children: list[tuple[int, Waiting]] = field(default_factory=list)
    _proposed: int = 0

    def take_over(self) -> None:
        """Goes on with a visit that was cut off."""
        self.frontier.take_over()
        self._earlier = {done.url: done for done in self.frontier.done()}

    def recall(self, address: str) -> Answer | None:
        """How the address was answered before the visit was cut off, or None."""
        done = self._earlier.pop(address, None)
        if done is None:
            return None
        answer = Answer(
            done.url, done.final_url, done.outcome, done.failure, done.detail, capture_id=done.capture
        )
        if done.capture is None:
            # a robots.txt that could not be had is asked for again
            return None if done.role == "robots" else answer
        return self._with_capture(replace(answer, tally=done.tally), done)

    def _with_capture(self, answer: Answer, done: Done) -> Answer | None:
        assert done.capture is not None  # noqa: S101 - asked before
        held = self.frontier.store.capture(done.capture)
        if held.revisit_of is not None:
            first = self.frontier.store.capture(held.revisit_of)
            place = Place(first.warc_file, first.warc_offset)
            known = Known(first.id, first.sha256 or "", first.fetched_at, place)
            answer = replace(answer, repeats=known)
        else:
            place = Place(held.warc_file, held.warc_offset)
        if done.role == "page":
            return answer
        capture = self._body(place)
        return replace(answer, capture=capture) if capture is not None else None

    def _body(self, place: Place) -> Capture | None:
        try:
            return read_back(self.folder, place)
        except (FileNotFoundError, BodyError):
            return None

    def lease(self, address: str, role: Role, feed_date: str | None) -> int:
        """Notes that the address is about to be asked for; how often that was noted in this visit."""
        self.flush()
        return self.frontier.lease(Waiting(address, role, None, feed_date))

    def settle(self, answer: Answer, role: Role) -> None:
        """Notes an answer; one that may lead on is kept together with what is proposed next."""
        self._ended.append(
            Done(
                answer.url,
                role,
                answer.outcome,
                answer.failure,
                answer.detail,
                answer.final_url,
                answer.capture_id,
            )
        )
        if (role == "page" and answer.capture_id is not None) or len(self._ended) >= _MOST_PENDING:
            self.flush()

    def propose(self, address: str, parent: str, feed_date: str | None) -> None:
        """Notes an article's address, and the one whose answer led to it; they come newest first."""
        self._proposed += 1
        self._children.append((self._proposed, Waiting(address, "page", parent, feed_date)))

    def left(self) -> list[Waiting]:
        """Articles' addresses that wait on the disk."""
        self.flush()
        return [each for each in self.frontier.waiting() if each.role == "page"]

    def flush(self) -> None:
        """Puts answers and where they led on the disk, in one transaction."""
        if self._ended or self._children:
            self.frontier.acknowledge(self._ended, self._children)
            self._ended, self._children = [], []

    def balance(self, account: Account) -> None:
        """Adds to the account what ended before the visit was cut off and was not asked about since."""
        for done in self._earlier.values():
            if not account.has(done.url):
                of_page = done.role == "page"
                account.end(Ending(done.url, done.outcome, done.failure, done.detail, of_page))
                account.take_tally(done.tally or {}, done.url)
