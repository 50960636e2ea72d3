"""Which expressions are dates of the story, and which are the page's own, clocks, or no dates at all."""

from __future__ import annotations

import re
from collections.abc import Sequence

from normalise.date_line import published_line
from normalise.dates.days import first_day
from normalise.dates.grammar import Expression
from normalise.dates.points import Point
from normalise.dates.roles import stands_below_label
from normalise.document import Document

# Lines of the page, not of the post: what was changed when, and site clocks.
_FURNITURE = re.compile(
    r"\W*(?:last updated|pedejas izmainas|pedejo reizi|pedejoreiz|saturs atjaunots|"
    r"(?:atjaunina|publice|ievieto|pievieno)(?:ts|ta|ja|jis|jusi|sanas?)\b(?! vertib)|"
    r"(?:labots|papildinats|atjaunots|(?:informacija |saturs )?aktualizet[sa])(?=\W{0,3}\d)"
    r"|drukas datums|izdrukats|"
    r"©|copyright|varda dien|sodien ir|\w+ (?:19|20)\d\d\s?\"\s*$)"
)
# a calendar's day, which is one of a programme where its hours stand below
_CALENDAR = re.compile(
    r"\W*(?:pirm|otr|tresd|ceturtd|piektd|sestd|svetd)\w*iena,\s\d{1,2}\.\s\w+s(?:\s\w{3,}(?:, \w{3,})+)?\s*$"
)
_WEEKDAY_OPENS = re.compile(r"(?:pirm|otr|tres|ceturt|piekt|sest|svet)d?iena,\s\d\d\.\d\d\.20\d\d")
_WEEKDAY_BELOW = re.compile(r"\s*(?:pirm|otr|tres|ceturt|piekt|sest|svet)d?iena\s*(?:\n|$)")
_HOURS_BELOW = re.compile(r"\s*(?:plkst\.?\s?)?\d{1,2}[.:]\d\d(?:\s?-\s?\d{1,2}[.:]\d\d)?[ -]{1,3}[^\W\d]")
# what says of the date behind it that it is the page's own
_NAME_DAYS = re.compile(r"varda ?dien|viegli lasit|день имени|\b\d{3}\. diena\b")
_TODAY = re.compile(
    r"(?:sodien:|(?:ievietot|publicet|pievienot)[sa](?:\s?[:–-])?|raksta datums:?"
    r"|posted by [^\n]{2,40} on)\s*$"
)
_MONTH = r"(?:janvar|februar|mart|april|maij|junij|julij|august|septembr|oktobr|novembr|decembr)[a-z]{1,3}"
_OR_MONTH = re.compile(rf"\s?(?:vai|or)\s{_MONTH}\b")
_MONTH_OR = re.compile(rf"\b{_MONTH}\s(?:vai|or)\s\Z")
_SMALL_ROMAN = re.compile(r"\d\.\s?[ivx]+\b")
_ENDS_LINE = re.compile(r"\.?[^\S\n]*(?:\n|$)")
_DATE_LINE = 100
# "Marts – sarunas", "Aprīlis: stādi": months that head the lines of a list
_HEADS_LINE = re.compile(
    r"(?m)^[^\w\n]{0,4}(?:janvaris|februaris|marts|aprilis|maijs|junijs|julijs|augusts|septembris|oktobris"
    r"|novembris|decembris)(?=\s{0,4}(?:[–—-]\s|:))"
)
_NEAR = 800  # characters
# "Sapulce beidzās 21.10.": the hour
_MEETING_ENDED = re.compile(
    r"\b(?:\w*sapulce|sanaksme|sede|koncerts|izrade|filma|spele)(?: \w+)? (?:(?:sak|beidz)as|ilga lidz)\s$"
)
_HOUR = re.compile(r"(?:[01]\d|2[0-3])\.[0-5]\d\b(?!\.\s?\d)")


def is_plausible(document: Document, expression: Expression) -> bool:
    """Whether an expression is a day or time of the story: no clock, no line of the page, no plain month."""
    furniture = _is_furniture(document, expression) and not stands_below_label(document, expression)
    return not furniture and _is_date(document, expression)


