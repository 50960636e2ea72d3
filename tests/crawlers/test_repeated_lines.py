"""A line that stands on nearly every page and says who paid is pointed out; the operator says what it is."""

from __future__ import annotations

from pathlib import Path

import pytest

from crawlers.renormalise import renormalise
from crawlers.run import crawl
from db.store import open_store
from tests.crawlers.conftest import PARAGRAPH, Serve, Site, article, listing

FOOTER = "Mājaslapu līdzfinansē Eiropas Lauksaimniecības fonds lauku attīstībai."
OF_ONE = "Projektu līdzfinansē Aktīvo iedzīvotāju fonds."
KIND = "line on every page"


def news(serve: Serve, count: int) -> Site:
    """Articles with the line in a plain block beside the text, as on sites without a footer by name."""
    paths = [
        (f"/zinas/laipa-par-upi-{number}/", f"Laipa pār upi, {number}. kārta") for number in range(count)
    ]
    pages = {
        path: article(title).replace(
            "</main>", f"<p>{OF_ONE if number == 0 else ''}</p><p>{FOOTER}</p></main>"
        )
        for number, (path, title) in enumerate(paths)
    }
    return serve(pages | {"/": listing(paths)})


def pointed_out(data: Path) -> list[str]:
    with open_store(data / "fundtrace.db") as store:
        return [row[0] for row in store.db.execute("SELECT detail FROM issues WHERE kind = ?", [KIND])]


def funders(data: Path) -> dict[str, int]:
    with open_store(data / "fundtrace.db") as store:
        sql = "SELECT funder, count(*) FROM article_funders GROUP BY funder"
        return dict(store.db.execute(sql).fetchall())


def test_a_line_on_every_page_is_pointed_out_and_nothing_is_lost(serve: Serve, data: Path) -> None:
    crawl([news(serve, 8).source()], data)
    (detail,) = pointed_out(data)
    assert FOOTER in detail
    assert PARAGRAPH.strip() not in detail
    assert OF_ONE not in detail
    assert sum(funders(data).values()) == 9


@pytest.mark.parametrize("spelling", [FOOTER, FOOTER.upper()])
def test_a_line_that_the_operator_names_says_nothing_any_more(
    spelling: str, serve: Serve, data: Path
) -> None:
    site = news(serve, 8)
    crawl([site.source()], data)
    renormalise(data, [site.source(standing={"lines": [spelling]})])
    assert sorted(funders(data).values()) == [1]
    assert pointed_out(data) == []


def test_few_articles_tell_nothing(serve: Serve, data: Path) -> None:
    crawl([news(serve, 4).source()], data)
    assert pointed_out(data) == []


def test_what_was_named_is_not_pointed_out(serve: Serve, data: Path) -> None:
    site = news(serve, 8)
    crawl([site.source(standing={"lines": [FOOTER]})], data)
    assert pointed_out(data) == []
