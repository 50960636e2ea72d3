"""Municipalities, cities and their departments: where they pay, receive, are asked or only listen."""

import pytest

from tests.normalise.read import OWN, payers


@pytest.mark.parametrize(
    "text",
    [
        "Projektu “Tilti” atbalsta Rīgas domes Izglītības, kultūras un sporta departaments.",
        "Projekts “Tilti”. Rīgas domes Izglītības, kultūras un sporta departaments to finansē.",
        "Projektu “Tilti” finansē Rīgas domes Labklājības departaments.",
        "Projektu “Tilti” līdzfinansē Liepājas dome.",
        "Projekts “Tilti”. Liepājas dome piešķīra finansējumu.",
        "Apkaimju iedzīvotāju centrs atbalsta projektu “Tilti”.",
        "Projektu “Tilti” atbalsta Apkaimju iedzīvotāju centrs.",
        "Dobeles novada pašvaldība finansiāli atbalsta projektu “Tilti”.",
        "Projektā “Tilti” bija pašvaldības atbalsts telpām.",
        "Projektā “Tilti” saņēma Dobeles novada pašvaldības finansējumu.",
        "Projekts “Tilti” notiek Kuldīgas novada pašvaldības līdzdalības budžeta ietvaros.",
        "Paldies Dobeles novada domei par finansiālo atbalstu projektā “Tilti”.",
    ],
)
def test_cities_and_their_departments_pay(text: str) -> None:
    assert payers(OWN + text) == {"municipality"}


@pytest.mark.parametrize(
    "text",
    [
        "Projekta “Tilti” seminārs notika Rīgas domes Labklājības departamentā.",
        "Projekts “Tilti”. Liepājas dome sasauca sēdi.",
        "Projekts “Tilti” viesojās Apkaimju iedzīvotāju centrā.",
        "Biedrība lūdz finansiālu atbalstu Dobeles novada pašvaldībai projektam “Tilti”.",
        "Projektā “Tilti” pētīta pašvaldības atbalsta sistēma jauniešiem.",
        "Projektā “Tilti” nesaņēma Dobeles novada pašvaldības finansējumu.",
        "Projektam “Tilti” lemts par Dobeles novada pašvaldības finansējumu.",
        "Paldies Dobeles novada domei par smaidiem projektā “Tilti”.",
    ],
)
def test_cities_that_are_visited_asked_or_studied_do_not_pay(text: str) -> None:
    assert payers(OWN + text) == set()


@pytest.mark.parametrize(
    ("text", "paid"),
    [
        # a municipality in the dative receives
        ("Nīcas novada pašvaldībai piešķirts ELFLA finansējums projektam “Tilti”.", {"eafrd-leader"}),
        ("Nīcas novada domei piešķirti 9000 eiro projektam “Tilti” no ELFLA.", {"eafrd-leader"}),
        ("Projektam “Tilti” ELFLA finansējums piešķirts Nīcas novada domei.", {"eafrd-leader"}),
        ("Nīcas novada dome piešķīra 9000 eiro projektam “Tilti”.", {"municipality"}),
        # what it covers, what it is said to be covered by, and in how many a thing was studied
        ("Projekta “Tilti” izmaksas sedz Nīcas novada pašvaldība.", {"municipality"}),
        ("Biedrība šim mērķim saņēma atbalstu no Nīcas novada domes.", {"municipality"}),
        ("Nīcas novada pašvaldība uzņēmās nodrošināt gan līdzfinansējumu, gan telpas.", {"municipality"}),
        ("Nīcas novada pašvaldības projekta daļa – 11 856 eiro.", {"municipality"}),
        ("Nīcas novada pašvaldība uzņēmās sarīkot svētkus projekta “Tilti” noslēgumā.", set()),
        ("Projekta “Tilti” daļu, 20% no pašvaldības budžeta, saņēma drīz.", {"municipality"}),
        ("Projektā “Tilti”, ko finansē ELFLA, pētīja 30% Latvijas pašvaldību.", {"eafrd-leader"}),
        # who works at a department
        (
            "Projektu “Tilti” finansē ELFLA. Rīgas domes Labklājības departamenta vadītāja atbalsta mūs.",
            {"eafrd-leader"},
        ),
        # a house that names itself after the town
        ("Liepājas domnīcas atbalstu guva projekts “Tilti”, ko finansē ELFLA.", {"eafrd-leader"}),
    ],
)
def test_a_municipality_receives_covers_or_is_counted(text: str, paid: set[str]) -> None:
    assert payers(OWN + text) == paid


