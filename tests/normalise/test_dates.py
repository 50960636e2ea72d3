"""Latvian dates in all cases and forms, how a missing year is found, what each date is for, what is none."""

import pytest

from normalise.dates import find_dates
from normalise.document import Document
from normalise.extract import extract_text
from tests.normalise.read import spans

MONTHS = {
    1: ("janvāris", "janvāra", "janvārim", "janvāri", "janvārī"),
    2: ("februāris", "februāra", "februārim", "februāri", "februārī"),
    3: ("marts", "marta", "martam", "martu", "martā"),
    4: ("aprīlis", "aprīļa", "aprīlim", "aprīli", "aprīlī"),
    5: ("maijs", "maija", "maijam", "maiju", "maijā"),
    6: ("jūnijs", "jūnija", "jūnijam", "jūniju", "jūnijā"),
    7: ("jūlijs", "jūlija", "jūlijam", "jūliju", "jūlijā"),
    8: ("augusts", "augusta", "augustam", "augustu", "augustā"),
    9: ("septembris", "septembra", "septembrim", "septembri", "septembrī"),
    10: ("oktobris", "oktobra", "oktobrim", "oktobri", "oktobrī"),
    11: ("novembris", "novembra", "novembrim", "novembri", "novembrī"),
    12: ("decembris", "decembra", "decembrim", "decembri", "decembrī"),
}
FORMS = [(number, form) for number, forms in MONTHS.items() for form in forms]


def day(iso: str) -> list[tuple[str, str]]:
    return [(iso, iso)]


@pytest.mark.parametrize(("month", "form"), FORMS)
def test_every_case_of_every_month_with_its_year_before(month: int, form: str) -> None:
    assert spans(f"Tikšanās notika 2022. gada 14. {form}.") == day(f"2022-{month:02}-14")


@pytest.mark.parametrize(("month", "form"), FORMS)
def test_every_case_of_every_month_with_its_year_behind(month: int, form: str) -> None:
    assert spans(f"Tikšanās notika 14. {form}, 2022. gadā.") == day(f"2022-{month:02}-14")


@pytest.mark.parametrize(("month", "form"), FORMS)
def test_a_month_typed_without_diacritics(month: int, form: str) -> None:
    plain = form.translate(str.maketrans("āčēģīķļņšūž", "acegiklnsuz"))
    assert spans(f"Tiksanas notika 2022. gada 14. {plain}.") == day(f"2022-{month:02}-14")


@pytest.mark.parametrize(
    "written",
    [
        "2021.gada 5.martā",
        "2021.gada 5. martā",
        "2021. gada 5.martā",
        "2021.g. 5. martā",
        "2021. g. 5.martā",
        "2021. gada piektdienā, 5. martā",
        "5.martā, 2021.gadā",
        "5. marts, 2021",
        "5. marts 2021",
        "05.03.2021.",
        "05.03.2021",
        "5.03.2021.",
        "5.3.2021.",
        "05. 03. 2021.",
        "05/03/2021",
        "5/3/2021",
        "05-03-2021",
        "2021-03-05",
        "2021.03.05.",
        "2021/03/05",
        "5.III 2021",
        "March 5, 2021",
        "5 March 2021",
        "5 марта 2021 года",
    ],
)
def test_every_form_of_a_day(written: str) -> None:
    assert spans(f"Pasākums notika {written} un izdevās.") == day("2021-03-05")


