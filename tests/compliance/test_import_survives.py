"""Files that are broken, huge or meant to do harm: a plain sentence for each, in bounded time and memory."""

from __future__ import annotations

import subprocess
import sys
import zipfile
from pathlib import Path

import pytest
from openpyxl import Workbook

from db.grants import files
from db.grants.files import read_file
from db.grants.problems import RegisterFileError
from tests.compliance.running import fundtrace

HEAD = "Projekta numurs;Projekta nosaukums;Saņēmējs;Summa;Beigas"
ROW = "AIF/2022/KAPAC2/905;Jumts;Biedrība “Ķirši”;1200;2023. gada 5. maijs"
MEGABYTE = 1024 * 1024


def csv(folder: Path, *lines: str, encoding: str = "utf-8") -> Path:
    file = folder / "register.csv"
    file.write_bytes("\n".join((HEAD, *lines)).encode(encoding))
    return file


def test_the_same_row_twice_goes_in_once(tmp_path: Path) -> None:
    read = read_file(csv(tmp_path, ROW, ROW))
    assert (len(read.grants), read.problems) == (1, [])


def test_a_number_with_other_cells_is_told_with_both_lines(tmp_path: Path) -> None:
    read = read_file(csv(tmp_path, ROW, ROW.replace("Jumts", "Pagrabs")))
    assert [grant.title for grant in read.grants.values()] == ["Jumts"]
    assert [problem.line for problem in read.problems] == [3]
    assert "stands on line 2 already, with other cells; that line counts" in read.problems[0].reason


@pytest.mark.parametrize("number", ["2023.LV/NVOF/MIC/12345", "2023.LV/NVOF/MIC/12346"])
def test_a_longer_number_is_not_cut_to_a_known_shape(tmp_path: Path, number: str) -> None:
    assert list(read_file(csv(tmp_path, f"{number};A;B;1;")).grants) == [number]


def test_letters_that_were_lost_are_told_and_the_row_goes_in(tmp_path: Path) -> None:
    read = read_file(csv(tmp_path, ROW, "N-2023-1;Ve\ufffdie mui\ufffd\ufffdas v\ufffdrti;B;1;"))
    assert [(problem.line, problem.went_in) for problem in read.problems] == [(3, True)]
    assert "letters were lost" in read.problems[0].reason


def test_utf_8_that_was_taken_for_another_encoding_is_mended(tmp_path: Path) -> None:
    rows = [f"N-2023-{n};Pļavas talka skolēniem un māsai;Biedrība Ozolnieki;1;" for n in range(9)]
    twice = "\n".join((HEAD, *rows)).encode().decode("latin-1").encode()
    file = tmp_path / "register.csv"
    file.write_bytes(twice)
    assert read_file(file).grants["N-2023-1"].title == "Pļavas talka skolēniem un māsai"


def test_a_number_kept_as_text_by_a_formula_is_read(tmp_path: Path) -> None:
    read = read_file(csv(tmp_path, '"=""AIF/2022/KAPAC2/905""";Jumts;B;1;45123'))
    assert read.grants["AIF/2022/KAPAC2/905"].end == "2023-07-16"


def test_a_formula_without_its_value_is_told(tmp_path: Path) -> None:
    book = Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.append(["Projekta numurs", "Projekta nosaukums", "Summa"])
    sheet.append(["AIF/2022/KAPAC2/905", "Jumts", "=1000+500"])
    book.save(tmp_path / "register.xlsx")
    read = read_file(tmp_path / "register.xlsx")
    assert read.grants["AIF/2022/KAPAC2/905"].amount is None
    assert [(problem.line, problem.went_in) for problem in read.problems] == [(2, True)]
    assert "cell C2 holds a formula without its value" in read.problems[0].reason


def test_the_command_says_what_went_in_and_what_did_not(tmp_path: Path) -> None:
    file = csv(tmp_path, ROW, "N-2023-1;T;B;daudz;", ROW.replace("1200", "1300"))
    result = fundtrace(tmp_path / "data", "grants", "import", str(file))
    assert result.exit_code == 1
    assert "1 new" in result.stdout
    assert "Line 3: N-2023-1: “daudz” is no sum of money" in result.stderr
    assert "2 rows did not go in" in result.stderr


