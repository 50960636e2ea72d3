"""Calls, results and bids name funders that pay for no project yet; an own award among them counts."""

import pytest

from normalise.extract import extract_text
from tests.normalise.read import OWN, payers

CALL = (
    "Valsts kultūrkapitāla fonda izsludinātajā projektu konkursā tika iesniegti projekti; konkursa nolikums "
    "paredz telpas. "
)


@pytest.mark.parametrize(
    ("text", "title", "paid"),
    [
        (CALL + "Projekta īstenošanai biedrībai tika piešķirts atbalsts.", None, {"vkkf"}),
        (CALL + "Projekta “Tilti” pieteikums tika atbalstīts.", None, {"vkkf"}),
        (CALL + "Projektu īstenošana ilgs gadu.", "Iegādāts jauns plosts", {"vkkf"}),
        (CALL + "Projektu īstenošana ilgs gadu.", "Gaidām pieteikumus plostiem", set()),
        (CALL + "Projektu īstenošana ilgs gadu.", "Noslēdzies VKKF projektu konkurss", set()),
        (CALL + "Projektu īstenošana ilgs gadu.", "Atjaunots VKKF konkursa nolikums", set()),
        (CALL + "Pateicoties fonda finansējumam, projekts notiek.", None, {"vkkf"}),
        (CALL + "Pateicoties ministrijas atbalstam, konkurss būs plašs.", None, set()),
        (CALL + "Konkurss notiek, pateicoties ministrijas finansējumam.", None, set()),
        (CALL + "Biedrībai no fonda tika piešķirts atbalsts.", None, {"vkkf"}),
        (CALL + "Konkursam no ministrijas tika piešķirts atbalsts.", None, set()),
        (CALL + "Padome apstiprināja projektu par laivām.", None, {"vkkf"}),
        (CALL + "Padome apstiprināja projektu vērtēšanas kārtību.", None, set()),
        (CALL + "Atbalstu saņēma arī mūsu projekts.", None, {"vkkf"}),
        (CALL + "Atbalstu saņems daudzi projekti.", None, set()),
        (CALL + "Projekta “Tilti” pieteikums ir garš.", None, set()),
        (CALL + "Projektus var iesniegt rudenī.", None, set()),
        ("Maksimālais piešķiramais finansējuma apmērs ir 900 eiro, VKKF gaida projektus.", None, set()),
        ("Saņemti 40 projektu pieteikumi. Atbalstīti 12. Tos finansē VKKF, projekti sākas.", None, set()),
        ("Saņemts projekta pieteikums. Atbalstīts. To finansē VKKF, projekts sākas.", None, {"vkkf"}),
        ("Projekta finansējuma apmērs ir 900 eiro, to piešķīra VKKF.", None, {"vkkf"}),
        ("Valsts kultūrkapitāla fonda konkurss jauniešu vasaras projektiem.", None, set()),
    ],
)
def test_an_own_award_is_told_beside_a_call(text: str, title: str | None, paid: set[str]) -> None:
    assert payers(OWN + text, title) == paid


@pytest.mark.parametrize(
    "text",
    [
        "Biedrība “Loki” projekta “Tilti” ietvaros izsludina pieteikšanos nometnei. Projektu finansē VKKF.",
        "Biedrība “Loki” projektā “Tilti” izsludina zīmējumu konkursu bērniem. Projektu finansē VKKF.",
        "Biedrība “Loki” izsludina iepirkumu projektā “Tilti”, ko finansē VKKF.",
        "Biedrība “Loki” meklē darbinieku. Pieteikumi jāiesniedz maijā. Projektu “Tilti” finansē VKKF.",
    ],
)
def test_what_a_project_itself_announces_is_no_call_of_its_funder(text: str) -> None:
    found = extract_text(text)
    assert payers(text) == {"vkkf"}
    assert [project.title for project in found.projects] == ["Tilti"]


