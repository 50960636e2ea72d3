"""The text of a PDF, page by page, by pypdf; what cannot be read ends in a named state.

A PDF comes from strangers: pages, characters and what its streams unpack to are bounded, and every fault
of the file is a state, never an exception.
"""

from __future__ import annotations

import logging
import re
import unicodedata
from dataclasses import dataclass
from io import BytesIO
from typing import Literal

from pypdf import PdfReader
from pypdf.errors import PyPdfError

from normalise.lines import tidy

PdfState = Literal["read", "no text", "locked", "broken", "no document"]

_MOST_PAGES = 120
_MOST_CHARACTERS = 400_000
# fewer letters on all pages together are page numbers and stamps of a scanned paper
_LEAST_LETTERS = 20
_LONGEST_TITLE = 300
_NO_TITLE = re.compile(
    r"(?:microsoft (?:word|powerpoint)|untitled|document|bez nosaukuma)\b|.*\.(?:docx?|pdf|xlsx?|indd)$", re.I
)
_HYPHENATED = re.compile(r"(?<=[a-zāčēģīķļņšūž])-\n(?=[a-zāčēģīķļņšūž])")

logging.getLogger("pypdf").setLevel(logging.ERROR)


@dataclass(frozen=True, slots=True)
class PdfText:
    """What a PDF says. `pages` holds the text of each page that was read, `count` how many it has."""

    state: PdfState
    detail: str | None = None
    title: str | None = None
    pages: tuple[str, ...] = ()
    count: int | None = None

    @property
    def text(self) -> str:
        """All pages, a blank line between two."""
        return PAGE_BREAK.join(self.pages)


PAGE_BREAK = "\n\n"


def read_pdf(body: bytes) -> PdfText:
    """The text of a PDF. Never raises: what is no PDF is `no document`, a bad one is `broken`."""
    if b"%PDF-" not in body[:1024]:
        return PdfText("no document", "The file is no PDF.")
    try:
        return _read(body)
    except (PyPdfError, ValueError, KeyError, TypeError, IndexError, AttributeError, AssertionError) as error:
        return PdfText("broken", f"The PDF cannot be read: {type(error).__name__}: {error}"[:300])
    except (RecursionError, OverflowError, ArithmeticError, OSError, NotImplementedError) as error:
        return PdfText("broken", f"The PDF cannot be read: {type(error).__name__}."[:300])


def _read(body: bytes) -> PdfText:
    reader = PdfReader(BytesIO(body), strict=False)
    # an empty password opens papers that are only kept from being printed
    if reader.is_encrypted and not reader.decrypt(""):
        return PdfText("locked", "The PDF wants a password.")
    count = len(reader.pages)
    pages: list[str] = []
    left = _MOST_CHARACTERS
    for page in reader.pages[:_MOST_PAGES]:
        text = _tidied(page.extract_text())[:left]
        pages.append(text)
        left -= len(text)
        if left <= 0:
            break
    if sum(map(str.isalpha, "".join(pages))) < _LEAST_LETTERS:
        return PdfText("no text", "The PDF holds pictures of pages and no text.", count=count)
    read = f"Only the first {len(pages)} of {count} pages were read." if len(pages) < count else None
    return PdfText("read", read, _title(reader), tuple(pages), count)


def _tidied(text: str) -> str:
    """Lines without needless blanks, words that a line broke put together, letters composed."""
    composed = unicodedata.normalize("NFC", text).replace("\x00", "")
    return _HYPHENATED.sub("", "\n".join(line for raw in composed.splitlines() if (line := tidy(raw))))


def _title(reader: PdfReader) -> str | None:
    metadata = reader.metadata
    title = tidy(str(metadata.title or "")) if metadata is not None else ""
    return title[:_LONGEST_TITLE] if title and not _NO_TITLE.match(title) else None
