"""Stacked bars by year."""

from __future__ import annotations

from datasette_config.chart import HEIGHT, MOST_YEARS, draw

KINDS = ("financed", "mentioned")
YEARS = {"2020": {"financed": 3, "mentioned": 1}, "2022": {"financed": 1}, None: {"financed": 5}}


def test_missing_years_are_gaps() -> None:
    chart = draw(YEARS, KINDS)
    assert chart is not None
    assert [(bar.year, bar.total) for bar in chart.bars] == [("2020", 4), ("2021", 0), ("2022", 1)]


def test_the_tallest_bar_fills_the_height() -> None:
    chart = draw(YEARS, KINDS)
    assert chart is not None
    assert sum(layer.height for layer in chart.bars[0].layers) == HEIGHT


def test_layers_stand_on_each_other_from_below() -> None:
    chart = draw(YEARS, KINDS)
    assert chart is not None
    below, above = chart.bars[0].layers
    assert (below.kind, above.kind, above.y + above.height) == ("financed", "mentioned", below.y)


def test_only_what_occurs_is_in_the_legend() -> None:
    chart = draw({"2020": {"financed": 1}}, KINDS)
    assert chart is not None
    assert chart.kinds == ("financed",)


def test_a_mistyped_year_does_not_make_the_chart_endless() -> None:
    chart = draw({"0203": {"financed": 1}, "2023": {"financed": 1}}, KINDS)
    assert chart is not None
    assert (len(chart.bars), chart.bars[-1].year) == (MOST_YEARS, "2023")


def test_no_known_year_no_chart() -> None:
    assert draw({None: {"financed": 5}}, KINDS) is None
