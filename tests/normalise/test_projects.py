"""Project titles in quotation marks, in any spelling; one project by two names; other quotes are none."""

import pytest

from normalise.extract import extract_text
from tests.normalise.read import titles


@pytest.mark.parametrize(
    "quoted",
    [
        "„Zaļā klase”",
        "„Zaļā klase“",
        "“Zaļā klase”",
        '"Zaļā klase"',
        "«Zaļā klase»",
        "”Zaļā klase”",
        '„Zaļā klase"',
    ],
)
def test_every_kind_of_quotation_marks(quoted: str) -> None:
    assert titles(f"Biedrība īsteno projektu {quoted} kopā ar skolu.") == ["Zaļā klase"]


@pytest.mark.parametrize(
    "before",
    [
        "projekts ", "projekta ", "projektu ", "projektam ", "projektā ", "projekts: ",
            "projekts - ", "Projekts – ",
        "projektu ar nosaukumu ", "projekta Nr. AIF/2020/SDK/35 ",
            "projekts (Nr. AIF/2020/SDK/35) ", "sadarbības projektu ",
    ],
)  # fmt: skip
def test_every_case_of_the_word_before(before: str) -> None:
    assert titles(f"Biedrība turpina {before}“Zaļā klase” un aicina piedalīties.") == ["Zaļā klase"]


@pytest.mark.parametrize(
    ("text", "title"),
    [
        (
            "Noslēdzies projekts “Biedrības “Vārpu laiva” darbības stiprināšana”.",
            "Biedrības “Vārpu laiva” darbības stiprināšana",
        ),
        (
            "Noslēdzies projekts „Biedrības „Vārpu laiva” darbības stiprināšana”.",
            "Biedrības „Vārpu laiva” darbības stiprināšana",
        ),
        ("Projekta nosaukums: Zaļā klase\nProjekta numurs: AIF/2020/SDK/35", "Zaļā klase"),
        ("Projekta nosaukums: “Zaļā klase”\nProjekta numurs: AIF/2020/SDK/35", "Zaļā klase"),
        ("Project title: Green Class\nLead partner: Society X", "Green Class"),
        ("“Zaļā klase” (Nr. AIF/2020/SDK/35) ir noslēdzies.", "Zaļā klase"),
        ("Turpinās projekts ZAĻĀ KLASE VISIEM un citi darbi.", "ZAĻĀ KLASE VISIEM"),
        ("The project “Green Class” has started.", "Green Class"),
        ("Проект «Зелёный класс» реализован при поддержке фонда.", "Зелёный класс"),
    ],
)
def test_titles_from_life(text: str, title: str) -> None:
    assert titles(text) == [title]


def test_one_title_in_two_spellings_is_one_project_in_its_fullest() -> None:
    text = (
        "Sākas projekts “ZAĻĀ KLASE: mācāmies dabā”. Projekta “Zaļā klase – mācāmies dabā” komanda priecājas."
    )
    assert titles(text) == ["ZAĻĀ KLASE: mācāmies dabā"]


def test_two_projects_are_two() -> None:
    text = "Notiek projekts “Zaļā klase”. Notiek arī projekts “Zilais ezers”."
    assert titles(text) == ["Zaļā klase", "Zilais ezers"]


def test_a_project_has_its_number_and_its_funder() -> None:
    (project,) = extract_text("Projekts “Zaļā klase” (Nr. AIF/2020/SDK/35) sākas.").projects
    assert (project.grant, project.funder) == ("AIF/2020/SDK/35", "acf-lv")


def test_each_project_has_the_number_of_its_line() -> None:
    text = "Projekts “Zaļā klase”, Nr. AIF/2020/SDK/35.\nProjekts “Zilais ezers”, Nr. 2018.LV/NVOF/MIC/015."
    found = [(project.title, project.grant) for project in extract_text(text).projects]
    assert found == [("Zaļā klase", "AIF/2020/SDK/35"), ("Zilais ezers", "2018.LV/NVOF/MIC/015")]


