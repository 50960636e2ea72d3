"""Who leads where several stand near the project: genitives, lists, partners, guests; where nobody does."""

import pytest

from normalise.extract import extract_text
from tests.normalise.read import lead, named


def leads_below(title: str, body: str) -> list[str]:
    found = extract_text(f"{title}\n\n{body}", title=title).organisations
    return [one.name for one in found if one.role == "lead"]


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("RC VILNIS uzsāka īstenot jauniešu projektu “Tilti”.", "RC VILNIS"),
        ("RC VILNIS dejoja projektā “Tilti”.", None),
        ("Anna Kalniņa īstenoja projektu “Tilti”.", None),
        ("Šogad īsteno projektu “Tilti”.", None),
        ("Skola īsteno projektu “Tilti”.", None),
        ("Projektu “Tilti” īsteno Zaļie Pirksti kopā ar skolu.", "Zaļie Pirksti"),
        ("Projektu “Tilti” īsteno ZM sadarbībā ar biedrību “Loki”.", None),
        ("Projektu īsteno Latvijas valsts. Tas ir “Tilti”.", None),
        ("Kandavas muiža īsteno projektu “Tilti”.", "Kandavas muiža"),
        ("Jauniešu iniciatīvas grupa “Vilnis” īsteno projektu “Tilti”.", "Vilnis"),
    ],
)
def test_a_name_beside_the_verb(text: str, name: str | None) -> None:
    assert lead(text) == name


@pytest.mark.parametrize(
    ("text", "name"),
    [
        # a genitive acts where a participle says so; a contest is not the body's project
        ("Talsu novada muzeja īstenotais projekts “Tilti” beidzies.", "Talsu novada muzejs"),
        ("Talsu novada muzeja projekts “Tilti” beidzies.", "Talsu novada muzejs"),
        ("Biedrības “Loki” izstrādāts projekts “Tilti” apstiprināts.", "Loki"),
        (
            "Talsu novada muzeja projektu konkursā saņēmuši esam naudu. Biedrība “Loki” un projekts “Tilti”.",
            "Loki",
        ),
        (
            "Atbilstoši Talsu novada domes lēmumam sākas talkas. Biedrība “Loki” īsteno projektu “Tilti”.",
            "Loki",
        ),
        (
            "Projekta “Tilti” laikā notika Talsu novada muzeja izveide. Biedrība “Loki” to īstenoja.",
            "Loki",
        ),
        ("Projekts “Tilti” guva naudu Talsu novada domes mazo projektu konkursā.", None),
        ("Projekts “Tilti” sākas mazo projektu konkursā, ko vada Talsu novada dome.", None),
        ("Projekts “Tilti” sākas, to vada Talsu novada dome.", "Talsu novada dome"),
        # a call of another's projects, and what is announced in the body's own
        ("Biedrība “Loki” izsludinājusi, un VKKF finansē projektu “Tilti”.", None),
        ("Biedrība “Loki” izsludina iepirkumu projektā “Tilti”.", "Loki"),
        # a partner by its own words, and who has the project although a partner stood before
        (
            "Biedrība “Loki” kā partneris piedalās projektā “Tilti”, ko vada Nīcas vidusskola.",
            "Nīcas vidusskola",
        ),
        ("Biedrība “Loki” kā saimniece piedalās projektā “Tilti” ar Nīcas vidusskolu.", "Loki"),
        # who gets something
        ("Projektā “Tilti” telpas dod muzejam “Krasts”.", None),
        ("Projektā “Tilti” biedrībai “Krasts” piešķirti 900 eiro.", "Krasts"),
        ("Projekts “Tilti” domāts muzejam “Krasts”, to īsteno biedrība “Loki”.", "Loki"),
        # who only signed, and who acts together with others
        ("Līgumu (Nr. 5) ar biedrību “Loki” parakstīja vakar. Notiek projekts “Tilti”.", None),
        ("Biedrība “Loki” parakstīja līgumu par projektu “Tilti”.", "Loki"),
        (
            "Talsu novada muzejs, kopā ar Dundagas skolu un biedrību “Loki”, īsteno projektu “Tilti”.",
            "Talsu novada muzejs",
        ),
    ],
)
def test_a_genitive_a_dative_and_company(text: str, name: str | None) -> None:
    assert lead(text) == name


