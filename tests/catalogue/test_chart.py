"""The bar chart by year."""

from __future__ import annotations

from datasette_config.chart import HEIGHT, draw
from datasette_config.reading.lists import YearCount

YEARS = [YearCount("2020", 3, 1), YearCount("2022", 1, 0), YearCount(None, 5, 0)]


def test_missing_years_are_gaps() -> None:
    chart = draw(YEARS)
    assert chart is not None
    assert [(bar.year, bar.total) for bar in chart.bars] == [("2020", 4), ("2021", 0), ("2022", 1)]


def test_the_tallest_bar_fills_the_height() -> None:
    chart = draw(YEARS)
    assert chart is not None
    assert chart.bars[0].financed_height + chart.bars[0].mentioned_height == HEIGHT


def test_no_known_year_no_chart() -> None:
    assert draw([YearCount(None, 5, 0)]) is None
