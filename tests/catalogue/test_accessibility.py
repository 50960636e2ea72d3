"""No violation of WCAG 2.2 level A or AA on any kind of page: light and dark, both languages, axe-core."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from tests.catalogue.page_types import PAGES

AXE = Path(__file__).with_name("vendor") / "axe.min.js"
RUN = """async () => {
    const tags = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"];
    const outcome = await axe.run(document, {runOnly: {type: "tag", values: tags}});
    return outcome.violations.flatMap(broken => broken.nodes.map(
        node => `${broken.id}: ${node.target.join(" ")}: ${node.failureSummary}`));
}"""
pytestmark = pytest.mark.browser


@pytest.fixture(scope="module", params=["light", "dark"])
def tested(request: pytest.FixtureRequest, browser: Any) -> Iterator[Any]:
    """A browser page in one colour scheme."""
    page = browser.new_page(color_scheme=request.param, viewport={"width": 1100, "height": 900})
    yield page
    page.close()


@pytest.mark.parametrize("prefix", ["", "/en"], ids=["lv", "en"])
@pytest.mark.parametrize("path", PAGES.values(), ids=PAGES)
def test_no_violation(tested: Any, address: str, ids: dict[str, str], path: str, prefix: str) -> None:
    tested.goto(address + prefix + path.format_map(ids))
    tested.evaluate("document.querySelectorAll('details').forEach(each => { each.open = true })")
    tested.evaluate(AXE.read_text(encoding="utf-8"))
    assert tested.evaluate(RUN) == []


@pytest.mark.parametrize("prefix", ["", "/en"], ids=["lv", "en"])
@pytest.mark.parametrize(
    ("number", "draft"),
    [("23-03-AL07-A019.2201-000004", "Neretā atklāts laukums."), ("Sēlijas laiks", "x"), ("x", "x")],
    ids=["judged", "several", "unknown"],
)
def test_no_violation_after_sending_a_draft(
    tested: Any, address: str, prefix: str, number: str, draft: str
) -> None:
    tested.goto(f"{address}{prefix}/preflight")
    tested.locator("#grant").fill(number)
    tested.locator("#draft").fill(draft)
    tested.locator("form[method=post] button").click()
    tested.wait_for_load_state()
    tested.evaluate("document.querySelectorAll('details').forEach(each => { each.open = true })")
    tested.evaluate(AXE.read_text(encoding="utf-8"))
    assert tested.evaluate(RUN) == []
