"""Dates as people tell them: parts of months, seasons, two verbs, lines of a page; and what a day is for."""

import pytest

from tests.normalise.read import dates, spans

JULY, JULY_12 = ("2021-07-01", "2021-07-31"), ("2021-07-12", "2021-07-12")


@pytest.mark.parametrize(
    ("text", "roles"),
    [
        ("Nometne notika 2021. gada jūlija vidū.", {JULY: "activity"}),
        ("Nometne notika 2021. gada jūlija beigās.", {JULY: "activity"}),
        ("Nometne notika 2021. gada jūlija otrajā pusē.", {JULY: "activity"}),
        (
            "Nometne notika 2021. gada jūlija vidū, tā sākās 12. jūlijā.",
            {JULY: "other", JULY_12: "activity"},
        ),
        (
            "Nometne notika 2021. gada jūlijā, tā sākās 12. jūlijā.",
            {JULY: "activity", JULY_12: "activity"},
        ),
        (
            "Nometne notika 2021. gada jūlija vidū, izstāde – 2. augustā.",
            {JULY: "activity", ("2021-08-02", "2021-08-02"): "activity"},
        ),
        ("Nometne notika 2021. gada beigās.", {("2021-11-01", "2021-12-31"): "other"}),
    ],
)
def test_a_part_of_a_month_unless_a_day_tells_more(text: str, roles: dict[tuple[str, str], str]) -> None:
    assert {(one.start, one.end): one.role for one in dates(text)} == roles


@pytest.mark.parametrize(
    ("text", "role"),
    [
        ("Šajā rudenī strādāsim.", "activity"),
        ("Šī gada rudenī strādāsim.", "activity"),
        ("Šoruden strādāsim.", "other"),
    ],
)
def test_a_season_of_this_year(text: str, role: str) -> None:
    (autumn,) = dates(text, "2021-10-01")
    assert (autumn.start, autumn.end, autumn.role) == ("2021-09-01", "2021-11-30", role)


@pytest.mark.parametrize(
    ("text", "published", "days"),
    [
        ("Nometne būs 5. augstā.", "2021-08-01", [("2021-08-05", "2021-08-05")]),
        ("Gājām augstā purva malā.", "2021-08-01", []),
    ],
)
def test_high_is_august_only_with_a_day(text: str, published: str, days: list[tuple[str, str]]) -> None:
    assert spans(text, published) == days


@pytest.mark.parametrize(
    ("text", "days"),
    [
        (
            "Projekts sākās 2016. gada 1. martā un ilga līdz 2017. gada 31. decembrim.",
            [("2016-03-01", "2017-12-31")],
        ),
        (
            "Projekts sākās 1. martā un turpināsies līdz 2017. gada 31. decembrim.",
            [("2017-03-01", "2017-12-31")],
        ),
        (
            "The project started on March 1, 2016 and ended on December 31, 2017.",
            [("2016-03-01", "2017-12-31")],
        ),
        (
            "Projekts sākās 2016. gada 1. martā un svētki bija 2017. gada 31. decembrī.",
            [("2016-03-01", "2016-03-01"), ("2017-12-31", "2017-12-31")],
        ),
        (
            "Talka bija 2016. gada 1. martā un 2017. gada 31. decembrī.",
            [("2016-03-01", "2016-03-01"), ("2017-12-31", "2017-12-31")],
        ),
    ],
)
def test_a_first_day_and_a_last_told_with_two_verbs(text: str, days: list[tuple[str, str]]) -> None:
    assert spans(text) == days


TALK = "Talka notika 2017. gada 12. janvārī."
TALK_DAY = ("2017-01-12", "2017-01-12")


@pytest.mark.parametrize(
    "line",
    [
        "Piektdiena, 22. novembris",
        "Piektdiena, 22. novembris Aldis, Alfons",
        "Papildināts 04.02.2017.",
        "Labots: 04.02.2017.",
        "Ievietoja: Inta, 2017. gada 4. februārī",
        "Pievienots 04.02.2017.",
        "ceturtdiena, 22. februāris, 2018. gada 053. diena",
        "Sunday, 8. September, 2024День имени: Ilga",
    ],
)
def test_lines_of_the_page_hold_no_activity(line: str) -> None:
    assert spans(f"{line}\n{TALK}") == [TALK_DAY]


@pytest.mark.parametrize(
    ("below", "days"),
    [
        ("10:00 ierašanās", [("2017-11-22", "2017-11-22")]),
        ("plkst. 10.00–11.30 ierašanās", [("2017-11-22", "2017-11-22")]),
        ("14:05", []),
        ("Jaunumi", []),
    ],
)
def test_a_programme_s_day_has_its_hours_below(below: str, days: list[tuple[str, str]]) -> None:
    assert spans(f"{TALK}\nTrešdiena, 22. novembris\n{below}") == [TALK_DAY, *days]


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("Piektdiena, 22. novembris – tiekamies muižā", "2017-11-22"),
        ("Papildināts ar attēliem. Mēs sākām 2017. gada 4. februārī", "2017-02-04"),
        ("Ievietoti jauni logi 2017. gada 4. februārī", "2017-02-04"),
        ("Publicētas grāmatas 2017. gada 4. februārī", "2017-02-04"),
        ("Labota sētas sākta 2017. gada 4. februārī", "2017-02-04"),
        ("Pievienotā vērtība sākās 2017. gada 4. februārī", "2017-02-04"),
    ],
)
def test_lines_that_begin_alike_tell_of_days(text: str, day: str) -> None:
    assert spans(f"{text}\n{TALK}") == [(day, day), TALK_DAY]


