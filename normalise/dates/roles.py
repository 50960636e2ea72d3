"""What a date is for: the activity, the project's period, a deadline, or something else."""

from __future__ import annotations

import re
from datetime import date

from normalise.cues import load_cues
from normalise.dates.grammar import Expression
from normalise.document import Document
from normalise.records import DateRole, Precision

_CUES = load_cues("date_roles")
_HISTORY_YEARS = 8


def role_of(
    document: Document, expression: Expression, start: date, end: date, precision: Precision
) -> tuple[DateRole, str]:
    """The role and the reason for it, read from the clause and the line around the expression."""
    if is_of_rules(document, expression):
        return "other", "day of a regulation"
    sentence = document.sentence_at(expression.start)
    flat = document.flat[sentence.start : sentence.end]
    before = document.flat[max(sentence.start, expression.start - 90) : expression.start]
    if expression.planning or precision == "year":
        return (
            ("project_period", "years of a project")
            if _is_period(flat) and not expression.planning
            else ("other", "planning period or year alone")
        )
    said = document.flat[expression.start : expression.end]
    if expression.points[0].precision == "season" and expression.points[0].year_word and " " not in said:
        return "other", "season of this year without its name"
    if any(point.vague and point.precision != "month" for point in expression.points) and (
        not expression.is_range or expression.points[0].precision != "month"
    ):
        return "other", "part of a year or month without days"
    if expression.is_range and _CUES["of_strategy"].search(before):
        return "other", "years of a strategy"
    if _is_past(document, end):
        return "other", "long before the publication"
    if expression.until and _CUES["deadline"].search(flat):
        return "deadline", "“līdz” with a word of applying"
    if expression.is_range and _is_period(flat):
        return "project_period", "range beside a word of the project's running"
    if expression.until and _CUES["must_be_done"].search(flat):
        return "project_period", "by when the project must be done"
    if _CUES["not_of_the_news"].search(before):
        return "other", "counted up to then, or done by others"
    if _CUES["founded_before"].search(before):
        return "other", "when an organisation was founded"
    if _CUES["decision"].search(re.split(r"[,;]", before)[-1]) or (
        not expression.is_range and _CUES["signed_after"].match(document.flat, expression.end, sentence.end)
    ):
        return "other", "beside a word of decision or signing"
    around = flat[max(0, expression.start - sentence.start - 70) : expression.end - sentence.start + 60]
    if not expression.is_range and not expression.until and _CUES["event"].search(around):
        return "activity", "beside an event"
    if _is_period(flat) and (expression.until or _CUES["boundary"].search(flat)):
        return "project_period", "start or end of the project"
    if expression.until and _CUES["project"].search(flat):
        return "project_period", "end of the project"
    return "activity", "date in the text of an activity"


def is_of_rules(document: Document, expression: Expression) -> bool:
    """The day of a regulation, which says nothing about the year of the article's own dates."""
    before = document.flat[max(0, expression.start - 40) : expression.start]
    return bool(
        _CUES["rules_before"].search(before) or _CUES["rules_after"].match(document.flat, expression.end)
    )


def _is_period(flat: str) -> bool:
    return bool(_CUES["period"].search(flat))


def _is_past(document: Document, end: date) -> bool:
    if document.published is None:
        return False
    return int(document.published.date[:4]) - end.year >= _HISTORY_YEARS
