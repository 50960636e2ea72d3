"""robots.txt, read strictly."""

from __future__ import annotations

import pytest

from crawlers.robots import LONGEST_DELAY, closed_robots, read_robots

AGENT = "Fundtrace/0.1 (+https://www.example.lv/)"
URL = "https://www.example.lv/zinas/laipa"


@pytest.mark.parametrize(
    ("status", "body", "allowed"),
    [
        (200, "", True),
        (200, "User-agent: *\nDisallow:", True),
        (200, "User-agent: *\nDisallow: /", False),
        (200, "User-agent: *\nDisallow: /zinas/", False),
        (200, "User-agent: *\nDisallow: /zinas/\nAllow: /zinas/laipa", True),
        (200, "User-agent: *\nDisallow: /*laipa$", False),
        (200, "User-agent: Googlebot\nDisallow: /", True),
        (200, "User-agent: fundtrace\nDisallow: /", False),
        (200, "\ufeffUser-agent: *\nDisallow: /", False),
        (200, "<html>not found</html>", True),
        (404, "", True),
        (403, "", True),
        (429, "", False),
        (500, "", False),
        (503, "", False),
    ],
)
def test_who_may_ask(status: int, body: str, allowed: bool) -> None:
    assert read_robots(status, body.encode(), AGENT).allows(URL) is allowed


@pytest.mark.parametrize(
    ("body", "seconds"),
    [
        ("User-agent: *\nCrawl-delay: 7", 7.0),
        ("User-agent: *\nRequest-rate: 1/5s", 5.0),
        ("User-agent: other\nCrawl-delay: 7", 0.0),
        ("User-agent: *\nCrawl-delay: 100000", LONGEST_DELAY),
        ("User-agent: *\nCrawl-delay: soon", 0.0),
    ],
)
def test_the_delay_that_a_site_wants(body: str, seconds: float) -> None:
    assert read_robots(200, body.encode(), AGENT).delay == seconds


def test_sitemaps_are_named() -> None:
    robots = read_robots(200, b"Sitemap: https://www.example.lv/karte.xml", AGENT)
    assert robots.sitemaps == ("https://www.example.lv/karte.xml",)


@pytest.mark.parametrize(("failure", "word"), [("dns", "dns"), ("5xx", "robots"), ("", "robots")])
def test_why_a_host_is_closed(failure: str, word: str) -> None:
    robots = closed_robots(AGENT, failure, "No answer.")
    assert (robots.failure, robots.allows(URL)) == (word, False)
