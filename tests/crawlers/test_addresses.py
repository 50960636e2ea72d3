"""One address for one page."""

from __future__ import annotations

import pytest

from crawlers.addresses import absolute, address_key, canonical_url

HOME = "https://www.example.lv/"


@pytest.mark.parametrize(
    ("written", "canonical"),
    [
        ("https://www.example.lv/a#top", "https://www.example.lv/a"),
        ("https://WWW.Example.LV:443/a", "https://www.example.lv/a"),
        ("http://example.lv/a", "https://www.example.lv/a"),
        ("https://www.example.lv", "https://www.example.lv/"),
        ("https://www.example.lv/a?utm_source=x&utm_medium=y&id=7", "https://www.example.lv/a?id=7"),
        ("https://www.example.lv/a?fbclid=abc", "https://www.example.lv/a"),
        ("https://www.example.lv/a?PHPSESSID=1&b=2", "https://www.example.lv/a?b=2"),
        ("https://www.example.lv/a;jsessionid=F00?b=2", "https://www.example.lv/a?b=2"),
        ("https://www.example.lv/a?b=2&a=1", "https://www.example.lv/a?a=1&b=2"),
        ("https://www.example.lv/a?tmpl=component&print=1&layout=default", "https://www.example.lv/a"),
        ("https://www.example.lv/zinas/a/amp/", "https://www.example.lv/zinas/a/"),
        ("https://www.example.lv/a?replytocom=15", "https://www.example.lv/a"),
        ("https://www.example.lv/jaunumi/ā", "https://www.example.lv/jaunumi/%C4%81"),
        # the platform that three partnerships share
        (
            "https://www.example.lv/aktualitates/viesi-no-saremas?gads=2018&monthID=9&yearID=2028",
            "https://www.example.lv/aktualitates/viesi-no-saremas",
        ),
        (
            "https://www.example.lv/aktualitates?gads=2013&pp=&b=1&lbu=122290",
            "https://www.example.lv/aktualitates?lbu=122290",
        ),
        (
            "https://www.example.lv/aktualitates?gads=2013&page=2&refresh=ok",
            "https://www.example.lv/aktualitates?gads=2013&page=2",
        ),
        (
            "https://www.example.lv/article.php?id=7&gads=2023&monthID=3",
            "https://www.example.lv/article.php?id=7",
        ),
        ("https://www.example.lv/?q=lv/content/talka", "https://www.example.lv/?q=lv/content/talka"),
        ("https://www.example.lv/a?nos=%E2%ee", "https://www.example.lv/a?nos=%E2%EE"),
        ("https://www.example.lv/a?sid=12", "https://www.example.lv/a?sid=12"),
        ("https://www.example.lv/a?sid=0123456789abcdef", "https://www.example.lv/a"),
        # Joomla without pretty addresses
        (
            "http://example.lv/index.php?option=com_content&view=article&id=50&Itemid=59&catid=3",
            "https://www.example.lv/index.php?id=50&option=com_content&view=article",
        ),
        # another site keeps its scheme and www
        ("http://other.lv/a", "http://other.lv/a"),
    ],
)
def test_canonical_url(written: str, canonical: str) -> None:
    assert canonical_url(written, HOME) == canonical


@pytest.mark.parametrize(
    "url", ["https://www.example.lv/a?b=1&c=%20x", "http://127.0.0.1:8000/a?id=7", "https://x.lv/?p=3"]
)
def test_a_canonical_url_stays_as_it_is(url: str) -> None:
    assert canonical_url(canonical_url(url)) == canonical_url(url)


@pytest.mark.parametrize(
    "other",
    [
        "http://example.lv/a/",
        "https://www.example.lv/a",
        "https://example.lv/a/?utm_source=x",
        "https://example.lv/a/index.php",
    ],
)
def test_spellings_of_one_page_share_a_key(other: str) -> None:
    assert address_key(other) == "example.lv/a"


@pytest.mark.parametrize(
    "other", ["https://example.lv/b", "https://example.lv:8443/a", "https://example.lv/a?id=2"]
)
def test_other_pages_have_other_keys(other: str) -> None:
    assert address_key(other) != address_key("https://example.lv/a")


@pytest.mark.parametrize(
    "href", ["mailto:a@b.lv", "javascript:void(0)", "http://[broken", "tel:+371", "data:text/html,x"]
)
def test_what_is_no_page_has_no_address(href: str) -> None:
    assert absolute(HOME, href) is None