@pytest.mark.parametrize(
    ("text", "paid"),
    [
        ("Šogad, iegūstot 757 euro Cēsu pašvaldības kopienu iniciatīvu projektu konkursā, darbs turpinās.",
         {"municipality"}),
        ("Projekts tiek līdzfinansēts Rīgas pilsētas Sabiedrības integrācijas programmas ietvaros.",
         {"municipality"}),
        ("Pasākumu finansiāli atbalsta Sabiedrības integrācijas fonds no Latvijas valsts budžeta līdzekļiem, "
         "Valsts kultūrkapitāla fonds un Cēsu novada pašvaldība.", {"sif", "vkkf", "municipality"}),
        ("Финансирование: Вентспилсского городского самоуправления – 129 327 лата.", {"municipality"}),
        ("Biedrība pieteikumu iesniedza Talsu novada pašvaldības izsludinātajā projektu konkursā.\nTas "
         "sniegts projekta „Kurzemes NVO” ietvaros. Projektu finansiāli atbalsta Islande, Lihtenšteina un "
         "Norvēģija. Projektu līdzfinansē Talsu novada pašvaldība.", {"eea-norway", "municipality"}),
        ("The project is supported by the European Economic Area Financial Instrument, co-financed by Ludza "
         "Municipality.", {"eea-norway", "municipality"}),
        ("9.novembrī Daugavpils pilsētas domes Jaunatnes nodaļa klausījās projekta prezentāciju.", set()),
    ],
)  # fmt: skip
def test_a_municipality_s_share_and_a_department_that_listens(text: str, paid: set[str]) -> None:
    assert payers(text) == paid


@pytest.mark.parametrize(
    ("text", "paid"),
    [
        ("Paldies arī Sēļu novada pašvaldībai, kas nodrošināja līdzfinansējumu 1000 eiro apmērā.",
         {"municipality"}),
        ("Paldies arī Sēļu novada pašvaldībai, kas atsūtīja savus dejotājus.", set()),
    ],
)  # fmt: skip
def test_a_municipality_is_thanked_for_what_it_gave(text: str, paid: set[str]) -> None:
    assert payers(OWN + text) == paid


@pytest.mark.parametrize(
    ("text", "paid"),
    [
        ("Projekta finansējums bija 1000 eiro, no kuriem 50% bija KNHM fonda finansējums, bet otra puse – "
         "Saunas pagasta pašvaldības ieguldījums.", {"municipality"}),
        ("Projekta finansējums bija 1000 eiro, otra puse – pašu darbs. Priecājās Saunas pagasta pašvaldība.",
         set()),
    ],
)  # fmt: skip
def test_the_other_half_is_a_municipality_s(text: str, paid: set[str]) -> None:
    assert payers(OWN + text) - {"other:knhm"} == paid


@pytest.mark.parametrize(
    ("text", "paid"),
    [
        ("Projektā Carnikavas domei jāiegulda EUR 38313,00 liels līdzfinansējums.", {"municipality"}),
        ("Projekta norisei Rīgas domes Labklājības departaments, 2014. gada budžeta programmā, piešķīra "
         "finansējumu 1500 eiro.", {"municipality"}),
        ("Projektam 85 eiro ir plānots iegūt, startējot Sēļu novada domes līdzfinansēšanas konkursā.", set()),
    ],
)  # fmt: skip
def test_what_a_council_puts_in_gives_or_is_hoped_to_give(text: str, paid: set[str]) -> None:
    assert payers(OWN + text) == paid


@pytest.mark.parametrize(
    "text",
    ["Paldies Jauniešu domei, kas finansēja braucienu.", "Studentu dome piešķīra finansējumu ballei.",
     "Paldies Sēļu novada pašvaldībai, kas nodrošināja telpas."],
)  # fmt: skip
def test_councils_of_the_young_and_rooms_are_no_money_of_a_municipality(text: str) -> None:
    assert payers(OWN + text) == set()
    assert payers(OWN + "Paldies Sēļu novada domei, kas finansēja braucienu.") == {"municipality"}