@pytest.mark.parametrize(
    ("text", "roles"),
    [
        (
            "Viļņas tautas muzejs Lietuvā rādīja projektu “Tilti”.",
            {"Viļņas tautas muzejs": "partner"},
        ),
        (
            "Nīcas vidusskolas skolotāji Norvēģijā mācījās projektā “Tilti”.",
            {"Nīcas vidusskola": "lead"},
        ),
        (
            "Talsu novada muzejs rādīja projektu “Tilti”.",
            {"Talsu novada muzejs": "lead"},
        ),
        (
            "Projekta “Tilti” pasākumā bija Talsu novada muzejs, Dundagas novada bibliotēka un Nīcas klubs.",
            {"Talsu novada muzejs": "mentioned", "Dundagas novada bibliotēka": "mentioned"},
        ),
        (
            "Projekta “Tilti” pasākumā bija Talsu novada muzejs.",
            {"Talsu novada muzejs": "lead"},
        ),
        (
            "Projektā “Tilti” iesaistījās: Talsu novada muzejs un Nīcas klubs. To īsteno biedrība “Loki”.",
            {"Talsu novada muzejs": "partner", "Nīcas klubs": "partner", "Loki": "lead"},
        ),
    ],
)
def test_guests_lists_and_partners(text: str, roles: dict[str, str]) -> None:
    assert roles.items() <= named(text).items()


@pytest.mark.parametrize(
    ("text", "name"),
    [
        # who works there acts, not the body
        ("Talsu novada muzeja direktore vada projektu “Tilti”, ko īsteno biedrība “Loki”.", "Loki"),
        ("Talsu novada muzeja projektā “Tilti” dejo biedrība “Loki”.", "Talsu novada muzejs"),
        # its organ is the body; a council of the young is one of its own
        ("Nīcas draudzes padome īsteno projektu “Tilti”.", "Nīcas draudze"),
        ("Nīcas novada Jauniešu padome īsteno projektu “Tilti”.", "Nīcas novada Jauniešu padome"),
        ("Projekts “Tilti” sākas. Atbalstītāji ir Talsu novada muzejs, biedrība “Loki” un kaimiņi.", None),
        ("Talsu un Dundagas novadu pašvaldības atbalsta projektu “Tilti”.", None),
    ],
)
def test_staff_organs_and_supporters(text: str, name: str | None) -> None:
    assert lead(text) == name


@pytest.mark.parametrize(
    ("text", "lead"),
    [
        (
            "Projekta partneri: Latgales plānošanas reģions (vadošais partneris) un Balvu muzejs.",
            "Latgales plānošanas reģions",
        ),
        ("Projekta vadošā partnera Kuldīgas muzeja svētkos bija jautri.", "Kuldīgas muzejs"),
        (
            "Jaunieši dosies prom.\n\nAnna Kalniņa,\nsabiedrisko attiecību speciāliste\nOgres novada dome",
            None,
        ),
    ],
    ids=["in brackets", "in the genitive", "where the writer works"],
)
def test_what_stands_beside_the_name_says_who_leads(text: str, lead: str | None) -> None:
    named = [one.name for one in extract_text(text).organisations if one.role == "lead"]
    assert named == ([lead] if lead else [])


def test_in_results_a_body_that_acts_leads_only_when_alone() -> None:
    results = "Noslēdzies projektu konkurss, apstiprināti 11 projekti.\n"
    one = "Atbalstu guva biedrība “Indra”. Biedrība “Indra” īstenos projektu “Dārzi”.\n"
    assert lead(results + one) == "Indra"
    assert lead(results + one + "Biedrība “Kalns” īstenos projektu “Laipas”.") is None


