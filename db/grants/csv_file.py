"""A CSV file as rows, with whatever separator and encoding; a large one is read as it streams by."""

from __future__ import annotations

import csv
import io
from collections.abc import Callable, Iterator
from pathlib import Path

from db.grants.problems import RegisterFileError
from normalise.decoding import decode
from normalise.grant_rows import Row, find_headings

_UTF_16 = (b"\xff\xfe", b"\xfe\xff")
_SEPARATORS = (";", ",", "\t", "|")
_HEAD = 60_000  # characters
_STREAMED = 8 * 1024 * 1024
_LONGEST_CELL = 1_000_000
_CODECS = {"windows-1257": "cp1257", "windows-1252": "cp1252", "windows-1251": "cp1251", "utf-8": "utf-8-sig"}


def is_utf_16(body: bytes) -> bool:
    """Whether a file says of itself that it is UTF-16, where every other byte may be zero."""
    return body.startswith(_UTF_16)


def read_rows(path: Path, most_rows: int) -> Iterator[Row]:
    """The rows with the number of the line that each begins on."""
    if path.stat().st_size <= _STREAMED:
        text = decode(path.read_bytes()).text.removeprefix("\ufeff")
        yield from _rows(path.name, io.StringIO(text, newline=""), _separator(path.name, text), most_rows)
        return
    with path.open("rb") as stream:
        sample = stream.read(_STREAMED)
        stream.seek(0)
        begun = decode(sample[: sample.rfind(b"\n") + 1] or sample)
        codec = _CODECS.get(begun.encoding, begun.encoding)
        lines = io.TextIOWrapper(stream, codec, errors="replace", newline="")
        yield from _rows(path.name, lines, _separator(path.name, begun.text), most_rows)


def _separator(name: str, text: str) -> str:
    """The separator that makes most of the headings known."""
    head = text[:_HEAD]

    def known(separator: str) -> int:
        found = find_headings(list(_rows(name, io.StringIO(head, newline=""), separator, _HEAD)))
        return len(found[1]) if found else 0

    counted: Callable[[str], tuple[int, int]] = lambda mark: (known(mark), head.count(mark))  # noqa: E731
    return max(_SEPARATORS, key=counted)


def _rows(name: str, lines: io.TextIOBase, separator: str, most_rows: int) -> Iterator[Row]:
    csv.field_size_limit(_LONGEST_CELL)
    reader = csv.reader(lines, delimiter=separator)
    line = 1
    try:
        for count, cells in enumerate(reader, start=1):
            if count > most_rows:
                raise RegisterFileError(f"{name} has more than {most_rows} rows. Split it.")
            yield line, cells
            line = reader.line_num + 1
    except csv.Error as wrong:
        raise RegisterFileError(f"{name}, line {reader.line_num}: not readable as CSV ({wrong}).") from wrong
