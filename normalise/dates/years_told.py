"""Years that a text tells beside its dates, in names and as this year and the last; sought when asked for."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cached_property

from normalise.dates.grammar import Expression

# the year that ends a name: "Zelta lāpsta 2024"; of a contest or project it is the text's own
_OF_NAME = re.compile(r"(?<!\d-)\b(20[0-4]\d)[\"”“»]")
_BEFORE_QUOTED = re.compile(r"(?:konkurs|projekt|programm)\w*\s\Z")
_BEFORE_YEAR = re.compile(r"\b(?:konkurs|programm)\w*\s\Z")
_LONGEST_NAME = 90
_THIS_YEAR = re.compile(r"\b(?:sogad|saja)\s?[,–-]\s?(?P<year>20[0-4]\d)\.?\s?gad[aā]\b")
# what tells of the year before the one that has begun, at the head of a text, and how many characters that is
_LOOKS_BACK = re.compile(
    r"\b(?:pern|pern(?:a|aja) gad\w|pagajusa(?:ja|is|jo)? gad\w|aizvadit\w{1,4} (?:\w+ ){0,3}gad[sau])\b"
)
_HEAD = 400
# "Martā rīkojām", "sākās 1. februārī": what is over; the length of the vowel tells it from what is under way
_OVER = re.compile(r"\w(?:ījām|ojām)(?:ies)?\b|\b(?:sākās|beidzās|noslēdzās|norisinājās)\b")


class YearsTold:
    """What a flattened text tells of years; each is sought once, when it is first asked for."""

    def __init__(self, flat: str, expressions: Sequence[Expression], text: str = "") -> None:
        self.flat = flat
        self.text = text
        self.expressions = expressions

    @cached_property
    def named(self) -> frozenset[int]:
        """The years that end a name in quotation marks."""
        return frozenset(int(found[1]) for found in _OF_NAME.finditer(self.flat))

    @cached_property
    def of_contest(self) -> int | None:
        """The only year that ends the name of a contest, project or programme."""
        years = {int(found[1]) for found in _OF_NAME.finditer(self.flat) if self._is_contest(found.start())}
        return years.pop() if len(years) == 1 else None

    def _is_contest(self, at: int) -> bool:
        opening = self.flat.rfind('"', max(0, at - _LONGEST_NAME), at)
        if _BEFORE_YEAR.search(self.flat, max(0, opening, at - 20), at):
            return True
        return opening > 0 and _BEFORE_QUOTED.search(self.flat, max(0, opening - 20), opening) is not None

    @cached_property
    def this_year(self) -> int | None:
        """2018: `šogad, 2018. gadā`, or `aizvadītā gada pavasarī` told again as `2017. gada pavasarī`."""
        if said := _THIS_YEAR.search(self.flat):
            return int(said["year"])
        points = [point for expression in self.expressions for point in expression.points]
        last = {(point.month, point.day) for point in points if point.year_word == "last" and point.month}
        years = {point.year + 1 for point in points if point.year and (point.month, point.day) in last}
        return next(iter(years or self._begun_this_year), None) if len(years) < 2 else None

    @cached_property
    def _begun_this_year(self) -> frozenset[int]:
        """That of the only range beginning in the month told of: `šī gada jūlijā`, `07/2013 – 12/2015`."""
        ranges = [one.points for one in self.expressions if one.is_range and len(one.points) == 2]
        begun = {
            first.year
            for first, _ in ranges
            for one in self.expressions
            if first.year and first.month
            for point in one.points
            if point.year_word == "this" and point.month == first.month
        }
        return frozenset(begun) if len(begun) == 1 else frozenset()

    @cached_property
    def looks_back(self) -> bool:
        """Whether the head of the text tells of the year before."""
        return _LOOKS_BACK.search(self.flat, 0, _HEAD) is not None

    def is_over(self, start: int, end: int) -> bool:
        """Whether a sentence says in so many words that what it tells is over."""
        return _OVER.search(self.text, start, end) is not None