@pytest.mark.parametrize(
    ("title", "paid"),
    [
        ("Izsludināts projektu konkurss", set()),
        ("Aicinām iesniegt projektus", set()),
        ("Tilti uz ļaudīm", {"vkkf"}),
    ],
)
def test_a_headline_that_calls_for_proposals_makes_a_plain_call(title: str, paid: set[str]) -> None:
    body = "Biedrība “Krasta ļaudis” īsteno projektu “Tilti”.\nTo finansē Valsts kultūrkapitāla fonds."
    assert payers(f"{title}\n{body}", title) == paid


MADONA = "Madonas novada pašvaldība līdz 8. martam pieņēma pieteikumus izsludinātajam projektu konkursam.\n"


@pytest.mark.parametrize(
    ("text", "title", "paid"),
    [
        # the Union is thanked, and one programme of its own is named
        ("Aicinām! Projekts: Eiropas Solidaritātes korpuss. To finansē Eiropas Savienība.", None, {"esc"}),
        ("Aicinām! Projekts: “Tilti”. To finansē Eiropas Savienība.", None, {"other:european-commission"}),
        # a municipality's own contest that chose the project
        (MADONA + "Biedrība iesniedza projektu “Izzini”, un tas guva atbalstu.", None, {"municipality"}),
        (MADONA + "Biedrība iesniedza projektu “Izzini”.", None, set()),
        (
            "Madonas novada pašvaldība ņem pieteikumus izsludinātajam 2024.gada jomas projektu konkursam.\n"
            "Biedrība iesniedza projektu “Izzini”, un tas guva atbalstu.",
            None,
            {"municipality"},
        ),
        (
            "Biedrības “Kalns” projekts “Tilti”\nBiedrības “Leja” projekts “Laipas”",
            "Apstiprināti pirmie LEADER 2.kārtas projekti",
            set(),
        ),
        (
            "Ieradās viesi, Comenius projekta partneri no Itālijas.",
            "Comenius partneru vizīte",
            {"erasmus-plus"},
        ),
        # results of a call
        (
            "Atbalstīti 11 projekti, kurus finansē programma “Eiropa pilsoņiem”.",
            "Programmas “Eiropa pilsoņiem” projektu uzsaukuma rezultāti",
            set(),
        ),
        (
            "Biedrības “Kalns” projekts “Tilti”\nBiedrības “Leja” projekts “Laipas”",
            "Apstiprināti pirmie LEADER projekti",
            set(),
        ),
        # handed in is not decided
        ("Biedrība “Kalns” ir iesniegusi projektu “Tilti” Valsts kultūrkapitāla fondā.", None, set()),
        # fields of the catalogue of an old programme, in English and Russian
        ("Source of Funding: EEA Financial Mechanism 2009-2014\nSearch projects", None, {"eea-norway"}),
        ("Источник финансирования: Финансовый инструмент ЕЭЗ 2004-2009\nПоиск", None, {"eea-norway"}),
        ("Search: EEA Financial Mechanism 2009-2014", None, set()),
        (
            "We conclude the project “Capacity” of the Active Residents Fund’s “Sustainability” program.",
            None,
            {"acf-lv"},
        ),
    ],
)
def test_the_union_own_contests_results_and_fields(text: str, title: str | None, paid: set[str]) -> None:
    assert payers(f"{title}\n\n{text}" if title else text, title) == paid


