"""How much of what was known a run read is shown: in the terminal, as JSON, and in the published snapshot."""

from __future__ import annotations

import json
import sqlite3
from contextlib import closing
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from click.testing import CliRunner

from crawlers.run import crawl
from db.publish import publish
from fundtrace.cli import cli
from tests.crawlers.conftest import Serve
from tests.crawlers.few_articles import PATHS, small

START = datetime(2026, 3, 1, 8, tzinfo=UTC)


@pytest.fixture
def crawled(serve: Serve, data: Path) -> Path:
    """A source of four articles, visited daily; one of them changed meanwhile, so three rest."""
    site = small(serve)
    for day in range(5):
        moment = START + timedelta(days=day)
        if day == 3:
            site.pages[PATHS[0]] = str(site.pages[PATHS[0]]).replace("laipu", "tiltu")
        crawl([site.source()], data, now=lambda at=moment: at)
    return data


def test_status_as_json_has_the_share(crawled: Path) -> None:
    printed = CliRunner().invoke(cli, ["--data", str(crawled), "status", "--json"]).output
    run = json.loads(printed)["sources"]["s"]["run"]
    assert (run["known"], run["known_read"], run["resting"]) == (4, 1, 3)


def test_status_in_the_terminal_has_the_share(crawled: Path) -> None:
    printed = CliRunner().invoke(cli, ["--data", str(crawled), "status"], env={"COLUMNS": "200"}).output
    assert "1 of 1, 3 rest" in printed


def test_the_snapshot_has_the_share(crawled: Path) -> None:
    publish(crawled / "fundtrace.db", crawled / "catalogue.db", built_at=START)
    with closing(sqlite3.connect(crawled / "catalogue.db")) as snapshot:
        rows = snapshot.execute("SELECT known, known_read, resting FROM source_runs ORDER BY run").fetchall()
    assert rows == [(0, 0, 0), (4, 4, 0), (4, 4, 0), (4, 4, 0), (4, 1, 3)]