@pytest.mark.parametrize(
    ("written", "start", "end"),
    [
        ("no 2021. gada 24. līdz 30. jūlijam", "2021-07-24", "2021-07-30"),
        ("2021. gada 24.–30. jūlijā", "2021-07-24", "2021-07-30"),
        ("2021. gada 24.-30.jūlijā", "2021-07-24", "2021-07-30"),
        ("2021. gada 24. — 30. jūlijā", "2021-07-24", "2021-07-30"),
        ("2021. gada 27. un 28.maijā", "2021-05-27", "2021-05-28"),
        ("2021. gada 27., 28. un 29. maijā", "2021-05-27", "2021-05-29"),
        ("no 2021. gada 28. maija līdz 3. jūnijam", "2021-05-28", "2021-06-03"),
        ("no 28. maija līdz 2021. gada 3. jūnijam", "2021-05-28", "2021-06-03"),
        ("no 2021. gada 1. decembra līdz 2022. gada 31. janvārim", "2021-12-01", "2022-01-31"),
        ("no 1. decembra līdz 2022. gada 31. janvārim", "2021-12-01", "2022-01-31"),
        ("2021. gada 1. decembris – 2022. gada 31. janvāris", "2021-12-01", "2022-01-31"),
        ("no 01.12.2021. līdz 31.01.2022.", "2021-12-01", "2022-01-31"),
        ("01.12.2021.-31.01.2022.", "2021-12-01", "2022-01-31"),
        ("No 01.12.2021. – 31.01.2022.", "2021-12-01", "2022-01-31"),
        ("01.02.-15.03.2021.", "2021-02-01", "2021-03-15"),
        ("01.-05.03.2021.", "2021-03-01", "2021-03-05"),
        ("09.2020 – 12.2021", "2020-09-01", "2021-12-31"),
        ("2020. gada jūnijs – 2021. gada novembris", "2020-06-01", "2021-11-30"),
        ("no 2021. gada jūlija līdz decembrim", "2021-07-01", "2021-12-31"),
        ("no 2020. gada septembra līdz 2021. gada februārim", "2020-09-01", "2021-02-28"),
        ("no 2022. gada gada maija līdz novembrim", "2022-05-01", "2022-11-30"),
        ("no 2019. gada novembra līdz 2020. gada februārim", "2019-11-01", "2020-02-29"),
        ("June 14–16, 2021", "2021-06-14", "2021-06-16"),
        ("с 14 по 16 июня 2021 года", "2021-06-14", "2021-06-16"),
        ("2021-06-14 – 2021-06-16", "2021-06-14", "2021-06-16"),
    ],
)
def test_every_form_of_a_range(written: str, start: str, end: str) -> None:
    assert spans(f"Projekts notika {written} un izdevās.") == [(start, end)]


@pytest.mark.parametrize(
    ("written", "start", "end", "precision"),
    [
        ("2021. gada martā", "2021-03-01", "2021-03-31", "month"),
        ("2020.gada februāra mēnesī", "2020-02-01", "2020-02-29", "month"),
        ("2021. gada pavasarī", "2021-03-01", "2021-05-31", "season"),
        ("2021. gada vasarā", "2021-06-01", "2021-08-31", "season"),
        ("2021. gada rudenī", "2021-09-01", "2021-11-30", "season"),
        ("2021. gada ziemā", "2021-12-01", "2022-02-28", "season"),
        ("2021. gada 2. ceturksnī", "2021-04-01", "2021-06-30", "quarter"),
        ("2021. gada otrajā ceturksnī", "2021-04-01", "2021-06-30", "quarter"),
        ("2021. gada IV ceturksnī", "2021-10-01", "2021-12-31", "quarter"),
        ("2021. gada 1. pusgadā", "2021-01-01", "2021-06-30", "half-year"),
        ("2021. gada otrajā pusgadā", "2021-07-01", "2021-12-31", "half-year"),
        ("2021. gada otrajā pusē", "2021-07-01", "2021-12-31", "half-year"),
        ("2021. gadā", "2021-01-01", "2021-12-31", "year"),
    ],
)
def test_coarse_dates_keep_their_precision(written: str, start: str, end: str, precision: str) -> None:
    found = find_dates(Document(f"Nometnes rīkojam {written}, nāciet.")).findings
    assert [(date.start, date.end, date.precision) for date in found] == [(start, end, precision)]


def test_days_that_do_not_adjoin_are_dates_of_their_own() -> None:
    text = "Tiekamies 2021. gada 3., 10. un 17. martā."
    assert spans(text) == [day(f"2021-03-{number:02}")[0] for number in (3, 10, 17)]


def test_a_day_and_two_adjoining_days() -> None:
    text = "Semināri notika 2021. gada 13. maijā un 27. un 28. maijā."
    assert spans(text) == [("2021-05-13", "2021-05-13"), ("2021-05-27", "2021-05-28")]


@pytest.mark.parametrize(
    ("text", "published", "expected"),
    [
        ("Svētki būs 13. maijā.", "2023-05-02", day("2023-05-13")),
        ("Svētki bija 28. decembrī.", "2023-01-04", day("2022-12-28")),
        ("Gaidām jūs 6. janvārī.", "2022-12-20", day("2023-01-06")),
        ("Š.g. 13. maijā tiekamies.", "2023-02-02", day("2023-05-13")),
        ("Šī gada 13. maijā tiekamies.", "2023-02-02", day("2023-05-13")),
        ("Tiekamies šogad 13. maijā.", "2023-02-02", day("2023-05-13")),
        ("Pagājušā gada 13. maijā tikāmies.", "2023-02-02", day("2022-05-13")),
        ("Nākamā gada 13. maijā tiksimies.", "2023-02-02", day("2024-05-13")),
        ("No šī gada jūlija līdz decembrim strādāsim.", "2023-06-02", [("2023-07-01", "2023-12-31")]),
        ("Semināri notika 27. un 28.maijā.", "2023-06-02", [("2023-05-27", "2023-05-28")]),
    ],
)
def test_the_publication_date_tells_the_year(
    text: str, published: str, expected: list[tuple[str, str]]
) -> None:
    assert spans(text, published) == expected