@pytest.mark.parametrize(
    ("text", "paid"),
    [
        (
            "Ķekavas novada dome, nodrošinot projektiem līdzfinansējumu 9 %, īstenos projektu “Tilti”.",
            {"municipality"},
        ),
        ("Ķekavas novada dome, nodrošinot projektiem telpas, īstenos projektu “Tilti”.", set()),
        (
            "Projekta “Tilti” atbalstu guva Ķekavas novada domes rīkotajā 2015.gada projektu konkursā.",
            {"municipality"},
        ),
        ("Par projektu “Tilti” runāja Ķekavas novada domes rīkotajā 2015.gada zīmējumu konkursā.", set()),
        ("Programma: Ģimenei draudzīga pašvaldība 2020\nProjekta “Tilti” svētki.", set()),
        ("Projekta “Tilti” maksa: pašvaldība 2020 EUR.", {"municipality"}),
    ],
)
def test_a_share_promised_or_won_and_a_name_that_ends_in_a_year(text: str, paid: set[str]) -> None:
    assert payers(OWN + text) == paid


@pytest.mark.parametrize(
    ("text", "paid"),
    [
        ("Talsu novada pašvaldība: 1950\nBiedrība: 500 EUR", {"municipality"}),
        ("Komiteja skatīja projektu, lai novada dome lemtu par pašvaldības finansiālo atbalstu.", set()),
        ("Projekta “Tilti” skolēni guva balvas Talsu pašvaldības organizētajā zīmējumu konkursā.", set()),
        ("Projektu “Tilti” atbalsta, par Talsu pašvaldību, daļēji nodrošinot līdzfinansējumu.", set()),
        ("Paldies Preiļu novada domei par līdzfinansējumu projektā “Tilti”.", {"municipality"}),
        ("Projekta “Tilti” braucienā apskatījām centru un pašvaldības līdzfinansēto ēku.", set()),
    ],
)
def test_columns_prizes_and_what_was_looked_at(text: str, paid: set[str]) -> None:
    assert payers(OWN + text) == paid


@pytest.mark.parametrize(
    "text",
    [
        "Upmalas pašvaldības izsludinātajā nevalstisko organizāciju sociālās iekļaušanas veicināšanas "
        "projektu līdzfinansēšanas konkursā apstiprināts kluba “Bāka” projekts “Darbnīcas”.",
        "Kluba “Bāka” projekts apstiprināts Upmalas novada pašvaldības projektu konkursā un saņems 800 eiro.",
        "Klubs īsteno projektu “Laivas”. Pašvaldība projektam nodrošināja līdzfinansējumu.",
        "Simpozijs notiek projektā “Māls”. Atbalsta Upmalas pilsētas dome un darbnīca.",
    ],
)
def test_more_ways_to_say_that_the_municipality_pays(text: str) -> None:
    assert "municipality" in payers(text)


@pytest.mark.parametrize(
    "text",
    [
        "Projektu “Skaņas” finansē ELFLA. Atbalsta arī novada domes deputāti, kas piedalījās talkā.",
        "Projektu “Skaņas” finansē ELFLA.\nAtbalsta Cēsu novada pašvaldību ar informāciju arī mūsu klubs.",
        "Jelgavas novada pašvaldības projektā “Skaņas” nodrošināts ELFLA finansējums.",
        # what is won is no money, what is approved no project of anybody's
        "Projektu “Skaņas” finansē ELFLA. Cēsu novada domes rīkotajā makšķerēšanas konkursā ieguva kausu.",
        "Projektu “Skaņas” finansē ELFLA. Projekta plāns apstiprināts domes sēdē, un konkursā ir bērni.",
        "Projektu “Skaņas” finansē ELFLA. Projekts apstiprināts Cēsu domes projektu konkursa komisijā.",
    ],
)
def test_deputies_the_supported_and_the_grantee_do_not_pay(text: str) -> None:
    assert payers(text) == {"eafrd-leader"}


@pytest.mark.parametrize(
    ("sentence", "pays"),
    [
        ("Ropažu novada domes konkursā „Mūsu pagalms” dabūja 500 eiro.", True),
        ("Sporta klubs no Talsu novada pašvaldības NVO konkursa šogad ieguva 1 950 EUR.", True),
        ("Projektā “Tilti” trīs tūkstošus – Madonas novada pašvaldība, pārējo savāca draudze.", True),
        ("ELFLA līdzfinansējums EUR 3 704,40; Viļakas novada domes līdzfin. EUR 411,60.", True),
        ("Projekta finansējums: EUR 150.- – Dobeles novada pašvaldība.", True),
        ("Projektā 341,82 EUR iedeva Rēzeknes novada pašvaldība – paldies!", True),
        ("EUR 3450,20 (trīs tūkstoši četri simti piecdesmit eiro) –Limbažu novada pašvaldība.", True),
        ("The project costs EUR 900; EUR 523 were added by Kuldīga Municipality.", True),
        ("The rest of the project money comes from the partners and from Salacgrīva municipality.", True),
        ("The project path runs between Salacgrīva municipality and Häädemeeste municipality.", False),
        ("The project was opened by the mayors of both municipalities.", False),
        ("Projekta rezultātus apsprieda Talsu novada pašvaldības konkursa komisija 2 stundas.", False),
    ],
)  # fmt: skip
def test_shares_told_shortly_in_words_and_in_english(sentence: str, pays: bool) -> None:
    assert ("municipality" in payers(OWN + sentence)) is pays


