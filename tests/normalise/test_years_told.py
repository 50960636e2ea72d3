"""The year of a day that gives none, told by weekdays, periods, names, school years, the rest of a text."""

import pytest

from normalise.extract import extract_text
from tests.normalise.read import dates, spans

BETWEEN = " Projekts sākās 2018. gadā un beigsies 2020. gadā."


@pytest.mark.parametrize(
    ("text", "published", "day"),
    [
        ("Tikšanās notiks sestdien, 16. martā." + BETWEEN, None, "2019-03-16"),
        ("Tikšanās notiks sestdien, 16. martā.", "2019-03-01", "2019-03-16"),
        ("Tikšanās notiks piektdien, 16. martā.", "2019-03-01", "2018-03-16"),
        ("Tikšanās notiks 16. martā.", "2019-03-01", "2019-03-16"),
        # a slip: in none of the years near the day falls on it
        ("Tikšanās notiks trešdien, 16. martā.", "2019-03-01", "2019-03-16"),
        # the weekday of another clause
        ("Piektdien sāksim, tikšanās notiks 16. martā.", "2019-03-01", "2019-03-16"),
    ],
)
def test_the_weekday_tells_the_year(text: str, published: str | None, day: str) -> None:
    assert (day, day) in spans(text, published)


def test_without_a_weekday_the_year_stays_open() -> None:
    assert "day" not in {one.precision for one in dates("Tikšanās notiks 16. martā." + BETWEEN)}


@pytest.mark.parametrize(
    ("text", "starts"),
    [
        ("2023./2024. mācību gadā talkas būs 5. oktobrī un 7. martā.", ["2023-10-05", "2024-03-07"]),
        ("2023./2024. m. g. talka būs 7. martā.", ["2024-03-07"]),
        ("2023./2024. mācību gadā talkas būs oktobrī un martā.", ["2023-10-01", "2024-03-01"]),
        ("2022./2023. m.g. un 2023./2024. m.g. talkas būs 5. oktobrī.", []),
        ("2023./2024. mācību gads. Talka bija 2022. gada 5. oktobrī.", ["2022-10-05"]),
    ],
)
def test_a_school_year_begins_in_september(text: str, starts: list[str]) -> None:
    assert [one.start for one in dates(text)] == starts


def test_the_year_after_a_beginning_and_at_a_project_s_end() -> None:
    begun = "Projekts, kas tika uzsākts 2012. gada nogalē, ritējis labi. Pasākums būs 26. jūnijā."
    assert ("2013-06-26", "2013-06-26") in spans(begun)
    closing = (
        "No 2011. gada decembra līdz 2013. gada 30. jūnijam.\nProjekta noslēguma seminārs {} 28. jūnijā."
    )
    assert ("2013-06-28", "2013-06-28") in spans(closing.format("notiks"))
    assert ("2013-06-28", "2013-06-28") in spans(closing.format("notiks š.g."))


def test_months_of_a_list_have_years_of_their_own() -> None:
    assert [start for start, _ in spans("Talkas ir novembrī un janvārī.", "2022-12-01")] == [
        "2022-11-01",
        "2023-01-01",
    ]


@pytest.mark.parametrize(
    ("between", "day"),
    [
        ("Biedrība dibināta 2005. gadā.", "2019-05-03"),
        ("Darbojamies kopš 2005. gada.", "2019-05-03"),
        ("Otru rīkojām 2005. gadā.", "2005-05-03"),
    ],
)
def test_a_year_told_of_another_time_is_not_the_article_s(between: str, day: str) -> None:
    assert (day, day) in spans(f"2019. gadā rīkojām izstādi. {between} Izstāde bija 3. maijā.")


