"""Pages that are no pages: nothing raises, nothing takes long."""

import random
from collections.abc import Callable

import pytest

from normalise.decoding import decode
from normalise.page import read_page
from tests.growth import grows_in_step, seconds

NOISE = decode(random.Random(7).randbytes(50_000)).text
PARAGRAPHS = "".join(f"<p>Biedrība uzcēla {n}. laipu ezera krastā kopā ar mums.</p>" for n in range(16_000))
BAD = {
    "empty": "",
    "blanks": " \n\t ",
    "nul": "\x00\x00",
    "only a comment": "<!-- nothing -->",
    "only a doctype": "<!DOCTYPE html>",
    "only a script": "<script>var x = '<p>y</p>'</script>",
    "frames": "<html><frameset><frame src=a></frameset></html>",
    "nested": "<div>" * 200_000 + "teksts" + "</div>" * 200_000,
    "nested lists": "<ul><li>" * 20_000,
    "nested tables": "<table><tr><td>" * 2_000,
    "many breaks": "<br>" * 30_000,
    "many attributes": "<p " + " ".join(f'a{number}="b"' for number in range(50_000)) + ">",
    "binary": NOISE,
    "deep JSON-LD": '<script type="application/ld+json">' + "[" * 50_000 + "</script>",
    "long title": "<title>" + "a - " * 50_000 + "</title>",
    "surrogate": "<p>\ud800</p>",
    "xml": '<?xml version="1.0" encoding="windows-1257"?><rss><channel><title>x</title></channel></rss>',
    "one long word": "a" * 1_000_000,
    "list start": "<ol start='99999999999999'><li>punkts</ol>",
    "bad base": "<base href='http://[x'><a href='http://[y'>z</a><img src='http://[z'>",
}


@pytest.mark.parametrize("kind", BAD)
def test_nothing_raises_and_nothing_takes_long(kind: str) -> None:
    assert seconds(lambda html: read_page(html, "https://example.lv/a"), BAD[kind]) < 5


EMPTY = ["empty", "blanks", "nul", "only a comment", "only a doctype", "only a script", "frames"]


@pytest.mark.parametrize("kind", EMPTY)
def test_an_empty_page_says_so(kind: str) -> None:
    page = read_page(BAD[kind], "https://example.lv/a#b")
    assert (page.text, page.title, [issue.kind for issue in page.issues]) == ("", None, ["empty page"])


def test_an_empty_page_keeps_its_address() -> None:
    assert read_page("", "https://example.lv/a#b").canonical == "https://example.lv/a"


def test_a_huge_page_is_read_from_its_beginning() -> None:
    page = read_page(PARAGRAPHS, "https://example.lv/a")
    assert (page.text[:17], [issue.kind for issue in page.issues]) == ("Biedrība uzcēla 0", ["page cut"])


def test_scripts_do_not_push_the_article_behind_the_cut() -> None:
    script = "<script>" + "a(1);" * 400_000 + "</script>"
    data = '<script type="application/ld+json">{"@type": "Article", "datePublished": "2023-05-06"}</script>'
    html = (
        f"{script}{data}<STYLE>b{{}}</STYLE>{script}<h1>Laipa</h1><p>Biedrība uzcēla laipu ezerā.</p>{script}"
    )
    page = read_page(html, "https://example.lv/a")
    assert (page.text, page.issues) == ("Laipa\nBiedrība uzcēla laipu ezerā.", ())
    assert page.published
    assert page.published.date == "2023-05-06"


def row(number: int) -> str:
    return f"<tr><td>Grupa {number}</td><td>{number} EUR</td><td>01.02.2023.</td></tr>"


def linked(number: int) -> str:
    return f'<li><a href="/a/{number}">Jaunums nr. {number} par talku</a></li>'


def pictured(number: int) -> str:
    caption = f"<figcaption>Dalībnieki {number}</figcaption>"
    return f'<figure><img src="/{number}.jpg" alt="Talka {number}">{caption}</figure>'


MANY: dict[str, tuple[str, Callable[[int], str], str]] = {
    "paragraphs": ("", lambda number: f"<p>Biedrība uzcēla {number}. laipu ezera krastā.</p>", ""),
    "rows": ("<table>", row, "</table>"),
    "links": ("<ul>", linked, "</ul>"),
    "pictures": ("", pictured, ""),
    "lines": ("<p>", lambda number: f"teksta rinda {number}<br>", "</p>"),
    "headings": ("", lambda number: f'<h2>Virsraksts {number}</h2><p class="date">01.02.2023</p>', ""),
    "spans": ("<p>", lambda number: f'<span class="x">vārds {number} </span>', "</p>"),
}


@pytest.mark.parametrize("kind", MANY)
def test_a_page_takes_time_in_step_with_its_length(kind: str) -> None:
    before, make, after = MANY[kind]

    def page(number: int) -> str:
        return f"<h1>Talka</h1><article>{before}{''.join(map(make, range(number)))}{after}</article>"

    assert grows_in_step(lambda html: read_page(html, "https://example.lv/a"), page, 200)


@pytest.mark.parametrize("kind", BAD)
def test_the_text_is_clean(kind: str) -> None:
    text = read_page(BAD[kind], "https://example.lv/a").text
    assert not any((sign < " " and sign != "\n") or "\x7f" <= sign <= "\x9f" for sign in text)
    assert "  " not in text


@pytest.mark.parametrize("url", ["", "a", "http://[broken", "file:///x", "https://example.lv:8000/a"])
def test_any_address_will_do(url: str) -> None:
    html = "<title>Laipa | Example</title><link rel=canonical href='/b'><p>Biedrība uzcēla laipu ezerā.</p>"
    assert "laipu" in read_page(html, url).text
