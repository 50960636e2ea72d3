"""Sheets of an XLSX file as rows: formulas by their stored values, merged cells filled, bombs refused."""

from __future__ import annotations

import re
import zipfile
import zlib
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from openpyxl import load_workbook
from openpyxl.utils.cell import range_boundaries

from db.grants.problems import RegisterFileError
from normalise.grant_records import RowProblem
from normalise.grant_rows import Row

_MOST_UNPACKED = 300 * 1024 * 1024
_MOST_RATIO = 250
_SMALL = 20 * 1024 * 1024
_MOST_COLUMNS = 200
_EMPTY_RUN = 2000
_MOST_TOLD = 1000
_TAIL = 2_000_000  # merged ranges stand at the end of a sheet
_OVERLAP = 400
_NO_VALUE = re.compile(
    rb'<(?:\w+:)?c r="([A-Z]{1,3})(\d{1,7})"[^>]*><(?:\w+:)?f[^>]*(?:/>|>[^<]*</(?:\w+:)?f>)'
    rb"(?:<(?:\w+:)?v\s*/>|<(?:\w+:)?v></(?:\w+:)?v>|(?=</(?:\w+:)?c>))"
)
_MERGE = re.compile(rb'<(?:\w+:)?mergeCell [^>]*?ref="([A-Z]{1,3}\d{1,7}:[A-Z]{1,3}\d{1,7})"')


@dataclass(slots=True)
class Book:
    """The rows of each sheet with their numbers, and formulas whose values the file does not hold."""

    tables: list[list[Row]] = field(default_factory=list)
    problems: list[RowProblem] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class _Sheet:
    merged: list[tuple[int, int, int, int]]
    formulas: list[tuple[int, str]]


def read_book(name: str, path: Path, most_rows: int) -> Book:
    """All sheets; RegisterFileError for what is no sound XLSX."""
    sheets = _guarded(name, path)
    try:
        book = load_workbook(path, read_only=True, data_only=True)
        try:
            tables = [_rows(name, sheet, sheets, most_rows) for sheet in book.worksheets]
        finally:
            book.close()
    except RegisterFileError:
        raise
    except Exception as wrong:
        raise RegisterFileError(
            f"{name} is a damaged XLSX file ({type(wrong).__name__}). Open it in a spreadsheet program "
            "and save it again."
        ) from wrong
    formulas = [one for sheet in sheets.values() for one in sheet.formulas]
    return Book(tables, [_formula(line, cell) for line, cell in formulas[:_MOST_TOLD]])


def _formula(line: int, cell: str) -> RowProblem:
    return RowProblem(
        line,
        f"cell {cell} holds a formula without its value, so it was read as empty: open the file in a "
        "spreadsheet program, save it and import it again",
        went_in=True,
    )


def _guarded(name: str, path: Path) -> dict[str, _Sheet]:
    """Refuses what unpacks to too much; gives what each sheet file says beside its cells.

    A zip member never yields more than the size that its directory states, so the stated sizes bound it.
    """
    try:
        with zipfile.ZipFile(path) as packed:
            members = packed.infolist()
            size, held = sum(member.file_size for member in members), path.stat().st_size
            if size > _MOST_UNPACKED or (size > _SMALL and size > _MOST_RATIO * held):
                raise RegisterFileError(
                    f"{name} unpacks to {size // 2**20} MB, which no table of grants needs. "
                    "It was not opened; save the sheet with the grants as CSV."
                )
            if "xl/workbook.xml" not in packed.namelist():
                raise RegisterFileError(f"{name} is a packed file but no XLSX table.")
            return {
                "/" + member.filename: _looked_through(packed, member)
                for member in members
                if member.filename.startswith("xl/worksheets/sheet")
            }
    except (zipfile.BadZipFile, zlib.error, NotImplementedError, RuntimeError, EOFError) as wrong:
        raise RegisterFileError(f"{name} is a damaged or locked XLSX file; save it again.") from wrong


def _looked_through(packed: zipfile.ZipFile, member: zipfile.ZipInfo) -> _Sheet:
    """Merged ranges and formulas without values, found piece by piece."""
    tail = b""
    formulas: dict[tuple[int, str], None] = {}
    with packed.open(member) as stream:
        while piece := stream.read(_TAIL):
            for column, line in _NO_VALUE.findall(tail[-_OVERLAP:] + piece):
                formulas[int(line), (column + line).decode()] = None
            tail = (tail + piece)[-_TAIL:]
    return _Sheet(_merges(tail), list(formulas))


def _merges(sheet: bytes) -> list[tuple[int, int, int, int]]:
    ranges = (range_boundaries(found.decode()) for found in _MERGE.findall(sheet))
    return [tuple(map(int, bounds)) for bounds in ranges]  # type: ignore[misc]


def _rows(name: str, sheet: Any, sheets: dict[str, _Sheet], most: int) -> list[Row]:
    sheet.reset_dimensions()
    path = str(getattr(sheet, "_worksheet_path", ""))
    beside = sheets.get(path if path.startswith("/") else "/" + path)
    ranges = beside.merged if beside else []
    rows: list[tuple[int, list[object]]] = []
    empty = 0
    for line, cells in enumerate(sheet.iter_rows(max_col=_MOST_COLUMNS, values_only=True), start=1):
        if all(cell is None for cell in cells) and not _covered(ranges, line):
            empty += 1
            if empty > _EMPTY_RUN:
                break
            continue
        empty = 0
        rows.append((line, list(cells)))
        if len(rows) > most:
            raise RegisterFileError(f"{name} has more than {most} rows. Split it.")
    _fill(rows, ranges)
    return [(line, cells) for line, cells in rows]


def _covered(ranges: list[tuple[int, int, int, int]], line: int) -> bool:
    return any(top <= line <= bottom for _, top, _, bottom in ranges)


def _fill(rows: list[tuple[int, list[object]]], ranges: list[tuple[int, int, int, int]]) -> None:
    """A cell merged downwards stands for every row that it spans; across, it stays a single cell."""
    by_line = dict(rows)
    for left, top, _, bottom in ranges:
        first = by_line.get(top)
        if first is None or left > len(first):
            continue
        for line in range(top + 1, min(bottom, top + 5000) + 1):
            cells = by_line.get(line)
            if cells is not None and left <= len(cells) and cells[left - 1] is None:
                cells[left - 1] = first[left - 1]
