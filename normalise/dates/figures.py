"""Points in figures: days and months as numbers between dots, slashes and dashes."""

from __future__ import annotations

from normalise.dates.points import SEPARATORS, Point, PointReader


class FigureReader(PointReader):
    """Reads points in figures, and ranges whose left end leaves out what the right one says."""

    def numeric(self, at: int) -> tuple[Point, int] | None:
        """`25.10.2023.`, `2020.01.30.`, `05/06/2023`, `2023-06-14`, `08 • 03 • 2019`."""
        if not (self.kind(at + 1) in SEPARATORS and self.kind(at + 3) == self.kind(at + 1)):
            return None
        if self.kind(at + 2) != "number" or self.kind(at + 4) != "number":
            return None
        if any(token.on_new_line for token in self.stream[at + 1 : at + 5]):
            return None
        last = self.stream[at + 4]
        if self._goes_on(at + 5):
            return None
        year = self.year(at)
        if year and (month := self.number(at + 2, 1, 12)) and (day := self.number(at + 4, 1, 31)):
            return Point("day", year, month, day, numeric=True), self.past_year_word(at + 5)
        day, month = self.number(at, 1, 31), self.number(at + 2, 1, 12)
        year = self.year(at + 4)
        if (
            not year
            and not self._is_clock(at + 4)
            and len(last.word) == 2
            and len(self.stream[at + 2].word) == 2
            and (len(self.stream[at].word) == 2 or self._is_end_of_short_range(at))
        ):
            year = 2000 + last.value if 5 <= last.value <= 40 else None
        if day and month and year:
            return Point("day", year, month, day, numeric=True), self.past_year_word(at + 5)
        return None

    def _is_end_of_short_range(self, at: int) -> bool:
        """`4.11.17.-10.11.17.`: both ends name the year by two figures; alone `4.11.17.` is a clause."""
        behind = self.past_dot(at + 5)
        if self.kind(behind) == "dash" and self._is_short_date(behind + 1):
            return self._is_within_a_year(at + 4, behind + 5)
        dash = at - 1
        before = dash - 1 if self.kind(dash - 1) == "number" else dash - 2
        if self.kind(dash) != "dash" or before < 4 or not self._is_short_date(before - 4):
            return False
        return self._is_within_a_year(before, at + 4)

    def _is_within_a_year(self, first: int, last: int) -> bool:
        return 0 <= self.stream[last].value - self.stream[first].value <= 1

    def _is_short_date(self, at: int) -> bool:
        """Three numbers between touching dots, the last two of two figures."""
        kinds = [self.kind(at + n) for n in range(5)]
        return (
            kinds == ["number", "dot", "number", "dot", "number"]
            and all(len(self.stream[at + n].word) == 2 for n in (2, 4))
            and all(self.touching(at + n, at + n + 1) for n in range(4))
        )

    def _goes_on(self, at: int) -> bool:
        """`12-04-2021/3` is a number and no date; `2024-08-05/2024-11-20` is a range."""
        if self.kind(at) != "slash" or not self.touching(at - 1, at) or self.kind(at + 1) != "number":
            return False
        return len(self.stream[at + 1].word) < 4

    def _is_clock(self, at: int) -> bool:
        """`10.30` behind a date: hours and minutes, no year and no day."""
        minutes = self.number(at + 2, 0, 59)
        if minutes is None or len(self.stream[at + 2].word) != 2 or self.kind(at + 1) != "dot":
            return False
        touching = self.touching(at, at + 1) and self.touching(at + 1, at + 2)
        return touching and self.kind(at + 3) != "dot"

    def day_and_month(self, at: int, *, joined: bool = False) -> tuple[Point, int] | None:
        """`17.09.`: two digits each and both dots, nothing else of a number around; the year stays open."""
        if (
            self.kind(at + 1) != "dot"
            or self.kind(at + 3) != "dot"
            or (
                self.kind(at + 4) in {"slash", "dash"}
                and self.kind(at + 5) == "number"
                and not self._is_short_day(at + 5)
            )
            or (
                self.kind(at + 4) == "number"
                and (self.touching(at + 3, at + 4) or not self._is_clock(at + 4))
            )
        ):
            return None
        goes_on = (
            self.kind(at - 1) in SEPARATORS
            and not self.stream[at].on_new_line
            and (self.kind(at - 2) == "number" or self.touching(at - 1, at))
        )
        if (goes_on and not joined) or any(t.on_new_line for t in self.stream[at + 1 : at + 4]):
            return None
        day, month = self.number(at, 1, 31), self.number(at + 2, 1, 12)
        if (
            day
            and month
            and len(self.stream[at + 2].word) == 2
            and (len(self.stream[at].word) == 2 or self._opens_line(at))
            and self.touching(at + 1, at + 2)
        ):
            return Point("day", None, month, day, numeric=True), at + 4
        return None

    def _is_short_day(self, at: int) -> bool:
        """`30.09.` behind a dash: the end of a range and no part of a number."""
        kinds = [self.kind(at + n) for n in range(4)]
        return kinds == ["number", "dot", "number", "dot"] and all(
            len(self.stream[at + n].word) == 2 for n in (0, 2)
        )

    def day_and_month_of_year(self, at: int) -> tuple[Point, int] | None:
        """`2012. gada 18.04.`, `š.g. 26.09.`: the year stands before."""
        year, word, look = self.lead(at)
        short = self.day_and_month(look) if look > at else None
        return (short[0]._replace(year=year, year_word=word), short[1]) if short else None

    def _opens_line(self, at: int) -> bool:
        """`4.07. (ceturtdiena)`: a line of a programme that begins with its day."""
        behind = self.stream[at + 4] if at + 4 < len(self.stream) else None
        in_bracket = behind is not None and behind.kind == "break" and behind.word == "("
        return self.stream[at].on_new_line and in_bracket

    def month_of_year(self, at: int, *, joined: bool = False) -> tuple[Point, int] | None:
        """`10/2023`, `11-2019`, `09.2007`: digits and marks touching; `joined` right of a range's dash."""
        month, year = self.number(at, 1, 12), self.year(at + 2)
        if not (month and year and self.kind(at + 1) in {"slash", "dash", "dot"}):
            return None
        if not (self.touching(at, at + 1) and self.touching(at + 1, at + 2)):
            return None
        if not joined and self.kind(at - 1) == "slash" and self.touching(at - 1, at):
            return None  # the end of a number: "28e/4/2020"
        if (
            not joined
            and self.kind(at - 2) == "number"
            and self.kind(at - 1) in SEPARATORS
            and self.touching(at - 1, at)
        ):
            return None
        if self.kind(at + 3) in {"slash"} and self.kind(at + 4) == "number":
            return None
        if self.kind(at + 1) == "dot" and len(self.stream[at].word) < 2:
            return None
        return Point("month", year, month, numeric=True), self.past_year_word(at + 3)

    def short_left(self, at: int) -> tuple[list[Point], int] | None:
        """`01/07 - 15/09/2023`, `01.02.-15.03.2024.`, `02-10/2022`, `1.-5.06.2023`."""
        day = self.number(at, 1, 31)
        goes_on = self.kind(at - 1) == "dot" and self.kind(at - 2) == "number" and self.touching(at - 1, at)
        if day is None or goes_on:
            return None
        look = at + 1
        separator = self.kind(look)
        month: int | None = None
        if (
            separator in {"slash", "dot"}
            and (value := self.number(look + 1, 1, 12))
            and self.touching(look, look + 1)
        ):
            month, look = value, look + 2
        look = self.past_dot(look)
        if self.kind(look) not in {"dash", "until"}:
            return None
        right = self.numeric(look + 1)
        if right:
            left = Point("day", None, month or right[0].month, day, numeric=True)
            return [left, right[0]], right[1]
        right = self.day_and_month(look + 1, joined=True) if self.kind(look - 1) == "dot" else None
        if right and month is None and day <= (right[0].day or 0):
            return [Point("day", None, right[0].month, day, numeric=True), right[0]], right[1]
        right = self.month_of_year(look + 1, joined=True)
        if right and month is None and day <= 12 and self.touching(look, look + 1):
            return [Point("month", right[0].year, day, numeric=True), right[0]], right[1]
        return None
