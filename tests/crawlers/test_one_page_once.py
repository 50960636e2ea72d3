"""A page under several addresses is one article, and one that moved stays what it was."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from crawlers.renormalise import renormalise
from crawlers.run import crawl
from db.store import open_store
from tests.crawlers.conftest import PARAGRAPH, Serve, Site, article, listing

START = datetime(2026, 3, 1, 8, tzinfo=UTC)
TITLE = "Laipa pār upi gatava, pirmā kārta"
PLAIN = "/zinas/laipa-par-upi/"
OTHERS = [(f"/zinas/liela-talka-{number}/", f"Lielā talka, {number}. reize") for number in range(3)]
LONG = "Upes krastā tagad ir arī soli un apgaismojums, ko uzstādīja paši iedzīvotāji. " * 3


def news(serve: Serve, *addresses: str) -> Site:
    """A list of three articles and of one under each of the addresses."""
    site = serve({path: article(title) for path, title in OTHERS})
    name(site, *addresses)
    for address in addresses:
        site.pages[address] = article(TITLE)
    return site


def name(site: Site, *addresses: str) -> None:
    """The list names the article under these addresses."""
    site.pages["/"] = listing([*((address, TITLE) for address in addresses), *OTHERS])


def visit(site: Site, data: Path, day: int = 0) -> None:
    crawl([site.source()], data, now=lambda: START + timedelta(days=day))


def articles(data: Path, state: str = "present") -> list[str]:
    with open_store(data / "fundtrace.db") as store:
        rows = store.db.execute("SELECT title FROM articles WHERE state = ? ORDER BY title", [state])
        return [row[0] for row in rows]


ONCE = sorted([TITLE, *(title for _, title in OTHERS)])
TWINS = [
    (PLAIN, f"{PLAIN}?tmpl=component&print=1&layout=default"),
    (PLAIN, f"{PLAIN}?PHPSESSID=0123456789abcdef"),
    (PLAIN, f"{PLAIN}?utm_source=facebook&fbclid=x1"),
    (PLAIN, PLAIN.rstrip("/")),
    (PLAIN, f"{PLAIN}amp/"),
    (PLAIN, f"{PLAIN}?amp=1"),
    (PLAIN, f"{PLAIN}index.php"),
    (PLAIN, f"{PLAIN}#komentari"),
    ("/aktualitates?lbu=122290", "/aktualitates?gads=2023&b=1&lbu=122290&monthID=9&yearID=2028&pp="),
    ("/raksts.php?id=7", "/raksts.php?id=7&gads=2023&monthID=3"),
    # other addresses altogether: the text tells
    ("/?p=1795", PLAIN),
    ("/index.php?option=com_content&view=article&id=50&Itemid=59", "/jaunumi/50-laipa-par-upi"),
]


@pytest.mark.parametrize("twins", TWINS, ids=[twin for _, twin in TWINS])
def test_a_page_under_two_addresses_is_stored_once(twins: tuple[str, str], serve: Serve, data: Path) -> None:
    site = news(serve, *twins)
    if "lbu" in twins[0]:
        # a site's articles have addresses of one shape
        alike = [(f"/aktualitates?lbu=12229{number}", title) for number, (_, title) in enumerate(OTHERS, 1)]
        site.pages |= {path: article(title) for path, title in alike}
        site.pages["/"] = listing([*((address, TITLE) for address in twins), *alike])
    for day in (0, 1):
        visit(site, data, day)
        assert articles(data) == ONCE


def with_canonical(path: str, text: str = PARAGRAPH) -> str:
    return article(TITLE, text=text).replace("</head>", f'<link rel="canonical" href="{path}"></head>')


def test_a_page_that_names_its_own_address_is_stored_once(serve: Serve, data: Path) -> None:
    site = news(serve, "/?p=1795", PLAIN)
    # a page of the day shows something else each time, so that the texts differ
    site.pages["/?p=1795"] = with_canonical(PLAIN, PARAGRAPH + LONG)
    site.pages[PLAIN] = with_canonical(PLAIN)
    visit(site, data)
    assert articles(data) == ONCE


@pytest.mark.parametrize("status", [301, 302, 308])
def test_an_address_that_leads_to_another_is_no_second_article(status: int, serve: Serve, data: Path) -> None:
    site = news(serve, "/?p=1795", PLAIN)
    site.pages["/?p=1795"] = (status, {"Location": PLAIN}, b"")
    visit(site, data)
    assert articles(data) == ONCE


# -- pages that move

NEW = "/cits/laipa-par-upi-gatava/"


def redirected(site: Site) -> None:
    site.pages[PLAIN] = (301, {"Location": NEW}, b"")
    site.pages[NEW] = article(TITLE, text=PARAGRAPH + LONG)


def redirected_and_named_anew(site: Site) -> None:
    redirected(site)
    name(site, NEW)


def redirected_unchanged(site: Site) -> None:
    site.pages[PLAIN] = (301, {"Location": NEW}, b"")
    site.pages[NEW] = article(TITLE)
    name(site, NEW)


def named_by_itself(site: Site) -> None:
    site.pages[PLAIN] = with_canonical(NEW, PARAGRAPH + LONG)


def in_two_steps(site: Site) -> None:
    site.pages[PLAIN] = (301, {"Location": "/solis/"}, b"")
    site.pages["/solis/"] = (301, {"Location": NEW}, b"")
    site.pages[NEW] = article(TITLE, text=PARAGRAPH + LONG)


MOVES = [redirected, redirected_and_named_anew, redirected_unchanged, named_by_itself, in_two_steps]


@pytest.mark.parametrize("move", MOVES)
def test_a_page_that_moved_is_the_article_that_it_was(
    move: Callable[[Site], None], serve: Serve, data: Path
) -> None:
    site = news(serve, PLAIN)
    visit(site, data)
    move(site)
    for day in (1, 2):
        visit(site, data, day)
        assert articles(data) == ONCE
    with open_store(data / "fundtrace.db") as store:
        sql = "SELECT id, url, text, state FROM articles ORDER BY id"
        before = [tuple(row) for row in store.db.execute(sql)]
    renormalise(data, [site.source()])
    with open_store(data / "fundtrace.db") as store:
        assert [tuple(row) for row in store.db.execute(sql)] == before


def test_a_page_that_leads_to_another_text_is_not_taken_for_it(serve: Serve, data: Path) -> None:
    site = news(serve, PLAIN)
    visit(site, data)
    site.pages[PLAIN] = (301, {"Location": "/zinas/lapas-vairs-nav/"}, b"")
    site.pages["/zinas/lapas-vairs-nav/"] = article("Lapas vairs nav", text=LONG)
    visit(site, data, 1)
    with open_store(data / "fundtrace.db") as store:
        (text,) = store.db.execute("SELECT text FROM articles WHERE title = ?", [TITLE]).fetchone()
    assert PARAGRAPH.strip() in text