@pytest.mark.parametrize(
    ("text", "title", "expected"),
    [
        ("Nometni rīkojām 2021. gadā. Tā sākās 3. augustā.", None, "2021-08-03"),
        ("Tā sākās 3. augustā.", "Nometne 2021. gada vasarā", "2021-08-03"),
        ("Šī gada 3. augustā tikāmies. Līgumu slēdzām 2021. gada 1. martā.", None, "2021-08-03"),
    ],
)
def test_the_text_or_its_title_tells_the_year(text: str, title: str | None, expected: str) -> None:
    assert (expected, expected) in spans(text, title=title)


@pytest.mark.parametrize(
    "text",
    [
        "Svētki būs 13. maijā.",
        "Semināri notika 27. un 28.maijā.",
        "Darbosimies no jūlija līdz decembrim.",
        "Šī gada 13. maijā tiekamies.",
        "Svētki bija 13. maijā. Sākām 2019. gada martā, beidzām 2022. gada jūnijā.",
    ],
)
def test_a_year_that_nothing_tells_stays_open(text: str) -> None:
    found = find_dates(Document(text))
    open_days = [date for date in found.findings if date.precision == "day"]
    assert (open_days, [issue.kind for issue in found.issues]) == ([], ["year unknown"])


def test_the_open_date_stands_in_the_issue_record() -> None:
    (issue,) = find_dates(Document("Svētki būs 13. maijā.")).issues
    assert "13. maijā" in issue.detail


@pytest.mark.parametrize("bracket", ["(2021", "(2021)", "(2021. gadā)", "(2021. gadā", "(2021, pavasarī)"])
def test_a_year_in_brackets_belongs_to_its_date(bracket: str) -> None:
    assert spans(f"Notika 5. martā {bracket}") == day("2021-03-05")


@pytest.mark.parametrize(
    ("text", "role"),
    [
        ("Projekts tika īstenots no 2013. gada septembra līdz 2015. gada beigām.", "project_period"),
        ("Seminārs notiks 2023. gada 5. maijā Cēsīs.", "activity"),
        ("Brauciens notika no 25.10.2023. līdz 27.10.2023.", "activity"),
        ("Pieteikšanās līdz 2023. gada 5. maijam.", "deadline"),
        ("Pieteikumus iesniedz līdz 05.05.2023.", "deadline"),
        ("Anketu aizpildiet līdz 2023. gada 5. maijam!", "deadline"),
        ("Projekta īstenošanas laiks: 01.05.2023.–30.04.2024.", "project_period"),
        ("Projekts tiek īstenots no 2023. gada 1. maija līdz 2024. gada 30. aprīlim.", "project_period"),
        ("Projekts noslēgsies 2023. gada 31. oktobrī.", "project_period"),
        ("Sabiedrības virzītas stratēģijas 2014.–2020. gadam.", "other"),
        ("Līgums parakstīts 2023. gada 5. maijā.", "other"),
    ],
)
def test_the_role_of_a_date(text: str, role: str) -> None:
    assert [date.role for date in find_dates(Document(text)).findings] == [role]


@pytest.mark.parametrize(
    "text",
    [
        "18. un 19. gadsimta ēkas",
        "Darba laiks 9.00–17.00, pārtraukums 12.30",
        "Tālrunis 29.12.45.67.89",
        "Marija un Maija dzied.",
        "Aprīļu ģimene",
        "MK noteikumi Nr. 590",
        "19.2.2. aktivitāte",
        "https://www.raksti.lv/2021/03/05/jaunumi",
        "attels/2021-03-05.png",
        "Dzimusi 1875. gada 3. maijā",
        "31.02.2021.",
        "Piedalījās 24 jauniešI un 30 vecāki",
        "5. posms 3. klasē",
        "Rezultāts 3:2 un 25.13.2021",
    ],
)
def test_what_is_no_date(text: str) -> None:
    assert extract_text(text).dates == ()


@pytest.mark.parametrize(
    "line",
    ["Pēdējās izmaiņas: 04.05.2021.", "Publicēts: 04.05.2021", "© 2021", "Vārda dienas 4. maijā: Vita"],
)
def test_the_page_s_own_lines_are_no_activity(line: str) -> None:
    text = f"Jaunumi no pagasta\n{line}\nTalka notiks 2022. gada 7. maijā."
    assert [(date.start, date.end) for date in extract_text(text).dates] == day("2022-05-07")


def test_a_weekday_belongs_to_its_date() -> None:
    assert spans("Tiekamies piektdien, 2021. gada 5. martā, plkst. 17.00.") == day("2021-03-05")


