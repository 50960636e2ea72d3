"""Reads a funder's file: which kind it is, and its tables as rows of cells.

A file that cannot be read, is too large or hides too much raises `RegisterFileError` with a plain sentence.
"""

from __future__ import annotations

import tomllib
from collections.abc import Iterable
from dataclasses import dataclass, field
from itertools import chain, islice
from pathlib import Path

from db.grants import csv_file, html_file, json_file, xlsx_file
from db.grants.problems import RegisterFileError
from normalise.decoding import decode
from normalise.grant_records import Grant, RowProblem
from normalise.grant_rows import (
    FIELDS,
    LOOKED_AT,
    NO_MAPPING,
    Mapping360,
    Row,
    find_headings,
    lost_signs,
    plain_heading,
    read_rows,
)
from normalise.toml_text import parsed
from normalise.typed_values import cell_text

MOST_BYTES = 150 * 1024 * 1024
MOST_HTML = 20 * 1024 * 1024
MOST_ROWS = 200_000
_HEAD = 65_536


@dataclass(slots=True)
class FileRead:
    """The grants of a file by id in its order, and the rows that are none."""

    # what a row is called
    counts: str = "line"
    grants: dict[str, Grant] = field(default_factory=dict)
    problems: list[RowProblem] = field(default_factory=list)
    lines: dict[str, int] = field(default_factory=dict)


def read_file(path: Path, mapping: Mapping360 = NO_MAPPING) -> FileRead:
    """All grants of a JSON, CSV, XLSX or HTML file, told by what it holds, not by its name."""
    head = _head(path)
    result = FileRead()
    if head.lstrip(b"\xef\xbb\xbf \r\n\t")[:1] in {b"{", b"["}:
        result.counts = "grant"
        _take_all(result, json_file.read_grants(path.name, path.read_bytes()))
        return result
    first: list[Row] = []
    headings: list[Row] = []
    for table in _tables(path, head, result):
        rows = iter(table)
        begun = list(islice(rows, LOOKED_AT))
        first = first or begun
        found = find_headings(begun, mapping)
        if found:
            at, columns = found
            headings.append(begun[at])
            _take_all(result, read_rows(chain(begun[at + 1 :], rows), columns, mapping))
    if not headings:
        raise RegisterFileError(_no_headings(path.name, first))
    result.problems[:0] = _not_there(headings, mapping)
    return result


def _head(path: Path) -> bytes:
    try:
        size = path.stat().st_size
        with path.open("rb") as stream:
            head = stream.read(_HEAD)
    except OSError as wrong:
        raise RegisterFileError(f"{path} cannot be read: {wrong.strerror}.") from wrong
    if size > MOST_BYTES:
        raise RegisterFileError(_too_large(path.name, size, MOST_BYTES))
    if not head.strip():
        raise RegisterFileError(f"{path.name} is empty.")
    return head


def _too_large(name: str, size: int, most: int) -> str:
    return (
        f"{name} has {size // 2**20} MB; at most {most // 2**20} are read. "
        "Split it, or save the table with the grants as CSV."
    )


def _tables(path: Path, head: bytes, result: FileRead) -> Iterable[Iterable[Row]]:
    name = path.name
    if head.startswith(b"PK\x03\x04"):
        book = xlsx_file.read_book(name, path, MOST_ROWS)
        result.problems += book.problems
        return book.tables
    if head.startswith(b"\xd0\xcf\x11\xe0"):
        raise RegisterFileError(f"{name} is an old Excel file (.xls). Save it as .xlsx or CSV.")
    if head.startswith(b"%PDF"):
        raise RegisterFileError(f"{name} is a PDF, which holds no cells. Ask for the table as XLSX or CSV.")
    if b"\x00" in head and not csv_file.is_utf_16(head):
        raise RegisterFileError(f"{name} is neither JSON, CSV, XLSX nor HTML.")
    if decode(head).text.lstrip()[:1] == "<":
        if path.stat().st_size > MOST_HTML:
            raise RegisterFileError(_too_large(name, path.stat().st_size, MOST_HTML))
        return html_file.read_tables(decode(path.read_bytes()).text, MOST_ROWS)
    return [csv_file.read_rows(path, MOST_ROWS)]


def _take_all(result: FileRead, rows: Iterable[tuple[int, Grant] | RowProblem]) -> None:
    """Takes grants in; a number that stands twice with different cells goes in as it stands first."""
    for row in rows:
        if isinstance(row, RowProblem):
            result.problems.append(row)
            continue
        line, grant = row
        earlier = result.grants.get(grant.id)
        if earlier is None:
            result.grants[grant.id], result.lines[grant.id] = grant, line
            result.problems += lost_signs(line, grant)
        elif earlier != grant:
            result.problems.append(
                RowProblem(
                    line,
                    f"{grant.identifier} stands on {result.counts} {result.lines[grant.id]} already, "
                    f"with other cells; that {result.counts} counts",
                )
            )


def _not_there(headings: list[Row], mapping: Mapping360) -> Iterable[RowProblem]:
    """A note on each heading of the mapping that no table has: its cells would be missed in silence."""
    line = headings[0][0]
    texts = [text for _, cells in headings for cell in cells if (text := cell_text(cell))]
    there = {plain_heading(text) for text in texts}
    for field_, heading in mapping.columns.items():
        if plain_heading(heading) not in there:
            said = f"no column is headed “{heading}”, which the mapping names for {field_}; there are "
            yield RowProblem(line, said + ", ".join(f"“{text}”" for text in texts), went_in=True)


def _no_headings(name: str, rows: Iterable[Row]) -> str:
    seen = next((cells for _, cells in rows if any(cells)), ())
    first = ", ".join(f"“{cell}”" for cell in seen if cell)[:200]
    return (
        f"{name}: no row of headings was recognised (it begins with {first or 'nothing'}). "
        'Name the columns in a mapping file: [columns] identifier = "…", title = "…" (--mapping FILE).'
    )


def read_mapping(path: Path) -> Mapping360:
    """A mapping file: `[columns]` field = "heading", `[defaults]` field = "value" for every row."""
    try:
        data = parsed(path.read_bytes())
    except OSError as wrong:
        raise RegisterFileError(f"{path} cannot be read: {wrong.strerror}.") from wrong
    except tomllib.TOMLDecodeError as wrong:
        raise RegisterFileError(f"{path.name}: not readable as TOML ({wrong}).") from wrong
    for part, values in data.items():
        if part not in {"columns", "defaults"} or not isinstance(values, dict):
            raise RegisterFileError(
                f"{path.name}: “{part}” is unknown; it holds [columns] and [defaults] only."
            )
        for key, value in values.items():
            if key not in FIELDS:
                raise RegisterFileError(
                    f"{path.name}: “{key}” in [{part}] is no field; the fields are {', '.join(FIELDS)}, "
                    "each with a text."
                )
            if not isinstance(value, str):
                raise RegisterFileError(
                    f'{path.name}: {key} in [{part}] is no text: write it in quotation marks, {key} = "…".'
                )
    return Mapping360(data.get("columns", {}), data.get("defaults", {}))
