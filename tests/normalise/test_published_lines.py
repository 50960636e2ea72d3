import pytest

from normalise.date_line import published_line
from normalise.extract import extract_text
from normalise.published import iso_date, published_in_text

LONG = (
    "Pagasta ļaudis ar biedrības brīvprātīgajiem sakopa upes krastu, iestādīja kokus un laboja laipas. " * 2
)


@pytest.mark.parametrize(
    ("line", "day"),
    [
        ("30.06.2023", "2023-06-30"),
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
    ],
)
def test_a_line_that_is_no_publication_date(line: str) -> None:
    assert published_line(line) is None


@pytest.mark.parametrize(
    ("text", "title", "day"),
    [
        (f"30.06.2023\n\nTalka pie upes\n\n{LONG}", "Talka pie upes", "2023-06-30"),
        (f"Talka pie upes\n3. maijs, 2021\n{LONG}", "Talka pie upes", "2021-05-03"),
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


TALK = "Talka pie upes"


@pytest.mark.parametrize(
    ("text", "day"),
    [
        # behind the title, wherever that stands
        (f"{TALK}12.05.2020\n{TALK}\n{LONG}", "2020-05-12"),
        (f"Jaunumi\nPar mums\n{TALK} 12.05.2020\n{LONG}", "2020-05-12"),
        (f"{LONG}\nTālāk\n{TALK} 12.05.2020\n{LONG}", "2020-05-12"),
        (f"{LONG}\nTālāk\nCita talka 12.05.2020\n{LONG}", None),
        (f"{TALK}\nIevietoja Osis | Publicēts 12.05.2020\n{LONG}", "2020-05-12"),
        (f"{TALK}\n{LONG}\n— 16. maijs 2020", "2020-05-16"),
        # alone at the post's foot, a few short lines above the page's
        (f"{TALK}\n{LONG}\n12.05.2020\nDrukāt\nAtpakaļ\nKarte\nKontakti", "2020-05-12"),
        (f"{TALK}\n{LONG}\n12.05.2020\nDrukāt\nAtpakaļ\nKarte\nKontakti\nSaites\nDalīties", None),
        (f"{TALK}\n{LONG}\n12.05.2020\n{LONG}", None),
        (f"{TALK}\n{LONG}\n12.05.2020\nVieta: Usma", None),
        (f"{TALK}\n{LONG}\nSākums 12.05.2020\nDrukāt", None),
        # below the line to share by
        (f"{TALK}\n{LONG}\nDalīties:\n17. decembris, 2019\nansis\nGaiss", "2019-12-17"),
        (f"{TALK}\n{LONG}\nKalendārs:\n17. decembris, 2019\nansis\nGaiss", None),
        # the day on which somebody printed the page
        (f"Šī lapa izdrukāta no skolas vietnes.\n12.05.2020\n{TALK}\n{LONG}", None),
        (f"Šī lapa ir par skolu.\n12.05.2020\n{TALK}\n{LONG}", "2020-05-12"),
    ],
)
def test_the_date_behind_the_title_or_at_the_foot(text: str, day: str | None) -> None:
    found = published_in_text(text, TALK)
    assert (found.date if found else None) == day


def test_a_bare_day_below_a_title_at_length() -> None:
    read = published_in_text(f"{LONG}\n\n09.12.2016.\n\n{LONG}", "Konkursa rezultāti")
    assert read is not None
    assert read.date == "2016-12-09"
    programme = f"{LONG}\n\nCeturtdiena, 18. augusts 2022\n16.00 ielas slēgšana\n\n{LONG}"
    assert published_in_text(programme, "Svētki") is None


@pytest.mark.parametrize(
    ("below", "day"),
    [("Līga", None), ("Ludmila, Laimdots", None), ("Jaunumi", "2021-06-23"), ("Projekti", "2021-06-23")],
)
def test_a_weekday_s_date_with_a_name_below_is_a_calendar_s(below: str, day: str | None) -> None:
    read = published_in_text(f"Trešdiena, 23. Jūnijs, 2021\n{below}\n\nTelpu atjaunošana\n\n{LONG}", None)
    assert (read.date if read else None) == day


def test_a_day_below_who_wrote_is_the_publication_s_though_a_calendar_follows() -> None:
    calendar = "\n".join(("Notikumi", "«Aprīlis 2024»", "POTCPSSv", *("1234567",) * 6))
    signed = f"{TALK}\n{LONG}\nInformāciju sagatavoja: projekta vadītāja\n.\n05.07.2023\n{calendar}"
    read = published_in_text(signed, TALK)
    assert read is not None
    assert read.date == "2023-07-05"
    assert published_in_text(f"{TALK}\n{LONG}\n.\n05.07.2023\n{calendar}", TALK) is None


@pytest.mark.parametrize(
    ("line", "day"),
    [
        ("NVO Resursu Centrs 22.Janvāris, 2020, 15:33 Jaunumi", "2020-01-22"),
        ("NVO Resursu Centrs 22.Janvāris, 2020, 15:00 Zālē", None),
        ("10.07.2015 / Комментарии 0", "2015-07-10"),
        ("Papildināts 12.09.2014 19:38", None),
    ],
)
def test_who_wrote_and_comments_beside_the_date(line: str, day: str | None) -> None:
    read = published_in_text(f"{TALK}\n\n{line}\n\n{LONG}", TALK)
    assert (read.date if read else None) == day


def test_lines_of_marks_alone_stand_between_nothing() -> None:
    read = published_in_text(f"{TALK}\n|\n–\n|\nAktuāls projekts\n|\nApr 17, 2025\n\n{LONG}", TALK)
    assert read is not None
    assert read.date == "2025-04-17"


@pytest.mark.parametrize(
    ("line", "day"),
    [("2010-01-19 21:10  |  Skatīts: 1058x", "2010-01-19"), ("2010-01-19 21:10", None)],
)
def test_a_stamp_with_its_counter_at_the_foot(line: str, day: str | None) -> None:
    read = published_in_text(f"{TALK}\n{LONG}\n\n{line}\n\nAtpakaļ", TALK)
    assert (read.date if read else None) == day


def test_a_section_s_years_behind_the_time() -> None:
    line = "Viļānu apvienības pārvalde 29.Jūlijs, 2020, 14:54 Projekti 2014-2020"
    read = published_in_text(f"{TALK}\n\n{line}\n\n{LONG}", TALK)
    assert read is not None
    assert read.date == "2020-07-29"


def test_what_was_changed_beside_the_date_is_no_clock() -> None:
    lines = "Pirmdiena, 27 Aprīlis 2015\nPēdējās izmaiņas: Pirmdiena, 27 Aprīlis 2015 11:15"
    read = published_in_text(f"{TALK}\n\nKategorija: Ziņas\n{lines}\n\n{LONG}", TALK)
    assert read is not None
    assert read.date == "2015-04-27"


def test_a_day_below_a_council_and_its_telephone() -> None:
    foot = "Informāciju sagatavoja:\nspeciāliste\nGulbenes novada dome\n\n T.26191107\n\n12.04.2014"
    calendar = "\n".join(("Notikumi", "«Jūlijs 2024»", "POTCPSSv", *("1234567",) * 6))
    read = published_in_text(f"{TALK}\n{LONG}\n{foot}\n{calendar}", TALK)
    assert read is not None
    assert read.date == "2014-04-12"


def test_the_moment_of_printing_above_the_page_s_address_is_no_date_of_the_post() -> None:
    text = f"14.04.2021 21:03\n{{address}}\n\nTalka pie upes\n\n{LONG}"
    assert published_in_text(text.format(address="https://upmala.example/talka"), "Talka pie upes") is None
    for below in ("Jaunumi", "https://www.facebook.com/events/123456"):
        assert published_in_text(text.format(address=below), "Talka pie upes") is not None


def test_the_date_before_the_title_on_its_line_is_the_post_s() -> None:
    found = extract_text(f"12.10.2015. Draudze saņem atbalstu\n\n{LONG}", title="Draudze saņem atbalstu")
    assert found.published is not None
    assert (found.published.date, found.dates) == ("2015-10-12", ())


@pytest.mark.parametrize(
    ("line", "day"),
    [
        ("Posted in Svētki · Jūlijs 5, 2022", "2022-07-05"),
        ("Publicējis: Krasts, Sep 14, 2019 | Pieredzes stāsti | 0 komentāri", "2019-09-14"),
        ("© Krasta ļaudis, 29.11.2018", "2018-11-29"),
        ("© Krasta ļaudis, 2018", None),
        ("17.06.2019 Teksts un foto: Rita", "2019-06-17"),
        ("Krasta NVO centrs, 20.10.2025.", "2025-10-20"),
        ("Biedrība „Krasta ļaudis”, 23.01.2023, plkst. 8:05", "2023-01-23"),
        ("31.08.2021. Upes katoļu draudze", "2021-08-31"),
        ("Biedrība “Krasta ļaudis”, 2018. gada 20. jūlijs", "2018-07-20"),
        ("Pievienots 2022. gada 22. jūlijā, 14:05     Skatīts 318 reizes", "2022-07-22"),
        ("Posted 3 June 2023 · Tags: exhibition, sound, sea", "2023-06-03"),
        ("14.12.2022. /Ziņas/Skolām/", "2022-12-14"),
        ("Direktores vietniece, 12.04.2024.", "2024-04-12"),
        ("Preiļos, 2025. gada 8. septembrī", "2025-09-08"),
        ("Tiekamies Preiļos, 2025. gada 8. septembrī", None),
        ("/22.06.2023./", "2023-06-22"),
        ("17.09.2024, Jaunumi", "2024-09-17"),
        ("Posted: 27 May 2021 in Behind the scenes. 3 comments", "2021-05-27"),
        ("Tikšanās vieta: Krasta muzejs, 20.10.2025.", None),
        ("Pieteikties līdz piektdienai, 20.10.2025.", None),
        ("Nākamais pasākums Krasta muzejā, 20.10.2025.", None),
        ("31.08.2021. Koncerts baznīcā", None),
    ],
)
def test_who_publishes_and_the_day_at_the_foot(line: str, day: str | None) -> None:
    read = published_in_text(f"{TALK}\n{LONG}\n{LONG}\n\n{line}\nDalies: f t d", TALK)
    assert (read.date if read else None) == day


@pytest.mark.parametrize(
    "line",
    [
        "2023. gada 11. augusts 00:00   👁 2107",
        "11. augusts, 2023 pl. 16:20 · Komentāri (0)",
    ],
)
def test_the_moment_and_how_often_it_was_seen_in_the_last_line(line: str) -> None:
    read = published_in_text(f"{TALK}\n{LONG}\n\n{line}", TALK)
    assert read is not None
    assert read.date == "2023-08-11"


@pytest.mark.parametrize(
    ("below", "day"),
    [
        ("[2012-11-29 17:40]  Jaunumi | Par mums | Kontakti", "2012-11-29"),
        ("Krasta Vēstis | Sabiedrība | 2020. gada 24. septembris", "2020-09-24"),
        ("13. maijs, 2024. Kultūra", "2024-05-13"),
        ("13. maijs, 2024. Bauska", None),
        ("Raksts laikrakstam un mājas lapai, 14.09.2021", "2021-09-14"),
        ("Tikšanās tautas namā pie upes, 14.09.2021", None),
        ("Publicēts: 07.03.2019. | Projekti / ERAF\nA- A A+", "2019-03-07"),
        ("2022-10-28 17:51\n-A A +A", "2022-10-28"),
        ("Jaunumi\n2022-10-28 17:51\n-A A +A", None),
        (f"15.10.2021. 07:00 {LONG}", "2021-10-15"),
    ],
)
def test_crumbs_sections_and_buttons_beside_the_date(below: str, day: str | None) -> None:
    read = published_in_text(f"{TALK}\n{below}\n\n{LONG}", TALK)
    assert (read.date if read else None) == day


@pytest.mark.parametrize(
    ("above", "day"),
    [("Par publikācijas saturu atbild biedrība “Krasts”.", "2023-08-11"), ("Ogres kultūras centrā", None)],
)
def test_a_day_in_the_locative_alone_at_the_end(above: str, day: str | None) -> None:
    read = published_in_text(f"{TALK}\n{LONG}\n\n{above}\n2023.gada 11.augustā", TALK)
    assert (read.date if read else None) == day
