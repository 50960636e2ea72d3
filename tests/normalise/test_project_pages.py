"""A project’s own page: its title in headlines, fields and cards, and headlines that are none."""

import pytest

from normalise.extract import extract_text
from tests.normalise.read import titles


@pytest.mark.parametrize(
    ("title", "text"),
    [
        (
            "Īstenots projekts par tērpu iegādi kolektīvam “Virpulis”",
            "Projekta mērķis ir dejot. ELFLA finansējums.",
        ),
        ("Biedrība “Upju partnerība” iepazīst ostas projektus", "Projekti ostā ir lieli."),
    ],
)
def test_a_body_quoted_in_the_title_is_no_project(title: str, text: str) -> None:
    assert extract_text(f"{title}\n\n{text}", title=title).projects == ()


@pytest.mark.parametrize("label", ["Projekta mērķis:", "Ieviešanas laiks:", "Projekta vadošais partneris:"])
def test_a_page_of_labels_has_its_project_for_its_title(label: str) -> None:
    text = f"Atver logus Sēlijā\n• {label} viss, kas vajadzīgs\nProjekta finansējums: 900 EUR no ESF"
    assert titles(text, "Atver logus Sēlijā") == ["Atver logus Sēlijā"]


def test_a_title_that_names_its_festival_is_whole() -> None:
    text = "Rudens mūzikas festivāls „Ezermalas dienas”\nDrukāt\nProjekta izmaksas: 900 EUR\nAtbalsta VKKF"
    title = "Rudens mūzikas festivāls „Ezermalas dienas”"
    assert titles(text, title) == [title]
    assert titles("Встреча прошла в рамках проекта сотрудничества «Я могу».") == ["Я могу"]


@pytest.mark.parametrize(
    ("title", "text", "found"),
    [
        ("Upes taka visiem", "Projekta mērķis: jauna taka.", ["Upes taka visiem"]),
        ("Uzsākts darbs pie upes takas", "Projekta mērķis: jauna taka.", []),
        ("Jauniešu “Zelta pavediens” svētki", "Projekts sākas, to finansē VKKF.", ["Zelta pavediens"]),
        ("Jauniešu “Zelta pavediens” projektu konkurss", "Projekts sākas, to finansē VKKF.", []),
    ],
)
def test_a_headline_that_tells_news_is_no_title(title: str, text: str, found: list[str]) -> None:
    assert titles(f"{title}\n{text}", title) == found


@pytest.mark.parametrize(
    ("title", "text"),
    [
        ("2 projekti prezentēti seminārā “Networking meeting 2017”", "Seminārā stāstīja par projektiem."),
        (
            "Publicēti „Sadraudzība” 2016. gada 1. septembra projektu uzsaukuma rezultāti",
            "Atbalsta projektus.",
        ),
        ("“Dēklai” – Latvijas valsts mežu atbalsts", "Atbalstu projektam saņems biedrība “Dēkla”."),
    ],
)
def test_meetings_calls_and_bodies_of_a_headline_are_no_projects(title: str, text: str) -> None:
    assert titles(f"{title}\n\n{text}", title) == []


@pytest.mark.parametrize("label", ["Finansētājs", "Projekta ieviesējs", "Projekta summa"])
def test_what_a_card_says_of_its_project(label: str) -> None:
    assert titles(
        f"Ērģeļu restaurācija\n\nMērķis: ērģeles.\n\n{label}: 4269\n\nProjekts sākts.", "Ērģeļu restaurācija"
    ) == ["Ērģeļu restaurācija"]


def test_a_field_names_a_project_also_in_a_call() -> None:
    call = "Izsludināts konkurss: projektu iesniegumus gaida līdz 5. maijam."
    assert titles(call + "\nProjekta nosaukums: Darbu attīstība") == ["Darbu attīstība"]


def test_a_page_of_a_project_that_is_done_has_its_title() -> None:
    text = (
        "Labi ir zināt!\nProjekts ir realizēts\n“Pasākumu finansiāli atbalsta Sabiedrības integrācijas fonds”"
    )
    assert titles(text, "Labi ir zināt!") == ["Labi ir zināt!"]


@pytest.mark.parametrize(
    ("title", "text", "found"),
    [
        ("Civic Society in Upe", "Civic Society in Upe\n\nSource of Funding: EEA\n\nSearch projects\nAn aim.",
         ["Civic Society in Upe"]),
        ("Stāstu stāstīšana", "Īstenotie projekti\n\nStāstu stāstīšana\n\nMobilitātes projekts, kas bija.",
         ["Stāstu stāstīšana"]),
        ("Projekti", "“Tautasdziesmu aranžējumi” - Nav atbalstīts\n\nAr projektu gribējām dziedāt.",
         ["Tautasdziesmu aranžējumi"]),
        ("Projekts Sportojam kopā-veseli", "Projekts Sportojam kopā-veseli īstenots, lai ļaudis kustētos.",
         ["Sportojam kopā-veseli"]),
        ("Aiz apvāršņa", "Aiz apvāršņa\n\nFinansējuma avots: EEZ granti\nProgramma: NVO projekti\n\n"
         "Projekts grib, lai lauku bērniem klātos labāk.", ["Aiz apvāršņa"]),
        ("NVO projektu programma", "NVO projektu programma\n\nFinansējuma avots: EEZ finanšu instruments\n"
         "Programma: NVO projektu programma\n\nProjekts grib, lai lauku bērniem klātos labāk.", []),
        ("Atklāj projektu “Atpūtas vietas laukuma ierīkošana ciemā”", "Atklāj “Atpūtas vietas laukuma "
         "ierīkošana ciemā”\nTika atklāts projekts “Atpūtas vietas ierīkošana ciemā” "
         "Nr. 17-05-AL24-A019.2203-000004.", ["Atpūtas vietas ierīkošana ciemā"]),
    ],
)  # fmt: skip
def test_cards_and_headlines_that_the_text_repeats(title: str, text: str, found: list[str]) -> None:
    assert titles(text, title) == found


