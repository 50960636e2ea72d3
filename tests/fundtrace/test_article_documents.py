"""Documents of an article, from the crawl to the catalogue's page."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

import pytest

from crawlers.run import crawl
from datasette_config.app import make_datasette
from db.publish import publish
from db.store import open_store
from normalise.funder_register import load_register
from tests.crawlers.conftest import Serve
from tests.crawlers.test_attachments import GOOD, NUMBER, PDF, linked


@pytest.mark.parametrize(("prefix", "words"), [("", "Pielikumi"), ("/en", "Attached documents")])
async def test_an_articles_page_lists_its_documents(
    prefix: str, words: str, serve: Serve, tmp_path: Path
) -> None:
    site = linked(serve, {"/a.pdf": (200, PDF, GOOD), "/b.pdf": (404, {}, b"")})
    crawl([site.source()], tmp_path, jobs=0)
    with open_store(tmp_path / "fundtrace.db") as store:
        ((article,),) = store.db.execute("SELECT DISTINCT article FROM article_documents").fetchall()
    publish(
        tmp_path / "fundtrace.db",
        tmp_path / "catalogue.db",
        built_at=datetime(2026, 1, 1, tzinfo=UTC),
        funders=load_register().funders.values(),
    )
    client = make_datasette(tmp_path / "catalogue.db").client
    page = (await client.get(f"{prefix}/article/{article}")).text
    assert all(part in page for part in (words, f"{site.home}a.pdf", f"{site.home}b.pdf", NUMBER))
    # the article itself is not said to be paid by anybody
    summary = (await client.get("/search.json?q=laipa")).json()
    assert {tuple(result["funders"]) for result in summary["results"]} == {()}