@pytest.mark.parametrize(
    ("text", "paid"),
    [
        ("Approved: Strategic projects in programme Democratic culture. The project has begun.", {"acf-lv"}),
        ("Sabiedrības integrācijas fonds apstiprinājis projektu konkursa “Kursi ukraiņiem” rezultātus. "
         "Projektus finansē Sabiedrības integrācijas fonds.", set()),
        ("Atklāta konkursa rezultāti: apstiprināti 14 projekti. Biedrība “Vidus” par 59 976 eiro īstenos "
         "projektu “Mēs”. To finansē Sabiedrības integrācijas fonds.", {"sif"}),
        ("Atklāta konkursa rezultāti: apstiprināti 14 projekti. Biedrība “Vidus” par 59 976 eiro īstenos "
         "projektu “Mēs”, biedrība “Mala” par 9 976 eiro īstenos projektu “Tu”. Finansē Sabiedrības "
         "integrācijas fonds.", set()),
        ("Ar Sabiedrības integrācijas fonda atbalstu tiks īstenoti 11 biedrību projekti.", set()),
        ("Approved projects: Bilateral cooperation projects in programme Bilateral and regional "
         "cooperation\n\nAbout project", {"acf-lv"}),
        ("Sabiedrības integrācijas fonds ir apstiprinājis biedrības “Parks” projektu “Esi jaunietis”. Mēs to "
         "realizēsim vasarā.", {"sif"}),
        ("Muzejs pretendēs uz Eiropas Jūrlietu un zivsaimniecības fonda finansējumu.\nDome atbalstīja tā "
         "pieteikumu. Projekta “Laivas” līdzfinansējumu nodrošina pašvaldība.", set()),
        ("Projektā “Ezeri” saņemti 89 skolu pieteikumi konkursā.\nBraucām ciemos.\n"
         "_______________\nAktivitātes ir daļa no Latvijas vides aizsardzības fonda finansēta projekta",
         {"lvaf"}),
        ("Projekts tika iesniegts un īstenots 5.1. apakšprogrammā „Jauniešu un jaunatnes politikas veidotāju "
         "tikšanās”.", {"erasmus-plus"}),
        ("Sabiedrības integrācijas fonda padome atbalstīja četrus projektus programmā “Valoda”. Projektus "
         "īstenos skolas.", set()),
        ("Latvijas vides aizsardzības fonda padome pieņēmusi lēmumu (jau trešo gadu) finansēt biedrības "
         "“Parks” projektu “Skola laukos”.", {"lvaf"}),
        ("Latvijas vides aizsardzības fonda padome nolēma neatbalstīt projektu “Skola laukos”.", set()),
        ("Sabiedrības integrācijas fonda padome nolēma piešķirt finansējumu 25 projektiem.", set()),
        ("Valsts kultūrkapitāla fonds piešķīra finansējumu diviem biedrības “Oga” projektiem.", {"vkkf"}),
        ("Valsts kultūrkapitāla fonds piešķīra finansējumu 8 mūsu projektiem.", {"vkkf"}),
        ("Biedrības “Oga” pieteikums ir iesniegts un guvis atbalstu LEADER programmā.", {"eafrd-leader"}),
    ],
)  # fmt: skip
def test_results_bids_and_what_a_fund_approved(text: str, paid: set[str]) -> None:
    assert payers(text) == paid


@pytest.mark.parametrize(
    ("text", "paid"),
    [
        ("Dome nolēma piedalīties projektā “Laivas”. Ja iecere tiks atbalstīta Aktīvo iedzīvotāju fonda "
         "konkursā, finansējums būs 10 500 eiro.", set()),
        ("Dome piedalās projektā “Laivas”. Iecere tika atbalstīta Aktīvo iedzīvotāju fonda konkursā, un "
         "par to iegādātas laivas.", {"acf-lv"}),
        ("Ārlietu ministrija ir izsludinājusi atbalsta projektu iesniegšanas termiņu – 2020. gada 1. marts.",
         set()),
    ],
)  # fmt: skip
def test_an_idea_that_may_be_supported_and_a_term_announced(text: str, paid: set[str]) -> None:
    assert payers(text) == paid