@pytest.mark.parametrize(
    ("text", "days"),
    [
        # a month whose day stands in brackets, and seasons of any year
        ("Jūnijā vēl būs seminārs (29.06.2017.).", [("2017-06-29", "2017-06-29")]),
        ("2017. gada 5. maijā sākām. Pavasarim un vasarai slēdz līgumus.", [("2017-05-05", "2017-05-05")]),
        # months without a year are of the only one, unless the text tells of what came later in it
        ("Konkurss 2018. gadā. Projektus īstenos no maija līdz decembrim.", [("2018-05-01", "2018-12-31")]),
        (
            "Talku rīkojām 2013. gada 1. oktobrī. Darbs ilgs no marta līdz jūlijam.",
            [("2013-10-01", "2013-10-01")],
        ),
        # the year before, told again in figures
        (
            "20. janvārī tiksimies. Turpinām aizvadītā gada pavasarī sākto: 2017. gada pavasarī bija divi.",
            [("2018-01-20", "2018-01-20"), ("2017-03-01", "2017-05-31")],
        ),
        (
            "Pakalpojums sākts šajā – 2023. gadā, bet kopš šī gada 1. septembra arī Liepnā, kā 2021. gadā.",
            [("2023-09-01", "2023-09-01")],
        ),
        # of a contest or project the year is the text's own
        (
            "Konkursā „Iedzīvotāji veido savu vidi 2020” guvām naudu. 3.oktobrī rādījām paveikto.",
            [("2020-10-03", "2020-10-03")],
        ),
        ("Biedrība „Dzintars 2007” guva naudu. 3.oktobrī rādījām paveikto.", []),
        # the year that ends a name, where the weekday agrees
        ("Sestdien, 16. martā, bija talka. Projekts “Lāpsta 2024”.", [("2024-03-16", "2024-03-16")]),
        ("Piektdien, 16. martā, bija talka. Projekts “Lāpsta 2024”.", []),
        # a table with the year above the days; an archive's year above all
        (
            "Laiks\n\n2009.gada\n\n25.-29. marts\n\n2010.gada\n\n24.-28.marts",
            [("2009-03-25", "2009-03-29"), ("2010-03-24", "2010-03-28")],
        ),
        (
            "Archive\n\n2020\n\nThe foundation began in May and is now, in December, done.",
            [("2020-05-01", "2020-05-31"), ("2020-12-01", "2020-12-31")],
        ),
        (
            "Konkursa nolikums No 2021. gada 18. jūnija līdz 6. septembrim var pieteikties.",
            [("2021-06-18", "2021-09-06")],
        ),
        (
            "15 сентября встреча. Проект длится с 1 сентября текущего года по 1 марта 2016 г.",
            [("2015-09-15", "2015-09-15"), ("2015-09-01", "2016-03-01")],
        ),
    ],
)
def test_what_the_rest_of_the_text_tells(text: str, days: list[tuple[str, str]]) -> None:
    assert [(one.start, one.end) for one in dates(text) if one.role != "other"] == days


def test_a_text_that_looks_back_tells_of_the_year_before() -> None:
    text = "Gribas atskatīties, ko pērn piedzīvojām. Jūnijā braucām uz Siguldu."
    assert spans(text, "2010-02-03") == [("2009-06-01", "2009-06-30")]
    assert spans(text.replace("pērn ", ""), "2010-02-03") == [("2010-06-01", "2010-06-30")]


def test_a_calendar_below_the_story_tells_nothing() -> None:
    story = (
        "8. septembrī vēstnieks bija Lūznavā un Dagdā, kur divos projektos atjaunotas skola un bērnudārzs."
    )
    calendar = "\n\nAugusts - 2024\nP O T C P S S\ntrešdiena, 14.08.2024\npirmdiena, 26.08.2024\n\n© Vēstis"
    assert spans(story + calendar, "2023-09-11") == [("2023-09-08", "2023-09-08")]


