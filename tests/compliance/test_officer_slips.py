"""What an officer mistypes or forgets on the command line is said in a sentence."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import pytest

from fundtrace.commands.check import _URGENT
from tests.compliance.running import fundtrace


@pytest.fixture(scope="module")
def data(demo: Path) -> Path:
    return demo


@pytest.mark.parametrize(
    "command",
    [("check",), ("grants", "list"), ("report", "--out", "x.html")],
    ids=lambda command: command[0],
)
def test_an_unknown_funder_is_told_with_those_there_are(data: Path, command: tuple[str, ...]) -> None:
    told = fundtrace(data, *command, "--funder", "nekas")
    assert told.exit_code == 1
    assert "No grant of the funder “nekas” is in the register; there are grants of acf-lv," in str(
        told.exception
    )


@pytest.mark.parametrize("named", ["sif", "SIF", "Sabiedrības integrācijas fonds"])
def test_a_funder_is_known_by_name_too(data: Path, named: str) -> None:
    found = json.loads(fundtrace(data, "check", "--funder", named, "--format", "json").stdout)["grants"]
    assert {grant["funder"] for grant in found} == {"sif"}


@pytest.mark.parametrize(
    "command",
    [
        ("report", "--funder", "sif", "--out", "x.html", "--from", "janvāris"),
        ("report", "--funder", "sif", "--out", "x.html", "--to", "2023-02-30"),
        ("preflight", "-", "--grant", "AIF/2021/IK/901", "--published", "30.06.2023"),
        ("extract", "-", "--published", "2023-13-01"),
    ],
    ids=["from", "to", "preflight", "extract"],
)
def test_what_is_no_day_is_told(data: Path, command: tuple[str, ...]) -> None:
    told = fundtrace(data, *command, text="Projektu finansē AIF.")
    assert told.exit_code != 0
    assert f"{command[-2]} {command[-1]}: write the date as YYYY-MM-DD" in str(told.exception)


@pytest.mark.parametrize(
    ("name", "content", "words"),
    [
        ("a.csv", "Projekta numurs;Saņēmējs\n", "a.csv holds no grant"),
        ("a.json", "[]", "a.json holds no grant"),
        ("b.json", '{"grants": [5]}', "Grant 1: this is no grant but a bare value"),
        ("b.csv", "Projekta numurs;Saņēmējs\n;B\n", "Line 2: the grant's number is missing"),
        ("c.csv", "Projekta numurs;Saņēmējs\n;B\n", "1 row did not go in; mend it and import"),
    ],
)
def test_a_file_that_brings_nothing_is_no_success(
    tmp_path: Path, name: str, content: str, words: str
) -> None:
    (tmp_path / name).write_text(content, "utf-8")
    told = fundtrace(tmp_path / "data", "grants", "import", str(tmp_path / name))
    assert told.exit_code == 1
    assert words in f"{told.output}{told.exception}"


@pytest.mark.parametrize(
    "heading", ["Pieteicējs", "Projekta iesniedzēja nosaukums", "Projekta pieteicējs", "Applicant"]
)
def test_results_lists_name_the_recipient_in_their_way(tmp_path: Path, heading: str) -> None:
    table = (
        f"<table><tr><td>Nr.</td><td>Projekta Nr.</td><td>{heading}</td>"
        "<td>Piešķirtais finansējums EUR</td></tr>"
        "<tr><td>1</td><td>AIF/2021/IK/970</td><td>Biedrība “Upe”</td><td>1 000,00</td></tr></table>"
    )
    (tmp_path / "a.html").write_text(table, "utf-8")
    assert fundtrace(tmp_path, "grants", "import", str(tmp_path / "a.html")).exit_code == 0
    (grant,) = json.loads(fundtrace(tmp_path, "grants", "list", "--json").stdout)["grants"]
    assert (grant["recipient"], grant["amount"]) == ("Biedrība “Upe”", 1000.0)


def test_where_there_is_a_catalogue_the_import_says_how_it_gets_there(data: Path, tmp_path: Path) -> None:
    own = tmp_path / "data"
    shutil.copytree(data, own)
    file = tmp_path / "a.csv"
    file.write_text("Projekta numurs;Saņēmējs\nAIF/2021/IK/970;B\n", "utf-8")
    assert "fundtrace publish" not in fundtrace(own, "grants", "import", str(file)).output
    assert fundtrace(own, "publish").exit_code == 0
    assert "fundtrace publish" in fundtrace(own, "grants", "import", str(file)).output


def test_the_table_begins_with_what_is_urgent_and_ends_with_a_count(data: Path) -> None:
    told = fundtrace(data, "check").stdout
    grants = json.loads(fundtrace(data, "check", "--format", "json").stdout)["grants"]
    first = min(grants, key=lambda grant: (_URGENT.index(grant["coverage"]), grant["id"]))
    rows = [line for line in told.splitlines() if line.startswith("│")]
    assert first["id"][:12] in rows[0]
    assert "silent 2, late 1, incomplete 1, " in told


def test_one_grant_is_one_grant(data: Path) -> None:
    assert "1 grant\n" in fundtrace(data, "check", "--grant", "AIF/2021/IK/901").stdout.replace("  ", "")


def test_a_mapped_heading_that_no_column_has_is_told(tmp_path: Path) -> None:
    (tmp_path / "a.csv").write_text("Kods;Kas;Beidzas\nAIF/2021/IK/970;Soliņi;2022-10-31\n", "utf-8")
    (tmp_path / "m.toml").write_text(
        '[columns]\nidentifier = "Kods"\ntitle = "Kas"\nend = "Beidzās līdz"\n', "utf-8"
    )
    told = fundtrace(
        tmp_path, "grants", "import", str(tmp_path / "a.csv"), "--mapping", str(tmp_path / "m.toml")
    )
    assert told.exit_code == 1
    assert "Line 1: no column is headed “Beidzās līdz”, which the mapping names for end; " in told.output
    assert "there are “Kods”, “Kas”, “Beidzas”" in told.output
    assert "1 new" in told.output


def test_a_mapped_heading_without_quotation_marks_is_told_as_such(tmp_path: Path) -> None:
    (tmp_path / "a.csv").write_text("Kods;Kas\nAIF/2021/IK/970;Soliņi\n", "utf-8")
    (tmp_path / "m.toml").write_text("[columns]\nidentifier = 1\n", "utf-8")
    told = fundtrace(
        tmp_path, "grants", "import", str(tmp_path / "a.csv"), "--mapping", str(tmp_path / "m.toml")
    )
    assert "identifier in [columns] is no text: write it in quotation marks" in str(told.exception)
