"""A work database in a folder of its own, with two sources and a run that has begun."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from db.records import SourceRecord
from db.store import Store, open_store
from tests.db.samples import HOME, Crawl, page
from tests.db.snapshots import build


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    with open_store(tmp_path / "fundtrace.db") as opened:
        opened.save_sources(
            [
                SourceRecord("lielupe", "Lauku partnerība “Lielupe”", HOME),
                SourceRecord("ozols", "Ozolnieku ziņas", "https://ozols.example/"),
            ]
        )
        yield opened


@pytest.fixture
def crawl(store: Store) -> Crawl:
    crawl = Crawl(store)
    crawl.begin()
    return crawl


@pytest.fixture
def rows(store: Store) -> Callable[[str], list[tuple[object, ...]]]:
    return lambda sql: store.db.execute(sql).fetchall()


@pytest.fixture
def filled(crawl: Crawl) -> Crawl:
    crawl.article(page())
    crawl.article(
        replace(page(f"{HOME}bez-datuma", "Talka mežā\nTalka notiks.", "Talka mežā"), published=None)
    )
    crawl.article(page(f"{HOME}konkurss", "Konkurss\nPieteikumus gaidām.", "Konkurss"))
    return crawl


@pytest.fixture
def published(filled: Crawl) -> Path:
    return build(filled).path
