"""Registers as funders send them: every kind of file, every slip, and a plain word for what cannot go in."""

from __future__ import annotations

import json
import zipfile
from datetime import date
from pathlib import Path

import pytest
from openpyxl import Workbook

from db.grants.files import FileRead, read_file, read_mapping
from db.grants.problems import RegisterFileError
from db.grants.register import Imported, load_grants, save_grants
from db.store import open_store
from normalise.typed_values import read_day, read_sum

HEAD = "Projekta numurs;Projekta nosaukums;Saņēmējs;Reģ. nr.;Summa;Līguma datums;Sākums;Beigas;Finansētājs"
ROW = (
    "AIF/2022/KAPAC2/905;“Zvaigžņu jumts”;Biedrība “Ķirši”;50008999999;12 345,60 EUR;05.05.2022;"
    "2022. gada jūnijs;2023. gada 5. maijs;AIF"
)


@pytest.mark.parametrize(
    ("cell", "day"),
    [
        ("2023-05-05", "2023-05-05"),
        ("2023-05-05T00:00:00", "2023-05-05"),
        ("05.05.2023", "2023-05-05"),
        ("5.5.2023.", "2023-05-05"),
        ("05/03/2021", "2021-03-05"),
        ("2023.05.31", "2023-05-31"),
        ("2023. gada 5. maijs", "2023-05-05"),
        ("2023.gada 5.maijā", "2023-05-05"),
        ("5 May 2023", "2023-05-05"),
        ("45123", "2023-07-16"),
        (45123, "2023-07-16"),
        (45123.0, "2023-07-16"),
        (date(2023, 5, 5), "2023-05-05"),
        ("", None),
        ("-", None),
    ],
)
def test_days_as_people_type_them(cell: object, day: str | None) -> None:
    assert read_day(cell) == day


@pytest.mark.parametrize(
    ("cell", "last"), [("2023. gada februāris", "2023-02-28"), ("2023. gada jūnijs", "2023-06-30")]
)
def test_a_month_ends_on_its_last_day(cell: str, last: str) -> None:
    assert read_day(cell, "last") == last


@pytest.mark.parametrize(
    "cell", ["rudenī", "31.02.2023", "12", "12.05", "2023. gada pavasarī un rudenī", "9999999"]
)
def test_what_is_no_day_is_refused(cell: str) -> None:
    with pytest.raises(ValueError, match="is no date"):
        read_day(cell)


@pytest.mark.parametrize(
    ("cell", "value"),
    [
        ("1 234,56", (1234.56, None)),
        ("1234.56 EUR", (1234.56, "EUR")),
        ("€ 1.234", (1234.0, "EUR")),
        ("1.234,50", (1234.5, None)),
        ("1,234.50", (1234.5, None)),
        ("12\u00a0345,6", (12345.6, None)),
        ("10'000", (10000.0, None)),
        ("Ls 200,-", (200.0, "LVL")),
        ("0", (0.0, None)),
        (1234.5, (1234.5, None)),
        ("", (None, None)),
    ],
)
def test_sums_as_people_type_them(cell: object, value: tuple[float | None, str | None]) -> None:
    assert read_sum(cell) == value


@pytest.mark.parametrize("cell", ["daudz", "12 34", "-5", "1.2.3", "10 %", True])
def test_what_is_no_sum_is_refused(cell: object) -> None:
    with pytest.raises(ValueError, match="is no sum"):
        read_sum(cell)


def write(folder: Path, text: str, encoding: str = "utf-8", name: str = "register.csv") -> Path:
    file = folder / name
    file.write_bytes(text.encode(encoding))
    return file


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "windows-1257", "utf-16"])
@pytest.mark.parametrize("separator", [";", ",", "\t"])
def test_a_csv_in_any_dress(tmp_path: Path, encoding: str, separator: str) -> None:
    lines = [HEAD, ROW]
    if encoding == "windows-1257":
        lines = [line.replace("“", "„").replace("”", "“") for line in lines]
    text = "\r\n".join(
        separator.join(f'"{cell}"' if separator in cell else cell for cell in line.split(";"))
        for line in lines
    )
    grant = read_file(write(tmp_path, text, encoding)).grants["AIF/2022/KAPAC2/905"]
    assert grant.title == "Zvaigžņu jumts"
    assert grant.funder == "acf-lv"
    assert grant.recipient_id == "50008999999"
    assert (grant.amount, grant.currency) == (12345.6, "EUR")
    assert (grant.awarded, grant.start, grant.end) == ("2022-05-05", "2022-06-01", "2023-05-05")


