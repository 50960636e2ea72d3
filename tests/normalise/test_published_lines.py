import pytest

from normalise.date_line import published_line
from normalise.published import iso_date, published_in_text

LONG = (
    "Pagasta ļaudis ar biedrības brīvprātīgajiem sakopa upes krastu, iestādīja kokus un laboja laipas. " * 2
)


@pytest.mark.parametrize(
    ("line", "day"),
    [
        ("30.06.2023", "2023-06-30"),
        ("Ievietots: 14.05.2019, skatījumi 231", "2019-05-14"),
        ("Pievienots 08.06.23 @ 21:07", "2023-06-08"),
        ("Nosūtīja redakcija, 14.05.2019 - 09:32", "2019-05-14"),
        ("Aktualitātes – 2022-03-18", "2022-03-18"),
        ("Stāsti > Kaimiņi     Lasīšanas laiks: 4 min.     2021. gada 3. novembris, 08:10", "2021-11-03"),
        ("Lasīšanai: 2 minūtes | 03.11.2021", "2021-11-03"),
        ("26.04.2017.", "2017-04-26"),
        ("5.6.2023.", "2023-06-05"),
        ("18.05.2016.g.", "2016-05-18"),
        ("Publicēts 04.05.2015", "2015-05-04"),
        ("Ievietots: 02.11.2020", "2020-11-02"),
        ("Publicēšanas datums: 05/03/2024", "2024-03-05"),
        ("Publicēts: 2023. gada 16. jūnijā", "2023-06-16"),
        ("Publicēja Ilze Kalnmale, 03.02.2021", "2021-02-03"),
        ("02.10.17", "2017-10-02"),
        ("Aktualitātes: 2012. gada 10. oktobris", "2012-10-10"),
        ("06.06.2011 / www.smiltene.lv", "2011-06-06"),
        ("05/06/2023", "2023-06-05"),
        ("05/23/2023", "2023-05-23"),
        ("2020.01.30.", "2020-01-30"),
        ("2017-01-28 17:51", "2017-01-28"),
        ("2019-01-23, 08.07", "2019-01-23"),
        ("26.01.2021 - 16:15", "2021-01-26"),
        ("08 • 03 • 2019", "2019-03-08"),
        ("2013. gada 29. novembris 13:36", "2013-11-29"),
        ("2021.gada 15. jūnijs", "2021-06-15"),
        ("otrdiena, 2012. gada 6. novembris", "2012-11-06"),
        ("Otrdiena, 27 Augusts 2013", "2013-08-27"),
        (", 2010. gada, 18.augusts, 2010", "2010-08-18"),
        ("9. februāris, 2022", "2022-02-09"),
        ("11. decembris. 2019", "2019-12-11"),
        ("10 Maijs 2013", "2013-05-10"),
        ("16. jūn. 2023", "2023-06-16"),
        ("22.Janvāris, 2020, 15:33", "2020-01-22"),
        ("13. februāris, 2025 pl. 12:25", "2025-02-13"),
        ("15. novembris, 2021 pl. 0:00", "2021-11-15"),
        ("5. oktobris, 2023 – EJZF projekti", "2023-10-05"),
        ("Feb 28, 2023 | Jaunumi", "2023-02-28"),
        ("Jūl 8, 2024 | LEADER projekti", "2024-07-08"),
        ("by admin | Feb 28, 2023 | Jaunumi | 0 comments", "2023-02-28"),
        ("12.05.2020 | Skatīts: 250", "2020-05-12"),
        ("trešdiena, 26.04.2017 10:32 Age: 302 Days", "2017-04-26"),
        ("05.05.2020, Kuldīga", "2020-05-05"),
        ("Pievienoja Ilze Kalnmale, 3.Septembris, 2024, 08:58 LEADER jaunumi", "2024-09-03"),
        ("29 July 2021", "2021-07-29"),
        ("Posted on March 5, 2019", "2019-03-05"),
        ("March 30, 2023 · 3 min read", "2023-03-30"),
        ("28.06.2024 09:12   Autors: Inga Kalnmale   Skatīts: 917", "2024-06-28"),
        ("11:22, 06.Novembris, 2019 , Jaunumi , Novada ziņas , Tūrisms", "2019-11-06"),
        ("Raksta datums 2025. gada 3. februāris", "2025-02-03"),
        ("Publicēja 2014. gada 13. maijs 08:49Biedriba Kalns", "2014-05-13"),
        ("29 июля 2021 г.", "2021-07-29"),
        ("upmalas-laivas.lv, 12.05.2020", "2020-05-12"),
        ("Upmala.lv, 12.05.2020, Jaunumi", "2020-05-12"),
        ("Informācija mājas lapā ievietota 12.05.2020", "2020-05-12"),
        ("Ievietots – 12.05.2020", "2020-05-12"),
        ("09:30 12.05.2020", "2020-05-12"),
        ("09:41 - 12.05.2020", "2020-05-12"),
        ("upmala.lv | 12.05.2020", "2020-05-12"),
        ("12.05.2020 Drukāt", "2020-05-12"),
        ("Publicēts: 02.08.2023   Atjaunots: 10.08.2023    Jaunatne", "2023-08-02"),
        ("Ievietots 12.10.2022 | Pēdējās izmaiņas: 12.10.2022.", "2022-10-12"),
        ("Augusts, 27, 2024 | Kultūra", "2024-08-27"),
        ("Iesūtīja sutri, Tr, 2021-02-10 15:31", "2021-02-10"),
        ("Iesniegts: T, 08/17/2022 - 11:45", "2022-08-17"),
        ("Posted in Notikumi on 29/06/2018", "2018-06-29"),
        ("Rakstīja Administrators   Ceturtdiena, 16 Maijs 2019 08:15", "2019-05-16"),
        ("03.12.2018. Ievietoja: valdes loceklis", "2018-12-03"),
        ("Auces bišu draugi · 2019. gada 19. marts", "2019-03-19"),
        ("27 . aprīlis 2022", "2022-04-27"),
    ],
)
def test_a_line_that_is_a_date(line: str, day: str) -> None:
    assert published_line(line) == day


