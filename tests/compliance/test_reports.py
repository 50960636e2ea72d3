"""A funder's report in each form, good enough to file."""

from __future__ import annotations

import tomllib
from pathlib import Path

import pytest
from openpyxl import load_workbook
from pypdf import PdfReader

from fundtrace.reports import report
from fundtrace.reports.browser import browser
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


RULE = 'href="https://www.lad.gov.lv/lv/vizualas-identitates-vadlinijas-2014-2020-gadam"'
IN_ENGLISH = (
    "European Agricultural Fund for Rural Development",
    "incomplete",
    "does not meet: “Name the administering institutions",
    "published 5\u00a0Jun\u00a02017",
    "Name the administering institutions",
    "measured precision 100%",
    "Rules that are broken most often",
)
IN_LATVIAN = (
    "Projektu publicitāte",
    "nepilnīgi",
    "neizpilda: “Norādītas administrējošās iestādes",
    "publicēts 05.06.2017.",
    "nav ievērots",
    "Norādītas administrējošās iestādes",
    "mērīta precizitāte 100\u00a0%",
    "Visbiežāk neizpildītās prasības",
)


@pytest.mark.parametrize(("language", "words"), [("en", IN_ENGLISH), ("lv", IN_LATVIAN)])
def test_the_report_says_state_reason_rule_and_link(
    data: Path, tmp_path: Path, language: str, words: tuple[str, ...]
) -> None:
    out = tmp_path / "report.html"
    fundtrace(data, "report", "--funder", "eafrd-leader", "--language", language, "--out", str(out))
    page = out.read_text("utf-8")
    assert [word for word in words if word not in page] == []
    assert RULE in page


def test_both_languages_have_the_same_words() -> None:
    words = tomllib.loads((Path(report.__file__).with_name("words.toml")).read_text("utf-8"))
    shapes = [
        {key: set(value) if isinstance(value, dict) else None for key, value in words[language].items()}
        for language in ("lv", "en")
    ]
    assert shapes[0] == shapes[1]


@pytest.mark.skipif(browser() is None, reason="no Chromium here")
def test_the_pdf_holds_the_words(data: Path, tmp_path: Path) -> None:
    out = tmp_path / "report.pdf"
    result = fundtrace(data, "report", "--funder", "eafrd-leader", "--language", "lv", "--out", str(out))
    assert result.exit_code == 0, result.output
    pages = PdfReader(out).pages
    text = " ".join("".join(page.extract_text() for page in pages).split())
    assert len(pages) >= 2
    for word in ("Projektu publicitāte", "16-08-AL11-A019.2205-000901", "neizpilda", "nav ziņu"):
        assert word in text


def test_without_a_browser_the_pdf_says_how_to_get_one(
    data: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("fundtrace.reports.browser.browser", lambda: None)
    result = fundtrace(data, "report", "--funder", "sif", "--out", str(tmp_path / "report.pdf"))
    assert "Write .html and print it to a file" in str(result.exception)


def test_the_spreadsheet_has_a_summary_and_each_rule(data: Path, tmp_path: Path) -> None:
    out = tmp_path / "report.xlsx"
    fundtrace(data, "report", "--funder", "eafrd-leader", "--out", str(out))
    book = load_workbook(out)
    counts = dict(book["Summary"].iter_rows(min_row=2, values_only=True))
    assert (counts["incomplete"], counts["silent"]) == (1, 1)
    failed = [row for row in book["Rules"].iter_rows(values_only=True) if "not met" in row]
    assert [row[10] for row in failed] == ["leader-14-names-institutions"]


def test_a_period_leaves_out_other_grants(data: Path, tmp_path: Path) -> None:
    result = fundtrace(
        data, "report", "--funder", "sif", "--from", "2027-01-01", "--out", str(tmp_path / "report.csv")
    )
    assert result.stdout.startswith("1 grant of sif")


def test_an_unknown_ending_is_told(data: Path, tmp_path: Path) -> None:
    result = fundtrace(data, "report", "--funder", "sif", "--out", str(tmp_path / "report.doc"))
    assert "ends in .html, .pdf, .xlsx or .csv" in str(result.exception)
