"""The catalogue in a real browser: search by typing, open an article, follow a quote, change the language."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest

from tests.catalogue.page_types import PAGES

LARGEST_PAGE = 100_000  # bytes with style, script and icon, not compressed
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


@pytest.fixture(scope="module")
def sized(browser: Any) -> Iterator[Any]:
    """A page for looking at many addresses."""
    page = browser.new_page(viewport={"width": 1100, "height": 900})
    yield page
    page.close()


@pytest.fixture(scope="module")
def scriptless(browser: Any) -> Iterator[Any]:
    """The same without JavaScript."""
    page = browser.new_page(viewport={"width": 1100, "height": 900}, java_script_enabled=False)
    yield page
    page.close()


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


@pytest.mark.parametrize("width", [320, 520], ids=["phone", "zoom-200"])
@pytest.mark.parametrize("path", PAGES.values(), ids=PAGES)
def test_no_sideways_scrolling(sized: Any, address: str, ids: dict[str, str], path: str, width: int) -> None:
    sized.set_viewport_size({"width": width, "height": 640})
    sized.goto(address + path.format_map(ids))
    assert sized.evaluate("document.documentElement.scrollWidth") <= width


@pytest.mark.parametrize("prefix", ["", "/en"], ids=["lv", "en"])
@pytest.mark.parametrize("path", PAGES.values(), ids=PAGES)
def test_small_and_from_this_host_alone(
    browser: Any, address: str, ids: dict[str, str], path: str, prefix: str
) -> None:
    fresh = browser.new_page()
    answers: list[Any] = []
    fresh.on("response", lambda answer: answers.append(answer))
    fresh.goto(address + prefix + path.format_map(ids), wait_until="networkidle")
    foreign = [answer.url for answer in answers if not answer.url.startswith(f"{address}/")]
    weight = sum(len(answer.body()) for answer in answers)
    fresh.close()
    assert (foreign, weight < LARGEST_PAGE) == ([], True), weight


@pytest.mark.parametrize("path", PAGES.values(), ids=PAGES)
def test_complete_without_scripts(
    sized: Any, scriptless: Any, address: str, ids: dict[str, str], path: str
) -> None:
    shown = []
    for page in (sized, scriptless):
        page.set_viewport_size({"width": 1100, "height": 900})
        page.goto(address + path.format_map(ids))
        lines = page.locator("body").inner_text().split("\n")
        shown.append(([line for line in lines if line], page.locator("body svg, body form").count()))
    assert shown[0] == shown[1]


def test_a_draft_is_checked_without_scripts(scriptless: Any, address: str) -> None:
    scriptless.goto(f"{address}/en/preflight")
    scriptless.get_by_label("Grant number").fill("AIF/2023/ACTB/044")
    scriptless.get_by_label("Text or HTML of the item").fill("Māja atvērta.")
    scriptless.get_by_role("button", name="Check").click()
    assert scriptless.locator(".verdict-box .verdict-not-met").count() > 0


def test_grants_by_keyboard(page: Any, address: str) -> None:
    page.goto(f"{address}/en/coverage")
    page.get_by_label("Number, project or recipient").fill("klusa maja")
    page.keyboard.press("Enter")
    page.locator("table a.number").press("Enter")
    page.wait_for_url("**/grant/**")
    assert page.get_by_role("heading", name="Publicity: silent").is_visible()


@pytest.mark.parametrize("path", ["/", "/coverage", "/grant/AIF/2023/ACTB/044", "/search?q=skola"])
def test_print_shows_the_content_without_the_frame(sized: Any, address: str, path: str) -> None:
    sized.emulate_media(media="print")
    sized.goto(address + path)
    hidden = [sized.locator(each).first.is_visible() for each in (".top nav", ".bottom", ".skip")]
    shown = sized.locator("h1, h2").first.is_visible()
    sized.emulate_media(media="screen")
    assert (hidden, shown) == ([False] * 3, True)


def test_datasettes_own_table_still_works(page: Any, address: str) -> None:
    page.goto(f"{address}/catalogue/articles?_facet=source")
    assert page.get_by_role("link", name="← Fundtrace").is_visible()