@pytest.mark.parametrize(
    ("title", "text", "paid"),
    [
        ("Apstiprināta jaunā vietējās attīstības stratēģija",
         "Stratēģiju īstenos, piesaistot ELFLA finansējumu projektiem.", set()),
        ("Apstiprināts biedrības projekts “Laivas”", "To īstenos ar ELFLA finansējumu.", {"eafrd-leader"}),
        ("Erasmus+ programmā iesniegti jauni projektu pieteikumi",
         "Skola iesniegusi četrus projektus, finansējums tiks piešķirts mobilitātēm.", set()),
        ("Novada pašvaldība izsludina 2021.gada Iedzīvotāju iniciatīvas veicināšanas projektu konkursu",
         "Projektu īstenošanai pašvaldības budžetā paredzēts finansējums 5000,00 EUR apmērā.", set()),
        ("Komisija sēdē iepazīstas ar Sabiedrības integrācijas fonda darbību un projektiem",
         "Par programmām stāstīja fonda direktore.", set()),
        ("Sabiedrības integrācijas fonds: ģimeņu programmas zem viena jumta",
         "Fonds (SIF) uzsāka īstenot divas programmas.", set()),
        ("Vēstnieks atklāj izstādi",
         "Aulas foajē būs izstāde par EEZ un Norvēģijas grantiem un projektiem.", set()),
        ("Vēstnieks atklāj izstādi", "Ar EEZ un Norvēģijas grantu atbalstu ir simtiem projektu.", set()),
        ("Vēstnieks atklāj izstādi", "Ar EEZ un Norvēģijas grantu atbalstu īstenots skolas projekts.",
         {"eea-norway"}),
        ("Foruma kopsapulce", "Biedrība “Oga” projektā apskatīja centru, kura būvniecībā ieguldīti arī "
         "Eiropas Zivsaimniecības fonda līdzekļi.", set()),
        ("Foruma kopsapulce", "Biedrība “Oga” projektā apskatīja centru, kura krāsojumā ieguldīti arī "
         "Eiropas Zivsaimniecības fonda līdzekļi.", {"emff"}),
        ("Programmai šogad mazāk naudas", "Biedrība “Oga” atklāj lasītavu. Programmas projektu pieteikumus "
         "reģions pieņems līdz 25. martam. Tam piešķirts Valsts kultūrkapitāla fonda finansējums.",
         set()),
        ("Fonds saņēmis atbalstu", "Pirmdien notiks pavisam jauna projekta atklāšana.\nFonds guvis atbalstu "
         "programmas „NVO fonds” ietvaros.", {"sif"}),
        ("Pilī", "Projekts noslēdzies. Aulā skatāma izstāde pilī: \"EEZ un Norvēģijas granti Latvijā\", ko "
         "rīko projekta komanda.", set()),
        ("Jauniešu vietas", "Partnerība devās uz Erasmus+ pieredzes apmaiņu Vācijā projekta laikā.",
         {"erasmus-plus"}),
    ],
)  # fmt: skip
def test_news_of_funds_strategies_exhibitions_and_calls(title: str, text: str, paid: set[str]) -> None:
    assert payers(f"{title}\n\n{text}", title=title) == paid


def test_a_partnership_s_running_pays_for_no_results() -> None:
    number = "Biedrības “Upes” darbības nodrošināšana, projekta Nr. 23-00-U31523.0-000003"
    results = "Izvērtēta 9. kārta\n\nApstiprinātie projekti:\n2.1. rīcība – 4 projekti;\n\n"
    assert payers(results + number, title="Izvērtēta 9. kārta") == set()
    assert payers("Biedrība “Upes” rīko mācības.\n\n" + number, title="Mācības") == {"eafrd-leader"}


@pytest.mark.parametrize(
    ("title", "text", "paid"),
    [
        ("Izzinām dabu", "Pavasarī tika izsludināts iniciatīvu konkurss ar ESF projekta “Pumpurs” naudu. "
         "Konkursā startēja biedrība “Oga” ar projektu “Laivas” un ieguva finansējumu nometnei.", {"esf"}),
        ("Izzinām dabu", "Pavasarī tika izsludināts iniciatīvu konkurss ar ESF projekta “Pumpurs” naudu. "
         "Konkursā startēja daudzi.", set()),
        ("Novadā viesojās Šveices vēstnieks", "Ar Latvijas–Šveices sadarbības programmas atbalstu projektā "
         "“Skolas” iegādātajā autobusā viesi brauca tālāk.", set()),
        ("Novadā iegādāts autobuss", "Ar Latvijas–Šveices sadarbības programmas atbalstu projektā “Skolas” "
         "iegādātajā autobusā brauc bērni.", {"swiss"}),
        ("Muzejiem sadala 327 000 eiro", "Valsts kultūrkapitāla fonda programmā projektu atbalstam sadalīti "
         "450 000 eiro.", set()),
        ("Программа продолжается", "Фонд общественной интеграции утвердил финансирование для трех проектов.",
         set()),
        ("Erasmus projekts Polijā", "Ir piedzīvojumi, kas neizgaist – tāds ir Erasmus projekts Polijā!",
         {"erasmus-plus"}),
    ],
)  # fmt: skip
def test_contests_won_visits_and_money_shared_out(title: str, text: str, paid: set[str]) -> None:
    assert payers(f"{title}\n\n{text}", title=title) == paid


