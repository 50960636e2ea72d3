"""Dated activities and deadlines of articles as iCalendar (RFC 5545)."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from datetime import date, timedelta
from typing import TYPE_CHECKING

from datasette_config.reading.rows import Record

if TYPE_CHECKING:
    from datasette_config.pages.visit import Visit

LONGEST_LINE = 75  # bytes
_ESCAPED = str.maketrans({"\\": "\\\\", ";": "\\;", ",": "\\,", "\n": "\\n", "\r": None})
_CONTROL = re.compile("[\x00-\x08\x0b-\x1f\x7f]")


def calendar(dates: Iterable[Record], visit: Visit, name: str, stamp: str) -> str:
    """One all-day event a date; `stamp` is when the snapshot was built (ISO, UTC).

    A record has `article`, `position`, `title`, `url`, `start`, `end` (inclusive), `role`.
    """
    lines = [
        "BEGIN:VCALENDAR",
        "VERSION:2.0",
        "PRODID:-//Fundtrace//Catalogue//LV",
        f"X-WR-CALNAME:{_text(name)}",
    ]
    for record in dates:
        lines += _event(record, visit, re.sub(r"[-:]", "", stamp)[:15] + "Z")
    lines.append("END:VCALENDAR")
    return "".join(f"{folded}\r\n" for line in lines for folded in _fold(line))


def _event(record: Record, visit: Visit, stamp: str) -> list[str]:
    after = date.fromisoformat(record["end"]) + timedelta(days=1)
    role = visit.words.code("role", record["role"])
    page = visit.origin + visit.addresses.article(record["article"])
    return [
        "BEGIN:VEVENT",
        f"UID:{record['article']}-{record['position']}@fundtrace",
        f"DTSTAMP:{stamp}",
        f"DTSTART;VALUE=DATE:{record['start'].replace('-', '')}",
        f"DTEND;VALUE=DATE:{after:%Y%m%d}",
        f"SUMMARY:{_text(record['title'])} ({_text(role)})",
        f"DESCRIPTION:{_text(record['url'])}",
        f"URL:{page}",
        "END:VEVENT",
    ]


def _text(value: str) -> str:
    return _CONTROL.sub("", value.translate(_ESCAPED))


def _fold(line: str) -> Iterator[str]:
    """The line in pieces of at most 75 bytes; each further piece begins with a blank."""
    piece = ""
    for character in line:
        if len((piece + character).encode()) > LONGEST_LINE:
            yield piece
            piece = " "
        piece += character
    yield piece