@pytest.mark.parametrize(
    ("begin", "size", "words"),
    [
        (HEAD.encode(), files.MOST_BYTES + MEGABYTE, "has 151 MB; at most 150 are read"),
        (b"<html><table>" + b" " * files.MOST_HTML, files.MOST_HTML + MEGABYTE, "has 21 MB; at most 20"),
        (b"PK\x03\x04", 100 * MEGABYTE, "damaged or locked XLSX"),
        (b"\xd0\xcf\x11\xe0", 100 * MEGABYTE, "old Excel file"),
        (b"\x00\x00", 100 * MEGABYTE, "neither JSON, CSV, XLSX nor HTML"),
        (HEAD.encode() + b"\nN-1;" + b"a" * 2 * MEGABYTE, 100 * MEGABYTE, "line 2: not readable as CSV"),
    ],
)
def test_a_huge_file_is_refused_plainly(tmp_path: Path, begin: bytes, size: int, words: str) -> None:
    file = tmp_path / "register"
    with file.open("wb") as stream:
        stream.write(begin)
        stream.truncate(size)
    with pytest.raises(RegisterFileError, match=words):
        read_file(file)


# the peak that `getrusage` tells begins with that of the process which started this one
STATUS = Path("/proc/self/status")


@pytest.mark.skipif(not STATUS.is_file(), reason=f"{STATUS} tells a process's own peak of memory")
def test_a_file_of_100_mb_is_read_in_bounded_memory(tmp_path: Path) -> None:
    file = tmp_path / "register.csv"
    padding = "a" * 500_000
    with file.open("w", encoding="utf-8") as stream:
        stream.write("Projekta numurs;Projekta nosaukums;Piezīmes\n")
        for number in range(210):
            stream.write(f"N-2023-{number};Jumts {number};{padding}\n")
    script = (
        "import re, sys; from pathlib import Path; from db.grants.files import read_file;"
        "read = read_file(Path(sys.argv[1]));"
        f"peak = re.search(r'VmHWM:\\s+(\\d+)', Path('{STATUS}').read_text());"
        "print(len(read.grants), int(peak[1]) // 1024)"
    )
    out = subprocess.run(
        [sys.executable, "-c", script, str(file)], check=True, capture_output=True, text=True, timeout=120
    ).stdout
    grants, memory = map(int, out.split())
    assert grants == 210
    assert memory < 500


def test_more_rows_than_a_register_has_are_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(files, "MOST_ROWS", 20)
    with pytest.raises(RegisterFileError, match="more than 20 rows"):
        read_file(csv(tmp_path, *(f"N-2023-{n};T;B;1;" for n in range(30))))


def test_a_packed_member_that_lies_about_its_size_is_refused(tmp_path: Path) -> None:
    file = tmp_path / "bomb.xlsx"
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as packed:
        packed.writestr("xl/workbook.xml", "<workbook/>")
        packed.writestr("xl/worksheets/sheet1.xml", b"0" * (8 * MEGABYTE))
    lying = file.read_bytes().replace((8 * MEGABYTE).to_bytes(4, "little"), (100).to_bytes(4, "little"))
    file.write_bytes(lying)
    with pytest.raises(RegisterFileError, match="damaged"):
        read_file(file)


def test_entities_that_grow_are_not_expanded(tmp_path: Path) -> None:
    entities = "".join(f'<!ENTITY b{n} "{f"&b{n - 1};" * 10}">' for n in range(1, 12))
    sheet = f'<!DOCTYPE x [<!ENTITY b0 "boom">{entities}]><worksheet><sheetData>&b11;</sheetData></worksheet>'
    file = tmp_path / "entities.xlsx"
    book = Workbook()
    book.save(file)
    with zipfile.ZipFile(file) as packed:
        members = {name: packed.read(name) for name in packed.namelist()}
    members["xl/worksheets/sheet1.xml"] = sheet.encode()
    with zipfile.ZipFile(file, "w") as packed:
        for name, body in members.items():
            packed.writestr(name, body)
    with pytest.raises(RegisterFileError, match=r"damaged|no row of headings"):
        read_file(file)
