"""Articles that tell a life's or a body's story: who paid in its past years pays for nothing of the news."""

from __future__ import annotations

import re

from normalise.cues import load_cues
from normalise.document import Document

_CUES = load_cues("financing")
# "2009. gadā", "2015.-2018. gadā", "in 2009"; planning periods and "līdz 2028. gadam" are no years of a story
_PLANNED = r"(?!2004\W{1,4}2009|2007\W{1,4}2013|2009\W{1,4}2014|2014\W{1,4}202[01]|2021\W{1,4}2027)"
_YEAR = re.compile(
    rf"(?<![\d./-]){_PLANNED}((?:19|20)\d\d)(?:\.?\s?-\s?((?:19|20)\d\d))?\.?\s?gad(?!am\b)"
    r"|\bin ((?:19|20)\d\d)\b"
)
_NOW = re.compile(r"\b(?:tagad|sogad|sobrid|patlaban|sodien|sis gads|sovasar|soruden|nupat|now|today)\b")
# years before the article's own from which on they are past, how many past years it names, and how far apart
_PAST, _FEWEST, _APART = 2, 3, 5
# of somebody's life or a jubilee fewer tell enough
_FEWEST_OF_LIFE = 2


def past_until(document: Document) -> int:
    """The latest year of which the article tells as past; 0 where it tells no story of years.

    Of somebody's life that states no day of its own, all years are past.
    """
    years = _years(document.flat, 0, len(document.flat))
    if len(years) < _FEWEST_OF_LIFE:
        return 0
    life = is_life(document)
    story = life or _CUES["jubilee"].search(document.flat_title) is not None
    if not (story or _CUES["founding"].search(document.flat)):
        return 0
    fewest = _FEWEST_OF_LIFE if story else _FEWEST
    published = document.published
    own = int(published.date[:4]) if published else max(years) + (_PAST if life else 0)
    past = {year for year in years if year <= own - _PAST}
    return own - _PAST if len(past) >= fewest and max(past) - min(past) >= _APART else 0


def is_life(document: Document) -> bool:
    """Whether somebody's life is told, so that nobody carries anything out."""
    return _CUES["life"].search(document.flat) is not None


def is_past(document: Document, at: int, until: int) -> bool:
    """Whether the sentence that holds the offset tells of past years; `until` is from `past_until`.

    A sentence without a year goes on with the year of the one before it in its paragraph, unless it
    says that it tells of now.
    """
    if not until:
        return False
    sentence, line = document.sentence_at(at), document.line_at(at)
    years = _years(document.flat, sentence.start, sentence.end)
    if not years and not _NOW.search(document.flat, sentence.start, sentence.end):
        before = document.sentence_at(max(line.start, sentence.start - 1))
        years = _years(document.flat, before.start, before.end) if before.start >= line.start else years
    return bool(years) and max(years) <= until


def _years(flat: str, start: int, end: int) -> set[int]:
    return {int(year) for found in _YEAR.finditer(flat, start, end) for year in found.groups() if year}