def test_labels_and_programmes_above_a_card_are_no_titles() -> None:
    card = "\nProgram: NGO Project Measure\nProject promoter: Union\nThe project teaches."
    for first, found in (("Source of Funding: EEA Grants", []), ("Boats for all", ["Boats for all"])):
        assert titles(first + card, title=first) == found
    heading = "Eiropas Ekonomikas zonas (EEZ) grants"
    assert titles(f"{heading}\n\nProjekta mērķis: ezers.\nIstenotājs: skola", title=heading) == []


def test_a_card_in_russian_gives_its_heading() -> None:
    card = "Источник финансирования: государственный бюджет\n\nПоиск проектов\nNovadā svinēs."
    assert titles(f"TĒVA DIENA ĶEKAVĀ\n\n{card}", title="TĒVA DIENA ĶEKAVĀ") == ["TĒVA DIENA ĶEKAVĀ"]
    told = "«Vilnis» ведёт необычный проект"
    assert titles(f"{told}\n\nПоиск проектов\nNovadā svinēs.", title=told) == []


def test_a_table_s_heading_is_no_value_of_its_label() -> None:
    rows = "\nProjekta nosaukums {}\nBiedrība “Loki” Krasti 44 000\n"
    assert titles(rows.format("Piešķirtais finansējums (EUR)"), title="Lēmumi") == []
    assert titles(rows.format("Piešķirtais laiks"), title="Lēmumi") == ["Piešķirtais laiks"]


def test_a_contest_s_activity_in_the_headline_is_no_project() -> None:
    title = "Zināmi konkursa aktivitātē “Videi draudzīgi pasākumi” rezultāti"
    assert titles(f"{title}\n\nProjektu īstenošanai piešķirti 200 EUR no LVAF.", title=title) == []


@pytest.mark.parametrize(
    ("below", "found"),
    [
        # a card of the state's platform, and a number alone below the page's title
        ("Statuss:\nNoslēdzies\nLAD\n\nDejas un amati ir dzīvi.", ["Skatuves iegāde novadā"]),
        ("Statuss:\nLabs\nLAD\n\nDejas un amati ir dzīvi.", []),
        ("Nr. 16-04-AL32-A019.2202-000008\n\nBiedrība projektu beidza.", ["Skatuves iegāde novadā"]),
        ("Nr. 16-04-AL32-A019.2202-000008 un citi\n\nBiedrība projektu beidza.", []),
    ],
)
def test_cards_of_a_platform_and_a_number_below_the_title(below: str, found: list[str]) -> None:
    title = "Skatuves iegāde novadā"
    assert titles(f"{title}\n\n{below}", title=title) == found


@pytest.mark.parametrize(
    ("heading", "found"),
    [
        ("AIF projekts Es gribu būt starp jums", ["Es gribu būt starp jums"]),
        ("AIF projekts noslēdzies mūsu ciemā", []),
    ],
)
def test_a_fund_s_short_name_before_the_word_in_a_heading(heading: str, found: list[str]) -> None:
    assert titles(f"{heading}\n\nTā mērķis ir ezers.", title=heading) == found


@pytest.mark.parametrize(
    ("behind", "found"),
    [("piešķirts atbalsts 450 latu apmērā.", ["Mazais ezers"]), ("ir garš nolikums.", [])],
)
def test_in_news_of_a_call_a_title_counts_where_money_was_given(behind: str, found: list[str]) -> None:
    call = "Izsludināts projektu konkurss. Iesniegšanas termiņš ir maijā; var iesniegt projektu. "
    assert titles(f"{call}Biedrības projektam “Mazais ezers” {behind}") == found


def test_a_headline_in_russian_above_a_card_is_news() -> None:
    title = "В Даугавпилсе открылась выставка"
    assert titles(f"{title}\n\nИсточник финансирования: Erasmus+\n\nПроект общества", title=title) == []


def test_who_pays_above_a_number_is_no_title() -> None:
    card = (
        'Celms\n\nProjekta mērķis:\n- iet\n\nFinansē:\n\nSabiedrības integrācijas fonds, programma "Vide", {}'
    )
    assert titles(card.format("2024.LV/ĢDP/931"), title="Celms") == ["Celms"]


def test_headings_that_end_in_their_numbers_on_a_page_of_several() -> None:
    text = (
        "PROJEKTI\n\nSolis pretī. Nr. 2024.LV/NVOF/MIC/918\nPar šo projektu priecājas mammas.\n\n"
        "Zupa un saruna\nFonda projekts (AIF/2022/KAPAC2/964), pašlaik.\n\n"
        "Sabiedrības integrācijas fonds, Nr. 2024.LV/NVOF/MIC/919\nCits."
    )
    assert titles(text) == ["Solis pretī", "Zupa un saruna"]


def test_a_camp_that_two_pay_for_is_the_project() -> None:
    text = (
        "Notika nometne “Detektīvi”. Ogres novada pašvaldība līdzfinansēja ēdināšanu (840 eiro).\n"
        "Nometni finansēja ASV vēstniecība, piešķirot 9 600 USD."
    )
    assert titles(text) == ["Detektīvi"]
    assert titles(text.replace("Nometni finansēja", "Nometnei palīdz")) == []
