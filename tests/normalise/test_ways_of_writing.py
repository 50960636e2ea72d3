"""How small sites really write: typed marks, glued numbers, Roman months, clock times, rows of grantees."""

from __future__ import annotations

import pytest

from normalise.date_line import published_line
from normalise.extract import extract_text


@pytest.mark.parametrize(
    ("line", "day"),
    [
        ("23.XI.2018.", "2018-11-23"),
        ("Posted on 17 October 2022 by admin", "2022-10-17"),
        ("Posted By redakcija On 2020. gada 22. decembris @ 0:01 In Ziņas | No Comments", "2020-12-22"),
        ("23.XIII.2018.", None),
    ],
)
def test_date_lines(line: str, day: str | None) -> None:
    assert published_line(line) == day


@pytest.mark.parametrize(
    ("text", "titles"),
    [
        ("Biedrība realizējusi projektu ,,Upes krasta takas”.", ["Upes krasta takas"]),
        ("Noslēdzies projekts Stipra kopiena Ugālē (Nr. 2022.LV/NVOF/MIC/904/11).", ["Stipra kopiena Ugālē"]),
        (
            "Īsteno projektu “Zaļie pagalmi / Green Yards”. Projekts “Green Yards” turpinās.",
            ["Zaļie pagalmi / Green Yards"],
        ),
        (
            "Pašvaldība šogad ar partneriem ir realizējusi projektu „Krasta nogāzes\n"
            "labiekārtošana pie ezera”, Nr. 1-08/9/2020.",
            ["Krasta nogāzes labiekārtošana pie ezera"],
        ),
    ],
)
def test_titles(text: str, titles: list[str]) -> None:
    assert [project.title for project in extract_text(text).projects] == titles


@pytest.mark.parametrize(
    ("text", "values"),
    [
        ("Budžets 88 561,5 EUR.", [88561.5]),
        ("Projekta summa 5 000 EUR. Biedrība, Brīvības iela 9, Rīga, LV-1011", [5000.0]),
        ("Ministrijas piešķirtais līdzfinansējums 2019. gadam ir 7 950 EUR.", [7950.0]),
        ("Līdzfinansē 13 500 no 15 000 eiro.", [13500.0, 15000.0]),
        ("Vecāku līdzmaksājums bija 25 EUR par dalībnieku; atbalsts nometnei – 4 114 EUR.", [4114.0]),
        (
            "Sadalīti 9 000 eiro:\n"
            "Jaunpils biedrība – stelles – 3 200\nNovada muzejs – krājums – 1 800\nKapela – dziesmas – 900",
            [9000.0, 3200.0, 1800.0, 900.0],
        ),
    ],
)
def test_sums(text: str, values: list[float]) -> None:
    assert [amount.value for amount in extract_text(text).amounts] == values


@pytest.mark.parametrize(
    ("text", "days"),
    [
        ("2024. gada pasākumi:\n13.03. 10.30 leļļu izrāde", [("2024-03-13", "2024-03-13")]),
        ("Nometne 2019. gadā: 03.-07.06. Ciblā", [("2019-06-03", "2019-06-07")]),
        (
            "Pieņemts 2020. gada 25. septembrī. Līdz 2020. gada 31. decembrim jāiesniedz pārskats.",
            [("2020-09-25", "2020-09-25"), ("2020-12-31", "2020-12-31")],
        ),
    ],
)
def test_days(text: str, days: list[tuple[str, str]]) -> None:
    found = [(d.start, d.end) for d in extract_text(text).dates if d.precision == "day"]
    assert found == days


def test_a_regulations_day_tells_nothing_about_the_article() -> None:
    record = extract_text(
        "Vērtē pēc MK noteikumiem Nr. 590 (13.10.2015.). Konsultācijas 2018. gada 24. oktobrī."
    )
    assert [(day.start, day.role) for day in record.dates] == [
        ("2015-10-13", "other"),
        ("2018-10-24", "activity"),
    ]


@pytest.mark.parametrize(
    ("text", "lead"),
    [
        ("Biedrība Ugāles kaimiņi ir noslēgusi projektu “Stipri”.", "Ugāles kaimiņi"),
        ("Notika nometne. Paldies Mālienas skolas kolektīvam, kas nometni organizēja!", "Mālienas skola"),
        (
            "Īstenotājs: Krāslavas novada pašvaldība, Dagdas jauniešu centrs\nProjekts sākas.",
            "Dagdas jauniešu centrs",
        ),
        ("Pagasts ieguvis statusu “Ģimenei draudzīga pašvaldība”.", None),
    ],
)
def test_who_leads(text: str, lead: str | None) -> None:
    leading = [body.name for body in extract_text(text).organisations if body.role == "lead"]
    assert leading == ([lead] if lead else [])


def test_an_agenda_names_funders_that_pay_nothing() -> None:
    record = extract_text(
        "Aicinām uz semināru par finansējuma piesaisti\n10.00 Sabiedrības integrācijas fonda programmas\n"
        "12.00 Erasmus+ jauniešiem"
    )
    assert {funder.role for funder in record.funders} <= {"mentioned"}
