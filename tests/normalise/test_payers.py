"""Who pays and who is spoken of, asked, visited or hoped for: each rule with a near counter-example."""

import pytest

from normalise.extract import extract_text

OWN = "Biedrība “Krasta ļaudis” atklāj lasītavu.\n"


def payers(text: str, title: str | None = None) -> set[str]:
    found = extract_text(text, title=title).funders
    return {funder.id for funder in found if funder.role == "financed"}


@pytest.mark.parametrize(
    ("text", "paid"),
    [
        # a line that names the fund behind its label
        ("Projekts “Zvejas māja”\nFonds: Valsts kultūrkapitāla fonds\nSumma: 900 EUR", {"vkkf"}),
        ("Projekts “Zvejas māja”\nFinansējuma avots: LEADER\nSumma: 900 EUR", {"eafrd-leader"}),
        ("Projekts “Zvejas māja”\nAdministrē: Valsts kultūrkapitāla fonds\nSumma: 900 EUR", set()),
        # the plainest sentence there is, and donors of a fund
        (OWN + "Lasītavu finansē LEADER programma.", {"eafrd-leader"}),
        (OWN + "Donorvalstis, kas finansē LEADER programmu, ir piecas.", set()),
        # what is spoken of
        (OWN + "Seminārs būs par LEADER lomu laukos un projektiem.", set()),
        (OWN + "Pateicoties LEADER atbalstam, projekts “Tilti” notika.", {"eafrd-leader"}),
        (OWN + "Projektiem prasa Valsts kultūrkapitāla fonda finansējuma palielināšanu.", set()),
        (OWN + "Ar Valsts kultūrkapitāla fonda finansējumu projektā “Tilti” iegādāti galdi.", {"vkkf"}),
        (OWN + "Projektā “Tilti” sprieda, vai VKKF finansējumu dos visiem.", set()),
        (OWN + "Projektā “Tilti” VKKF finansējumu deva visiem.", {"vkkf"}),
        # a house that was visited, where something was held
        (OWN + "Notika vizīte Valsts kultūrkapitāla fondā par projektu finansējumu.", set()),
        (OWN + "Valsts kultūrkapitāla fondā notika projektu finansējuma saruna.", set()),
        (OWN + "Valsts kultūrkapitāla fondā projekts “Tilti” guva finansējumu.", {"vkkf"}),
        # the fund's people
        (OWN + "Aktīvo iedzīvotāju fonda birojā runāja par projektu “Tilti” ar finansējumu.", set()),
        (OWN + "Aktīvo iedzīvotāju fonda finansējums ļāva īstenot projektu “Tilti”.", {"acf-lv"}),
        # a ministry of another country
        (OWN + "Projektu “Tilti” finansē Vācijas Ārlietu ministrija.", set()),
        (OWN + "Projektu “Tilti” finansē Latvijas Republikas Ārlietu ministrija.", {"mfa-lv"}),
        # money that is only hoped for
        (OWN + "Projekta apstiprināšanas gadījumā to finansēs LEADER.", set()),
        (OWN + "Ja projektu apstiprinās, to finansēs LEADER.", set()),
        (OWN + "Projektu apstiprināja, un to finansē LEADER.", {"eafrd-leader"}),
        (OWN + "Projekts “Tilti” tiktu finansēts no LEADER.", set()),
        (OWN + "Projekts “Tilti” tika finansēts no LEADER.", {"eafrd-leader"}),
        (OWN + "Projektu “Tilti” finansē VKKF. Labi, ja tiktu finansēta arī otrā kārta.", {"vkkf"}),
        (OWN + "Projekts “Tilti”, Nr. AIF/2020/SDK/95, sākas. Labi, ja tiktu finansēts otrs.", {"acf-lv"}),
        (OWN + "Projekta “Tilti” sapnis: apstiprināšanas gadījumā būs otrs. To finansē VKKF.", {"vkkf"}),
        # others' projects that a group went to see
        (OWN + "Grupa iepazinās ar ELFLA projektiem Tukumā, kurus finansē fonds.", set()),
        (OWN + "Grupa īsteno ELFLA projektu “Tilti” Tukumā.", {"eafrd-leader"}),
        (OWN + "Grupa iepazīstas ar Valsts kultūrkapitāla fonda projektu konkursu un finansējumu.", set()),
        (OWN + "Te ir īstenoti vairāki ELFLA projekti ar finansējumu.", set()),
        (OWN + "Ir īstenots ELFLA projekts “Tilti”.", {"eafrd-leader"}),
        # its possibilities, its changes, those whom it pays
        (OWN + "Seminārā par VKKF finansējuma iespējām projektiem runāja visi.", set()),
        (OWN + "Par LEADER programmas finansējuma apguvi projektos runāja visi.", set()),
        (OWN + "LEADER programmas finansējums projektam “Tilti” ir liels.", {"eafrd-leader"}),
        (OWN + "Runāja par izmaiņām Erasmus+ projektos.", set()),
        (OWN + "Runāja par tikšanos Erasmus+ projektā.", {"erasmus-plus"}),
        (OWN + "VKKF finansēto kultūras projektu īstenotāji tikās Cēsīs.", set()),
        (OWN + "VKKF finansētais kultūras projekts “Tilti” notika Cēsīs.", {"vkkf"}),
        (OWN + "Projekts “Tilti” notiek, tā izmaksas sedz VKKF.", {"vkkf"}),
        # what one carries out for another
        (
            OWN + "Sabiedrības integrācijas fonds (SIF) ir projekta vadošais partneris, to finansē Eiropas "
            "Sociālais fonds.",
            {"esf"},
        ),
        (
            OWN + "Sabiedrības integrācijas fonda īstenotā Eiropas Sociālā fonda projekta “Dažādība” mācībās "
            "ar finansiālu atbalstu piedalījās desmit.",
            {"esf"},
        ),
        (
            OWN
            + "Sabiedrības integrācijas fonda īstenotajā valsts budžeta programmā notiek projekts “Tilti”.",
            {"sif"},
        ),
        (
            OWN + "Sabiedrības integrācijas fonda finansētā projekta “Dažādība” mācībās piedalījās desmit.",
            {"sif"},
        ),
    ],
)
def test_who_is_said_to_pay(text: str, paid: set[str]) -> None:
    assert payers(text) == paid


