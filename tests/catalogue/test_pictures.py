"""Pictures as numbers, and that a table stands behind each."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest
from bs4 import BeautifulSoup
from datasette.app import Datasette

from datasette_config.pictures import map_of, months_by_funder, timeline
from datasette_config.reading.overview import Overview, _months_until, read_overview

FUNDER = {"id": "sif", "name_lv": "SIF", "name_en": "SIF"}


def _overview(counts: dict[tuple[str, str], int]) -> Overview:
    return Overview((FUNDER,), _months_until(max(counts)[1]) if counts else (), counts, ())


def test_months_without_articles_keep_their_room() -> None:
    chart = months_by_funder(_overview({("sif", "2023-11"): 2, ("sif", "2024-02"): 4}))
    assert chart is not None
    first, last = chart.rows[0].columns
    assert (last.x - first.x, last.height / first.height) == (3 * 16, 2)


def test_no_months_no_chart() -> None:
    assert months_by_funder(_overview({})) is None


def test_three_years_of_months() -> None:
    months = _months_until("2024-02")
    assert (len(months), months[0], months[-1]) == (36, "2021-03", "2024-02")


def _place(name: str, north: float, east: float, articles: int) -> dict[str, Any]:
    return {"name": name, "latitude": north, "longitude": east, "articles": articles}


def test_map_has_west_on_the_left_and_north_above() -> None:
    drawn = map_of([_place("Liepāja", 56.5, 21.0, 4), _place("Alūksne", 57.4, 27.0, 1)])
    assert drawn is not None
    west, east = drawn.points
    assert (west.x < east.x, west.y > east.y, west.radius / east.radius) == (True, True, 2)


@pytest.mark.parametrize("places", [[], [_place("Oslo", 59.9, 10.7, 3)]])
def test_no_map_without_a_place_in_the_frame(places: list[dict[str, Any]]) -> None:
    assert map_of(places) is None


def test_a_place_of_unknown_position_is_not_on_the_map() -> None:
    nowhere = {"name": "Oslo", "latitude": None, "longitude": None, "articles": 3}
    drawn = map_of([nowhere, _place("Rīga", 56.95, 24.1, 9)])
    assert drawn is not None
    assert [point.place["name"] for point in drawn.points] == ["Rīga"]


def test_every_place_is_in_the_table(snapshot: Path) -> None:
    with closing(sqlite3.connect(snapshot)) as connection:
        connection.row_factory = sqlite3.Row
        connection.execute("UPDATE places SET latitude = NULL, longitude = NULL WHERE name = 'Cēsis'")
        number = connection.execute("SELECT count(*) FROM places").fetchone()[0]
        shown = [place["name"] for place in read_overview(connection).places]
    assert (len(shown), "Cēsis" in shown) == (number, True)


def test_funders_have_something_in_the_months_shown(snapshot: Path) -> None:
    with closing(sqlite3.connect(snapshot)) as connection:
        connection.row_factory = sqlite3.Row
        found = read_overview(connection)
        ever = connection.execute("SELECT count(*) FROM funders WHERE financed > 0").fetchone()[0]
    drawn = {funder for funder, _ in found.counts}
    assert [funder["id"] for funder in found.funders if funder["id"] not in drawn] == []
    assert 0 < len(found.funders) < ever


@pytest.mark.parametrize(
    ("path", "said"),
    [
        ("/en/overview", "by month of publication, June 2021 – May 2024; all"),
        ("/overview", "pēc publicēšanas mēneša: 2021. gada jūnijs – 2024. gada maijs; visām"),
    ],
)
async def test_the_months_shown_are_said(catalogue: Datasette, path: str, said: str) -> None:
    page = BeautifulSoup((await catalogue.client.get(path)).text, "lxml")
    hint = page.select_one("section[aria-labelledby=months] .small")
    assert hint is not None
    assert said in hint.get_text()
    months = [row.get_text() for row in page.select("section[aria-labelledby=months] tbody th")]
    assert (months[-1], months[0]) == ("2021-06", "2024-05")


def test_names_do_not_lie_on_each_other() -> None:
    drawn = map_of([_place("Rīga", 56.95, 24.1, 9), _place("Jūrmala", 56.97, 23.8, 3)])
    assert drawn is not None
    assert [point.named for point in drawn.points] == [True, False]


def _dated(role: str, start: str, end: str | None = None) -> dict[str, Any]:
    return {"role": role, "start": start, "end": end, "title": "x"}


def test_timeline_keeps_the_order_of_days() -> None:
    drawn = timeline(
        [
            _dated("project_period", "2022-09-01", "2024-01-31"),
            _dated("activity", "2023-06-14", "2023-06-16"),
        ],
        [_dated("post", "2023-06-20")],
    )
    assert drawn is not None
    period, activity, post = drawn.marks
    assert period.x < activity.x < post.x < period.x + period.width


def test_one_day_is_no_timeline() -> None:
    assert timeline([], [_dated("post", "2023-06-20")]) is None


@pytest.mark.parametrize("path", ["/overview", "/en/overview", "/grant/AIF/2022/KAPAC2/018", "/funder/sif"])
async def test_a_table_behind_each_picture(catalogue: Datasette, path: str) -> None:
    soup = BeautifulSoup((await catalogue.client.get(path)).text, "lxml")
    pictures = soup.select("svg.chart")
    without = [str(svg)[:80] for svg in pictures if svg.find_parent("section").find("table") is None]  # type: ignore[union-attr]
    assert (without, len(pictures) > 0) == ([], True)