def test_one_date_in_two_places_is_one_finding_with_two_quotes() -> None:
    text = "Talka notiks 2022. gada 7. maijā. Nāc uz talku 07.05.2022.!"
    (date,) = find_dates(Document(text)).findings
    assert [evidence.quote.rstrip(".") for evidence in date.evidence] == ["2022. gada 7. maijā", "07.05.2022"]


@pytest.mark.parametrize(
    ("text", "days"),
    [
        (
            "On February 16 and 23 we met. On March 9 again, and on April 21, 2023 at last.",
            {"2023-02-16", "2023-02-23", "2023-03-09", "2023-04-21"},
        ),
        (
            "2022. gada 2. septembrī sākām.\n25.09. – ierašanās\n28.09. – mācības",
            {"2022-09-02", "2022-09-25", "2022-09-28"},
        ),
        (
            "Tikšanās 2024. gada 3. jūlijā.\n4.07. (ceturtdiena)\n15:00 Reģistrācija",
            {"2024-07-03", "2024-07-04"},
        ),
        ("Darbi sākti šā gada oktobrī. Projekta termiņš ir 2017. gada marts.", {"2016-10-01", "2017-03-01"}),
        (
            "Seminārs notiks 14. septembrī. Pieteikumi jāiesniedz līdz 2021. gada 5. oktobrim.",
            {"2021-09-14", "2021-10-05"},
        ),
        (
            "Projekti jāīsteno no 14.augusta līdz 20.novembrim.\n\nPaldies visiem!\n\n18.08.2020.",
            {"2020-08-14"},
        ),
        (
            "Piektdiena, 22. novembris, Varda dienas: Aldis\n\nTalka notika 2017. gada 12. janvārī.",
            {"2017-01-12"},
        ),
        ("Projekts sākās 2016. gada 5. augustā. Līgums Nr. 1. Ievietots 08.08.2016.", {"2016-08-05"}),
        (
            "26.04.2023\n\nTilti\n\nProjekts sāksies 2.maijā un beigsies 15. novembrī. Vadīs to Anna.",
            {"2023-05-02", "2023-11-15"},
        ),
        (
            "Ko esam izdarījuši?\n\nMarts   – sarunas\nJūnijs  – soli\n\nIlgums: 01.02.2023-31.01.2024",
            {"2023-03-01", "2023-06-01", "2023-02-01"},
        ),
        ("Runas vīri.\n\nMarts – dzejnieks\n\nIlgums: 01.02.2023-31.01.2024", {"2023-02-01"}),
        ("Sanācām 2016. gada 5. augustā.\n\nSapulce beidzās 21.10.", {"2016-08-05"}),
        ("Sanācām 2016. gada 5. augustā. Sanāksme ilga līdz 20.05.", {"2016-08-05"}),
        ("Sanācām 2016. gada 5. augustā. Izstāde beidzās 21.10.", {"2016-08-05", "2016-10-21"}),
    ],
)
def test_days_without_a_year_of_their_own(text: str, days: set[str]) -> None:
    assert {one.start for one in extract_text(text).dates} == days


@pytest.mark.parametrize(
    ("text", "days"),
    [
        ("No 2012. gada 18.04. - 22.04. skolā notika tikšanās.", ("2012-04-18", "2012-04-22")),
        ("Tikšanās notiks 2012. gada 26.09.-30.09. Kirunā.", ("2012-09-26", "2012-09-30")),
        ("Tikšanās notika 2012. gada 18.04. skolā.", ("2012-04-18", "2012-04-18")),
    ],
)
def test_a_year_before_days_in_figures(text: str, days: tuple[str, str]) -> None:
    assert spans(text) == [days]


def test_months_joined_by_a_slash_are_one_range() -> None:
    assert spans("Brauciens uz Lietuvu notika 2019. gada aprīlī/maijā.") == [("2019-04-01", "2019-05-31")]


def test_this_autumn_is_that_of_the_publication_s_year() -> None:
    assert spans("Šajā rudenī baznīcai ir jumts.", "2021-10-01") == [("2021-09-01", "2021-11-30")]


@pytest.mark.parametrize(
    "text",
    [
        "Padomes lēmums (Nr. 4.1-28e/4/2020) pieņemts.",
        "Notikumu kalendārs\n« Novembris 2024 »\nPOTCPkSSv",
        "Talka beigusies, paldies visiem, kas nāca palīgā!\nPēdējoreiz atjaunināts: 04.01.2013",
        "Projekts ilgs līdz 2024. gada augustam.\nNo 8. līdz 10. novembrim skolotāji devās uz Beļģiju.",
    ],
)
def test_no_day_of_what_the_text_tells(text: str) -> None:
    assert not [date for date in spans(text) if date[0][5:7] != "08"]