@pytest.mark.parametrize(
    ("text", "days"),
    [
        # "this year" is that of the period that begins in the month told of
        ("Tas sākās šī gada jūlija mēnesī. Darbs ilgst no 07/2013 līdz 12/2015.",
         [("2013-07-01", "2013-07-31"), ("2013-07-01", "2015-12-31")]),
        ("Tas sākās šī gada jūnija mēnesī. Darbs ilgst no 07/2013 līdz 12/2015.",
         [("2013-07-01", "2015-12-31")]),
        # a beginning late in a year, told twice
        ("Projekts uzsākts 2012. gada nogalē. Kopš 2012. gada nogales tas ilgst. Svētki bija 26. jūnijā.",
         [("2012-11-01", "2012-12-31"), ("2013-06-26", "2013-06-26")]),
        # a programme's year
        ("Ar “Vidzemes kultūras programmas 2019” atbalstu 26. jūlijā dejos.", [("2019-07-26", "2019-07-26")]),
        ("Ar grāmatas “Vidzemes gaviles 2019” atbalstu 26. jūlijā dejos.", []),
        ("Nometne bija no 2013. gada jūlija līdz pat septembra beigām.", [("2013-07-01", "2013-09-30")]),
    ],
)  # fmt: skip
def test_years_of_a_period_a_beginning_and_a_programme(text: str, days: list[tuple[str, str]]) -> None:
    assert spans(text) == days


@pytest.mark.parametrize(
    ("text", "days"),
    [
        # the weekday tells the year that only an end is given for
        ("Pirmdien, 12. augustā, sāks. Atbalsts ir līdz 2015. gada beigām.", ("2013-08-12", "2013-08-12")),
        # where a file lies is no day
        ("Darbi bija 2013. gada 2. janvārī.\nzinas/2014.01.04.projektu_konkurss.txt", None),
        ("Darbi bija 2013. gada 2. janvārī.\n2014.01.04. projektu konkurss", ("2014-01-04", "2014-01-04")),
    ],
)  # fmt: skip
def test_weekdays_before_an_end_and_files(text: str, days: tuple[str, str] | None) -> None:
    read = [(one.start, one.end) for one in extract_text(text).dates]
    others = [one for one in read if one[0] != "2013-01-02" and one[1] != "2015-12-31"]
    assert others == ([days] if days else [])


def test_a_newspaper_s_clock_with_the_weekday_below_tells_no_year() -> None:
    blurb = "„Vēstis” iznāk latviešu un krievu valodās visā Dienvidlatgalē un aptver pilsētu un novadus. " * 2
    head = f"{blurb}\n2024. gada 28. novembris\nCeturtdiena\nOlita, Rita, Vita\n\n"
    assert spans(head + "25. maijā aprit desmit gadi, kopš durvis vēra centrs.") == []


@pytest.mark.parametrize(
    ("text", "days"),
    [
        ("2010. gada 16. septembrī teica: oktobrī vai novembrī sāks.", [("2010-09-16", "2010-09-16")]),
        ("2010. gada 16. septembrī teica: oktobrī un novembrī sāks.",
         [("2010-09-16", "2010-09-16"), ("2010-10-01", "2010-11-30")]),
        # a bare year behind the day yields to that of the only event
        ("Sapulce bija 2017. gada 29. martā.\nMācības būs 25. aprīlī, apstiprināts 2016. gada pārskats.",
         [("2016-01-01", "2016-12-31"), ("2017-03-29", "2017-03-29"), ("2017-04-25", "2017-04-25")]),
    ],
)  # fmt: skip
def test_months_left_open_and_a_report_s_year(text: str, days: list[tuple[str, str]]) -> None:
    assert sorted(spans(text)) == days


def test_a_deadline_is_no_beginning() -> None:
    text = "Komisija šī gada 23. maijā lēma, sākot vērtēt. Darbi jāpabeidz līdz 2023. gada 1. oktobrim."
    assert spans(text) == [("2023-05-23", "2023-05-23"), ("2023-10-01", "2023-10-01")]


@pytest.mark.parametrize(
    ("text", "days"),
    [
        # a span that ends a name is a planning period, and names no year of the story
        ("Talka bija 19. septembrī projektā „Kurzemes atbalsts 2013-2015”.", []),
        ("Talka bija 19. septembrī projektā „Kurzemes atbalsts 2015”.", [("2015-09-19", "2015-09-19")]),
        # the year of the next contest is not that of this one
        ("Konkurss beidzies, jūnijā būs svētki. Nākamais konkurss norisināsies 2024. gadā.", []),
        ("Konkurss beidzies, jūnijā būs svētki. Konkurss norisinājās 2024. gadā.",
         [("2024-06-01", "2024-06-30")]),
        # a day in figures opens a sentence
        ("Brauca no 25.05.2022. līdz 31.05.2022. Tur bija silti. 26.05. skolēni staigāja.",
         [("2022-05-25", "2022-05-31"), ("2022-05-26", "2022-05-26")]),
        ("Brauca no 25.05.2022. līdz 31.05.2022. Punkts 7. 26.05. skolēni staigāja.",
         [("2022-05-25", "2022-05-31")]),
        ("Projekts ilgst no 2017. gada 1. jūnijam un beidzoties 2018. gada 31. maijā.",
         [("2017-06-01", "2018-05-31")]),
    ],
)  # fmt: skip
def test_spans_in_names_next_years_and_figures(text: str, days: list[tuple[str, str]]) -> None:
    assert [(one.start, one.end) for one in dates(text) if one.precision != "year"] == days


