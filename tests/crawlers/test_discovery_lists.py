"""List pages: which links are articles, where the list goes on, which menus name lists."""

from __future__ import annotations

import pytest

from crawlers.discovery.links import parse_page, refresh_target
from crawlers.discovery.listing import list_pages, read_listing
from tests.crawlers.conftest import listing

HOME = "https://www.example.lv/"

ENTRIES = [
    (f"/zinas/laipa-par-upi-{number}/", f"Laipa pār upi gatava, {number}. kārta") for number in range(4)
]
LIST = f"{HOME}jaunumi/"


def articles(html: str, url: str = LIST) -> list[str]:
    return [address.removeprefix(HOME) for address in read_listing(html, url, HOME).articles]


def further(html: str, url: str = LIST) -> list[str]:
    return [address.removeprefix(HOME) for address in read_listing(html, url, HOME).further]


def test_articles_of_a_list_and_nothing_of_its_menu() -> None:
    assert articles(listing(ENTRIES)) == [path.removeprefix("/") for path, _ in ENTRIES]


@pytest.mark.parametrize(
    "block",
    [
        '<div class="post"><h2><a href="{0}">{1}</a></h2><p>Īsumā par to, kā biedrība uzbūvēja laipu pār upi '
        "un ko tā dara tālāk.</p></div>",
        '<tr><td>14.05.2023</td><td><a href="{0}">{1}</a></td></tr>',
        '<li><span>14. maijs, 2023</span> <a href="{0}">{1}</a></li>',
        '<article><a href="{0}"><img src="/a.jpg" alt=""></a><h3>{1}</h3>'
        '<time datetime="2023-05-14">maijā</time><a href="{0}">Lasīt vairāk</a></article>',
        '<p><b><a href="{0}">{1}</a></b><br>2023. gada 14. maijā biedrība uzbūvēja laipu pār upi un aicina '
        'visus. <a href="{0}">Lasīt tālāk</a></p>',
    ],
    ids=["headings", "table rows", "list items", "pictures and times", "bold paragraphs"],
)
def test_blocks_of_many_makes(block: str) -> None:
    rows = "".join(block.format(path, title) for path, title in ENTRIES)
    table = f"<table>{rows}</table>" if block.startswith("<tr") else rows
    menu = '<div id="menu"><a href="/par-mums-un-musu-darbu/">Par mums un mūsu darbu</a></div>'
    html = f"<html><body>{menu}{table}</body></html>"
    assert articles(html) == [path.removeprefix("/") for path, _ in ENTRIES]


@pytest.mark.parametrize(
    "html",
    [
        '<ul><li><a href="/projekti/">Projekti</a></li><li><a href="/biedri/">Biedri</a></li>'
        '<li><a href="/valde/">Valde</a></li></ul>',
        '<p><a href="/faili/nolikums-2023-gadam.pdf">Nolikums 14.05.2023</a></p>',
        '<p><a href="https://www.facebook.com/a/posts/1234567">Mēs sociālajos tīklos 14.05.2023</a></p>',
        '<nav><a href="/zinas/laipa-par-upi-gatava/">Laipa pār upi gatava 14.05.2023</a></nav>',
    ],
    ids=["short menu", "file", "elsewhere", "navigation"],
)
def test_what_is_no_article_link(html: str) -> None:
    assert articles(f"<html><body><main>{html}</main></body></html>") == []


@pytest.mark.parametrize(
    ("links", "pages"),
    [
        ('<a href="?page=2">2</a> <a href="?page=3">3</a>', ["jaunumi/?page=2", "jaunumi/?page=3"]),
        ('<a href="/jaunumi/page/2/">Nākamā lapa</a>', ["jaunumi/page/2/"]),
        ('<a href="/jaunumi/?start=10">»</a>', ["jaunumi/?start=10"]),
        ('<a href="?gads=2022">2022</a>', ["jaunumi/?gads=2022"]),
        ('<a href="?gads=2022&amp;monthID=5">maijs</a>', ["jaunumi/?gads=2022"]),
        ('<a href="?gads=9999">9999</a>', []),
        ('<a href="?sort=asc">Kārtot</a>', []),
        ('<a href="/citi/page/2/">2</a>', []),
    ],
)
def test_where_a_list_goes_on(links: str, pages: list[str]) -> None:
    assert further(listing(ENTRIES, links)) == pages


def test_the_head_may_name_the_next_page() -> None:
    html = listing(ENTRIES).replace("</head>", '<link rel="next" href="/jaunumi/page/2/"></head>')
    assert further(html) == ["jaunumi/page/2/"]


def test_shapes_that_are_known_help() -> None:
    html = (
        "<html><body><main>"
        + "".join(f'<a href="/z/{n}">Laba ziņa numur {n}</a> ' for n in range(5))
        + "</main></body></html>"
    )
    assert len(read_listing(html, HOME, HOME, frozenset({("z", "#")})).articles) == 5


@pytest.mark.parametrize(
    ("menu", "pages"),
    [
        ('<a href="/jaunumi/">Jaunumi</a> <a href="/kontakti/">Kontakti</a>', ["jaunumi/"]),
        ('<a href="/lv/aktualitates">Aktualitātes</a>', ["lv/aktualitates"]),
        ('<a href="/news">News</a> <a href="/about">About</a>', ["news"]),
        (
            '<a href="/index.php?option=com_content&amp;view=category&amp;id=8">Ziņas</a>',
            ["index.php?id=8&option=com_content&view=category"],
        ),
        ('<a href="/galerija/">Galerija</a>', []),
    ],
)
def test_menus_name_lists(menu: str, pages: list[str]) -> None:
    html = f"<html><body><nav>{menu}</nav></body></html>"
    assert [address.removeprefix(HOME) for address in list_pages(html, HOME)] == pages


@pytest.mark.parametrize(
    ("content", "target"),
    [
        ("0; url=/lv/", "lv/"),
        ("0;URL='https://www.example.lv/lv/sakums'", "lv/sakums"),
        ("0; url=https://other.lv/", None),
        ("600", None),
        ("600; url=/lv/", None),
    ],
)
def test_a_page_may_send_its_readers_on(content: str, target: str | None) -> None:
    document = parse_page(f'<html><head><meta http-equiv="Refresh" content="{content}"></head></html>', HOME)
    assert document is not None
    assert refresh_target(document) == (f"{HOME}{target}" if target else None)


def test_blocks_of_page_builders_are_content() -> None:
    html = listing(ENTRIES).replace(
        "<main>", '<div class="elementor-widget elementor-widget-posts et_pb_widget">'
    )
    assert len(articles(html.replace("</main>", "</div>"))) == 4


@pytest.mark.parametrize(
    ("name", "count"),
    [
        ("content", 4),
        ("sidebar", 0),
        ("widget_recent_entries", 0),
        ("main-menu", 0),
        ("site-footer", 0),
        ("related-posts", 0),
    ],
)
def test_a_plain_list_counts_in_the_content_only(name: str, count: int) -> None:
    rows = "".join(
        f'<li><span>14.05.2023</span> <a href="{path}">{title}</a></li>' for path, title in ENTRIES
    )
    assert len(articles(f'<html><body><div class="{name}"><ul>{rows}</ul></div></body></html>')) == count
