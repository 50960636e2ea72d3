"""An address that repeats itself a thousand times costs no more than a long one."""

from __future__ import annotations

from urllib.parse import urlencode

import pytest
from datasette.app import Datasette
from datasette.utils import MultiParams

from datasette_config.query_language import LONGEST_QUERY
from datasette_config.search.wish import LONGEST_VALUE, MOST_CHOSEN, read_wish

MANY = [f"{1000 + number}" for number in range(3000)]
FEWER = MANY[:1500]
# a page of results with every filter chosen has half of this
LARGEST = 1_000_000


@pytest.mark.parametrize("facet", ["year", "funder", "place", "source", "programme", "coverage", "verdict"])
def test_so_many_values_of_a_facet_are_heard(facet: str) -> None:
    chosen = read_wish(MultiParams({facet: [*MANY, "x" * (LONGEST_VALUE + 1)]})).selection
    assert chosen[facet] == tuple(MANY[:MOST_CHOSEN])  # type: ignore[index]


async def test_a_value_too_long_to_be_one_names_nothing(catalogue: Datasette) -> None:
    """Left out, it would make the file wider than asked."""
    address = "/search.json?" + urlencode({"place": "x" * (LONGEST_VALUE + 1)})
    assert (await catalogue.client.get(address)).json()["count"] == 0


def test_a_long_query_is_not_repeated_in_every_link() -> None:
    wish = read_wish(MultiParams({"q": ["a" * 60_000]}))
    assert wish.typed == "a" * LONGEST_QUERY
    assert [problem.kind for problem in wish.query.problems] == ["long"]


@pytest.mark.parametrize(
    "address",
    [
        "/search?" + urlencode({"year": MANY}, doseq=True),
        "/search?" + urlencode({"place": FEWER, "funder": FEWER, "source": FEWER}, doseq=True),
        "/search?" + urlencode({"q": "a " * 30_000}),
        "/search?" + urlencode({"q": "funder:a " * 3_000}),
        "/search?" + urlencode({"place": "a" * 60_000}),
        "/coverage?" + urlencode({"state": FEWER, "funder": FEWER, "q": FEWER}, doseq=True),
        "/coverage?" + urlencode({"q": "a " * 30_000}),
        "/watch?" + urlencode({"funder": FEWER, "grant": FEWER, "search": FEWER}, doseq=True),
        "/watch?" + urlencode({"search": "/search?" + urlencode({"year": MANY}, doseq=True)}),
        "/preflight?" + urlencode({"grant": "a" * 60_000}),
    ],
    ids=[
        *("one facet", "three facets", "long words", "many fields", "a long value"),
        *("coverage", "a long search of grants", "watch", "a saved search", "preflight"),
    ],
)
async def test_the_page_stays_small(catalogue: Datasette, address: str) -> None:
    answer = await catalogue.client.get(address)
    assert answer.status_code in {200, 400, 404, 414}
    assert len(answer.content) < LARGEST


async def test_what_datasette_refuses_is_no_fault_of_ours(catalogue: Datasette) -> None:
    answer = await catalogue.client.get("/catalogue/articles?_sort=nekas")
    assert answer.status_code == 400
    assert "Cannot sort table by nekas" in answer.text
