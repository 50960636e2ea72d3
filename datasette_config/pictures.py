"""Pictures as numbers for SVG that the server draws: months by funder, a map of places, a timeline.

Beside each picture stands a table that says the same.
"""

from __future__ import annotations

import math
import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path

from datasette_config.reading.overview import Overview
from datasette_config.reading.rows import Record

# months by funder
MONTH_STEP = 16
ROW_HEIGHT = 62  # with the funder's name above the bars
BAR_HEIGHT = 34
# the map: Latvia with a little around it
WEST, EAST, SOUTH, NORTH = 20.6, 28.5, 55.5, 58.2
MAP_WIDTH = 700.0
NAMED_PLACES = 14
NAME_ROOM = 90.0, 16.0  # a name needs so much free space around it
LARGEST_CIRCLE = 22.0
_OUTLINE = Path(__file__).with_name("outline.toml")
# the timeline of a grant
TIME_WIDTH = 680.0
TIME_EDGE = 12.0
LANES = ("register", "project_period", "activity", "post")
LANE_HEIGHT = 34
_LONG_AGO, _FAR = date.min, date.max
DAY_ROOM = 150.0  # for the first and the last day under the lanes


@dataclass(frozen=True, slots=True)
class Column:
    """A month's bar in a funder's row."""

    month: str
    x: float
    y: float
    height: float
    count: int


@dataclass(frozen=True, slots=True)
class MonthRow:
    funder: Record
    baseline: float
    columns: tuple[Column, ...]


@dataclass(frozen=True, slots=True)
class MonthChart:
    width: int
    height: int
    rows: tuple[MonthRow, ...]
    months: tuple[tuple[str, float], ...]  # the first month of each year shown, and where it stands
    row_height: int = ROW_HEIGHT


def months_by_funder(overview: Overview) -> MonthChart | None:
    """A row of bars a funder, all to one scale; None when no month is known."""
    if not overview.months or not overview.counts:
        return None
    span = overview.months
    tallest = max(overview.counts.values())
    rows = tuple(
        MonthRow(
            funder, ROW_HEIGHT * (place + 1), _columns(overview.counts, funder["id"], span, place, tallest)
        )
        for place, funder in enumerate(overview.funders)
    )
    years = tuple(
        (month[:4], index * MONTH_STEP)
        for index, month in enumerate(span)
        if index == 0 or month.endswith("-01")
    )
    # the first year has no room where the next one follows at once
    years = years[1:] if len(years) > 1 and years[1][1] < 3 * MONTH_STEP else years
    return MonthChart(MONTH_STEP * len(span), ROW_HEIGHT * len(rows) + 24, rows, years)


def _columns(
    counts: Mapping[tuple[str, str], int], funder: str, span: Sequence[str], place: int, tallest: int
) -> tuple[Column, ...]:
    columns = []
    for index, month in enumerate(span):
        count = counts.get((funder, month), 0)
        if count:
            height = max(2.0, round(count / tallest * BAR_HEIGHT, 1))
            baseline = ROW_HEIGHT * (place + 1)
            columns.append(Column(month, index * MONTH_STEP + 2, baseline - height, height, count))
    return tuple(columns)


@dataclass(frozen=True, slots=True)
class Point:
    """A place on the map; `named` when there is room for its name."""

    place: Record
    x: float
    y: float
    radius: float
    named: bool


@dataclass(frozen=True, slots=True)
class Line:
    """A line of the graticule with what it stands for."""

    x1: float
    y1: float
    x2: float
    y2: float
    label: str


@dataclass(frozen=True, slots=True)
class Map:
    """`outline` is Latvia's border as the points of an SVG polygon."""

    width: float
    height: float
    points: tuple[Point, ...]
    lines: tuple[Line, ...]
    outline: str