@pytest.mark.parametrize(
    "text",
    [
        "Biedrība “Vārpu laiva” aicina uz talku.",
        "Filmu “Dvēseļu putenis” rādīs klubā.",
        "Vakar teica: “Nāciet visi!”",
        "Konkurss “Zelta zivtiņa” sācies.",
    ],
)
def test_other_quotes_are_no_projects(text: str) -> None:
    assert titles(text) == []


def test_a_mark_that_never_closes_does_not_swallow_the_text() -> None:
    text = "Sākas projekts “Zaļā klase un vairs nekas.\n" + "Cits teksts. " * 60
    assert titles(text) == ["Zaļā klase un vairs nekas"]


def test_a_title_s_first_part_is_no_second_title() -> None:
    text = "Sācies projekts “ZIVJU LAIKS: gaidām ciemos”. Projekta “ZIVJU LAIKS” ietvaros notiks tirgus."
    assert titles(text) == ["ZIVJU LAIKS: gaidām ciemos"]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        (
            "Padomes projekta Nr. 36 ”Zivju mazuļi Ilzas ezerā” ietvaros ielaisti zandarti.",
            ["Zivju mazuļi Ilzas ezerā"],
        ),
        ("Konkursā ir atbalstīts pieteikums “Kungu mājas izpēte”, to atbalsta VKKF.", ["Kungu mājas izpēte"]),
        ("Tā bija Nordplus mobilitātes projekta ietvaros “Young Waves” pēdējā tikšanās.", ["Young Waves"]),
        ("Jaunieši devās uz Erasmus+ apmācībām “Rural youth”.", ["Rural youth"]),
        ("The exchange “Two Shores” is supported by the Nordic Council of Ministers.", ["Two Shores"]),
        ("Ideja „Ūdens akā” atbalstīta konkursā, 700 EUR piešķīra Rojas novada pašvaldība.", ["Ūdens akā"]),
        ("Ideja „Ūdens akā” nāca no kaimiņa, 700 EUR piešķīra Rojas novada pašvaldība.", []),
        ("Biedrības  “Plostnieki” projektam “Kopā pa upi” piešķirti 900 eiro.", ["Kopā pa upi"]),
        ("Pašvaldības projektā tērpi šūti folkloras kopai “Krasta dziesma”.", []),
        (
            "Pirms pāris gadiem bija projekts “Vecais tilts”. Tagad AIF finansē projektu “Jaunais tilts”.",
            ["Jaunais tilts"],
        ),
        ("Projekts “4×māksla” sākas. Projektu “4xmāksla” atbalsta ELFLA.", ["4×māksla"]),
        (
            "Atbalstīti 4 projekti. Biedrība “Laiva” ar projektu “Kopā pa upi”, otra ar projektu “Tilts”.",
            ["Kopā pa upi", "Tilts"],
        ),
    ],
)
def test_titles_of_other_pages(text: str, found: list[str]) -> None:
    assert titles(text) == found


