"""Dates, numbers and money as each language writes them."""

from __future__ import annotations

import pytest

from datasette_config.formats import Formats
from datasette_config.language import Language


@pytest.mark.parametrize(
    ("language", "iso", "written"),
    [
        ("lv", "2023-06-14", "2023. gada 14. jūnijs"),
        ("en", "2023-06-14", "14 June 2023"),
        ("lv", None, ""),
        ("lv", "kādreiz", "kādreiz"),
    ],
)
def test_day(language: Language, iso: str | None, written: str) -> None:
    assert Formats(language).day(iso) == written


@pytest.mark.parametrize(
    ("language", "iso", "written"),
    [
        ("lv", "2026-11-01T06:00:00Z", "2026. gada 1. novembris, plkst. 08:00"),
        ("en", "2026-07-01T22:30:00+00:00", "2 July 2026, 01:30"),
        ("en", "2026-11-01T06:00:00", "1 November 2026, 08:00"),
        ("en", "", ""),
    ],
)
def test_moment_is_in_riga(language: Language, iso: str, written: str) -> None:
    assert Formats(language).moment(iso) == written


@pytest.mark.parametrize(
    ("language", "start", "end", "written"),
    [
        ("lv", "2022-06-01", "2023-11-30", "01.06.2022. – 30.11.2023."),
        ("en", "2022-06-01", "2023-11-30", "1\u00a0Jun\u00a02022 – 30\u00a0Nov\u00a02023"),
        ("lv", None, "2023-11-30", "… – 30.11.2023."),
        ("en", "2022-06-01", None, "1\u00a0Jun\u00a02022 – …"),
        ("lv", None, None, ""),
    ],
)
def test_short_span(language: Language, start: str | None, end: str | None, written: str) -> None:
    assert Formats(language).short_span(start, end) == written


@pytest.mark.parametrize(
    ("language", "iso", "written"),
    [
        ("lv", "2026-11-01T06:00:00Z", "01.11.2026.\u00a008:00"),
        ("en", "2026-07-01T22:30:00", "2\u00a0Jul\u00a02026\u00a001:30"),
        ("lv", None, ""),
        ("lv", "kādreiz", "kādreiz"),
    ],
)
def test_short_moment(language: Language, iso: str | None, written: str) -> None:
    assert Formats(language).short_moment(iso) == written


@pytest.mark.parametrize(
    ("language", "start", "end", "precision", "written"),
    [
        ("lv", "2023-06-14", "2023-06-14", "day", "2023. gada 14. jūnijs"),
        ("lv", "2023-06-14", "2023-06-16", "day", "2023. gada 14.–16. jūnijs"),
        ("en", "2023-06-14", "2023-06-16", "day", "14–16 June 2023"),
        ("lv", "2023-06-30", "2023-07-02", "day", "2023. gada 30. jūnijs – 2. jūlijs"),
        ("en", "2023-06-30", "2023-07-02", "day", "30 June – 2 July 2023"),
        ("en", "2023-12-30", "2024-01-02", "day", "30 December 2023 – 2 January 2024"),
        ("lv", "2023-06-01", "2023-06-30", "month", "2023. gada jūnijs"),
        ("en", "2022-09-01", "2024-01-31", "month", "September 2022 – January 2024"),
        ("lv", "2023-06-01", "2023-08-31", "season", "2023. gada vasara"),
        ("en", "2022-12-01", "2023-02-28", "season", "winter 2022"),
        ("lv", "2023-04-01", "2023-06-30", "quarter", "2023. gada 2. ceturksnis"),
        ("en", "2023-07-01", "2023-12-31", "half-year", "2nd half of 2023"),
        ("lv", "2023-01-01", "2023-12-31", "year", "2023. gads"),
        ("en", "2021-01-01", "2023-12-31", "year", "2021–2023"),
        ("en", "nekad", "nekad", "day", "nekad"),
    ],
)
def test_span(language: Language, start: str, end: str, precision: str, written: str) -> None:
    assert Formats(language).span(start, end, precision) == written


@pytest.mark.parametrize(
    ("language", "value", "currency", "written"),
    [
        ("lv", 1234.56, "EUR", "1\u00a0234,56\u00a0EUR"),
        ("en", 1234.56, "EUR", "EUR\u00a01,234.56"),
        ("lv", 18400.0, "EUR", "18\u00a0400\u00a0EUR"),
        ("en", 200.0, "LVL", "LVL\u00a0200"),
    ],
)
def test_money(language: Language, value: float, currency: str, written: str) -> None:
    assert Formats(language).money(value, currency) == written


@pytest.mark.parametrize(
    ("language", "written"), [("lv", "1\u00a0234\u00a0567"), ("en", "1,234,567")], ids=["lv", "en"]
)
def test_number(language: Language, written: str) -> None:
    assert Formats(language).number(1234567) == written


@pytest.mark.parametrize(("language", "written"), [("lv", "95\u00a0%"), ("en", "95%")], ids=["lv", "en"])
def test_percent(language: Language, written: str) -> None:
    assert Formats(language).percent(0.953) == written
