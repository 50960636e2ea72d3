"""Project titles in headings and cards, behind their number or a dash, and what is none there."""

import pytest

from tests.normalise.read import titles


def test_a_contest_s_name_in_the_headline_is_no_project() -> None:
    for kind, found in (("Projektu konkurss", []), ("Projekts", ["Ciems ar dvēseli"])):
        title = f"{kind} “Ciems ar dvēseli”"
        assert titles(f"{title}\n\nProjekts ciemā notiek otro gadu.", title=title) == found


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Projekts ir turpinājums īstenoto projektu „Laivas” un „Airi” aktivitātēm.", []),
        ("Biedrība “Oga” īsteno projektu “55+”.", ["55+"]),
        ("Biedrība “Oga” šajā vietā īstenojusi projektu:\n\nKarjera labiekārtošana Lapsās\n",
         ["Karjera labiekārtošana Lapsās"]),
        ("Noslēgums projektam nr. LLI-282 (Youth boats).", ["Youth boats"]),
        ("Noslēgums projektam nr. LLI-282 (2019).", []),
        ("Turpinās projekts Nr. LLI-323 BOATS “Laivu darbnīcas”.", ["Laivu darbnīcas"]),
        ("Kuldīgas fonda finansēts pasākums “Laivu svētki”. Projekts ir noslēdzies.", ["Laivu svētki"]),
    ],
)  # fmt: skip
def test_titles_behind_their_number_and_below_who_did_it(text: str, found: list[str]) -> None:
    assert titles(text) == found


def test_a_card_s_title_is_whole_though_a_part_is_in_marks() -> None:
    title = "Dabas lieguma „Pelēkā kāpa” apsaimniekošana"
    card = f"{title}\n\nReģ Nr. 1-08/174/2014\n\nRealizācijas laiks 20.12.2015\nĪstenotājs Vides centrs\n"
    assert titles(card + "Projekta kopējās izmaksas 2 058.00 €", title=title) == [title]


def test_what_a_number_is_of_is_no_title() -> None:
    text = "{} 2023.LV/NVOF/MAC/088/17\n\nProjekta mērķis: lai ezerā brauc."
    assert titles(text.format("Programmas „NVO fonds” līguma"), title="Ezers 2023") == []
    assert titles(text.format("Laivas ezerā"), title="Ezers 2023") == ["Laivas ezerā"]


def test_a_short_name_behind_the_number_is_no_second_title() -> None:
    text = "Svētki notika projekta “Living Boats” Nr. LLI-474 ietvaros. Projekts “Dzīve pie upēm un ezeriem” "
    text += "Nr.LLI-474 (Living Boats) ilgst divus gadus."
    assert titles(text) == ["Dzīve pie upēm un ezeriem"]


def test_of_a_heading_with_two_names_in_marks_the_first_is_the_project() -> None:
    title = "“Kopā tālāk”, Upes jauniešu centrs “Četri”"
    card = f"{title}\n\nProjekta mērķis\n\nBraukt kopā.\n\nProjekta īstenošanas laiks: 2021"
    assert titles(card, title=title) == ["Kopā tālāk"]


def test_a_card_known_by_its_partners_and_payers() -> None:
    title = "Mehānismi bērniem un jauniešiem"
    card = f"{title}\n\nKāpēc? Lai bērni mācītos.\nProjekta sadarbības partneri: centrs.\n"
    assert titles(card + "Projektu finansiāli atbalsta: Islande.", title=title) == [title]


@pytest.mark.parametrize("deed", ["koordinēja", "vadīja"])
def test_a_project_of_somebodys_career_is_another(deed: str) -> None:
    text = f"Juris gadu strādājis biedrībā “Oga”, kur {deed} KPFI projektu “Balsis no krasta”."
    assert titles(text) == []


def test_a_project_at_which_people_worked() -> None:
    text = "Skolēni bija Polijā, kur strādāja “Erasmus+” projektā “Tirdzniecības ceļi”."
    assert titles(text) == ["Tirdzniecības ceļi"]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Balvas:\n• Kluba projektam – Būt veseliem, ejot un vingrojot!;\n• Skolas projektam – Terase "
         "bērniem;", ["Būt veseliem, ejot un vingrojot!", "Terase bērniem"]),
        ("Kluba projekts – tas ir prieks visiem.", []),
        ("Biedrība iesniedza projekta pieteikumu valsts atbalstam no fonda ar nosaukumu “ZIVIS EZERĀ”.",
         ["Zivis ezerā"]),
        ("Biedrība iesniedza dziesmu no krājuma ar nosaukumu “Zivis ezerā”. Projekts beidzies.", []),
    ],
)  # fmt: skip
def test_titles_behind_a_dash_or_far_behind_the_application(text: str, found: list[str]) -> None:
    assert [title.capitalize() for title in titles(text)] == [title.capitalize() for title in found]


