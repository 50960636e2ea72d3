"""A funder's report in each form, good enough to file."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.compliance.running import fundtrace


@pytest.fixture(scope="module")
def data(demo: Path) -> Path:
    return demo


@pytest.mark.parametrize(
    ("ending", "start"), [("html", b"<!doctype html>"), ("csv", b"\xef\xbb\xbfid,"), ("xlsx", b"PK\x03\x04")]
)
def test_a_report_in_each_form(data: Path, tmp_path: Path, ending: str, start: bytes) -> None:
    out = tmp_path / f"report.{ending}"
    result = fundtrace(data, "report", "--funder", "eafrd-leader", "--out", str(out))
    assert result.exit_code == 0
    assert out.read_bytes().startswith(start)


def test_the_report_says_state_reason_rule_and_link(data: Path, tmp_path: Path) -> None:
    out = tmp_path / "report.html"
    fundtrace(data, "report", "--funder", "eafrd-leader", "--out", str(out))
    page = out.read_text("utf-8")
    assert "does not meet: leader-14-names-institutions" in page
    assert "Norādītas administrējošās iestādes" in page
    assert 'href="https://www.lad.gov.lv/lv/vizualas-identitates-vadlinijas-2014-2020-gadam"' in page


def test_an_unknown_ending_is_told(data: Path, tmp_path: Path) -> None:
    result = fundtrace(data, "report", "--funder", "sif", "--out", str(tmp_path / "report.doc"))
    assert "ends in .html, .pdf, .xlsx or .csv" in str(result.exception)