@pytest.mark.parametrize(
    ("line", "days"),
    [
        ("Pagasta pārvalde 4.Februāris, 2017, 18:34 Projekti", [TALK_DAY]),
        ("Talka pie upes 4.Februāris, 2017", [TALK_DAY]),
        ("Gājām 2017. gada 4. februārī.", [("2017-02-04", "2017-02-04"), TALK_DAY]),
        ("Pagasta pārvalde 5.Februāris, 2017, 18:30 Projekti", [("2017-02-05", "2017-02-05"), TALK_DAY]),
    ],
)
def test_a_line_that_repeats_the_publication_date(line: str, days: list[tuple[str, str]]) -> None:
    assert spans(f"{line}\n{TALK}", "2017-02-04") == days


@pytest.mark.parametrize(
    ("text", "role"),
    [
        ("Projekts jāīsteno līdz 2023. gada 5. maijam.", "project_period"),
        ("Pieteikumus iesniedz līdz 2023. gada 5. maijam.", "deadline"),
        ("Attīstības plāns no 2021. gada marta līdz 2023. gada maijam.", "other"),
        ("Attīstības plānu 2021. gada 5. martā pārrunāja sapulcē.", "activity"),
        ("Izstāde no 2021. gada marta līdz 2023. gada maijam.", "activity"),
    ],
)
def test_what_the_last_day_is_for(text: str, role: str) -> None:
    assert [one.role for one in dates(text)] == [role]


@pytest.mark.parametrize(
    "text",
    [
        "Biedrība ir dibināta 2006. gada 11. septembrī.",
        "2012. gada 18. februārī dome un ministrija parakstīja līgumu par skolu.",
    ],
)
def test_founded_and_signed_is_no_activity(text: str) -> None:
    assert [one.role for one in dates(text)] == ["other"]


@pytest.mark.parametrize(
    ("text", "role"),
    [
        ("As of 17.03.2022 many had come.", "other"),
        ("On 17.03.2022 many had come.", "activity"),
        ("When Russia invaded on February 24, 2022, people helped.", "other"),
        ("When people met on February 24, 2022, they helped.", "activity"),
    ],
)
def test_counts_and_the_war_s_beginning_are_no_activity(text: str, role: str) -> None:
    assert [one.role for one in dates(text)] == [role]


@pytest.mark.parametrize(
    ("text", "role"),
    [
        ("Tilti\nUpdated: Dec 15, 2023\nSkola brauc.", "other"),
        ("Tilti\nHeld: Dec 15, 2023\nSkola brauc.", "activity"),
        ("Nauda dota pēc 2018. gada 5. jūnijā apstiprinātās “Kārtības, kādā dod”.", "other"),
        ("Talku rīkoja 2018. gada 5. jūnijā apstiprinātās talcinieku grupas.", "activity"),
        ("Padome sprieda, un 2006. gada 15. novembrī to iespieda Oficiālajā Žurnālā.", "other"),
        ("Padome sprieda, un 2006. gada 15. novembrī to lasīja skolas žurnālā.", "activity"),
        ("2011. gada 20. jūnijā ciemojās viesi, lai parakstītu līgumu.", "activity"),
        ("2011. gada 20. jūnijā viesi un dome parakstīja līgumu.", "other"),
    ],
)
def test_days_of_pages_rules_and_journals_are_no_activity(text: str, role: str) -> None:
    assert [one.role for one in dates(text)] == [role]


@pytest.mark.parametrize(
    ("text", "days"),
    [
        ("Mācības bija 26. un 27.09.2022. Rīgā.", [("2022-09-26", "2022-09-27")]),
        ("Mācības bija 26. un 28.09.2022. Rīgā.",
         [("2022-09-26", "2022-09-26"), ("2022-09-28", "2022-09-28")]),
        ("Mācības bija 29. un 28.09.2022. Rīgā.", [("2022-09-28", "2022-09-28")]),
        ("Mācības bija 03.03.2020. un 04.03.2020. Rīgā.", [("2020-03-03", "2020-03-04")]),
        ("Mācības bija 03.03.2020. un 06.03.2020. Rīgā.",
         [("2020-03-03", "2020-03-03"), ("2020-03-06", "2020-03-06")]),
        ("Between 3 and 21 July 2023 the team took samples.", [("2023-07-03", "2023-07-21")]),
        ("On 3 and 21 July 2023 the team took samples.",
         [("2023-07-03", "2023-07-03"), ("2023-07-21", "2023-07-21")]),
    ],
)  # fmt: skip
def test_days_in_figures_joined_by_and(text: str, days: list[tuple[str, str]]) -> None:
    assert spans(text) == days


@pytest.mark.parametrize(
    ("text", "days"),
    [
        ("Parka celiņš atjaunots 2022. gada augustā.", [("2022-08-01", "2022-08-31")]),
        ("Nākamā nometne paredzēta 2024. gadā. Pieteikties līdz 15. maijam, tā notiks 10. jūnijā.",
         [("2024-05-15", "2024-05-15"), ("2024-06-10", "2024-06-10")]),
    ],
)  # fmt: skip
def test_restored_parks_and_the_next_camp(text: str, days: list[tuple[str, str]]) -> None:
    assert [(one.start, one.end) for one in dates(text) if one.role != "other"] == days