@pytest.mark.parametrize(
    ("text", "span"),
    [
        ("Ilgs no 2005. gada maija līdz nākošā gada maija mēnesim.", ("2005-05-01", "2006-05-31")),
        ("Ilgs no 2005. gada 3. maija līdz nākamā gada 2. maijam.", ("2005-05-03", "2006-05-02")),
        # both ends in the next year
        ("Ilgs no nākamā gada marta līdz nākamā gada maijam. Tas bija 2012. gada 5. septembrī.",
         ("2013-03-01", "2013-05-31")),
        ("Ilga no pagājušā gada novembra līdz šī gada februārim. Tas bija 2012. gada 5. septembrī.",
         ("2011-11-01", "2012-02-29")),
        ("Ilgs no pagājušā gada maija līdz nākamā gada maijam. Tas bija 2012. gada 5. septembrī.",
         ("2011-05-01", "2013-05-31")),
        ("Ilga no pagājušā gada marta līdz pagājušā gada maijam. Tas bija 2012. gada 5. septembrī.",
         ("2011-03-01", "2011-05-31")),
        # two figures for the year at both ends
        ("Spānijā 4.11.17.-10.11.17. bija nometne.", ("2017-11-04", "2017-11-10")),
        ("Nīderlandē 20.01.18. – 2.02.18. bija nometne.", ("2018-01-20", "2018-02-02")),
    ],
)  # fmt: skip
def test_ends_in_the_next_year_and_years_of_two_figures(text: str, span: tuple[str, str]) -> None:
    assert spans(text)[0] == span


def test_three_numbers_alone_are_a_clause_and_no_day() -> None:
    assert spans("Saskaņā ar 4.11.17. punktu un 5.11.18. punktu.") == []
    assert spans("Saskaņā ar nolikuma 3.10.11.–3.10.15. apakšpunktu projektu vērtē komisija.") == []


@pytest.mark.parametrize(
    ("period", "span"),
    [
        ("01.08.2017. – 30.09.2018.", ("2017-09-01", "2018-05-31")),
        ("2017. gadā", ("2016-09-01", "2017-05-31")),
    ],
)
def test_a_range_over_new_year_lies_in_the_project_s_period(period: str, span: tuple[str, str]) -> None:
    text = f"Projekts tiks īstenots {period} Skolā strādās no 1. septembra līdz 31. maijam."
    assert span in spans(text, published="2017-07-28")


def test_a_range_over_new_year_begins_in_this_year() -> None:
    text = "Sporto no š.g. 1. augusta līdz 31. janvārim."
    assert spans(text, published="2011-05-23") == [("2011-08-01", "2012-01-31")]


def test_a_period_in_the_same_line_tells_the_year_of_what_happened_in_it() -> None:
    text = "The project (1 March 2019 – 29 February 2020) has begun. The first workshop was on 25-27 April."
    assert ("2019-04-25", "2019-04-27") in spans(text)


@pytest.mark.parametrize(("verb", "year"), [("пройдёт", "2022"), ("проходил", "2021")])
def test_what_is_to_come_lies_behind_the_publication(verb: str, year: str) -> None:
    text = f"Проект длился с 1 июня 2020 года по 30 апреля 2022 года.\n\nС 11 по 25 июля {verb} лагерь."
    assert spans(text, published="2022-05-30")[1] == (f"{year}-07-11", f"{year}-07-25")


