import pytest

from normalise.extract import extract_text
from normalise.published import published_in_text

LONG = (
    "Pagasta ļaudis ar biedrības brīvprātīgajiem sakopa upes krastu, iestādīja kokus un laboja laipas. " * 2
)
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
    ("foot", "day"),
    [
        ("2010-01-19 21:10  |  Skatīts: 1058x\n\nAtpakaļ", "2010-01-19"),
        ("2010-01-19 21:10\n\nAtpakaļ", None),
        ("2023. gada 11. augusts 00:00   👁 2107", "2023-08-11"),
        ("11. augusts, 2023 pl. 16:20 · Komentāri (0)", "2023-08-11"),
    ],
)
def test_a_stamp_and_how_often_it_was_seen_at_the_foot(foot: str, day: str | None) -> None:
    read = published_in_text(f"{TALK}\n{LONG}\n\n{foot}", TALK)
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
        ("Piedalās arī Krasta muzejs, 20.10.2025.", None),
        ("31.08.2021. Talku rīko biedrība", None),
    ],
)
def test_who_publishes_and_the_day_at_the_foot(line: str, day: str | None) -> None:
    read = published_in_text(f"{TALK}\n{LONG}\n{LONG}\n\n{line}\nDalies: f t d", TALK)
    assert (read.date if read else None) == day


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


@pytest.mark.parametrize(
    ("behind", "day"),
    [(" | Ilgtspēja un kapacitāte", "2023-07-03"), ("", None), (" | Ziedonis, Gints", None)],
)
def test_a_section_behind_the_day_beside_the_choice_of_languages(behind: str, day: str | None) -> None:
    read = published_in_text(
        f"LV | EN     A A A\n\n03.07.2023{behind}\nProjekts: Nams\n{TALK}\n\n{LONG}", TALK
    )
    assert (read.date if read else None) == day


def test_a_labelled_day_behind_the_crumbs() -> None:
    read = published_in_text(f"{TALK}\n\nNams  >  Ziņas  >  2023   |   Ievietots: 28.02.2023\n\n{LONG}", TALK)
    assert read is not None
    assert read.date == "2023-02-28"
