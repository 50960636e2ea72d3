"""Sheets of an XLSX file as rows: formulas by their stored values, merged cells filled, bombs refused."""

from __future__ import annotations

import io
import re
import zipfile
from typing import Any

from openpyxl import load_workbook
from openpyxl.utils.cell import range_boundaries

from db.grants.problems import RegisterFileError
from normalise.grant_rows import Row

_MOST_UNPACKED = 400 * 1024 * 1024
_MOST_RATIO = 250
_SMALL = 20 * 1024 * 1024
_MOST_COLUMNS = 200
_EMPTY_RUN = 2000
_MERGE = re.compile(rb'<(?:\w+:)?mergeCell [^>]*?ref="([A-Z]{1,3}\d{1,7}:[A-Z]{1,3}\d{1,7})"')


def read_tables(name: str, body: bytes, most_rows: int) -> list[list[Row]]:
    """The rows of each sheet with their numbers; RegisterFileError for what is no sound XLSX."""
    merged = _guarded(name, body)
    try:
        book = load_workbook(io.BytesIO(body), read_only=True, data_only=True)
        try:
            return [_rows(name, sheet, merged, most_rows) for sheet in book.worksheets]
        finally:
            book.close()
    except RegisterFileError:
        raise
    except Exception as wrong:
        raise RegisterFileError(
            f"{name} is a damaged XLSX file ({type(wrong).__name__}). Open it in a spreadsheet program "
            "and save it again."
        ) from wrong


def _guarded(name: str, body: bytes) -> dict[str, list[tuple[int, int, int, int]]]:
    """Refuses what unpacks to too much; gives the merged ranges of each sheet file.

    A zip member never yields more than the size that its directory states, so the stated sizes bound it.
    """
    try:
        with zipfile.ZipFile(io.BytesIO(body)) as packed:
            members = packed.infolist()
            size = sum(member.file_size for member in members)
            if size > _MOST_UNPACKED or (size > _SMALL and size > _MOST_RATIO * len(body)):
                raise RegisterFileError(
                    f"{name} unpacks to {size // 2**20} MB, which no table of grants needs. "
                    "It was not opened; save the sheet with the grants as CSV."
                )
            if "xl/workbook.xml" not in packed.namelist():
                raise RegisterFileError(f"{name} is a packed file but no XLSX table.")
            return {
                "/" + member.filename: _merges(packed.read(member))
                for member in members
                if member.filename.startswith("xl/worksheets/sheet")
            }
    except (zipfile.BadZipFile, NotImplementedError, RuntimeError, EOFError) as wrong:
        raise RegisterFileError(f"{name} is a damaged or locked XLSX file; save it again.") from wrong


def _merges(sheet: bytes) -> list[tuple[int, int, int, int]]:
    ranges = (range_boundaries(found.decode()) for found in _MERGE.findall(sheet[-2_000_000:]))
    return [tuple(map(int, bounds)) for bounds in ranges]  # type: ignore[misc]


def _rows(name: str, sheet: Any, merged: dict[str, list[tuple[int, int, int, int]]], most: int) -> list[Row]:
    sheet.reset_dimensions()
    path = str(getattr(sheet, "_worksheet_path", ""))
    ranges = merged.get(path if path.startswith("/") else "/" + path, [])
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