@pytest.mark.parametrize(
    ("text", "found"),
    [
        # a blank behind the opening mark, and a word that goes on instead
        ("Biedrība projekta “ Jaunie mežsargi” ietvaros stāda kokus.", ["Jaunie mežsargi"]),
        ("Biedrība projekta “ jaunie mežsargi” ietvaros stāda kokus.", []),
        # a title cut short beside the whole one, and two that begin alike
        ("Notiek projekts “Lauku…”. Projekts “Lauku ceļi” beidzas.", ["Lauku ceļi"]),
        (
            "Notiek projekts “Lauku ceļi”. Projekts “Lauku māja” beidzas.",
            ["Lauku ceļi", "Lauku māja"],
        ),
        # a code before the title, and one that is the title's own word
        ("Projekts LV-0123 Upmalas parka takas un laipas\nPaldies.", ["Upmalas parka takas un laipas"]),
        ("Projekts ERA Upmalas parka takas un laipas\nPaldies.", ["ERA Upmalas parka takas un laipas"]),
        # the nominative of works behind the dative, and the dative itself
        (
            "Piešķirts finansējums projektam Lapu muzeja ekspozīcijas izveide, to vada muzejs.",
            ["Lapu muzeja ekspozīcijas izveide"],
        ),
        ("Piešķirts finansējums projektam Lapu muzeja ekspozīcijas izveidei.", []),
        # statements and programmes in quotation marks
        ("Projekts “Pasākumu finansiāli atbalsta Sabiedrības integrācijas fonds”.", []),
        ("Projekts “Pasākums tiek līdzfinansēts no fonda”.", []),
        ("Projekts “Valsts mežu atbalsta programma 2021”.", []),
        ("Projekts “NVO fonds 2021”.", []),
        ("Projekts “Jauniešu programma”.", ["Jauniešu programma"]),
        ("Projekts “Mežu dienas 2021”.", ["Mežu dienas 2021"]),
        # an event, where a project is spoken of and has no other name
        ("Nometne “Visu daru pats!” notika Usmā, projektu finansē VKKF.", ["Visu daru pats!"]),
        ("Nometne “Visu daru pats!” notika Usmā, to finansē VKKF.", []),
        ("Nometne “Visu daru pats!” notika projektā “Es pats”, to finansē VKKF.", ["Es pats"]),
        ("Jauniešu apmaiņa “Tilti” notika Cēsīs, projektu finansē Erasmus+.", ["Tilti"]),
        ("Valodu apmaiņa “Tilti” notika Cēsīs, projektu finansē Erasmus+.", []),
        # an idea; a short name in capitals near the only title in full
        ("Projekta ideja “Tilti” apstiprināta.", ["Tilti"]),
        (
            "Notiek projekts “Lauku ceļi kopā ar kaimiņu bērniem” (LCKB). Projekta “LCKB” ļaudis brauc.",
            ["Lauku ceļi kopā ar kaimiņu bērniem"],
        ),
        ("Notiek projekts “Lauku ceļi”. Projekta “LCKB” ļaudis brauc.", ["Lauku ceļi", "LCKB"]),
        # where the works are; a number on the line above
        ("Piešķirts finansējums projektam Lapu takas izveide Usmā.", ["Lapu takas izveide Usmā"]),
        ("Projekts Nr. 17-08-AL02-A019.2201-000904\nUpmalas taka\nPaldies.", ["Upmalas taka"]),
        ("Projekts Nr. 17\nUpmalas taka\nPaldies.", []),
        # a label that goes on
        ("Projekta nosaukums, ID Nr.\nUpmalas takas\nLaiks: 2021", ["Upmalas takas"]),
        ("Projekta nosaukums, ID Nr.\nProjekta numurs\nLaiks: 2021", []),
    ],
)
def test_titles_written_carelessly_and_what_is_none(text: str, found: list[str]) -> None:
    assert titles(text) == found


@pytest.mark.parametrize(
    ("text", "titles"),
    [
        (
            "Projekti “Līdaku pavairošana Alūksnes ezerā” un “Līdaku pavairošana Indzera ezerā” notiek.",
            {"Līdaku pavairošana Alūksnes ezerā", "Līdaku pavairošana Indzera ezerā"},
        ),
        (
            "Projekts “Līdaku pavairošana Alūksnes ezerā”. "
            "Projekta “Līdaku pavairošana Alūksnes ezerā” gaita.",
            {"Līdaku pavairošana Alūksnes ezerā"},
        ),
    ],
    ids=["two lakes", "one lake twice"],
)
def test_titles_that_differ_in_a_name_are_different_projects(text: str, titles: set[str]) -> None:
    assert {project.title for project in extract_text(text).projects} == titles