def map_of(places: Sequence[Record]) -> Map | None:
    """The places that lie in the frame, those with most articles first; None when there is none."""
    inside = [place for place in places if _is_inside(place)]
    if not inside:
        return None
    most = max(place["articles"] for place in inside)
    points: list[Point] = []
    for place in inside:
        x, y = _project(place["longitude"], place["latitude"])
        radius = max(3.0, LARGEST_CIRCLE * math.sqrt(place["articles"] / most))
        points.append(Point(place, x, y, round(radius, 1), _has_room(x, y, points)))
    lines = [
        Line(*_project(east, SOUTH), *_project(east, NORTH), f"{east}°") for east in range(21, int(EAST) + 1)
    ]
    lines += [
        Line(*_project(WEST, north), *_project(EAST, north), f"{north}°")
        for north in range(56, int(NORTH) + 1)
    ]
    width, _ = _project(EAST, SOUTH)
    _, height = _project(WEST, SOUTH)
    return Map(width, height, tuple(points), tuple(lines), _outline())


def _is_inside(place: Record) -> bool:
    if place["longitude"] is None or place["latitude"] is None:
        return False
    return bool(WEST < place["longitude"] < EAST and SOUTH < place["latitude"] < NORTH)


@cache
def _outline() -> str:
    with _OUTLINE.open("rb") as file:
        border = tomllib.load(file)["points"]
    return " ".join(f"{x},{y}" for x, y in (_project(east, north) for east, north in border))


def _has_room(x: float, y: float, points: Sequence[Point]) -> bool:
    named = [point for point in points if point.named]
    wide, high = NAME_ROOM
    near = (abs(point.x - x) < wide and abs(point.y - y) < high for point in named)
    return len(named) < NAMED_PLACES and x < MAP_WIDTH - wide and not any(near)


def _project(longitude: float, latitude: float) -> tuple[float, float]:
    """Equal steps of degrees, with longitude shortened as it is in the middle of the frame."""
    scale = MAP_WIDTH / (EAST - WEST)
    upright = scale / math.cos(math.radians((SOUTH + NORTH) / 2))
    return round((longitude - WEST) * scale, 1), round((NORTH - latitude) * upright, 1)


@dataclass(frozen=True, slots=True)
class Mark:
    """A bar or a tick of the timeline."""

    lane: str
    x: float
    y: float
    width: float
    record: Record


@dataclass(frozen=True, slots=True)
class Timeline:
    width: float
    height: float
    marks: tuple[Mark, ...]
    years: tuple[tuple[str, float], ...]  # that begin where their names have room
    first: str  # ISO dates
    last: str
    lanes: tuple[str, ...]  # those that hold something
    due: float | None = None  # where the day stands by which news is due


def timeline(dates: Sequence[Record], posts: Sequence[Record], due: str | None = None) -> Timeline | None:
    """Project periods and activities (`role`, `start`, `end`) above posts (`start` alone is enough).

    `due` is the ISO day by which news is due; it lengthens the line where it lies outside.
    """
    shown = [
        (record["role"], _day(record["start"]), _day(record.get("end") or record["start"]), record)
        for record in (*dates, *posts)
    ]
    if len(shown) < 2 and not (shown and due):
        return None
    until = [_day(due)] if due else []
    first = min(*(start for _, start, _, _ in shown), *until, _FAR)
    last = max(*(end for _, _, end, _ in shown), *until, _LONG_AGO)
    lanes = tuple(lane for lane in LANES if any(role == lane for role, _, _, _ in shown))
    scale = (TIME_WIDTH - 2 * TIME_EDGE) / max(1, (last - first).days)

    def place(day: date) -> float:
        return round(TIME_EDGE + (day - first).days * scale, 1)

    marks = tuple(
        Mark(role, place(start), lanes.index(role) * LANE_HEIGHT, max(4.0, place(end) - place(start)), record)
        for role, start, end, record in shown
    )
    turns = [date(year, 1, 1) for year in range(first.year, last.year + 1)]
    years = tuple((str(turn.year), place(turn)) for turn in turns if turn >= first)
    shown_years = tuple(year for year in years if DAY_ROOM < year[1] < TIME_WIDTH - 1.3 * DAY_ROOM)
    height = LANE_HEIGHT * len(lanes) + 26
    ends = first.isoformat(), last.isoformat()
    return Timeline(TIME_WIDTH, height, marks, shown_years, *ends, lanes, place(_day(due)) if due else None)


def _day(iso: str) -> date:
    return date.fromisoformat(iso[:10])