@pytest.mark.parametrize(
    ("line", "found"),
    [("Krasta centrs, 20.10.2025.", []), ("Tiekamies 20.10.2025.", [("2025-10-20", "2025-10-20")])],
)
def test_the_day_of_publication_below_the_text(line: str, found: list[tuple[str, str]]) -> None:
    assert spans(f"Top fonds. Sakārtojiet statūtus.\n\n{line}\nAbonēt", published="2025-10-20") == found


@pytest.mark.parametrize(
    ("sentence", "year"),
    [
        ("25. maijā rīkojām Kaimiņu dienu.", "2019"),
        ("25. maijā rīkojam Kaimiņu dienu.", "2020"),
        ("Projekts sākās 25. maijā.", "2019"),
        ("Projekts sākas 25. maijā.", "2020"),
        ("Projekts sākās martā un noslēgsies 25. maijā.", "2020"),
        ("Talku jau rīkojām, nākamā būs 25. maijā.", "2020"),
        ("Iesaistījusies skola, kas sākās 25. maijā.", "2019"),
    ],
)
def test_what_is_over_lies_before_the_publication(sentence: str, year: str) -> None:
    assert spans(sentence, published="2019-12-18")[-1:] == [(f"{year}-05-25", f"{year}-05-25")]


@pytest.mark.parametrize(
    ("told", "published", "day"),
    [
        ("Visi projekti jāīsteno līdz 15. decembrim.", "2024-04-30", "2024-12-15"),
        ("Visi projekti bija jāīsteno līdz 15. decembrim.", "2024-04-30", "2023-12-15"),
        ("Pieteikumi jāiesniedz līdz 15. aprīlim.", "2024-04-30", "2024-04-15"),
    ],
)
def test_what_is_still_to_be_done_lies_behind_the_publication(told: str, published: str, day: str) -> None:
    assert spans(told, published=published) == [(day, day)]


def test_a_clock_beside_the_button_for_easy_reading_is_no_date() -> None:
    assert spans("Siltināšana\n\n2022. gada 7. okt.        Viegli lasīt   A A A\n\nDarbi turpinās.") == []


@pytest.mark.parametrize(
    ("told", "published", "span"),
    [
        # a range that begins sooner than it ended before, unless it is over
        ("Nodarbības notiks no 10. marta līdz 15. decembrim.", "2020-02-26", ("2020-03-10", "2020-12-15")),
        ("Brunčus šuva no 10. janvāra līdz 15. septembrim.", "2019-11-22", ("2019-01-10", "2019-09-15")),
        ("Nodarbības notika no 10. marta līdz 15. decembrim.", "2020-12-20", ("2020-03-10", "2020-12-15")),
        ("Ieceres jāīsteno no 1. maija līdz 15. decembrim.", "2026-01-09", ("2026-05-01", "2026-12-15")),
        ("Noslēguma saiets būs augustā.", "2023-01-19", ("2023-08-01", "2023-08-31")),
        ("Noslēguma saiets bija augustā.", "2023-01-19", ("2022-08-01", "2022-08-31")),
        # the heading of a list tells of each item
        ("2018. gadā notika:\n\n- talka;\n- nometne no 12. līdz 16. februārim.", "2018-12-22",
         ("2018-02-12", "2018-02-16")),
    ],
)  # fmt: skip
def test_ranges_ahead_of_the_publication_and_items_below_a_year(
    told: str, published: str, span: tuple[str, str]
) -> None:
    assert spans(told, published=published)[-1:] == [span]


def test_items_below_a_year_without_a_publication_date() -> None:
    text = (
        "2022. gadā plānots:\n- no marta līdz maijam intervijas;\n- talka.\n\nPeriods: 01/01/2022–31/12/2023"
    )
    assert ("2022-03-01", "2022-05-31") in spans(text)


def test_this_year_is_that_of_the_latest_event() -> None:
    text = "Tikšanās bija Rīgā (2022. gada 5. septembrī) un Ogrē (šogad februārī).\n\n"
    text += "Saiets notika 2023. gada 9. maijā."
    assert ("2023-02-01", "2023-02-28") in spans(text)