@pytest.mark.parametrize(
    ("between", "count"), [(" jeb ", 1), (" un ", 2)], ids=["another name", "another project"]
)
def test_what_stands_behind_jeb_is_the_same_project(between: str, count: int) -> None:
    text = f"Noslēdzies projekts “Muižu parki senatnē un tagad”{between}“Zaļais mantojums”."
    text += " Projekts “Zaļais mantojums” ilga gadu."
    assert len(extract_text(text).projects) == count


def test_what_somebody_says_is_no_title() -> None:
    said = (
        "“Darbs bija garš un grūts, bet skaists. Mēs visi esam priecīgi par paveikto. "
        "Paldies visiem, kas palīdzēja ar padomu, ar rokām un ar labu vārdu”"
    )
    assert not extract_text(f"Par projektu {said} saka vadītāja.").projects


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Realizēts projekts „Centra „Sniedz roku” izveide Strūžānos”. Projekts “Sniedz roku” sākas.",
         ["Centra „Sniedz roku” izveide Strūžānos"]),
        ("Projekts “Cikls “Ikviens ir svarīgs!” sākas. Par projekta “Cikls “Ikviens ir svarīgs!” saturu "
         "atbild biedrība “Realitāte”.", ["Cikls “Ikviens ir svarīgs!”"]),
        ("Iesaistījāmies sadarbības projekta  īstenošanā  “Iekļaujošu bibliotēku tīkls”.",
         ["Iekļaujošu bibliotēku tīkls"]),
        ("Pamatdarbības Nr.2 (KA2) “Stratēģiskās partnerības” Nr. 2019-1-DE03-KA229-059783_2",  []),
    ],
)  # fmt: skip
def test_names_in_names_and_programmes_beside_numbers(text: str, found: list[str]) -> None:
    assert titles(text) == found


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Vides nometne „Zaļais aplis”\n\nReģ Nr. 1-08/35/2014\n\nProjekta mērķis",
         ["Vides nometne „Zaļais aplis”"]),
        ("LLI-447 “Izzini Baltus”\n\nProjekta aktivitātes turpinās.", ["Izzini Baltus"]),
        ("Iesniegts projekts partnerībā (Vestes orķestrim, 23-09-AL10-A019.2204-000012), lai šūtu.",
         ["Vestes orķestrim"]),
        ("Iegriezās “Sarkanajā skolā”.\n\nProjekts Nr. LL-00059 “Aktīva novecošana” tiek īstenots.",
         ["Aktīva novecošana"]),
    ],
)  # fmt: skip
def test_names_beside_their_numbers(text: str, found: list[str]) -> None:
    assert titles(text) == found


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Kustība “Sniedz roku” projektā nodrošina padomus.", []),
        ("“Sniedz roku” projektā nodrošina padomus.", ["Sniedz roku"]),
        ("Ir sākusies projekta “neredzamā” daļa – atskaites.", []),
        ("Ir sākusies projekta “Neredzamā” daļa – atskaites.", ["Neredzamā"]),
        (
            'Biedrības projekts ir apstiprināts.\n"Atbalsta Zemkopības ministrija un LAD"',
            [],
        ),
    ],
)
def test_movements_words_in_marks_and_statements_are_no_titles(text: str, found: list[str]) -> None:
    assert titles(text) == found


def test_an_exchange_in_english_is_the_project() -> None:
    text = 'The youth {} "Doing local" is organised by the Red Cross and funded by Erasmus+.'
    assert titles(text.format("exchange")) == ["Doing local"]
    assert titles(text.format("newspaper")) == []


def test_a_short_name_in_brackets_and_marks_is_no_second_title() -> None:
    assert titles(
        'Notika projekta "Droši savā pilsētā" ("Drošā pilsēta") seminārs. Projekts "Drošā pilsēta" sākas.'
    ) == ["Droši savā pilsētā"]