def test_360giving_headings_need_no_mapping(tmp_path: Path) -> None:
    text = (
        "Identifier,Title,Funding Org:Name,Recipient Org:Name,Amount Awarded,Currency,Award Date,"
        "Planned Dates:Start Date,Planned Dates:End Date\n"
        "2023.LV/NVOF/MIC/905,Klusā upe,Sabiedrības integrācijas fonds,Upes ļaudis,3000,EUR,2023-01-10,"
        "2023-01-15,2023-12-31\n"
    )
    grant = read_file(write(tmp_path, text)).grants["2023.LV/NVOF/MIC/905"]
    assert (grant.funder, grant.recipient, grant.end) == ("sif", "Upes ļaudis", "2023-12-31")


def test_letterhead_and_empty_rows_are_passed_over(tmp_path: Path) -> None:
    read = read_file(write(tmp_path, f"Apstiprinātie projekti;;\n;;\n{HEAD}\n;;;;;;;;\n{ROW}\n;;;\n{HEAD}\n"))
    assert list(read.grants) == ["AIF/2022/KAPAC2/905"]
    assert read.problems == []


@pytest.mark.parametrize(
    ("row", "line", "words"),
    [
        (";Bez numura;X;;1;;;;SIF", 3, "number is missing"),
        ("N-1234;T;X;;daudz;;;;SIF", 3, "“daudz” is no sum"),
        ("N-1234;T;X;;1;;2023-05-05;2023-05-01;SIF", 3, "ends (2023-05-01) before it starts"),
        ("N-1234;T;X;;1;kaut kad;;;SIF", 3, "award date: “kaut kad” is no date"),
    ],
)
def test_a_bad_row_is_told_with_its_line_and_the_others_go_in(
    tmp_path: Path, row: str, line: int, words: str
) -> None:
    read = read_file(write(tmp_path, f"{HEAD}\n{ROW}\n{row}\n"))
    assert len(read.grants) == 1
    assert [problem.line for problem in read.problems] == [line]
    assert words in read.problems[0].reason


def test_a_mapping_names_the_columns(tmp_path: Path) -> None:
    mapping = tmp_path / "mapping.toml"
    mapping.write_text('[columns]\nidentifier = "Kods"\ntitle = "Kas"\n[defaults]\nfunder = "sif"\n')
    read = read_file(write(tmp_path, "Kods;Kas\nX-2023-17;Putni\n"), read_mapping(mapping))
    assert (read.grants["X-2023-17"].title, read.grants["X-2023-17"].funder) == ("Putni", "sif")


def test_unknown_keys_of_a_mapping_are_refused(tmp_path: Path) -> None:
    mapping = tmp_path / "mapping.toml"
    mapping.write_text('[columns]\nnumber = "Kods"\n')
    with pytest.raises(RegisterFileError, match="“number” in"):
        read_mapping(mapping)


def workbook(folder: Path) -> Path:
    book = Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.append(["Saraksts"])
    sheet.append(["Projekta numurs", "Projekta nosaukums", "Saņēmējs", "Summa", "Sākums", "Beigas"])
    sheet.append(["AIF/2022/KAPAC2/905", "Jumts", "Ķirši", 1000, 45123, date(2024, 1, 31)])
    sheet.append(["AIF/2022/KAPAC2/906", "Pagrabs", None, "=1000+500", None, None])
    sheet.append([])
    sheet.append(["AIF/2022/KAPAC2/907", "Bēniņi", "Upe", "2 000,50", "2023. gada 5. maijs", None])
    sheet.merge_cells("C3:C4")
    file = folder / "register.xlsx"
    book.save(file)
    return file


def test_a_spreadsheet_with_merged_cells_serial_dates_and_empty_rows(tmp_path: Path) -> None:
    grants = read_file(workbook(tmp_path)).grants
    assert [grant.recipient for grant in grants.values()] == ["Ķirši", "Ķirši", "Upe"]
    assert [grant.start for grant in grants.values()] == ["2023-07-16", None, "2023-05-05"]
    assert [grant.amount for grant in grants.values()] == [1000, None, 2000.5]


