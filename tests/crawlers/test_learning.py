"""What a site's own regularities teach: which shapes of address are articles there."""

from __future__ import annotations

from pathlib import Path

import pytest

from crawlers.discovery.shape import address_shape, shape_of_text, shape_text
from crawlers.looks import learned
from crawlers.run import crawl
from db.store import open_store
from tests.crawlers.conftest import MENU, Serve, Site, article, listing

NEWS = [(f"/zinas/laipa-par-upi-{number}", f"Laipa pār upi gatava, {number}. kārta") for number in range(4)]
# cards of sights that stand in the list like news, and are lists of links themselves
CARDS = [(f"/vieta/skaista-vieta-{number}", f"Skaista vieta pie upes {number}") for number in range(6)]


def mixed(serve: Serve) -> Site:
    """News and cards in one list; a card's page introduces four others and is no article."""
    pages = {"/": listing([*NEWS, *CARDS])} | {path: article(title) for path, title in NEWS}
    inner = listing([(f"/vieta/cita/{number}", f"Cita vieta {number}") for number in range(4)])
    return serve(pages | {path: inner.replace("<main>", f"<main><h1>{title}</h1>") for path, title in CARDS})


def shapes(data: Path, site: Site) -> tuple[set[str], set[str]]:
    with open_store(data / "fundtrace.db") as store:
        known = learned(store, site.source())
    return set(map(shape_text, known.articles)), set(map(shape_text, known.others))


def cards_asked(site: Site, since: int = 0) -> int:
    return sum(path in dict(CARDS) for path in site.asked[since:])


def test_shapes_are_learned_from_what_was_read(serve: Serve, data: Path) -> None:
    site = mixed(serve)
    crawl([site.source()], data)
    assert shapes(data, site) == ({"/zinas/*"}, {"/vieta/*"})


def test_a_shape_that_never_was_an_article_is_asked_for_once(serve: Serve, data: Path) -> None:
    site = mixed(serve)
    crawl([site.source()], data)
    assert cards_asked(site) == len(CARDS)
    first = len(site.asked)
    report = crawl([site.source()], data)[0]
    assert (cards_asked(site, first), report.state) == (1, "ok")


def test_a_full_crawl_takes_nothing_for_known(serve: Serve, data: Path) -> None:
    site = mixed(serve)
    crawl([site.source()], data)
    first = len(site.asked)
    crawl([site.source()], data, full=True)
    assert cards_asked(site, first) == len(CARDS)


def test_a_site_that_was_rebuilt_teaches_its_new_shapes(serve: Serve, data: Path) -> None:
    site = mixed(serve)
    crawl([site.source()], data)
    # the cards become news, and the news move to where nothing was before
    site.pages |= {path: article(title) for path, title in CARDS}
    for _visit in range(2):
        crawl([site.source()], data)
    articles, others = shapes(data, site)
    assert ("/vieta/*" in articles, others) == (True, set())


def test_learned_shapes_lead_to_news_in_a_list_without_any_sign(serve: Serve, data: Path) -> None:
    """A bare list of links tells nothing; that such addresses were news before does."""
    site = serve({"/": listing(NEWS)} | {path: article(title) for path, title in NEWS})
    crawl([site.source()], data)
    new = [("/zinas/tilts-par-gravu", "Tilts"), ("/zinas/taka-gar-ezeru", "Taka"), *NEWS]
    links = "".join(f'<p><a href="{path}">{title}</a></p>' for path, title in new)
    site.pages["/"] = f"<html><body>{MENU}<div>{links}</div></body></html>"
    site.pages |= {path: article(title) for path, title in new[:2]}
    assert crawl([site.source()], data)[0].new == 2


@pytest.mark.parametrize(
    ("url", "text"),
    [
        ("https://a.lv/lv/jaunums/laipa-par-upi", "/lv/jaunums/*"),
        ("https://a.lv/lv/aktivitates/article.php?id=3", "/lv/aktivitates/article.php?id"),
        ("https://a.lv/?p=12", "/?p"),
        ("https://a.lv/2024/05/laipa-par-upi/", "/Y/#/*"),
        ("https://a.lv/?q=lv/content/a&page=2", "/?page&q"),
    ],
)
def test_a_shape_is_read_back_as_written(url: str, text: str) -> None:
    shape = address_shape(url)
    assert (shape_text(shape), shape_of_text(text)) == (text, shape)