@pytest.mark.parametrize(
    "sentence",
    [
        "Projekta nauda: VKKF 3200,00 EUR, Kuldīgas novada pašvaldība pēc domes lēmuma 800 EUR.",
        "Projekta konkursā no novada domes dabūjām 350 eiro.",
        "Projektā uzkodas par saviem līdzekļiem sarūpēja Krāslavas novada pašvaldība.",
        "The project was supported by the fund and by Ventspils municipality (1 200 EUR).",
        "Денег на материалы проекта дало Краславское краевое самоуправление.",
    ],
)
def test_a_sum_beside_the_council_s_name(sentence: str) -> None:
    assert "municipality" in payers(OWN + sentence)


@pytest.mark.parametrize(
    "sentence",
    [
        "Ansamblis projektā “Dziesma” un Talsu novada pašvaldības konkursā ieguva 1. vietu.",
        "Projektā “Dziesma” no Talsu novada domes saņēmām 3 vēstules.",
        "Participants of the project came from Ogre and Salacgrīva municipality.",
        "The project rooms were provided by Ogre municipality.",
    ],
)
def test_places_letters_guests_and_rooms_are_no_money(sentence: str) -> None:
    assert "municipality" not in payers(OWN + sentence)


@pytest.mark.parametrize(
    ("sentence", "pays"),
    [
        (
            "Projekta festivāls notika ar fonda (950 EUR) un Daugavpils pilsētas domes (1 500 EUR) atbalstu.",
            True,
        ),
        ("Projektā 90 % nāca no EJZF un 4698 eiro deva Rojas novada dome.", True),
        ("Projektā Cēsu novada pašvaldība deva 3000,00 EUR un pārējo draudze.", True),
        ("No 4 385,00 EUR fonds sedz 3 946,50 EUR, atlikumu 438,50 EUR Preiļu novada pašvaldība.", True),
        ("Ogres novada pašvaldības NVO līdzfinansējuma konkurss, 650 EUR.", True),
        (
            "Paldies Smiltenes novada pašvaldībai!! Konkursā «Darām paši» tika atbalstīts projekts «Rats».",
            True,
        ),
        ("Paldies Smiltenes novada pašvaldībai!! Konkursā «Darām paši» piedalījās desmit projekti.", False),
        ("Projektā Rojas novada dome deva telpas un 4 galdus.", False),
        ("Saldus novada pašvaldība jauniešu ideju konkursā mūsu projektam “Rats” piešķīra 350 eiro.", True),
        ("Rojas dome vasaras konkursā projektu atbalstīja ar 300 eiro.", True),
        ("Projekta budžets ir 9100 EUR, tai skaitā pašvaldības līdzmaksājums 1230 EUR.", True),
        ("Projekta budžets ir 9100 EUR, Rojas novada pašvaldība no sava budžeta līdzfinansē EUR 1230.", True),
        ("The project is paid by a fund. Rojas municipality gave EUR 400 towards the tickets.", True),
        ("Rojas municipality gave a speech about the ferry, which has 400 seats.", False),
        ("Проект «Мосты» завершён. Автобус за 280 евро оплачивает самоуправление Дагдского края.", True),
        ("Projektam fonds deva 900 eiro, pārējo sedza novada pašvaldība.", True),
        ("Projektam fonds deva 900 eiro, vēl 200 eiro atvēlēja pagasta pašvaldība.", True),
        ("Projektam no fonda lūdzam 900 eiro, daļai ir novada pašvaldības galvojuma vēstule.", False),
        (
            "Gājām pie novada domes, bet domes budžets šim gadam jau bija sadalīts citiem 12 projektiem.",
            False,
        ),
    ],
)
def test_what_a_council_gave_in_brackets_contests_and_remainders(sentence: str, pays: bool) -> None:
    assert ("municipality" in payers(OWN + sentence)) is pays
