"""Reads a funder's file: which kind it is, and its tables as rows of cells.

A file that cannot be read, is too large or hides too much raises `RegisterFileError` with a plain sentence.
"""

from __future__ import annotations

import csv
import io
import tomllib
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path

from db.grants import html_file, json_file, xlsx_file
from db.grants.problems import RegisterFileError
from normalise.decoding import decode
from normalise.grant_records import Grant, RowProblem
from normalise.grant_rows import FIELDS, NO_MAPPING, Mapping360, Row, find_headings, read_rows

MOST_BYTES = 150 * 1024 * 1024
MOST_ROWS = 200_000
_UTF_16 = (b"\xff\xfe", b"\xfe\xff")
_SEPARATORS = (";", ",", "\t", "|")


@dataclass(slots=True)
class FileRead:
    """The grants of a file by id in its order, and the rows that are none."""

    grants: dict[str, Grant] = field(default_factory=dict)
    problems: list[RowProblem] = field(default_factory=list)


def read_file(path: Path, mapping: Mapping360 = NO_MAPPING) -> FileRead:
    """All grants of a JSON, CSV, XLSX or HTML file, told by what it holds, not by its name."""
    body = _body(path)
    result = FileRead()
    if body.lstrip(b"\xef\xbb\xbf \r\n\t")[:1] in {b"{", b"["}:
        _take_all(result, json_file.read_grants(path.name, body))
        return result
    tables = _tables(path.name, body)
    read = [
        (rows[at + 1 :], columns)
        for rows in tables
        if (found := find_headings(rows, mapping))
        for at, columns in [found]
    ]
    if not read:
        raise RegisterFileError(_no_headings(path.name, tables))
    for rows, columns in read:
        _take_all(result, list(read_rows(rows, columns, mapping)))
    return result


def _body(path: Path) -> bytes:
    try:
        size = path.stat().st_size
        if size > MOST_BYTES:
            raise RegisterFileError(
                f"{path.name} has {size // 2**20} MB; at most {MOST_BYTES // 2**20} are read. "
                "Split it, or save the sheet with the grants as CSV."
            )
        body = path.read_bytes()
    except OSError as wrong:
        raise RegisterFileError(f"{path} cannot be read: {wrong.strerror}.") from wrong
    if not body.strip():
        raise RegisterFileError(f"{path.name} is empty.")
    return body


def _tables(name: str, body: bytes) -> list[list[Row]]:
    if body.startswith(b"PK\x03\x04"):
        return xlsx_file.read_tables(name, body, MOST_ROWS)
    if body.startswith(b"\xd0\xcf\x11\xe0"):
        raise RegisterFileError(f"{name} is an old Excel file (.xls). Save it as .xlsx or CSV.")
    if body.startswith(b"%PDF"):
        raise RegisterFileError(f"{name} is a PDF, which holds no cells. Ask for the table as XLSX or CSV.")
    if b"\x00" in body[:65536] and not body.startswith(_UTF_16):
        raise RegisterFileError(f"{name} is neither JSON, CSV, XLSX nor HTML.")
    text = _text(body)
    if text.lstrip()[:1] == "<":
        return html_file.read_tables(text, MOST_ROWS)
    return [_best_csv(name, text)]


def _text(body: bytes) -> str:
    if body.startswith(_UTF_16):
        return body.decode("utf-16", "replace")
    return decode(body).text.removeprefix("\ufeff")


def _best_csv(name: str, text: str) -> list[Row]:
    """The rows with the separator that makes most of the headings known."""
    head = text[:60_000]

    def known(separator: str) -> int:
        found = find_headings(_csv_rows(name, head, separator))
        return len(found[1]) if found else 0

    counted: Callable[[str], tuple[int, int]] = lambda mark: (known(mark), head.count(mark))  # noqa: E731
    return _csv_rows(name, text, max(_SEPARATORS, key=counted))


def _csv_rows(name: str, text: str, separator: str) -> list[Row]:
    csv.field_size_limit(1_000_000)
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=separator)
    rows: list[Row] = []
    try:
        line = 1
        for cells in reader:
            rows.append((line, cells))
            line = reader.line_num + 1
            if len(rows) > MOST_ROWS:
                raise RegisterFileError(f"{name} has more than {MOST_ROWS} rows. Split it.")
    except csv.Error as wrong:
        raise RegisterFileError(f"{name}, line {reader.line_num}: not readable as CSV ({wrong}).") from wrong
    return rows


def _take_all(result: FileRead, rows: list[Grant | RowProblem]) -> None:
    for row in rows:
        if isinstance(row, RowProblem):
            result.problems.append(row)
        else:
            result.grants[row.id] = row


def _no_headings(name: str, tables: list[list[Row]]) -> str:
    seen = next((cells for rows in tables for _, cells in rows if any(cells)), ())
    first = ", ".join(f"“{cell}”" for cell in seen if cell)[:200]
    return (
        f"{name}: no row of headings was recognised (it begins with {first or 'nothing'}). "
        'Name the columns in a mapping file: [columns] identifier = "…", title = "…" (--mapping FILE).'
    )


def read_mapping(path: Path) -> Mapping360:
    """A mapping file: `[columns]` field = "heading", `[defaults]` field = "value" for every row."""
    try:
        data = tomllib.loads(path.read_text("utf-8"))
    except OSError as wrong:
        raise RegisterFileError(f"{path} cannot be read: {wrong.strerror}.") from wrong
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as wrong:
        raise RegisterFileError(f"{path.name}: not readable as TOML ({wrong}).") from wrong
    for part, values in data.items():
        if part not in {"columns", "defaults"} or not isinstance(values, dict):
            raise RegisterFileError(
                f"{path.name}: “{part}” is unknown; it holds [columns] and [defaults] only."
            )
        for key, value in values.items():
            if key not in FIELDS or not isinstance(value, str):
                raise RegisterFileError(
                    f"{path.name}: “{key}” in [{part}] is no field; the fields are {', '.join(FIELDS)}, "
                    "each with a text."
                )
    return Mapping360(data.get("columns", {}), data.get("defaults", {}))
