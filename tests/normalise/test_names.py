"""Names of bodies in running text: their nominative, where they begin and end, what is no name."""

import pytest

from normalise.extract import extract_text
from tests.normalise.read import lead


def names(text: str) -> set[str]:
    return {one.name for one in extract_text(text).organisations}


def test_one_organisation_in_two_cases_is_one() -> None:
    text = "Biedrība “Vārpu laiva” īsteno projektu “Zaļā klase”. Biedrības “Vārpu laiva” valde priecājas."
    assert [one.name for one in extract_text(text).organisations] == ["Vārpu laiva"]


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Paldies Preiļu novada pašvaldībai par telpām.", "Preiļu novada pašvaldība"),
        ("Piedalījās arī Latvijas Lauku forums un citi.", "Latvijas Lauku forums"),
        ("Tikāmies ar Cēsu Centrālās bibliotēkas ļaudīm.", "Cēsu Centrālā bibliotēka"),
    ],
)
def test_unquoted_names_in_the_nominative(text: str, name: str) -> None:
    assert name in names(text)


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Līdzīgus bezmaksas pasākumus pašvaldība rīkos arī rudenī.", set()),
        ("Šajā projektā sadarbosies divas pagastu bibliotēkas.", set()),
        ("Projektā līgumi noslēgti ar 65 Latvijas pašvaldībām.", set()),
        (
            "Elektroautobusi\nAiviekstes novada pašvaldība iegādāsies autobusus.",
            {"Aiviekstes novada pašvaldība"},
        ),
        (
            "Rīko Aiviekstes novada dome un Mālpils pagasta pārvalde.",
            {"Aiviekstes novada dome", "Mālpils pagasta pārvalde"},
        ),
        ("Tā Zalves pagastā ierīkos Multifunkcionālo centru.", {"Multifunkcionālais centrs"}),
    ],
)
def test_a_name_begins_and_ends_where_it_should(text: str, name: set[str]) -> None:
    assert names(text) == name


@pytest.mark.parametrize(
    ("text", "name"),
    [
        # the body's own case, a verb or a locative ends its name
        ("Projekta “Tilti” autors ir Bārtas muzejs Latvijas Zinību fonda konkursā.", "Bārtas muzejs"),
        ("Projekta “Tilti” autors ir Bārtas skola Latvijas Zinību fonda konkursā.", "Bārtas skola"),
        ("Talsu novada bibliotēka bija īstenojusi projektu “Tilti”.", "Talsu novada bibliotēka"),
        ("Liepājas draudze Grobiņā skolā rīko dienu.", "Liepājas draudze"),
        ("Viesojās arī Talsu Sabiedrības centra klubs.", "Talsu Sabiedrības centra klubs"),
        # adjectives whose nominative looks like a locative are part of it
        ("Latvijas Nacionālā bibliotēka īsteno projektu “Tilti”.", "Latvijas Nacionālā bibliotēka"),
        ("Liepājas luteriskā draudze īsteno projektu “Tilti”.", "Liepājas luteriskā draudze"),
        # what goes before it at the head of a sentence is not
        ("Trešdien Talsu novada bibliotēka atklāja izstādi.", "Talsu novada bibliotēka"),
        ("Noslēdzies Talsu novada bibliotēkas projekts “Tilti”.", "Talsu novada bibliotēka"),
        ("Pateicoties Talsu novada bibliotēkai, ir grāmatas.", "Talsu novada bibliotēka"),
        ("Rīcība 2.1. Bārtas skola īsteno projektu “Tilti”.", "Bārtas skola"),
        # without quotation marks behind its form; with the words of its kind before them
        ("Biedrība Bārtas kaimiņi īsteno projektu “Tilti”.", "Bārtas kaimiņi"),
        ("Lauku partnerības “Abavas loki” projekts “Tilti” sākas.", "Lauku partnerība “Abavas loki”"),
        ("Aizputes klubs “Burbulis” īsteno projektu “Tilti”.", "Burbulis"),
        ("Pāvilostas centrs “Enkurs” īsteno projektu “Tilti”.", "Enkurs"),
    ],
)
def test_where_a_name_ends(text: str, name: str) -> None:
    assert name in names(text)


