"""robots.txt, read strictly: what cannot be had for the server's fault closes the site for that run."""

from __future__ import annotations

from dataclasses import dataclass

from protego import Protego

_MAX_BYTES = 500 * 1024
# longer is no delay but a closed door: the run would never end
LONGEST_DELAY = 120.0


# failures of a host that would be the same for any page
UNREACHABLE = frozenset({"dns", "refused", "timeout", "tls", "connection", "address"})


@dataclass(frozen=True, slots=True)
class Robots:
    """The rules of one host for us.

    `closed` says in a sentence why nothing may be asked, None when the rules stand; `failure` is the
    stable word for it.
    """

    rules: Protego | None
    agent: str
    closed: str | None = None
    failure: str = "robots"

    def allows(self, url: str) -> bool:
        """Whether the address may be asked."""
        if self.closed is not None:
            return False
        return self.rules is None or bool(self.rules.can_fetch(url, self.agent))

    @property
    def delay(self) -> float:
        """Seconds between requests that the host wants (Crawl-delay, Request-rate), 0 for none."""
        if self.rules is None:
            return 0.0
        wanted = float(self.rules.crawl_delay(self.agent) or 0.0)
        rate = self.rules.request_rate(self.agent)
        if rate is not None and rate.requests:
            wanted = max(wanted, rate.seconds / rate.requests)
        return min(wanted, LONGEST_DELAY)

    @property
    def sitemaps(self) -> tuple[str, ...]:
        """Addresses of sitemaps that the file names."""
        return tuple(self.rules.sitemaps) if self.rules is not None else ()


def read_robots(status: int, body: bytes, agent: str) -> Robots:
    """The rules that an answer to /robots.txt means (RFC 9309, section 2.3.1).

    2xx: the file. 4xx (429 aside): no rules. All else: the host is closed for this run.
    """
    if 200 <= status < 300:
        return Robots(Protego.parse(body[:_MAX_BYTES].decode("utf-8-sig", "ignore")), agent)
    if 400 <= status < 500 and status != 429:
        return Robots(None, agent)
    return Robots(
        None, agent, closed=f"robots.txt cannot be had (status {status}), so the site is closed for now."
    )


def closed_robots(agent: str, failure: str, why: str) -> Robots:
    """A host whose robots.txt could not be had: the failure's word and sentence.

    A host that cannot be reached at all fails for that reason; else robots.txt is the reason.
    """
    if failure in UNREACHABLE:
        return Robots(None, agent, closed=why, failure=failure)
    return Robots(None, agent, closed=f"robots.txt cannot be had, so the site is closed for now. {why}")
