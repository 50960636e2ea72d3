"""Sites whose home page is their only list."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.crawlers.conftest import PARAGRAPH, Serve, article
from tests.crawlers.few_articles import visit


@pytest.mark.parametrize("called", ["Atklāta laipa", "Pavasara notikumi"])
@pytest.mark.parametrize("slug", ["viens-raksts", "laipa", "pavasara-talka", "12"])
def test_an_article_with_a_short_address_is_no_list(slug: str, called: str, serve: Serve, data: Path) -> None:
    """A site whose home page is its only list, and whose addresses lie below a section's name."""
    entries = [(f"/zinas/{slug}-{letter}/", f"{called} {letter}") for letter in "abcdefgh"]
    pages = {path: article(title, text=PARAGRAPH + title) for path, title in entries}
    blocks = "".join(f"<h2><a href='{path}'>{title}</a></h2><p>14.05.2023</p>" for path, title in entries)
    site = serve({"/": f"<html><body><main>{blocks}</main></body></html>"} | pages)
    report = visit(site.source(), data)
    assert (report.state, report.found) == ("ok", 8)
    assert [site.count(path) for path in pages] == [1] * 8
