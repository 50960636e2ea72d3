"""Stacked bars by year as numbers for an SVG that the server draws; the table beside it says the same."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

HEIGHT = 120  # of the tallest bar, in SVG units
STEP = 44  # from one bar to the next
BAR = 28
TOP = 22  # room for the figure above the tallest bar
BOTTOM = 24  # room for the year below
MOST_YEARS = 30  # the last ones; a mistyped year would make the chart endless


@dataclass(frozen=True, slots=True)
class Layer:
    """One part of a bar; `kind` names what it counts and gives it its colour."""

    kind: str
    y: float
    height: float
    count: int


@dataclass(frozen=True, slots=True)
class Bar:
    """A year's bar, its layers from below upwards."""

    year: str
    x: float
    top: float
    layers: tuple[Layer, ...]

    @property
    def middle(self) -> float:
        return self.x + BAR / 2

    @property
    def total(self) -> int:
        return sum(layer.count for layer in self.layers)


@dataclass(frozen=True, slots=True)
class Chart:
    """`kinds` are those that occur, in the order in which they are stacked."""

    width: int
    height: int
    baseline: int
    bar_width: int
    kinds: tuple[str, ...]
    bars: tuple[Bar, ...]


def draw(years: Mapping[str | None, Mapping[str, int]], kinds: Sequence[str]) -> Chart | None:
    """The chart of the known years, gaps filled; None when no year is known.

    `years` gives each year's counts by kind; `kinds` is the order from below upwards.
    """
    known = {int(year): counts for year, counts in years.items() if year and year.isdecimal()}
    if not known:
        return None
    last = max(known)
    span = range(max(min(known), last - MOST_YEARS + 1), last + 1)
    tallest = max(sum(known.get(year, {}).values()) for year in span) or 1
    baseline = TOP + HEIGHT
    bars = tuple(
        _bar(str(year), known.get(year, {}), kinds, place, HEIGHT / tallest)
        for place, year in enumerate(span)
    )
    shown = {layer.kind for bar in bars for layer in bar.layers}
    occurring = tuple(kind for kind in kinds if kind in shown)
    return Chart(STEP * len(span), baseline + BOTTOM, baseline, BAR, occurring, bars)


def _bar(year: str, counts: Mapping[str, int], kinds: Sequence[str], place: int, scale: float) -> Bar:
    layers: list[Layer] = []
    top = float(TOP + HEIGHT)
    for kind in kinds:
        if count := counts.get(kind, 0):
            height = round(count * scale, 1)
            top = round(top - height, 1)
            layers.append(Layer(kind, top, height, count))
    return Bar(year, place * STEP + (STEP - BAR) / 2, top, tuple(layers))
