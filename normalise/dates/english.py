"""Dates in the English order, the month before the day."""

from __future__ import annotations

from normalise.dates.points import SEPARATORS, Point, PointReader
from normalise.lines import words

_MONTHS = words("january february march april may june july august september october november december")


def month_first(reader: PointReader, at: int) -> tuple[list[Point], bool, int] | None:
    """`June 14, 2023`, `June 14–16, 2023`, `Jūl 8, 2024`; a whole English month may leave the year open.

    Gives the points, whether they are a range, and the position behind them.
    """
    if reader.kind(at) != "month" or not (day := reader.number(at + 1, 1, 31)):
        return None
    if len(reader.stream[at + 1].word) > 2:
        return None
    look, days = at + 2, [day]
    if reader.kind(look) == "dash" and (last := reader.number(look + 1, 1, 31)):
        days.append(last)
        look += 2
    behind = look + 1 if reader.kind(look) == "comma" else look
    year = reader.year(behind)
    if year:
        return [Point("day", year, reader.stream[at].value, day) for day in days], len(days) > 1, behind + 1
    return _without_year(reader, at, days, look)


def _without_year(
    reader: PointReader, at: int, days: list[int], look: int
) -> tuple[list[Point], bool, int] | None:
    """`On March 9`, `February 16 and 23`."""
    if reader.stream[at].word not in _MONTHS or reader.kind(look) in SEPARATORS:
        return None
    ranged = len(days) > 1
    if reader.kind(look) == "and" and (other := reader.number(look + 1, 1, 31)) and not ranged:
        days, look = [*days, other], look + 2
    return [Point("day", None, reader.stream[at].value, day) for day in days], ranged, look
