"""From a capture to what its articles say: today's rules, and nothing that is kept."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from crawlers.account import GARBLED, UNREADABLE
from crawlers.archive import Capture, Place, read_back
from crawlers.packing import BodyError
from crawlers.pages import PageInput, is_document, pages_of
from crawlers.sources import Source
from normalise.document_reading import DocumentReading, read_document
from normalise.extract import extract_page
from normalise.page import Selectors, read_page
from normalise.records import Extraction, Page
from normalise.standing import Standing, line_key

_GARBLED = "{}: many letters cannot be made out, so nothing of it is kept; name its `encoding` in the source"
Reading = tuple[Page, Extraction]


@dataclass(frozen=True, slots=True)
class NotRead:
    """Why a record could not be read, in a sentence, and what that counts as in an account."""

    sentence: str
    tally: str = UNREADABLE


# what a record says; why it could not be read; None for one that is no longer there
Record = list[Reading] | DocumentReading | NotRead | None


class Unreadable(Exception):
    """A capture that cannot be read; the message says which and why."""

    def __init__(self, why: NotRead) -> None:
        super().__init__(why.sentence)
        self.why = why


def read_and_extract(page: PageInput, source: Source) -> Reading:
    """What a page says, by today's rules."""
    chosen = source.selectors
    selectors = Selectors(chosen.title, chosen.date, chosen.body)
    read = read_page(page.html, page.url, selectors=selectors, feed_date=page.feed_date)
    return read, extract_page(read, standing=_standing(source))


def _standing(source: Source) -> Standing:
    chosen = source.standing
    return Standing(chosen.funders, chosen.grants, frozenset(map(line_key, chosen.lines)))


def readings_of(capture: Capture, source: Source) -> list[Reading]:
    """The articles of a capture that hold any text, read by today's rules.

    Raises Unreadable when our rules choke on it, or its letters cannot be made out.
    """
    try:
        pages = pages_of(capture, source)
        readings = [read_and_extract(page, source) for page in pages if page.sound]
    except Exception as error:
        # a page that our rules choke on must not end the reading of all others
        raise Unreadable(NotRead(f"{capture.url}: {type(error).__name__}: {error}")) from error
    if len(readings) < len(pages):
        raise Unreadable(NotRead(_GARBLED.format(capture.url), GARBLED))
    return [(page, extraction) for page, extraction in readings if page.text.strip()]


def read_record(folder: Path, source: Source, place: Place) -> Record:
    """What the record at a place of the archive says."""
    try:
        capture = read_back(folder, place)
        if is_document(capture):
            return read_document(capture.content(), capture.url, _standing(source))
        return readings_of(capture, source)
    except (FileNotFoundError, BodyError):
        return None
    except Unreadable as error:
        return error.why