@pytest.mark.parametrize(
    ("title", "text", "paid"),
    [
        ("Liepāju apmeklē Norvēģijas vēstnieks",
         "Viesiem rādīja projektu “Māja”, ko īsteno ar Norvēģijas finanšu instrumenta atbalstu.", set()),
        ("Arī Gulbenē var nobalsot par programmas prioritātēm",
         "Reģions gatavo Valsts kultūrkapitāla fonda atbalstītu projektu programmu.", set()),
        ("Piešķir finansējumu baznīcu celtņu saglabāšanai",
         "Divām draudzēm piešķīra finansējumu no Sēļu novada pašvaldības budžeta projektiem.", set()),
        ("Nedēļas nogales skolas saņem finansiālu atbalstu",
         "Projektus finansē Izglītības un zinātnes ministrija.", set()),
        ("Co-financing granted to projects",
         "Funding of the Latvian Ministry of Foreign Affairs was awarded to the following projects.", set()),
        ("Принимаются заявки на софинансирование", "Самоуправление ждёт заявки на финансирование проектов.",
         set()),
        ("Kārtas projekti", "LEADER atbalstam tika iesniegti četri projekti: “Kino”, “Laivas”.", set()),
        ("Kārtas projekts", "Ar LEADER atbalstu īstenots klubs “Kino” un tā projekts.", {"eafrd-leader"}),
        ("“Ciems ar dvēseli” 2018. gada konkursa laureāti",
         "Atbalstītie projekti saņem pašvaldības līdzfinansējumu.", set()),
    ],
)  # fmt: skip
def test_guests_votes_shares_for_many_and_winners(title: str, text: str, paid: set[str]) -> None:
    assert payers(f"{title}\n\n{text}", title=title) == paid


def test_who_hands_a_project_in_has_not_been_paid() -> None:
    for verb, paid in (("iesniedz", set()), ("īsteno", {"acf-lv"})):
        title = f"Biedrība “Rasa” Aktīvo iedzīvotāju fonda atbalstam {verb} projektu “Atslēgas”"
        assert payers(f"{title}\n\nProjekts ir par senioriem.", title=title) == paid


@pytest.mark.parametrize(
    "title",
    ["Biedrība “Oga” saņem 5000 eiro projekta īstenošanai", "Jauna sadaļa mājaslapā: projekts “Laivas”",
     "Zināmi projekta “Laivas” zīmējumu konkursa uzvarētāji",
     "Apstiprināts biedrības projekts vietējās stratēģijas izstrādei"],
)  # fmt: skip
def test_headlines_of_one_body_s_project(title: str) -> None:
    text = "Ar LEADER atbalstu biedrība “Oga” īsteno projektu “Laivas”."
    assert payers(f"{title}\n\n{text}", title=title) == {"eafrd-leader"}


@pytest.mark.parametrize(
    ("who", "paid"),
    [("Ķekavas novada pašvaldība saņēmusi", {"vkkf"}), ("vairākas pašvaldības saņēmušas", set())],
)
def test_several_projects_of_one_grantee(who: str, paid: set[str]) -> None:
    text = (
        "Noslēdzies Valsts kultūrkapitāla fonda projektu konkurss, kā rezultātā "
        f"{who} atbalstu trīs projektu īstenošanai. Projekts “Tilti” ieguvis fonda finansējumu."
    )
    assert payers(text) == paid


