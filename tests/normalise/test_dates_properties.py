"""Every written form of a date or range, built from its parts, gives the date back."""

import calendar
from datetime import date, timedelta

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from normalise.dates import find_dates
from normalise.document import Document
from tests.normalise.read import spans

BOUNDED = settings(max_examples=100, deadline=None)
STEMS = {
    1: "janvār", 2: "februār", 3: "mart", 4: "aprīl", 5: "maij", 6: "jūnij",
    7: "jūlij", 8: "august", 9: "septembr", 10: "oktobr", 11: "novembr", 12: "decembr",
}  # fmt: skip
# nominative, genitive, dative, accusative, locative of the two declensions
FIRST = ("s", "a", "am", "u", "ā")
SECOND = ("is", "a", "im", "i", "ī")
GENITIVE, DATIVE, LOCATIVE = 1, 2, 4
DAYS = st.dates(date(2005, 1, 1), date(2034, 12, 31))
BLANK = st.sampled_from(["", " "])
DASH = st.sampled_from(["-", "–", "—", " - ", " – ", "–\u00a0"])


def month(number: int, case: int) -> str:
    """The month's name; the genitive of April softens its consonant."""
    if number == 4 and case == GENITIVE:
        return "aprīļa"
    endings = FIRST if number in {3, 5, 6, 7, 8} else SECOND
    return STEMS[number] + endings[case]


def only(start: date, end: date | None = None) -> list[tuple[str, str]]:
    return [(start.isoformat(), (end or start).isoformat())]


@BOUNDED
@given(DAYS, st.integers(0, 4), BLANK, BLANK, st.sampled_from(["gada", "g.", "gadā"]))
def test_year_first(day: date, case: int, before: str, between: str, word: str) -> None:
    text = f"Notika {day.year}.{before}{word} {day.day}.{between}{month(day.month, case)} Cēsīs"
    assert spans(text) == only(day)


@BOUNDED
@given(DAYS, st.integers(0, 4), st.sampled_from([", {}. gadā", " {}", ", {}", " {}. gadā", ", {}.g."]))
def test_year_behind(day: date, case: int, tail: str) -> None:
    text = f"Notika {day.day}. {month(day.month, case)}{tail.format(day.year)} Cēsīs"
    assert spans(text) == only(day)


@BOUNDED
@given(
    DAYS,
    st.sampled_from(
        ["%d.%m.%Y", "%d.%m.%Y.", "%d/%m/%Y", "%Y-%m-%d", "%Y.%m.%d.", "%d. %m. %Y.", "%Y/%m/%d"]
    ),
)
def test_figures(day: date, form: str) -> None:
    assert spans(f"Notika {day.strftime(form)} Cēsīs") == only(day)


@BOUNDED
@given(DAYS, st.integers(1, 400), DASH, st.sampled_from(["", "."]))
def test_range_of_figures(start: date, length: int, dash: str, dot: str) -> None:
    end = start + timedelta(days=length)
    text = f"Periods: {start:%d.%m.%Y}{dot}{dash}{end:%d.%m.%Y}{dot} Cēsīs"
    assert spans(text) == only(start, end)


@BOUNDED
@given(DAYS, st.integers(1, 800))
def test_range_in_words_with_both_years(start: date, length: int) -> None:
    end = start + timedelta(days=length)
    text = (
        f"Darbi noris no {start.year}. gada {start.day}. {month(start.month, GENITIVE)} "
        f"līdz {end.year}. gada {end.day}. {month(end.month, DATIVE)}."
    )
    assert spans(text) == only(start, end)


@BOUNDED
@given(DAYS, st.integers(1, 330), st.booleans())
def test_range_in_words_with_one_year(start: date, length: int, year_left: bool) -> None:
    end = start + timedelta(days=length)
    assume(start.year == end.year or not year_left)
    left = f"{start.year}. gada " if year_left else ""
    right = "" if year_left else f"{end.year}. gada "
    text = (
        f"Darbi noris no {left}{start.day}. {month(start.month, GENITIVE)} "
        f"līdz {right}{end.day}. {month(end.month, DATIVE)}."
    )
    assert spans(text) == only(start, end)


@BOUNDED
@given(DAYS, st.integers(1, 20), DASH, BLANK)
def test_range_of_days_in_one_month(start: date, length: int, dash: str, blank: str) -> None:
    end = start + timedelta(days=length)
    assume(start.month == end.month)
    text = (
        f"Notika {start.year}. gada {start.day}.{dash}{end.day}.{blank}{month(start.month, LOCATIVE)} Cēsīs"
    )
    assert spans(text) == only(start, end)


@BOUNDED
@given(DAYS, st.sampled_from([" un ", ". un "]))
def test_two_adjoining_days(start: date, joint: str) -> None:
    end = start + timedelta(days=1)
    assume(start.month == end.month)
    text = f"Notika {start.year}. gada {start.day}{joint}{end.day}. {month(start.month, LOCATIVE)} Cēsīs"
    assert spans(text) == only(start, end)


@BOUNDED
@given(st.integers(2005, 2034), st.integers(1, 12))
def test_whole_months(year: int, number: int) -> None:
    end = date(year, number, calendar.monthrange(year, number)[1])
    assert spans(f"Notika {year}. gada {month(number, LOCATIVE)} Cēsīs") == only(date(year, number, 1), end)


@BOUNDED
@given(st.text(alphabet="0123456789.,-–/ unolīdzgadamaijā\n", max_size=80))
def test_no_finding_runs_backwards(text: str) -> None:
    found = find_dates(Document(text)).findings
    assert [one for one in found if one.start > one.end] == []


@pytest.mark.parametrize("year", [2000, 2023, 2024])
def test_a_day_that_the_month_does_not_have_is_no_date(year: int) -> None:
    last = calendar.monthrange(year, 2)[1]
    found = [span for span in spans(f"Notika {year}. gada {last + 1}. februārī Cēsīs") if span[0] == span[1]]
    assert found == []


WORDS = """
gada gadā g. līdz no un - – . , / 2023 2024. 5. 12 31 jūlijā augusts mai š.g. (2023) ( ) • pavasarī 1.
pirmajā ceturksnī pusgadā mēnesī of the 21st uz decembrim nogalē IV X. šogad šī piektdien, s. 15:30 vārds
"""
PIECES = st.sampled_from(WORDS.split())


@settings(max_examples=500, deadline=None)
@given(st.lists(st.tuples(PIECES, st.sampled_from(["", " ", "\n"])), max_size=14))
def test_any_row_of_the_words_of_dates_is_read_without_an_error(pieces: list[tuple[str, str]]) -> None:
    text = "".join(word + blank for word, blank in pieces)
    for found in find_dates(Document(text)).findings:
        assert all(text[e.start : e.end] == e.quote for e in found.evidence)