@pytest.mark.parametrize(
    "text",
    [
        "Norisinājās Bibliotēku nakts un Muzeju nedēļa.",
        "Skolas somas braucienā uz Kuldīgu devās visi.",
        "Sakopts Sabiles vēsturiskais centrs.",
        "Pērkones ielas un pašvaldības ceļa labiekārtošana.",
        "Ventspils muzeji ir vaļā.",
        "Jaunais centrs gaida ciemiņus.",
        "ES fonds un EEZ fonds.",
        "Biedrība Kuldīgā tiekas ar kaimiņiem katru vasaru.",
    ],
)
def test_what_is_only_named_after_bodies(text: str) -> None:
    assert names(text) == set()


@pytest.mark.parametrize(
    ("text", "found"),
    [
        (
            "Ventspils Invalīdu biedrība īsteno projektu “Soļi”. Arī Invalīdu biedrība aicina talkā.",
            {"Ventspils Invalīdu biedrība"},
        ),
        (
            "Ventspils Invalīdu biedrība un Talsu Invalīdu biedrība tiekas. Arī Invalīdu biedrība aicina.",
            {"Ventspils Invalīdu biedrība", "Talsu Invalīdu biedrība", "Invalīdu biedrība"},
        ),
    ],
)
def test_a_short_name_is_the_full_one_where_only_one_fits(text: str, found: set[str]) -> None:
    assert names(text) == found


@pytest.mark.parametrize(
    ("url", "text", "name"),
    [
        ("https://www.lpkab.lv/1", "Projekts “Tilti” sākas. Darbu vada LPKAB komanda.", "LPKAB"),
        ("https://lpkab.nvo.lv/1", "Projekts “Tilti” sākas. Darbu vada LPKAB komanda.", "LPKAB"),
        ("https://www.lpkab.lv/1", "Projekts “Tilti” sākas. Darbu vada Lpkab komanda.", None),
        ("https://www.lpkab.lv/1", "Projekts “Tilti” sākas. Raksti uz LPKAB.lv vai LPKAB.LV lapu.", None),
        ("https://sigulda.gov.lv/1", "Projekts “Tilti” sākas. Darbu vada SIGULDA.", None),
        (
            "https://www.lpk.lv/1",
            "Projekts “Tilti” sākas. Tajā ir biedrība “Latvijas pļavu kopēji” (turpmāk – LPK), jo LPK prot.",
            "Latvijas pļavu kopēji",
        ),
        (
            "https://www.lpk.lv/1",
            "Projekts “Tilti” sākas. Tajā ir biedrība “Latvijas pļavu kopēji”. To vada LPK.",
            "LPK",
        ),
    ],
)
def test_capitals_of_the_address_and_what_stands_before_their_brackets(
    url: str, text: str, name: str | None
) -> None:
    found = extract_text(text, url=url).organisations
    assert next((one.name for one in found if one.role == "lead"), None) == name


def test_verbs_end_names_and_begin_none() -> None:
    visit = "Amatas novada delegācija apmeklēja Upmalas pašvaldību projektā “Tilti”."
    assert "Amatas novada delegācija apmeklēja Upmalas pašvaldība" not in names(visit)
    assert names("Aicinām attiecīgās Jēkabpils NVO resursu centra organizācijas projektā “Tilti”.") == {
        "Jēkabpils NVO resursu centrs"
    }
    assert names("Projektu “Tilti” īsteno Latvijas Darba devēja savienība.") == {
        "Latvijas Darba devēja savienība"
    }


def test_a_country_before_a_name_and_the_coordinator_in_brackets() -> None:
    text = "Partners of the project are:\nESTONIA Saku lasteaed\nLATVIA Jumpravas pamatskola (coordinator)"
    assert lead(text) == "Jumpravas pamatskola"


@pytest.mark.parametrize(
    ("text", "name"),
    [
        (
            "Rīgas domes Izglītības, kultūras un sporta departaments īsteno projektu “Tilti”.",
            "Rīgas domes Izglītības, kultūras un sporta departaments",
        ),
        (
            "Ogres novada pašvaldības Attīstības, plānošanas un projektu nodaļa uzsākusi projektu “Tilti”.",
            "Ogres novada pašvaldības Attīstības, plānošanas un projektu nodaļa",
        ),
        ("Rīgas domes, Izglītības, kultūras un sporta darba grupa īsteno projektu “Tilti”.", "Rīgas dome"),
    ],
)
def test_commas_in_the_name_of_a_municipality_s_part(text: str, name: str) -> None:
    assert lead(text) == name
