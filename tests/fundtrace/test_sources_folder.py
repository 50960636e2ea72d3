"""Which source files a command goes by."""

from __future__ import annotations

import json
import os
import shutil
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from fundtrace.cli import cli
from fundtrace.failure import Failure
from fundtrace.places import BUNDLED_SOURCES, sources_folder
from tests.crawlers.conftest import article, listing, serving

OWN = 'name = "Upe"\nhome = "https://upe.example/"\norganisation = { name = "Biedrība “Upe”" }\n'


def fundtrace(data: Path, *arguments: str) -> Result:
    return CliRunner().invoke(cli, ["--data", str(data), *arguments])


def test_named_files_come_first_then_the_folders_own_then_the_demos_then_the_registry(tmp_path: Path) -> None:
    assert sources_folder(tmp_path, None) == BUNDLED_SOURCES
    demo, own = tmp_path / "demo-sources", tmp_path / "sources"
    demo.mkdir()
    assert sources_folder(tmp_path, None) == demo
    own.mkdir()
    assert sources_folder(tmp_path, None) == own
    assert sources_folder(tmp_path, Path("mine")) == Path("mine")


@pytest.fixture
def own(tmp_path: Path) -> Path:
    """A data folder with a registry of its own."""
    (tmp_path / "sources").mkdir()
    (tmp_path / "sources" / "upe.toml").write_text(OWN, "utf-8")
    return tmp_path


def test_every_command_goes_by_the_data_folders_own(own: Path) -> None:
    listed = json.loads(fundtrace(own, "sources", "list", "--json").stdout)["sources"]
    assert [source["id"] for source in listed] == ["upe"]
    assert "1 source is in order." in fundtrace(own, "sources", "check").stdout
    assert "upe" in fundtrace(own, "schedule", "next").stdout


def test_the_published_check_goes_by_it_too(own: Path) -> None:
    register = own / "grants.csv"
    register.write_text(
        "Projekta numurs;Saņēmējs;Beigas\nAIF/2021/IK/970;Biedrība “Upe”;2022-01-01\n", "utf-8"
    )
    assert fundtrace(own, "grants", "import", str(register)).exit_code == 0
    (grant,) = json.loads(fundtrace(own, "check", "--format", "json").stdout)["grants"]
    assert [source["source"] for source in grant["sources"]] == ["upe"]


def test_a_site_is_added_to_it(own: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    entries = [(f"/zinas/laipa-par-upi-{number}/", f"Laipa pār upi, {number}. kārta") for number in range(4)]
    with serving() as serve:
        site = serve({"/": listing(entries)} | {path: article(title) for path, title in entries})
        told = fundtrace(own, "sources", "add", site.home, "--id", "jauns", "--allow-private-addresses")
    assert told.exit_code == 0, told.output
    assert (own / "sources" / "jauns.toml").is_file()


def test_a_registry_that_cannot_be_written_says_where_to_put_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    installed = Path(shutil.copytree(BUNDLED_SOURCES, tmp_path / "installed"))
    monkeypatch.setattr("fundtrace.places.BUNDLED_SOURCES", installed)
    # root may write anywhere
    monkeypatch.setattr(os, "access", lambda path, mode: Path(path) != installed)
    told = fundtrace(tmp_path / "data", "sources", "add", "https://upe.example/")
    assert isinstance(told.exception, Failure)
    assert f"cp -r {installed} {tmp_path / 'data' / 'sources'}" in str(told.exception)