@pytest.mark.parametrize(
    "line",
    [
        "",
        "Last updated: 26.06.2024 15:10",
        "Pēdējās izmaiņas: 27.06.2022.",
        "Atjaunots: 01.02.2024",
        "2020. gada 21. sept. A- A A+",
        "Trešdiena, 8. maijs, Vārda dienas: Staņislavs, Stefānija",
        "© 2019",
        "Copyright 12.05.2020",
        "24. aprīlī 2022. gadā",
        "2023. gada 16. jūnijā",
        "02.11.2020. – 28.02.2023.",
        "2024. gada 18. maijs plkst. 12.00",
        "Pieteikšanās līdz 15.12.2026.",
        "30.11.2022 biedrība pielika punktu projektam.",
        "30.11.2022, biedrība pielika punktu projektam.",
        "30.11.2022, biedrība pielika punktu",
        "25.10.2023. Rīgā",
        "31.02.2020",
        "12.05.1812",
        "2021",
        "marts 2020",
        "AIF/2022/KAPAC2/018",
        "Tālr. 26044412",
        "12 Mārtiņi 2020",
        "Raksti uz upmala.lv līdz 12.05.2020",
        "info@upmala.lv, 12.05.2020",
        "upmala.lv, plkst. 12.05",
        "18:00 - 19:00 12.05.2020",
        "19:00 | 12.05.2020",
        "Informācija saņemta 12.05.2020",
        "12.05.2020 Drukātava",
        "Atjaunots: 10.08.2023",
        "Iesniegts: 17.08.2022",
        "Nosūtīts līdz 17.08.2022",
        "Lasīšanai: 6 minūtes",
        "Informācija aktualizēta: 02.02.2024.",
        "Pievienots 08.06.23 skolēni",
    ],
)
def test_a_line_that_is_no_publication_date(line: str) -> None:
    assert published_line(line) is None