def test_in_results_the_titles_stay_though_nobody_s_own_money_is_told() -> None:
    title = "Finansējumu saņem piecas organizācijas"
    text = f"{title}\n\nKonkursā, kas tika izsludināts, uzvarēja biedrība „Goda”, projekts „Mazais cilvēks”."
    assert titles(text, title=title) == ["Mazais cilvēks"]
    visit = "Novadā viesojās Šveices vēstnieks"
    assert titles(f"{visit}\n\nViesi redzēja projektu „Mazais cilvēks”.", title=visit) == []


def test_a_label_in_another_language_is_no_title() -> None:
    text = "Projekta nosaukums (Angļu valodā)\n\n„Coastal planning”\n\nProjekta īstenošanas vieta\n\nRoja"
    assert "(Angļu valodā)" not in titles(text)


def test_a_number_inside_the_marks_is_no_part_of_the_title() -> None:
    assert titles('Projekts "Skolas kopienai (nr. 2019.LV/NVOF/DAP/053)" sākas.') == ["Skolas kopienai"]
    assert titles('Projekts "Skolas kopienai (2. kārta)" sākas.') == ["Skolas kopienai (2. kārta)"]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Projekts Nr. 16-04-AL08-A019.2201-000003 SIA “Laivas” telpās sākas.", []),
        ("Projekts Nr. LLI-282 (Jūras vējš) sākas.", ["Jūras vējš"]),
        ("Projekts Nr. LLI-282 (Sabiedrības integrācijas fonds) sākas.", []),
        ("Projekts Nr. LLI-282 (Finansējums piešķirts biedrībai) sākas.", []),
        ("Projekts “saknes” sākas.", ["saknes"]),
        ("Šis projekts – Eiropas Savienības lielākā izglītības programma.", []),
    ],
)  # fmt: skip
def test_what_stands_behind_a_number_or_a_dash_and_is_no_title(text: str, found: list[str]) -> None:
    assert titles(text) == found


def test_a_title_of_several_names_is_whole() -> None:
    title = "“Laivas”, “Airi” un “Buras”"
    card = f"{title}\n\nProjekta mērķis\n\nBraukt kopā.\n\nProjekta īstenošanas laiks: 2021"
    assert titles(card, title=title) == ["Laivas”, “Airi” un “Buras"]


def test_a_cycle_of_concerts_is_the_project_where_nothing_else_is_called_one() -> None:
    text = "Ar Valsts kultūrkapitāla fonda atbalstu turpinās projekts. Koncertu cikls “Dzimuši Bauskai” skan."
    assert titles(text) == ["Dzimuši Bauskai"]


def test_the_browser_s_title_is_no_fuller_heading() -> None:
    card = "\n\nLaivas II\n\nProjekta īstenotājs: biedrība “Bāka”\nProjekta mērķis: braukt\n"
    assert titles("Laivas II | Upmalas klubs" + card, title="Laivas II") == ["Laivas II"]


def test_a_number_s_label_ends_a_title_whose_mark_closes_too_late() -> None:
    number = "(Projekta numurs: 16-05-AL23-A019.2205-000002).)"
    text = f"Īstenots projekts “Tērpu iegāde kolektīviem {number} Paldies”."
    assert titles(text) == ["Tērpu iegāde kolektīviem"]


def test_the_project_that_another_continues_is_not_reported() -> None:
    text = "Tiek realizēts projekts “Laukums Upē”, kas turpina un papildina projektu “Dīķa takas”."
    assert titles(text) == ["Laukums Upē"]
    assert titles("Projekts “Gaisma”, kas papildina iepriekš īstenoto projektu “Ēna”, sākas.") == ["Gaisma"]
    assert titles("Projekts “Gaisma” turpina projekta “Ēna” darbu.") == ["Gaisma"]
    assert titles("Projekts “Gaisma” turpina augt un projekts “Ēna” sākas.") == ["Gaisma", "Ēna"]
    assert titles("Biedrība “Krasts”, kas turpina projektu “Jūras stāsti”, aicina.") == ["Jūras stāsti"]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Projekts: “Savējie” | Nr. 2023.LV/UKR_KO/2/929 | Īstenošana: jūlijs–decembris 2023", ["Savējie"]),
        ("Projekta nosaukums: “Putni ligzdā”, Nr. 2022.LV/NOM/905. Finansējums: 17 960 EUR. Nometni "
         "finansē fonds no valsts budžeta.", ["Putni ligzdā"]),
        ("Dome saka, ka projektam “būs pieejama nauda” drīz.", []),
    ],
)  # fmt: skip
def test_a_field_s_title_in_marks_and_what_somebody_says(text: str, found: list[str]) -> None:
    assert titles(text) == found