@pytest.mark.parametrize(
    ("title", "name"),
    [
        ("Piešķirs līdzfinansējumu trīs novada baznīcām", None),
        ("Novada dome piešķirs 4300 eiro biedrību un iedzīvotāju projektiem", None),
        ("Piešķirs līdzfinansējumu novada baznīcai", "Sēļu klubs"),
    ],
)
def test_where_money_goes_to_several_nobody_leads(title: str, name: str | None) -> None:
    body = "Biedrība “Sēļu klubs” rīkos vienības dienu. Preiļu draudze atjaunos jumtu."
    assert leads_below(title, body) == ([name] if name else [])


def test_works_that_are_planned_or_bought_are_no_deeds() -> None:
    assert lead("Divu dievnamu atjaunošanai Jaunjelgavas novada pašvaldība naudu nedos.") is None
    assert lead("Projekta sanāksmē sprieda. Kurzemes plānošanas reģions plāno izsludināt iepirkumu.") is None


@pytest.mark.parametrize(
    ("text", "name"),
    [
        # whose body it is stands before the marks
        ("Biedrība Zemnes “Aprūpes centrs” īstenojusi projektu “Laivas”.", "Zemnes “Aprūpes centrs”"),
        # what is held is not who holds it
        ("Ciemā projektu centrs (PC) organizēja «Kopienu simpoziju».", None),
        ("Ciemā projekta dienu organizēja «Kopienu simpozijs».", "Kopienu simpozijs"),
        ("Pieteikums sarakstīts kopā ar biedrību “Vite” (kas ir projekta iesniedzēja).", "Vite"),
        ("Projektā biedrības “Vite” vadītāja vadīs nodarbības. Biedrība “Oga” īsteno projektu.", "Oga"),
        ("Projektā biedrība “Vite” vadīs nodarbības.", "Vite"),
    ],
)
def test_who_holds_applies_or_only_works_there(text: str, name: str | None) -> None:
    assert lead(text) == name


@pytest.mark.parametrize(
    "title", ["Atbalstītas 14 novada NVO ieceres", "Biedrība “Krasts” izvērtējusi iesniegtos projektus"]
)
def test_in_a_list_of_ideas_or_applications_nobody_leads(title: str) -> None:
    assert (
        leads_below(title, "Stāstu skola, deju klubs un pavārmāksla. Iecere: biedrība “Ainas” rīko ceļojumu.")
        == []
    )


@pytest.mark.parametrize(
    ("body", "name"),
    [("Sēļu novada pašvaldība", None), ("Sēļu plānošanas reģions", None), ("biedrība “Oga”", "Oga")],
)
def test_who_answers_for_the_content_leads_unless_an_authority(body: str, name: str | None) -> None:
    said = f"Raksts tapis projektā. Par tā saturu pilnībā atbild {body}, un tas nav uzskatāms par nostāju."
    assert lead(f"Dziesmu diena\n\nSvētki notika parkā. {said}") == name


def test_who_is_granted_a_share_leads_and_who_gives_it_does_not() -> None:
    text = (
        "Domes sēdē lēma par ceļiem un telpām. Vēl sprieda par budžetu. Dome nolēma piešķirt biedrībai „Oga” "
    )
    text += "līdzfinansējumu 108,50 eiro projekta „Šūšana” īstenošanai. Biedrība „Vite” priecājas."
    assert lead(text) == "Oga"


@pytest.mark.parametrize(
    "title", ["2020. gada konkursa uzvarētāji", "Noskaidrotas ilgtspējīgākās organizācijas"]
)
def test_among_winners_nobody_leads(title: str) -> None:
    assert leads_below(title, "Balvu guva biedrība “Ala”. Biedrība “Oga” īsteno projektu “Laivas”.") == []


