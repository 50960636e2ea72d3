"""One crawl of the demo sites with the bundled register, on a day that stays."""

from __future__ import annotations

from pathlib import Path

import pytest

from crawlers.run import crawl
from crawlers.sources import load_sources
from fundtrace.commands.demo import BUNDLED_REGISTER
from fundtrace.demo.server import serve_demo, write_sources
from tests.compliance.running import TODAY, fundtrace
from tests.crawlers.conftest import serve as serve


@pytest.fixture(scope="session")
def demo(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The data folder of a crawled demo; tests that write into it work on a copy."""
    folder = tmp_path_factory.mktemp("compliance")
    with serve_demo() as sites:
        write_sources(folder / "demo-sources", sites.ports)
        crawl(load_sources(folder / "demo-sources"), folder)
    assert fundtrace(folder, "grants", "import", str(BUNDLED_REGISTER)).exit_code == 0
    return folder


@pytest.fixture(autouse=True)
def on_that_day(monkeypatch: pytest.MonkeyPatch) -> None:
    """Commands take the day of the hand check for today."""
    monkeypatch.setattr("fundtrace.checking.today", lambda: TODAY)