def test_a_zip_bomb_is_not_opened(tmp_path: Path) -> None:
    file = tmp_path / "bomb.xlsx"
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as packed:
        packed.writestr("xl/workbook.xml", "<workbook/>")
        packed.writestr("xl/worksheets/sheet1.xml", b"0" * (32 * 1024 * 1024))
    with pytest.raises(RegisterFileError, match="unpacks to 32 MB"):
        read_file(file)


@pytest.mark.parametrize(
    ("body", "words"),
    [
        (b"", "is empty"),
        (b"PK\x03\x04 broken", "damaged"),
        (b"\xd0\xcf\x11\xe0old", "old Excel"),
        (b"%PDF-1.7", "is a PDF"),
        (b"{not json", "not readable as JSON"),
        (b'{"rows": []}', "a 360Giving file holds"),
        (b"Kaut kas;cits\n1;2\n", "no row of headings"),
        (b"\x00\x01\x02binary", "neither JSON"),
    ],
)
def test_what_cannot_be_read_is_said_plainly(tmp_path: Path, body: bytes, words: str) -> None:
    file = tmp_path / "register"
    file.write_bytes(body)
    with pytest.raises(RegisterFileError, match=words):
        read_file(file)


def test_an_html_table_with_spans(tmp_path: Path) -> None:
    page = (
        "<html><body><table><tr><td>Izvēlne</td></tr></table><table><tr><th>Projekta Nr.</th>"
        "<th>Nosaukums</th><th>Projekta īstenotājs</th></tr><tr><td>2023.LV/NVOF/MIC/905</td>"
        "<td>Jumts</td><td rowspan=2>Ķirši</td></tr>"
        "<tr><td>2023.LV/NVOF/MIC/906</td><td>Pagrabs</td></tr></table></body></html>"
    )
    grants = read_file(write(tmp_path, page, name="list.html")).grants
    assert [(g.title, g.recipient) for g in grants.values()] == [("Jumts", "Ķirši"), ("Pagrabs", "Ķirši")]


GIVING = {
    "id": "360G-sif-2023.LV/NVOF/MIC/905",
    "title": "Jumts",
    "description": "Jauns jumts klētij",
    "currency": "EUR",
    "amountAwarded": 5000,
    "awardDate": "2023-01-10",
    "fundingOrganization": [{"id": "XI-SIF", "name": "Sabiedrības integrācijas fonds"}],
    "recipientOrganization": [{"id": "LV-REG-50008999999", "name": "Ķirši"}],
    "plannedDates": [{"startDate": "2023-01-15", "endDate": "2023-12-31"}],
    "beneficiaryLocation": [{"name": "Rūjiena"}],
}


def giving(folder: Path, *grants: object) -> FileRead:
    return read_file(write(folder, json.dumps({"grants": grants}), name="grants.json"))


def test_360giving_json(tmp_path: Path) -> None:
    grant = giving(tmp_path, GIVING).grants["2023.LV/NVOF/MIC/905"]
    assert (grant.recipient_id, grant.location, grant.start) == ("50008999999", "Rūjiena", "2023-01-15")


@pytest.mark.parametrize(
    "field", ["title", "description", "currency", "amountAwarded", "awardDate", "recipientOrganization"]
)
def test_360giving_requires_its_fields(tmp_path: Path, field: str) -> None:
    read = giving(tmp_path, GIVING, {key: value for key, value in GIVING.items() if key != field})
    assert (len(read.grants), read.problems[0].line) == (1, 2)
    assert f"360Giving requires {field}" in read.problems[0].reason


def test_importing_again_updates_and_never_doubles(tmp_path: Path) -> None:
    first = read_file(write(tmp_path, f"{HEAD}\n{ROW}\n")).grants.values()
    second = read_file(write(tmp_path, f"{HEAD}\n{ROW.replace('Zvaigžņu', 'Saules')}\n")).grants.values()
    with open_store(tmp_path / "fundtrace.db") as store:
        assert save_grants(store, first) == Imported(1, 0, 0)
        assert save_grants(store, first) == Imported(0, 0, 1)
        assert save_grants(store, second) == Imported(0, 1, 0)
        assert [grant.title for grant in load_grants(store)] == ["Saules jumts"]


def test_a_large_csv_is_read(tmp_path: Path) -> None:
    rows = "\n".join(f"2023.LV/NVOF/MIC/{n};Projekts {n};Biedrība {n};;100;;;;SIF" for n in range(1, 3001))
    assert len(read_file(write(tmp_path, f"{HEAD}\n{rows}\n")).grants) == 3000