@pytest.mark.parametrize(
    ("title", "text"),
    [
        (
            "Kurzemes kultūras programmai šogad mazāk naudas",
            "Projektu atbalstam šogad piešķirts Valsts kultūrkapitāla fonda finansējums 90 tūkstoši eiro.",
        ),
        ("Par Sabiedrības integrācijas fonda semināriem", "Fonds rīko seminārus par projektu programmām."),
        ("Saruna Variņos", "Pēc šīs pieejas ar ELFLA finansējumu top projekti, kas dod darbu."),
        ("Noslēgusies 4. kārta LEADER projektu konkursam", "ELFLA finansējums projektiem ir 9 000 EUR."),
        ("Atklāta programma “NVO fonds”", "EEZ finanšu instrumenta finansējumu projektiem veido 95 %."),
        (
            "Zināmi konkursa rezultāti",
            "Noslēdzies VKKF projektu konkurss. Katra novada biblioteka saņēmusi atbalstu divu projektu "
            "īstenošanai. Projekts “Tilti” ieguvis fonda finansējumu.",
        ),
    ],
)
def test_rounds_programmes_opened_and_every_library(title: str, text: str) -> None:
    assert payers(f"{title}\n\n{text}", title) == set()


CONTEST = " Pēc tam taps konkursa nolikums, un projektu rakstīšanas apmācībās jaunieši pieteiks idejas."


@pytest.mark.parametrize(
    ("title", "text", "paid"),
    [
        # a project's own page stays one although a contest is among what it does
        ("Projekts “Mērvienība”",
         "Klubs īsteno projektu “Mērvienība” ELFLA finansējuma ietvaros." + CONTEST, {"eafrd-leader"}),
        ("Projektu konkurss “Mērvienība”",
         "Fonds izsludina projektu konkursu “Mērvienība” ELFLA finansējuma ietvaros." + CONTEST, set()),
        # the years of a strategy before a round are no number of applications
        ("Estrāde",
         "Dome ir saņēmusi dienesta atbalstu projekta Estrādes pārbūve īstenošanai. Pieteikums iesniegts "
         "un guvis atbalstu stratēģijas 2015-2020 izsludinātajā projektu pieteikumu iesniegšanas 2.kārtā. "
         "Projekts tiek īstenots ar ELFLA finansējumu.", {"eafrd-leader"}),
        # of the three signs above, each alone
        ("Projekts “Mērvienība”", CALL + "Projektu īstenošana ilgs gadu.", {"vkkf"}),
        ("", CALL + "Klubs ir saņēmis fonda atbalstu projekta Estrādes pārbūve īstenošanai.", {"vkkf"}),
        ("", CALL + "Klubs ir saņēmis iedzīvotāju atbalstu.", set()),
        ("", "Projektu “Stends” finansēs ELFLA. Pašlaik notiek projektu izvērtēšana.", set()),
        # a headline of one award above the results
        ("Biedrībai “Oga” piešķirts atbalsts projektam “Laivas”",
         "Valsts kultūrkapitāla fonds piešķīra atbalstu 15 radošajiem projektiem.", {"vkkf"}),
        ("Biedrībām piešķirts atbalsts",
         "Valsts kultūrkapitāla fonds piešķīra atbalstu 15 radošajiem projektiem.", set()),
        # the first of several who support it
        ("", "Klubs īsteno Valsts kultūrkapitāla fonda, Upmalas biedrības un AS Latvijas Valsts meži "
         "finansiāli atbalstīto projektu “Lakats”.", {"vkkf", "lvm"}),
        # what others did with the fund's money, and an application that is being read
        ("", "Viesi apskatīja kempingu, kurā ir īstenoti vairāki ELFLA projekti.", set()),
        ("", "Projekts “Stends” pretendē uz ELFLA finansējumu. Pašlaik notiek projektu izvērtēšana.", set()),
        # an evaluation of water, and own projects
        ("", "Klubs īsteno projektu “Upe” ar ELFLA atbalstu. Šobrīd notiek ūdens kvalitātes izvērtēšana.",
         {"eafrd-leader"}),
        ("", "Ar ELFLA atbalstu biedrībā “Krasts” īstenoti vairāki projekti – iegādātas laivas.",
         {"eafrd-leader"}),
        ("", "Dome\nTaku izveide “Ako” krastā\nEZF finansējums: 51471,5 EUR", {"emff"}),
    ],
)  # fmt: skip
def test_own_pages_years_first_payers_and_applications(title: str, text: str, paid: set[str]) -> None:
    assert payers(text, title=title or None) == paid
