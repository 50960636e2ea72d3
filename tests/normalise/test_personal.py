"""Addresses and telephone numbers are masked; sums, dates and grant numbers are not."""

from __future__ import annotations

import pytest

from normalise.extract import extract_text
from normalise.personal import DOT, masked
from tests.labelled_set import load_labelled


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Rakstiet: jana.berzina@inbox.lv!", "Rakstiet: ••••.•••••••@•••••.••!"),
        ("info@biedriba-ozols.lv, biedrība", "••••@••••••••-•••••.••, biedrība"),
        ("Tālr. 29123456.", "Tālr. ••••••••."),
        ("tālrunis: 67 123 456", "tālrunis: •• ••• •••"),
        ("pa tālruni 63 023 456 vai", "pa tālruni •• ••• ••• vai"),
        ("zvaniet +371 26 123 456", "zvaniet +••• •• ••• •••"),
        ("Mob. 26123456, 29654321", "Mob. ••••••••, ••••••••"),
        ("Anna, 2612 3456, Rūjiena", "Anna, •••• ••••, Rūjiena"),
        ("tel. (371) 29123456", "tel. (•••) ••••••••"),
        ("janis (at) biedriba.lv", "••••• (••) ••••••••.••"),
    ],
)
def test_is_masked(text: str, expected: str) -> None:
    assert masked(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "Projekta summa ir 26 500 000 EUR.",
        "Kopā 21345678 eiro.",
        "Plānošanas periods 2014 2020 un 2021 2027.",
        "Nr. 21412345 un Nr. 2021-1-LV01-KA122-SCH-000012345",
        "AIF/2022/KAPAC2/902, 19-00-A019.332-000012",
        "reģ. nr. 40008123456, reģistrācijas Nr. 50008123451",
        "No 2023. gada 14. jūnija līdz 2024. gada 30. aprīlim",
        "1. kārtas 20 000 iedzīvotāju",
        "www.biedriba.lv un @biedriba",
        "Konts LV45HABA0551012345678",
    ],
)
def test_is_left(text: str) -> None:
    assert masked(text) == text


def test_nothing_is_nothing() -> None:
    assert masked(None) is None


def test_no_grant_number_sum_or_date_of_a_labelled_text_is_touched() -> None:
    touched = []
    for case in load_labelled():
        found = extract_text(case.text, title=case.title)
        hidden = masked(found.text)
        assert hidden is not None
        assert len(hidden) == len(found.text)
        for finding in (*found.grants, *found.amounts, *found.dates):
            touched += [each.quote for each in finding.evidence if DOT in hidden[each.start : each.end]]
    assert touched == []


def test_the_last_part_of_a_grant_number_behind_a_spaced_dash_stays() -> None:
    number = "Projekts Nr. 2021 – 1 – LV01 – KA122 – SCH – 000031874"
    assert masked(number) == number
    assert masked("Zvanīt: 00371 29111222") == "Zvanīt: ••••• ••••••••"
