"""No violation of WCAG 2.2 level A or AA on any kind of page: light and dark, both languages, axe-core."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

AXE = Path(__file__).with_name("vendor") / "axe.min.js"
RUN = """async () => {
    const tags = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"];
    const outcome = await axe.run(document, {runOnly: {type: "tag", values: tags}});
    return outcome.violations.flatMap(broken => broken.nodes.map(
        node => `${broken.id}: ${node.target.join(" ")}: ${node.failureSummary}`));
}"""
PAGES = {
    "home": "/",
    "search": "/search?q=skola",
    "chosen": "/search?q=skola&place=Talsi&role=financed",
    "nothing": '/search?q="nekas tāds"&year=2023',
    "problems": "/search?q=after:vakar funder:nezināms",
    "article": "/article/{jauniesu-nometne}",
    "revised": "/article/{konkurss-atverts}",
    "no-date": "/article/{bez-datuma}",
    "funder": "/funder/sif",
    "grant": "/grant/AIF/2022/KAPAC2/018",
    "organisation": "/organisation/lielupes-krasts",
    "place": "/place/Cēsis",
    "source": "/source/selija",
    "overview": "/overview",
    "status": "/status",
    "about": "/about",
    "missing": "/nekas",
}
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
