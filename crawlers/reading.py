"""From a capture to what its articles say: today's rules, and nothing that is kept."""

from __future__ import annotations

from pathlib import Path

from crawlers.archive import Capture, Place, read_back
from crawlers.packing import BodyError
from crawlers.pages import PageInput, pages_of
from crawlers.sources import Source
from normalise.extract import Standing, extract_page
from normalise.page import Selectors, read_page
from normalise.records import Extraction, Page

Reading = tuple[Page, Extraction]
# what a record says; a sentence for one that our rules choke on; None for one that is no longer there
Record = list[Reading] | str | None


class Unreadable(Exception):
    """A capture that our own rules choke on; the message says which and how."""


def read_and_extract(page: PageInput, source: Source) -> Reading:
    """What a page says, by today's rules."""
    chosen = source.selectors
    selectors = Selectors(chosen.title, chosen.date, chosen.body)
    standing = Standing(funders=source.standing.funders, grants=source.standing.grants)
    read = read_page(page.html, page.url, selectors=selectors, feed_date=page.feed_date)
    return read, extract_page(read, standing=standing)


def readings_of(capture: Capture, source: Source) -> list[Reading]:
    """The articles of a capture that hold any text, read by today's rules; raises Unreadable."""
    try:
        readings = [read_and_extract(page, source) for page in pages_of(capture, source)]
    except Exception as error:
        # a page that our rules choke on must not end the reading of all others
        raise Unreadable(f"{capture.url}: {type(error).__name__}: {error}") from error
    return [(page, extraction) for page, extraction in readings if page.text.strip()]


def read_record(folder: Path, source: Source, place: Place) -> Record:
    """What the record at a place of the archive says."""
    try:
        return readings_of(read_back(folder, place), source)
    except (FileNotFoundError, BodyError):
        return None
    except Unreadable as error:
        return str(error)