@pytest.mark.parametrize(
    ("text", "paid"),
    [
        (
            "Projektu “Tilti” finansē EEZ finanšu instruments programmā “NVO fonds”. Līgumu par projektu "
            "parakstīja Sabiedrības integrācijas fonds.",
            {"eea-norway"},
        ),
        (
            "Projektu “Tilti” finansē EEZ finanšu instruments. Otru projekta daļu finansē Sabiedrības "
            "integrācijas fonds.",
            {"eea-norway", "sif"},
        ),
        ("Projektu “Tilti” finansē EEZ finanšu instruments. Palīdz SIF līdzekļi.", {"eea-norway", "sif"}),
        ("Projektu “Tilti” finansē Sabiedrības integrācijas fonds no valsts budžeta.", {"sif"}),
    ],
)
def test_sif_beside_another_s_money_pays_only_where_it_is_said(text: str, paid: set[str]) -> None:
    assert payers(OWN + text) == paid


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
    ("title", "text", "paid"),
    [
        ("Erasmus+ mobilitāte Tartu", "Projektā “Tilti” jaunieši brauca un mācījās.", {"erasmus-plus"}),
        ("Erasmus+ brauciens uz Tartu", "Erasmus+ programmas finansējums ļāva braukt.", {"erasmus-plus"}),
        ("Erasmus+ jaunumi", "Erasmus+ programmas finansējums mainās visās valstīs.", set()),
        ("Kultūras ministrijas projekts “Tilti”", "Jaunieši brauca uz Tartu.", {"km-lv"}),
        ("Kultūras ministrijas nedēļa", "Jaunieši brauca uz Tartu.", set()),
    ],
)
def test_a_funder_in_the_title(title: str, text: str, paid: set[str]) -> None:
    assert payers(f"{title}\n\n{text}", title) == paid


