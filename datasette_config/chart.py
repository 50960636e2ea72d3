"""A bar chart by year as numbers for an SVG that the server draws; the table beside it says the same."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from datasette_config.reading.lists import YearCount

HEIGHT = 120  # of the tallest bar, in SVG units
STEP = 44  # from one bar to the next
BAR = 28
TOP = 22  # room for the figure above the tallest bar
BOTTOM = 24  # room for the year below


@dataclass(frozen=True, slots=True)
class Bar:
    """A year's bar: financed below, only mentioned above it."""

    year: str
    x: float
    financed_y: float
    financed_height: float
    mentioned_y: float
    mentioned_height: float
    total: int

    @property
    def middle(self) -> float:
        return self.x + BAR / 2


@dataclass(frozen=True, slots=True)
class Chart:
    width: int
    height: int
    baseline: int
    bar_width: int
    bars: tuple[Bar, ...]


def draw(years: Sequence[YearCount]) -> Chart | None:
    """The chart of the known years, gaps filled; None when no year is known."""
    known = {int(count.year): count for count in years if count.year and count.year.isdecimal()}
    if not known:
        return None
    tallest = max(count.financed + count.mentioned for count in known.values()) or 1
    span = range(min(known), max(known) + 1)
    baseline = TOP + HEIGHT
    bars = tuple(
        _bar(known.get(year) or YearCount(str(year), 0, 0), index, HEIGHT / tallest, baseline)
        for index, year in enumerate(span)
    )
    return Chart(STEP * len(span), baseline + BOTTOM, baseline, BAR, bars)


def _bar(count: YearCount, index: int, scale: float, baseline: int) -> Bar:
    financed = round(count.financed * scale, 1)
    mentioned = round(count.mentioned * scale, 1)
    return Bar(
        year=str(count.year),
        x=index * STEP + (STEP - BAR) / 2,
        financed_y=baseline - financed,
        financed_height=financed,
        mentioned_y=baseline - financed - mentioned,
        mentioned_height=mentioned,
        total=count.financed + count.mentioned,
    )
