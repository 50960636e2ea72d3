"""Tables: numbers, addresses and times are never broken; what goes into a pipe is not broken at all."""

from __future__ import annotations

from pathlib import Path

import pytest
from click.testing import CliRunner
from rich.table import Table

from crawlers.run import crawl
from fundtrace.cli import cli
from fundtrace.commands.demo import BUNDLED_REGISTER
from fundtrace.progress import print_table
from tests.crawlers.conftest import article, listing, serving

# rich takes the output for a terminal
TERMINAL = {"FORCE_COLOR": "1", "COLUMNS": "80", "TERM": "xterm"}
PIPE = {"COLUMNS": "80"}
NUMBER = "17-08-AL11-A019.2202-000907"
WORDS = "news is awaited for a year, until the day that the funder names, and after that it is late"


@pytest.fixture(scope="module")
def data(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A crawl of one small site and the demo's register."""
    folder = tmp_path_factory.mktemp("tables")
    with serving() as serve:
        path = "/zinas/laipa-par-upi/"
        site = serve({"/": listing([(path, "Laipa pār upi")]), path: article("Laipa pār upi")})
        crawl([site.source("a-source-with-a-long-name-of-its-own")], folder, jobs=0)
    shown(folder, PIPE, "grants", "import", str(BUNDLED_REGISTER))
    return folder


def shown(data: Path, env: dict[str, str], *command: str) -> str:
    done = CliRunner().invoke(cli, ["--data", str(data), *command], env=env, catch_exceptions=False)
    return done.stdout


@pytest.mark.parametrize("env", [TERMINAL, PIPE], ids=["terminal", "pipe"])
@pytest.mark.parametrize("command", ["check", "grants list"])
def test_a_grant_number_is_whole(data: Path, env: dict[str, str], command: str) -> None:
    assert f"│ {NUMBER} " in shown(data, env, *command.split())


@pytest.mark.parametrize("env", [TERMINAL, PIPE], ids=["terminal", "pipe"])
def test_source_and_times_are_whole(data: Path, env: dict[str, str]) -> None:
    lines = [line for line in shown(data, env, "status").splitlines() if line.startswith("│")]
    assert "a-source-with-a-long-name-of-its-own" in lines[0]
    assert lines[0].count("Z │") == 2


@pytest.mark.parametrize("command", ["check", "grants list", f"check --grant {NUMBER}", "status"])
def test_a_row_is_a_line_in_a_pipe(data: Path, command: str) -> None:
    lines = shown(data, PIPE, *command.split()).splitlines()
    rows = [line for line in lines if line.startswith("│")]
    assert rows
    assert all(row.split("│")[1].strip() for row in rows)


def test_words_are_broken_in_a_terminal_that_is_narrow(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    for name, value in TERMINAL.items():
        monkeypatch.setenv(name, value)
    print_table(one_row("Forty words", WORDS))
    lines = capsys.readouterr().out.splitlines()
    assert max(map(len, lines[3:])) == 80
    assert len(lines) > 6


def test_neither_a_long_title_nor_what_looks_like_markup_is_lost(capsys: pytest.CaptureFixture[str]) -> None:
    print_table(one_row(f"http://127.0.0.1/{WORDS}", "[/b] the list says :smile: [red]"))
    out = capsys.readouterr().out
    assert out.startswith(f"http://127.0.0.1/{WORDS}\n")
    assert "│ [/b] the list says :smile: [red] │" in out


def one_row(title: str, cell: str) -> Table:
    table = Table(title=title)
    table.add_column("Number", no_wrap=True)
    table.add_column("Why", overflow="fold")
    table.add_row(NUMBER, cell)
    return table
