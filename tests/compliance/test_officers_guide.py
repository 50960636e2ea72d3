"""The officer's guide: each command in it runs."""

from __future__ import annotations

import re
import shlex
import shutil
import sqlite3
import time
from contextlib import closing
from pathlib import Path

import pytest
from click.testing import CliRunner
from pypdf import PdfReader

from fundtrace.cli import cli
from fundtrace.reports.browser import browser
from tests.compliance.running import fundtrace


@pytest.fixture(scope="module")
def data(demo: Path) -> Path:
    return demo


GUIDE = Path(__file__).parents[2] / "docs" / "guide" / "officer.md"
TEN_MINUTES = 600


def _in_catalogue(data: Path, grant: str) -> int:
    with closing(sqlite3.connect(data / "catalogue.db")) as snapshot:
        sql = 'SELECT count(*) FROM coverage WHERE "grant" = ?'
        return int(snapshot.execute(sql, [grant]).fetchone()[0])


@pytest.mark.skipif(browser() is None, reason="the guide's PDF needs Chromium")
def test_the_officers_guide_runs(data: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    own = tmp_path / "data"
    shutil.copytree(data, own)
    monkeypatch.chdir(tmp_path)
    guide = GUIDE.read_text("utf-8")
    for name, content in re.findall(r"```\w+ (\S+)\n(.*?)```", guide, re.DOTALL):
        Path(name).write_text(content, "utf-8")
    commands = [
        line for block in re.findall(r"```sh\n(.*?)```", guide, re.DOTALL) for line in block.splitlines()
    ]
    assert len(commands) == 10
    begun = time.monotonic()
    for command in commands:
        result = CliRunner().invoke(cli, shlex.split(command.replace("data/demo", str(own)))[1:])
        assert result.exit_code == 0, f"{command}\n{result.output}"
    assert time.monotonic() - begun < TEN_MINUTES
    assert "AIF/2021/IK/908" in fundtrace(own, "grants", "list", "--json").stdout
    assert _in_catalogue(own, "AIF/2021/IK/908") == 1
    assert Path("leader.pdf").read_bytes().startswith(b"%PDF-")
    assert "Projektu publicitāte" in PdfReader("leader.pdf").pages[0].extract_text()