@pytest.mark.parametrize(
    ("text", "name"),
    [
        # a fund in quotation marks behind the verb is whose money it is
        ("Projektā “Tilti” īstenoja “Aktīvo iedzīvotāju fonda” atbalstīto ieceri.", None),
        # a hall and a courtyard are where something happens
        ("Projekta “Tilti” svētki notiek Ķekavas jauniešu centra zālē.", None),
        ("Ķekavas Mākslas skolas pagalmā realizēts projekts “Tilti”.", None),
        ("Projekts “Tilti” īstenots, to rīko Ķekavas jauniešu centrs.", "Ķekavas jauniešu centrs"),
        ("Projektā “Tilti” bija Brīvdabas muzeja apmeklējums.", None),
        # a school abroad that leads, a name in another language
        (
            "Alītas mūzikas skola Lietuvā (Alytus school) sadarbībā ar Muzikantu biedrību Latvijā un Sārdes "
            "fondu Igaunijā (Saarde Educational Foundation) programmā realizē projektu “Tilti”.",
            "Alītas mūzikas skola",
        ),
        ("Projekta “Tilti” partneri bija Alītas mūzikas skola Lietuvā un Sārdes fonds Igaunijā.", None),
        # whose kind stands between the verb and the form
        (
            "Forumu organizē kopienu sadarbības tīkls “Salas” un tā vadošā organizācija — biedrība “Zīmes”.",
            "Salas",
        ),
        # the first of two who do something together
        (
            'Biedrība "Vilnis" un Ķekavas Sociālais dienests 20.septembrī domē organizē projekta "Tilti" '
            "semināru. Tukuma policisti un Sociālais dienests stāstīs.",
            "Vilnis",
        ),
        # a banner with bars
        (
            "Aktīvo iedzīvotāju fonds | biedrība „Vilnis” | projekts „Tilti” | Nr. AIF/2020/SDK/35\n\n"
            "Ķekavas novada pašvaldība organizācijas sauc talkās. Novadā top projekti par vidi. Cik spēj, "
            "Ķekavas novada pašvaldība organizē pasākumus.",
            "Vilnis",
        ),
        # below the label of who leads
        (
            "Projektā “Tilti” Ķekavas muzejs rīkoja izstādi. \n\n"
            "Projekta vadošais partneris ir\n\n  • Vāsas apvienība (Vasa), Somija;",
            "Vāsas apvienība",
        ),
        # what is organised, and by whose organ
        ("Projektu “Tilti” 7. martā Rīgā, Latvijā organizē Informācijas dienas.", None),
        ("The project “Tilti” is run by the Council of the Union.", None),
        (
            "Ķekavas lauku partnerības konference „LEADER projekti pagastā”\n\nTehnikumā notika Ķekavas "
            "lauku partnerības konference „LEADER projekti pagastā”. Par tiem stāstīja vadītāja.\n\n"
            "Pēc tam darbus rādīja ļaudis. Biedrība „Ekolauks” realizējusi 4 projektus.",
            "Ķekavas lauku partnerība",
        ),
        ("Skolas centrs “Tālava” tapis projektā “Tilti”.", None),
    ],
)
def test_halls_schools_abroad_banners_and_what_is_organised(text: str, name: str | None) -> None:
    assert lead(text) == name


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Projektu “Tilti” īsteno Ventspils Digitālais campus, kopā.", "Ventspils Digitālais campus"),
        (
            "Jelgavas 4. vidusskola sāk projektu “Tilti”. Šauļu ģimnāzija Lietuvā rīko projekta tikšanos.",
            "Jelgavas 4. vidusskola",
        ),
        ("Projekti | Valmieras novada fonds | Jaunumi\nProjektu “Tilti” īsteno biedrība “Vilnis”.", "Vilnis"),
        ("Rīgas kultūras centrs ir izveidots 2012. gadā un īsteno projektu Talsos.", "Rīgas kultūras centrs"),
        ("Rīgas muzeja apmeklējumu skaits aug: Rīgas muzejs īsteno projektu “Tilti”.", "Rīgas muzejs"),
        ("Koordinatore ir: Ilze Kalniņa\nProjektu “Tilti” īsteno biedrība “Vilnis”.", "Vilnis"),
        ("Lai būtu labi, biedrība “Vilnis” ir parakstījusi līgumu par projekta “Tilti” gaitu.", "Vilnis"),
        ("Svētkus projektā “Tilti” rīkoja Ezera ļaužu apvienība un tos finansiāli atbalstīja SIF.",
         "Ezera ļaužu apvienība"),
        ("The project “Tilti” is implemented by Latvian office of Euroregion “Lakes”.",
         "Latvian office of Euroregion “Lakes”"),
    ],
)  # fmt: skip
def test_who_acts_beside_rooms_crumbs_and_neighbours(text: str, name: str) -> None:
    assert lead(text) == name