@pytest.mark.parametrize(
    ("name", "funder"),
    [
        ("Tiesības, vienlīdzība un pilsonība", "other:rec"),
        ("Pilsoņi, vienlīdzība, tiesības un vērtības", "cerv"),
        ("Eiropa pilsoņiem", "cerv"),
    ],
)
def test_programmes_of_like_names_are_told_apart(name: str, funder: str) -> None:
    assert payers(f"{OWN}Projektu “Tilti” finansē programma “{name}”.") == {funder}


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
    ("number", "funder"),
    [
        ("9.2.4.2/16/I/055", "esf"),
        ("8.3.4.0/16/I/001", "esf"),
        ("8.1.2.0/17/I/009", "erdf"),
        ("9.3.1.1/18/I/009", "erdf"),
        ("1.1.1.2/16/I/001", "erdf"),
    ],
)
def test_the_aim_in_a_number_tells_the_social_fund_from_the_regional_one(number: str, funder: str) -> None:
    assert payers(f"Projekts “Tilti”, Nr. {number}, sākas.") == {funder}


@pytest.mark.parametrize(
    ("text", "paid"),
    [
        ("Skola iesaistījusies Latvijas – Lietuvas pārrobežu sadarbības projekta īstenošanā.", {"interreg"}),
        ("Bibliotēka iesaistījusies Latvijas – Krievijas pārrobežu sadarbības projekta īstenošanā.",
         {"other:est-lat-rus"}),
        ("Bibliotēkas pārrobežu sadarbība turpinās.", set()),
        ("Projekta Nr. 558083-CITIZ-1-2014-2-IT-CITIZ-TT", {"cerv"}),
        ("Ar Valsts kultūrkapitāla fonda finansiālu atbalstu 3600 EUR apmērā Valkas novada pašvaldība ir "
         "īstenojusi projektu.", {"vkkf"}),
        ("Šogad, iegūstot 757 euro Cēsu pašvaldības kopienu iniciatīvu projektu konkursā, darbs turpinās.",
         {"municipality"}),
        ("Projekts tiek līdzfinansēts Rīgas pilsētas Sabiedrības integrācijas programmas ietvaros.",
         {"municipality"}),
        ("Approved: Strategic projects in programme Democratic culture. The project has begun.", {"acf-lv"}),
        ("Biedrība “Horizonts” īstenojusi projektu “Tilti”. 90% - ELFLA finansējums. Projekts atbalstīts "
         "izsludinātajā projektu pieteikumu iesniegšanas 3.kārtā.", {"eafrd-leader"}),
        ("Sabiedrības integrācijas fonds apstiprinājis projektu konkursa “Kursi ukraiņiem” rezultātus. "
         "Projektus finansē Sabiedrības integrācijas fonds.", set()),
        ("LEADER ir viena no iniciatīvām, ko finansē no struktūrfondiem.", set()),
        ("Reģions projektā Nr. ENI-LLB-1-135 “Secure Areas” organizēja seminārus.", {"interreg"}),
        ("Atklāta konkursa rezultāti: apstiprināti 14 projekti. Biedrība “Vidus” par 59 976 eiro īstenos "
         "projektu “Mēs”. To finansē Sabiedrības integrācijas fonds.", {"sif"}),
        ("Atklāta konkursa rezultāti: apstiprināti 14 projekti. Biedrība “Vidus” par 59 976 eiro īstenos "
         "projektu “Mēs”, biedrība “Mala” par 9 976 eiro īstenos projektu “Tu”. Finansē Sabiedrības "
         "integrācijas fonds.", set()),
        ("Latvijas – Šveices sadarbības programmas “NVO fonds” īss izklāsts\nProgramma finansē projektus.",
         set()),
        ("Pasākumu finansiāli atbalsta Sabiedrības integrācijas fonds no Latvijas valsts budžeta līdzekļiem, "
         "Valsts kultūrkapitāla fonds un Cēsu novada pašvaldība.", {"sif", "vkkf", "municipality"}),
        ("Ar Sabiedrības integrācijas fonda atbalstu tiks īstenoti 11 biedrību projekti.", set()),
        ("Projekta viesi bija programmas Erasmus+ jaunieši no Vācijas.", set()),
        ("Gribējām redzēt, kas paveikts projektos, kurus finansē EJZF.", set()),
        ("Approved projects: Bilateral cooperation projects in programme Bilateral and regional "
         "cooperation\n\nAbout project", {"acf-lv"}),
        ("Финансирование: Вентспилсского городского самоуправления – 129 327 лата.", {"municipality"}),
        ("Projektā „Sabiedrība ar dvēseli” naudu deva KNHM fonds, projekta atbalsts bija 300 latu.",
         {"other:knhm"}),
        ("Projektu finansē Klimata pārmaiņu finanšu instruments.", {"other:kpfi"}),
        ("Biedrība pieteikumu iesniedza Talsu novada pašvaldības izsludinātajā projektu konkursā.\nTas "
         "sniegts projekta „Kurzemes NVO” ietvaros. Projektu finansiāli atbalsta Islande, Lihtenšteina un "
         "Norvēģija. Projektu līdzfinansē Talsu novada pašvaldība.", {"eea-norway", "municipality"}),
        ("Project promoter: Oleri manor\nProject Number: LV03-0092", {"eea-norway"}),
        ("Rīga, LV-1050. Projekts “Tilti” sākas.", set()),
        ("Krāslavas novada pašvaldība ir uzsākusi projektu „Dari”. Kopējais pieejamais finansējums 5 EUR, "
         "tai skaitā Eiropas Sociālā fonda Plus finansējums ir 4 671 190 EUR.", {"esf"}),
        ("29. septembrī notika pēdējais LIFE+ projekta DVIETE pasākums. Projekts īstenots.", {"life"}),
        ("The project is supported by the European Economic Area Financial Instrument, co-financed by Ludza "
         "Municipality.", {"eea-norway", "municipality"}),
        ("Pārrobežu sadarbības programmas \"Tilti\" (Bridges) ietvaros iegādātas stelles.", {"interreg"}),
        ("Sabiedrības integrācijas fonds ir apstiprinājis biedrības “Parks” projektu “Esi jaunietis”. Mēs to "
         "realizēsim vasarā.", {"sif"}),
        ("Kultūras ministrija uzdevuma īstenošanai piešķīra 16000 eiro, par kuriem biedrības projektā notika "
         "mācības.", {"km-lv"}),
        ("Muzejs pretendēs uz Eiropas Jūrlietu un zivsaimniecības fonda finansējumu.\nDome atbalstīja tā "
         "pieteikumu. Projekta “Laivas” līdzfinansējumu nodrošina pašvaldība.", set()),
        ("Projektā “Ezeri” saņemti 89 skolu pieteikumi konkursā.\nBraucām ciemos.\n"
         "_______________\nAktivitātes ir daļa no Latvijas vides aizsardzības fonda finansēta projekta",
         {"lvaf"}),
        ("Noslēdzās biedrības “Varde” realizētais projekts LEADER Abulas lauku partnerībā – “Mēbeles”.",
         {"eafrd-leader"}),
        ("Projekts tika iesniegts un īstenots 5.1. apakšprogrammā „Jauniešu un jaunatnes politikas veidotāju "
         "tikšanās”.", {"erasmus-plus"}),
        ("Sabiedrības integrācijas fonda padome atbalstīja četrus projektus programmā “Valoda”. Projektus "
         "īstenos skolas.", set()),
        ("Projektu realizē ar Latvijas Vides fonda administrācijas atbalstu.", {"lvaf"}),
        ("Projekts “Darbi” īstenots ar Latvijas un Šveices sadarbības programmas līdzekļiem paplašinātajai "
         "Eiropas Savienībai.", {"swiss"}),
        ("Biedrības projekta noslēguma pasākums notiks Eiropas Savienības mājā.", set()),
        ("The series is a part of the project “Discussions”, S-LG750-15-GR-087.", {"us-embassy"}),
        ("9.novembrī Daugavpils pilsētas domes Jaunatnes nodaļa klausījās projekta prezentāciju.", set()),
    ],
)  # fmt: skip
def test_programmes_across_borders_and_a_department_that_listens(text: str, paid: set[str]) -> None:
    assert payers(text) == paid