@pytest.mark.parametrize(
    ("text", "title", "day"),
    [
        (f"30.06.2023\n\nTalka pie upes\n\n{LONG}", "Talka pie upes", "2023-06-30"),
        (f"Talka pie upes\n3. maijs, 2021\n{LONG}", "Talka pie upes", "2021-05-03"),
        (f"Talka pie upes\nTrešdien, 2020. gada 8. aprīlī, 17:24\n{LONG}", "Talka pie upes", "2020-04-08"),
        (f"Talka pie upes\nTrešdien, 2020. gada 8. aprīlī, 17:00\n{LONG}", "Talka pie upes", None),
        (f"Talka pie upes\nTrešdien, 2020. gada 8. aprīlī\n{LONG}", "Talka pie upes", None),
        (f"Talka pie upes\n3. maijs, 2021\n{LONG}", None, "2021-05-03"),
        (f"Jaunumi\nLīvu iela 5\n20.02.2020\nProjekti\n{LONG}", "Nosaukums citur", "2020-02-20"),
        (f"Ievietots: 02.11.2020\n12.12.2020\nTalka\n{LONG}", "Talka", "2020-11-02"),
        # site clocks
        (f"2024. gada 18. apr.\nA- A A+\nTalka pie upes\n{LONG}", "Talka pie upes", None),
        (f"Otrdiena, 2024. gada 17. septembris\nVārda dienas: Vaira, Vera\nTalka\n{LONG}", "Talka", None),
        (f"17.09.2024\n14:05\nTalka\n{LONG}", "Talka", None),
        (
            f"2021.gada 15. jūnijs\nJaunumi, Kultūra, Projekti\nTalka pie upes\n{LONG}",
            "Talka pie upes",
            "2021-06-15",
        ),
        (f"Talka pie upes\n15.06.2021\nRīga, Cēsis, Valka\n{LONG}", "Talka pie upes", "2021-06-15"),
        # events, updates, dates inside or after the text
        (f"Talka pie upes\n24. aprīlī 2022. gadā\n{LONG}", "Talka pie upes", None),
        (f"Talka pie upes\n{LONG}\n30.06.2023\n{LONG}", "Talka pie upes", None),
        (f"Talka pie upes\n2018.gada 9. aprīlī\n{LONG}", "Talka pie upes", "2018-04-09"),
        (
            f"Biedrība „Mājās”\n2015. gada 26. februārī\nTalka pie upes\n{LONG}",
            "Talka pie upes",
            "2015-02-26",
        ),
        (
            f"2021.gada 15. jūnijs\nBaņuta, Vilija, Vits, Žermēna\nTalka pie upes\n{LONG}",
            "Talka pie upes",
            None,
        ),
        (f"Talka pie upes\n2018. gada 9. aprīlī\nplkst. 11.00\n{LONG}", "Talka pie upes", None),
        (f"Talka pie upes\n{LONG}\n{LONG}\n30.06.2023", "Talka pie upes", "2023-06-30"),
        (f"Talka pie upes\n{LONG}\n30.06.2023", None, "2023-06-30"),
        (f"Talka pie upes\n{LONG}\nLast updated: 26.06.2024 15:10", "Talka pie upes", None),
        (f"Darbi no 01.02.2020 notika katru dienu.\n{LONG}", None, None),
        # said at the end to be the post's own
        (f"Talka pie upes\n{LONG}\nPublicēts: 06.11.2024.", "Talka pie upes", "2024-11-06"),
        (f"Talka pie upes\n{LONG} Līgums Nr. 1. Ievietots 08.08.2016.\nAtpakaļ", None, "2016-08-08"),
        (f"Talka pie upes\n{LONG}\nIerakstīja Laivas vecākā\n26.09.2020.", None, "2020-09-26"),
        (
            f"Talka pie upes\n{LONG}\nNovada domes priekšsēdētāja birojs\n03.09.2021.\nDrukāt",
            None,
            "2021-09-03",
        ),
        (f"Talka pie upes11-10-2017\n{LONG}", "Talka pie upes", "2017-10-11"),
        # the card of an event
        (f"Talka pie upes\nDatums: 14/10/2023\nVieta: Upmale\n{LONG}", "Talka pie upes", None),
        # two dates of equal standing
        (f"12.05.2020\n28.08.2020\n{LONG}", None, None),
        ("", None, None),
        ("30.06.2023", "30.06.2023", "2023-06-30"),
        (LONG + "\nKalna draudze\n01.10.2021.\nDrukāt", None, "2021-10-01"),
        (LONG + "\n18.08.2020.", None, "2020-08-18"),
        (LONG + "\n09:24\n16.09.2012\n384", None, "2012-09-16"),
        (LONG + "\nSagatavots 28.02.2020.\nLogo", None, "2020-02-28"),
        (LONG + "\n16.09.2012 plkst. 11 Kalnos\n", None, None),
        ("Noslēgusies kārta\n2018-05-07Leader jaunums\n" + LONG, "Noslēgusies kārta", "2018-05-07"),
    ],
)
def test_the_date_at_the_head_of_a_plain_text(text: str, title: str | None, day: str | None) -> None:
    found = published_in_text(text, title)
    assert (found.date if found else None) == day


def test_a_labelled_line_is_surer_than_a_bare_one() -> None:
    labelled = published_in_text(f"Publicēts 04.05.2015\n{LONG}", None)
    bare = published_in_text(f"04.05.2015\n{LONG}", None)
    assert labelled is not None
    assert bare is not None
    assert labelled.confidence > bare.confidence


@pytest.mark.parametrize(
    ("value", "day"),
    [
        ("2023-06-16T00:30:00+03:00", "2023-06-16"),
        ("2023-06-16T23:30:00-05:00", "2023-06-16"),
        ("2023-06-16 10:00", "2023-06-16"),
        ("20230616", "2023-06-16"),
        ("Fri, 16 Jun 2023 00:30:00 +0300", "2023-06-16"),
        ("16.06.2023", "2023-06-16"),
        ("2023-13-40", None),
        ("0000-00-00 00:00:00", None),
        ("yesterday", None),
        ("", None),
        (None, None),
    ],
)
def test_a_timestamp_gives_its_own_local_day(value: str | None, day: str | None) -> None:
    assert iso_date(value) == day


def test_a_calendar_with_its_name_days_is_no_publication_date() -> None:
    text = f"Svētdiena, 11. Aprīlis, 2021\nHermanis, Vilmārs\n\nMūzikas dienas\n\n{LONG}"
    assert published_in_text(text, "Mūzikas dienas") is None
