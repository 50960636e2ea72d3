"""What a date is for: the activity, the project's period, a deadline, or something else."""

from __future__ import annotations

import re
from datetime import date, timedelta

from normalise.cues import load_cues
from normalise.dates.grammar import Expression
from normalise.document import Document
from normalise.records import DateRole, Precision

_CUES = load_cues("date_roles")
_HISTORY_YEARS = 8
# a range as long as this is a project's rather than an event's
_PERIOD = timedelta(days=80)
# characters that are read before and behind a date, and those in which an event is named beside it
_BEFORE, _BEHIND = 120, 170
_BESIDE_BEFORE, _BESIDE_BEHIND = 70, 60
_NOTHING = 3  # characters behind a date in which no word stands
# of the day of a regulation, which `is_of_rules` tells
OF_RULES: tuple[DateRole, str] = ("other", "day of a regulation")


def role_of(
    document: Document, expression: Expression, start: date, end: date, precision: Precision
) -> tuple[DateRole, str]:
    """The role and the reason for it, read from the clause and the line around the expression.

    Days of regulations are told apart before.
    """
    around = _Around(document, expression)
    if expression.planning or precision == "year":
        return (
            ("project_period", "years of a project")
            if around.says("period") and not expression.planning
            else ("other", "planning period or year alone")
        )
    return (
        _of_no_certain_days(document, expression, around, end)
        or _named(document, expression, around)
        or _of_an_end(expression, around)
        or _of_others(expression, around)
        or _of_the_project(expression, around, end - start)
        or ("activity", "date in the text of an activity")
    )


class _Around:
    """What stands around a date in its sentence, flattened."""

    def __init__(self, document: Document, expression: Expression) -> None:
        sentence = document.sentence_at(expression.start)
        self._flat, self._sentence = document.flat, sentence
        self._date = expression.start, expression.end
        self._before = document.flat[max(sentence.start, expression.start - _BEFORE) : expression.start]
        self._is_led = len(self._before.strip()) > 1
        self.is_end = expression.until or self.says_before("no_later")
        self.sentence = document.flat[sentence.start : sentence.end]

    @property
    def is_alone(self) -> bool:
        """Whether the sentence is the date, perhaps behind a label."""
        before, _, behind = self.sentence.rpartition(self._flat[slice(*self._date)])
        return not behind.strip(" .;)\n") and (not before.strip(" (\n") or before.rstrip().endswith(":"))

    def says(self, cue: str) -> bool:
        """Whether the sentence does."""
        return _CUES[cue].says(self.sentence)

    def says_before(self, cue: str) -> bool:
        """Whether the stretch before the date does."""
        return self._is_led and _CUES[cue].search(self._before) is not None

    def says_after(self, cue: str) -> bool:
        """Whether what follows the date does."""
        _, end = self._date
        last = min(self._sentence.end, end + _BEHIND)
        return last - end > _NOTHING and _CUES[cue].match(self._flat, end, last) is not None

    def clause_before(self) -> str:
        """The part of the clause before the date."""
        return re.split(r"[,;]", self._before)[-1]

    def clause(self) -> str:
        _, end = self._date
        return self.clause_before() + re.split(r"[,;]", self._flat[end : self._sentence.end])[0]

    def is_beside_event(self) -> bool:
        """Whether an event is named close by."""
        start, end = self._date
        begin = max(self._sentence.start, start - _BESIDE_BEFORE)
        return (
            _CUES["event"].search(self._flat, begin, min(self._sentence.end, end + _BESIDE_BEHIND))
            is not None
        )


def _of_no_certain_days(
    document: Document, expression: Expression, around: _Around, end: date
) -> tuple[DateRole, str] | None:
    """Seasons, parts of months, strategies and history."""
    first = expression.points[0]
    said = document.flat[expression.start : expression.end]
    if first.precision == "season" and first.year_word and " " not in said:
        return "other", "season of this year without its name"
    if any(point.vague and point.precision != "month" for point in expression.points) and (
        not expression.is_range or first.precision != "month"
    ):
        return "other", "part of a year or month without days"
    if expression.is_range and around.says_before("of_strategy"):
        return "other", "years of a strategy"
    return ("other", "long before the publication") if _is_past(document, end) else None


def _named(document: Document, expression: Expression, around: _Around) -> tuple[DateRole, str] | None:
    """What the words right beside the date call it."""
    if around.says_before("deadline_before") or around.says_after("deadline_after"):
        return "deadline", "called the term for handing in"
    if around.says_before("period_label") or stands_below_label(document, expression):
        return "project_period", "called the project’s time"
    return None


def _of_an_end(expression: Expression, around: _Around) -> tuple[DateRole, str] | None:
    if around.is_end and _CUES["reporting"].search(around.clause()):
        return "other", "by when something is reported or told"
    if around.is_end and around.says("deadline"):
        return "deadline", "“līdz” with a word of applying"
    if expression.is_range and around.says("period"):
        return "project_period", "range beside a word of the project's running"
    if around.is_end and around.says("must_be_done"):
        return "project_period", "by when the project must be done"
    return None


def _of_others(expression: Expression, around: _Around) -> tuple[DateRole, str] | None:
    """What others did or decided, or what came before."""
    if around.says_before("not_of_the_news"):
        return "other", "counted up to then, or done by others"
    if around.says_before("founded_before"):
        return "other", "when an organisation was founded"
    if _CUES["decision"].search(around.clause_before()) or around.says_before("decided_before"):
        return "other", "beside a word of decision or signing"
    if not expression.is_range and around.says_after("decided_after"):
        return "other", "beside a word of decision or signing"
    return None


def _of_the_project(
    expression: Expression, around: _Around, length: timedelta
) -> tuple[DateRole, str] | None:
    single = not expression.is_range and not around.is_end
    if single and around.says_before("period_itself"):
        return "project_period", "start or end of the project"
    if single and around.is_beside_event():
        return "activity", "beside an event"
    if around.says("period") and (around.is_end or around.says("boundary")):
        return "project_period", "start or end of the project"
    if around.says_before("period_before") or around.says_after("period_after"):
        return "project_period", "start or end of the project"
    if single and around.says_before("since") and around.says_after("carries_out"):
        return "project_period", "start or end of the project"
    if around.is_end and around.says("carried_out_until"):
        return "project_period", "end of the project"
    if (
        expression.is_range
        and length >= _PERIOD
        and not around.is_beside_event()
        and (around.says("of_a_project") or around.is_alone)
    ):
        return "project_period", "months beside a word of a project or its money"
    return None


def is_of_rules(document: Document, expression: Expression) -> bool:
    """The day of a regulation, which says nothing about the year of the article's own dates."""
    before = document.flat[max(0, expression.start - 40) : expression.start]
    return bool(
        _CUES["rules_before"].search(before) or _CUES["rules_after"].match(document.flat, expression.end)
    )


def stands_below_label(document: Document, expression: Expression) -> bool:
    """A line that begins with the date, below a line that says no more than `Realizācijas laiks`."""
    line, above = document.line_at(expression.start), document.line_above(expression.start)
    if above is None or document.flat[line.start : expression.start].strip(" -:"):
        return False
    return _CUES["period_label"].match(document.flat, above.start, above.end) is not None


def _is_past(document: Document, end: date) -> bool:
    if document.published is None:
        return False
    return int(document.published.date[:4]) - end.year >= _HISTORY_YEARS
