"""The title of a plain text: its first line that reads like one."""

from __future__ import annotations

from normalise.date_line import published_line
from normalise.document import Document

_LONGEST = 160
_LINES_LOOKED_AT = 5


def headline_of(text: str) -> str | None:
    """The first line that is no date, calendar or breadcrumb, when it is short and ends no sentence."""
    document = Document(text)
    for line in document.lines[:_LINES_LOOKED_AT]:
        words = text[line.start : line.end]
        calendar = "varda dien" in document.flat[line.start : line.end]
        if line.kind == "breadcrumb" or calendar or published_line(words):
            continue
        reads_like_one = len(words) <= _LONGEST and not words.rstrip().endswith((".", ",", ";", ":"))
        return words if reads_like_one and len(document.lines) > 1 else None
    return None