@pytest.mark.parametrize(
    ("text", "name"),
    [
        (
            "Fonds piešķir EUR 2160 divu Ķekavas novada bibliotēkas projektu “Tilti” īstenošanai.",
            "Ķekavas novada bibliotēka",
        ),
        ("Projektā “Tilti”. Taps Baltijas ekspertu tīkls un rakstu sērija.", None),
        ("Projekta “Tilti” tērpus sašuva biedrība “Ludzas amatnieks”.", None),
        ("Projektā “Tilti” ir konkurss Riebiņu un Aglonas vidusskolas vecuma jauniešiem.", None),
        ("Projektā “Tilti” īstenos Latvijā nebijušas aktivitātes.", None),
    ],
)
def test_sums_plans_tailors_and_ages_are_no_part_of_who_leads(text: str, name: str | None) -> None:
    assert lead(text) == name


@pytest.mark.parametrize(
    ("text", "name"),
    [
        (
            "Pļaviņu vēstures muzejs sadarbībā ar biedrību “Mantojums” ar VKKF atbalstu restaurējis spārnu.",
            "Pļaviņu vēstures muzejs",
        ),
        ("Ogres Centrālā bibliotēka ar VKKF atbalstu digitalizējusi albumus.", "Ogres Centrālā bibliotēka"),
        ("Ogres Centrālās bibliotēkas restaurētā zāle atvērta ar VKKF atbalstu.", None),
    ],
)
def test_restoring_and_digitising_are_deeds(text: str, name: str | None) -> None:
    assert lead(text) == name


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Talka\n\nRīkotājs – Mežāres pamatskola.", "Mežāres pamatskola"),
        ("Talka\n\nPērn Mežāres pamatskola atjaunoja jumtu ar LEADER atbalstu.", "Mežāres pamatskola"),
        ("Talka\n\nMežāres pamatskola tikusi pie jauna rotaļu laukuma.", "Mežāres pamatskola"),
        ("Talka\n\nNojumi uzbūvēja Mežāres pamatskola par LEADER naudu.", "Mežāres pamatskola"),
        ("Talka\n\nTo vasarā iekārtoja jauniešu neformālā grupa “Seši pret vienu”.", "Seši pret vienu"),
        ("Talka\n\nKaimiņi sanāca un nosaucās par iedzīvotāju grupu „Pie Alejas”.", "Pie Alejas"),
        ("Talka\n\nIniciatīvas grupai „Vējš” piešķirti 900 eiro nometnes rīkošanai.", "Vējš"),
        ("Talka\n\nDarbus veica Mežāres pamatskola.", None),
        ("Camp\n\nThe project is led by the association Gauja's Edge and friends.", "Gauja's Edge"),
        (
            "Talka\n\nBija jauki.\n\nPasākumu rīko: Mežāres novadpētniecības muzejs.",
            "Mežāres novadpētniecības muzejs",
        ),
        ("Talka\n\nIzdomāja un izdarīja IG „Trīs liepas”, tas ir, deviņi cilvēki.", "Trīs liepas"),
        ("Talka\n\nNodarbības vadīja biedrība „Krasts”.", None),
        ("Talka\n\nNometnē ēdienu gatavoja sporta klubs „Krasts”.", None),
        ("Talka\n\nNometni atbalstīja arī biedrība „Krasts”.", None),
        ("Talka\n\nProjekta mērķa grupa ir biedrība „Krasts”.", None),
        ("Talka\n\nPirmo vietu ieguva biedrība „Krasts”.", None),
        (
            "Talka\n\nProjektu īsteno Rojas sieviešu kora biedrība „Lapa”.",
            "Rojas sieviešu kora biedrība “Lapa”",
        ),
        ("Talka\n\nProjektu īsteno Kraukļu pagasta biedrība „Lapa”.", "Lapa"),
    ],
)
def test_who_organised_was_granted_or_only_helped(text: str, name: str | None) -> None:
    assert lead(text) == name