def _is_furniture(document: Document, expression: Expression) -> bool:
    """A line that holds nothing but a date is the page's own date or clock, not the story's."""
    line = document.line_at(expression.start)
    if expression.start >= document.footer or _FURNITURE.match(document.flat, line.start, line.end):
        return True
    if _CALENDAR.match(document.flat, line.start, line.end):
        return not _HOURS_BELOW.match(document.flat, line.end)
    short = line.end - line.start < _DATE_LINE
    if short and _NAME_DAYS.search(document.flat, line.start, line.end):
        return True
    if _TODAY.search(document.flat, max(0, expression.start - 56), expression.start):
        return True
    if _HOUR.match(document.flat, expression.start) and _MEETING_ENDED.search(
        document.flat, max(0, expression.start - 56), expression.start
    ):
        return True
    written = document.text[line.start : line.end]
    if document.title and written.startswith(document.title) and written != document.title:
        # "Talka pie upes11-10-2017"
        return published_line(written[len(document.title) :]) is not None
    if document.title and written.endswith(document.title) and written != document.title:
        # "12.10.2015. Draudze saņem atbalstu"
        before = written.removesuffix(document.title)
        return expression.end <= line.start + len(before) and published_line(before) is not None
    day = published_line(written) if short else None
    if day is None:
        return short and _repeats_published(document, expression, written)
    at_edge = line == document.lines[-1] or line.start < document.first_passage
    at_edge = at_edge or _WEEKDAY_BELOW.match(document.flat, line.end) is not None
    if line.start > document.last_passage and _WEEKDAY_OPENS.match(document.flat, line.start):
        # a calendar beside the story
        at_edge = at_edge or not _HOURS_BELOW.match(document.flat, line.end)
    return at_edge or (document.published is not None and document.published.date == day)


def _repeats_published(document: Document, expression: Expression, line: str) -> bool:
    """The day of publication in a line that is no sentence: "Pārvalde 30.Marts, 2015, 18:34 Projekti"."""
    if not document.published or len(expression.points) > 1 or line.rstrip().endswith(("!", "?", ":")):
        return False
    signed = document.text.endswith(", ", 0, expression.start) and _ENDS_LINE.match(
        document.text, expression.end
    )
    if line.rstrip().endswith(".") and not signed:
        return False  # "Krasta centrs, 20.10.2025." is signed, "Tiekamies 20.10.2025." is a sentence
    day = first_day(expression.points[0])
    return day is not None and day.isoformat() == document.published.date


def _is_date(document: Document, expression: Expression) -> bool:
    """A month without a day or year is a date only in the locative or with "mēnesis" (Maija is a name)."""
    point = expression.points[0]
    if point.precision == "month" and _is_left_open(document, expression):
        return False
    if _SMALL_ROMAN.search(document.text, expression.start, expression.end):
        return False
    if (
        len(expression.points) > 1
        or point.precision not in {"month", "season"}
        or point.year
        or point.year_word
    ):
        return expression.is_range or not _only_seasons(expression.points)
    quote = document.text[expression.start : expression.end].lower()
    if quote.startswith("augst"):
        return False  # "augstā purva": only with a day it is August, misspelt
    if point.precision == "season":
        return False
    if point.vague:
        return True
    if document.flat.endswith(" in ", 0, expression.start) and document.text[expression.start].isupper():
        return True
    if point.short_month:
        return False
    named = quote.endswith(("ī", "ā", "е")) or "mēne" in quote or "menes" in quote
    return named or _heads_line(document, expression)


def _heads_line(document: Document, expression: Expression) -> bool:
    """Whether a month in the nominative heads a line as other months near it do."""
    flat, line = document.flat, document.line_at(expression.start)
    own = _HEADS_LINE.match(flat, line.start)
    if own is None or own.end() != expression.end:
        return False
    above = _HEADS_LINE.search(flat, max(0, line.start - _NEAR), line.start)
    return bool(above or _HEADS_LINE.search(flat, line.end, line.end + _NEAR))


def _is_left_open(document: Document, expression: Expression) -> bool:
    """`oktobrī vai novembrī`: nobody knows yet."""
    before = max(0, expression.start - 20), expression.start
    return bool(_OR_MONTH.match(document.flat, expression.end) or _MONTH_OR.search(document.flat, *before))


def _only_seasons(points: Sequence[Point]) -> bool:
    """`pavasarim un vasarai`: what is for the spring and summer of any year."""
    return all(p.precision == "season" and not p.year and not p.year_word for p in points)
