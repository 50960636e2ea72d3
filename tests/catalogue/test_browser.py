"""The catalogue in a real browser: search by typing, open an article, follow a quote, change the language."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest

pytestmark = pytest.mark.browser


@pytest.fixture
def page(browser: Any) -> Iterator[Any]:
    """A new page; anything that the browser complains about fails the test."""
    complaints: list[str] = []
    page = browser.new_page(viewport={"width": 1200, "height": 900})
    page.on("console", lambda message: complaints.append(message.text))
    page.on("pageerror", lambda error: complaints.append(str(error)))
    yield page
    page.close()
    assert complaints == []


def test_from_the_question_to_the_proof(page: Any, address: str) -> None:
    page.goto(address)
    page.get_by_label("Meklēt rakstos").fill("nometnei")
    page.get_by_role("button", name="Meklēt").click()
    page.get_by_role("link", name="Jauniešu nometne “Kopā varam” Cēsīs").click()
    assert page.locator("mark.ev-funders").first.inner_text() == "finansē Islande, Lihtenšteina un Norvēģija"
    page.locator(".quotes").get_by_role("link", name="12 500,50 EUR").click()
    assert page.locator(".anchor:target + mark").inner_text() == "12 500,50 EUR"
    page.get_by_role("link", name="English").click()
    assert page.get_by_role("heading", name="What was found in it").is_visible()


def test_facets_by_clicking(page: Any, address: str) -> None:
    page.goto(f"{address}/en/search?q=skola")
    page.locator(".facet").get_by_role("link", name="Talsi").click()
    page.locator(".facet").get_by_role("link", name="2023").click()
    assert page.locator("#count").inner_text() == "4 articles"
    page.get_by_role("link", name="Remove: Year: 2023").first.click()
    assert page.locator("#count").inner_text() == "9 articles"


@pytest.mark.parametrize("path", ["/en/", "/en/search"])
def test_results_while_typing(page: Any, address: str, path: str) -> None:
    page.goto(address + path)
    page.get_by_label("Search the articles").press_sequentially("nomet")
    page.locator(".hits mark.hit").first.wait_for()
    assert (page.locator("[role=status]").first.inner_text(), page.url) == (
        page.locator("#count").inner_text(),
        f"{address}/en/search?q=nomet*",
    )


def test_search_without_scripts(browser: Any, address: str) -> None:
    page = browser.new_page(java_script_enabled=False)
    page.goto(f"{address}/en/")
    page.get_by_label("Search the articles").fill("nometnei")
    page.get_by_role("button", name="Search").click()
    assert page.locator(".hits mark.hit").count() > 0
    page.close()


def test_skip_link_by_keyboard(page: Any, address: str) -> None:
    page.goto(address)
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.id") == "content"


def test_a_mark_explains_itself_to_the_keyboard(page: Any, address: str, ids: dict[str, str]) -> None:
    page.goto(f"{address}/en/article/{ids['jauniesu-nometne']}")
    page.locator("section.text").press("Tab")
    while page.evaluate("document.activeElement.closest('mark.ev-amounts') === null"):
        page.keyboard.press("Tab")
    shown = page.evaluate("getComputedStyle(document.activeElement, '::after').content")
    assert shown == '"Sum: EUR\u00a012,500.50. How it was found: sum of money in EUR."'


def test_no_sideways_scrolling_on_a_phone(page: Any, address: str) -> None:
    page.set_viewport_size({"width": 320, "height": 640})
    paths = ["/", "/search?q=skola", "/funder/sif", "/grant/AIF/2022/KAPAC2/018", "/status"]
    paths += ["/about", "/overview"]
    wide = []
    for path in paths:
        page.goto(address + path)
        if page.evaluate("document.documentElement.scrollWidth") > 320:
            wide.append(path)
    assert wide == []


def test_datasettes_own_table_still_works(page: Any, address: str) -> None:
    page.goto(f"{address}/catalogue/articles?_facet=source")
    assert page.get_by_role("link", name="← Fundtrace").is_visible()
