"""The operator's guide: each command and each settings file in it works; the reference is fresh."""

from __future__ import annotations

import re
import shlex
from pathlib import Path

import pytest
from click.testing import CliRunner

from docs.reference import PAGE, page
from fundtrace.cli import cli
from fundtrace.settings import load_settings
from fundtrace.telling.watches import load_watches

DOCS = Path(__file__).parents[2] / "docs"
GUIDE = (DOCS / "guide" / "operator.md").read_text("utf-8")
COMMANDS = [line for block in re.findall(r"```sh\n(.*?)```", GUIDE, re.DOTALL) for line in block.splitlines()]


def test_the_guides_commands_run(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    made = CliRunner().invoke(cli, ["--data", "data/demo", "demo", "--no-serve"])
    assert made.exit_code == 0, made.output
    for name, content in re.findall(r"```toml (\S+)\n(.*?)```", GUIDE, re.DOTALL):
        Path("data/demo", name).write_text(content, encoding="utf-8")
    for command in COMMANDS:
        done = CliRunner().invoke(cli, shlex.split(command)[1:])
        assert done.exit_code == 0, f"{command}\n{done.output}"
    assert Path("units/fundtrace-schedule.service").is_file()
    assert load_settings(Path("data/demo")).schedule.quiet == "08:00-18:00"
    assert [watch.name for watch in load_watches(Path("data/restored"))] == ["Lauku takas", "Biedrība"]


def test_the_reference_is_fresh() -> None:
    assert page() == PAGE.read_text("utf-8"), "docs/reference.md is stale: run python -m docs.reference"


@pytest.mark.parametrize("name", ["guide/operator.md", "guide/growing.md", "architecture.md"])
def test_links_lead_somewhere(name: str) -> None:
    text = (DOCS / name).read_text("utf-8")
    links = [link.partition("#")[0] for link in re.findall(r"\]\(([^)]+)\)", text)]
    assert [link for link in links if link and not (DOCS / name).parent.joinpath(link).exists()] == []
