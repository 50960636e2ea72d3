"""Who pays and who is spoken of, asked, visited or hoped for: each rule with a near counter-example."""

import pytest

from normalise.extract import extract_text
from normalise.standing import Standing, line_key
from tests.normalise.read import OWN, payers


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
        ("Biedrība “Horizonts” īstenojusi projektu “Tilti”. 90% - ELFLA finansējums. Projekts atbalstīts "
         "izsludinātajā projektu pieteikumu iesniegšanas 3.kārtā.", {"eafrd-leader"}),
        ("LEADER ir viena no iniciatīvām, ko finansē no struktūrfondiem.", set()),
        ("Reģions projektā Nr. ENI-LLB-1-135 “Secure Areas” organizēja seminārus.", {"interreg"}),
        ("Latvijas – Šveices sadarbības programmas “NVO fonds” īss izklāsts\nProgramma finansē projektus.",
         set()),
        ("Projekta viesi bija programmas Erasmus+ jaunieši no Vācijas.", set()),
        ("Gribējām redzēt, kas paveikts projektos, kurus finansē EJZF.", set()),
        ("Projektā „Sabiedrība ar dvēseli” naudu deva KNHM fonds, projekta atbalsts bija 300 latu.",
         {"other:knhm"}),
        ("Projektu finansē Klimata pārmaiņu finanšu instruments.", {"other:kpfi"}),
        ("Project promoter: Oleri manor\nProject Number: LV03-0092", {"eea-norway"}),
        ("Rīga, LV-1050. Projekts “Tilti” sākas.", set()),
        ("Krāslavas novada pašvaldība ir uzsākusi projektu „Dari”. Kopējais pieejamais finansējums 5 EUR, "
         "tai skaitā Eiropas Sociālā fonda Plus finansējums ir 4 671 190 EUR.", {"esf"}),
        ("29. septembrī notika pēdējais LIFE+ projekta DVIETE pasākums. Projekts īstenots.", {"life"}),
        ("Pārrobežu sadarbības programmas \"Tilti\" (Bridges) ietvaros iegādātas stelles.", {"interreg"}),
        ("Kultūras ministrija uzdevuma īstenošanai piešķīra 16000 eiro, par kuriem biedrības projektā notika "
         "mācības.", {"km-lv"}),
        ("Noslēdzās biedrības “Varde” realizētais projekts LEADER Abulas lauku partnerībā – “Mēbeles”.",
         {"eafrd-leader"}),
        ("Projektu realizē ar Latvijas Vides fonda administrācijas atbalstu.", {"lvaf"}),
        ("Projekts “Darbi” īstenots ar Latvijas un Šveices sadarbības programmas līdzekļiem paplašinātajai "
         "Eiropas Savienībai.", {"swiss"}),
        ("Biedrības projekta noslēguma pasākums notiks Eiropas Savienības mājā.", set()),
        ("The series is a part of the project “Discussions”, S-LG750-15-GR-087.", {"us-embassy"}),
    ],
)  # fmt: skip
def test_programmes_across_borders_and_names_in_other_languages(text: str, paid: set[str]) -> None:
    assert payers(text) == paid


@pytest.mark.parametrize(
    ("text", "paid"),
    [
        # what is administered is no administrator; who is asked to pass the money on is one
        ("Projekts “Laivas” guvis atbalstu Sabiedrības integrācijas fonda administrētās valsts budžeta "
         "programmas “NVO fonds” ietvaros.", {"sif"}),
        ("Projektu “Laivas” finansē LEADER, līdzekļus administrē Sabiedrības integrācijas fonds.",
         {"eafrd-leader"}),
        # a fund of the Union through which it pays is the payer, a foundation is not
        ("91% no projekta “Laivas” finansē Eiropas Savienība ar Eiropas Sociālā fonda starpniecību.",
         {"esf"}),
        ("Projektu “Laivas” finansē Islande, Lihtenšteina un Norvēģija ar Sabiedrības integrācijas fonda "
         "starpniecību.", {"eea-norway"}),
        # experts who speak of a programme's projects
        (OWN + "Vadītāja rīkos domnīcas par Erasmus+ projektiem.", set()),
        (OWN + "Vadītāja rīkos Erasmus+ projekta “Laivas” nodarbības.", {"erasmus-plus"}),
    ],
)  # fmt: skip
def test_who_administers_and_through_whom_money_goes(text: str, paid: set[str]) -> None:
    assert payers(text) == paid


@pytest.mark.parametrize(
    ("text", "paid"),
    [
        ("Mūsu skolā notika Erasmus+ projekta “Young Boats” sanāksme.", {"erasmus-plus"}),
        ("Mūsu skolā sprieda par to, ko Erasmus+ dod skolām un projektiem.", set()),
    ],
)
def test_a_headline_that_begins_with_a_programme_may_tell_of_its_project(text: str, paid: set[str]) -> None:
    assert payers(text, title="Erasmus+ koordinatoru sanāksme") == paid


@pytest.mark.parametrize(
    ("published", "paid"),
    [("2011-05-02", set()), ("2014-05-02", {"eea-norway"}), ("2018-05-02", {"sif"}), (None, {"sif"})],
)
def test_whose_ngo_fund_it_was_in_which_year(published: str | None, paid: set[str]) -> None:
    """The EEA programme of 2009–2014 and the state's since 2016 bear one name, as Switzerland's did."""
    text = OWN + "Projekts “Laivas” saņēmis atbalstu programmas „NVO fonds” ietvaros."
    found = extract_text(text, published=published).funders
    assert {funder.id for funder in found if funder.role == "financed"} == paid


def test_the_latest_year_of_the_text_tells_where_no_day_is_known() -> None:
    text = OWN + "Projekts “Laivas” saņēmis atbalstu programmas „NVO fonds” ietvaros līdz {} gada beigām."
    assert payers(text.format("2015.")) == {"eea-norway"}
    assert payers(text.format("2019.")) == {"sif"}


@pytest.mark.parametrize(
    ("text", "paid"),
    [
        # a reporter's word behind the sentence, and people who told of what they had done
        (OWN + "Projekts «Laivas» tiek finansēts no LEADER, pastāstīja domes speciāliste.", {"eafrd-leader"}),
        (OWN + "Dalībnieki pastāstīja par LEADER finansējumu projektam “Laivas”.", set()),
        (OWN + "Semināri par finansēšanas nosacījumiem LEADER projektos notiks aprīlī.", set()),
        (OWN + "Ar LEADER atbalstu projektā “Laivas” notika semināri.", {"eafrd-leader"}),
        ("Ar Sabiedrības integrācijas fonda atbalstu tiks īstenoti deviņi projekti Rīgā.", set()),
        ("Ar Sabiedrības integrācijas fonda atbalstu biedrība “Oga” īstenos projektu Rīgā.", {"sif"}),
        ("2014 has begun well for the Union „Boats”, a financial support has been received from European "
         "Economical Area.", {"eea-norway"}),
    ],
)  # fmt: skip
def test_reporters_seminars_and_a_contest_s_results(text: str, paid: set[str]) -> None:
    assert payers(text) == paid


def test_an_exchange_that_a_headline_begins_with_is_paid_for() -> None:
    title = "Erasmus+ pieredze, kas iedvesmo"
    assert payers("Partnerība devās uz Erasmus+ pieredzes apmaiņu Vācijā.", title=title) == {"erasmus-plus"}
    assert payers("Partnerība lasīja par Erasmus+ Vācijā.", title=title) == set()


@pytest.mark.parametrize(
    ("text", "paid"),
    [
        # a card with each value below its label
        ("Projekta nosaukums:\n\nIzzini!\n\nProjekta līdzfinansētājs:\n\nRīgas dome\n\nMērķis:\n\nLasīt.",
         {"municipality"}),
        ("Projekta nosaukums:\n\nIzzini!\n\nProjekta atbalsta vieta:\n\nRīgas dome\n\nMērķis:\n\nLasīt.",
         set()),
        # LIFE, which is a word as well
        (OWN + "Noslēgsies projekts LIFE REstore, projektā īstenots daudz.", {"life"}),
        (OWN + "Projekta dziesma LIFE IS LIFE skanēja skaļi.", set()),
        (OWN + "Tikās Latvijā notiekošo LIFE projektu ļaudis.", set()),
        ("Notika Kultūras ministrijas finansētās lasīšanas programmas “Žūrija” noslēgums.", {"km-lv"}),
        ("Notika Kultūras ministrijas veidotās lasīšanas programmas “Žūrija” noslēgums.", set()),
        (OWN + "Projektu atbalstot Skrīveru novada domei, ērģeles skanēs.", {"municipality"}),
        (OWN + "Projektu rādot Skrīveru novada domei, ērģeles skanēs.", set()),
    ],
)  # fmt: skip
def test_labels_above_programmes_that_are_words_and_participles(text: str, paid: set[str]) -> None:
    assert payers(text) == paid


def test_within_a_programme_of_a_year() -> None:
    text = OWN + 'Projekts "Varam!", kurš īstenots programmas "NVO fonds" {} ietvaros, ir beidzies.'
    assert payers(text.format("2019")) == {"sif"}
    assert payers(text.format("2011")) == set()


@pytest.mark.parametrize(
    ("text", "paid"),
    [
        # the sentence that the fund prescribes, and a body's own years
        ("Projektu “Laivas” finansiāli atbalsta Aktīvo iedzīvotāju fonds, ko finansē Islande, Lihtenšteina "
         "un Norvēģija.", {"acf-lv"}),
        ("Biedrība “Oga”, kas kopš 2005. gada darbojas Cēsīs, ar Sabiedrības integrācijas fonda atbalstu "
         "īsteno projektu “Laivas”.", {"sif"}),
        # a hope in another sentence
        ("Ar LEADER atbalstu biedrība “Oga” īsteno projektu. Ir cerība saņemt arī nākamgad vairāk.",
         {"eafrd-leader"}),
        ("Ar LEADER atbalstu biedrība “Oga” īsteno projektu. Ja projekts tiks apstiprināts arī Igaunijā, "
         "brauksim.", {"eafrd-leader"}),
        (OWN + "Anna, biedrības vadītāja, pastāstīja sanāksmē par Erasmus+ projektiem.", set()),
        (OWN + "Īstenojam projektu saskaņā ar Zemkopības ministrijas noteikumiem.", set()),
    ],
)  # fmt: skip
def test_prescribed_sentences_and_hopes_in_other_sentences(text: str, paid: set[str]) -> None:
    assert payers(text) == paid


def test_a_number_of_people_is_no_year() -> None:
    text = (
        OWN + "Projekts “Laivas” saņēmis atbalstu programmas „NVO fonds” ietvaros. Piedalījās 2012 cilvēki."
    )
    assert payers(text) == {"sif"}
    assert payers(text.replace("2012 cilvēki", "2012. gadā visi")) == set()


@pytest.mark.parametrize(
    ("text", "paid"),
    [
        # whose the fisheries fund's project is, beside the programme that its sentence names, too
        (
            "Eiropas Jūrlietu un zivsaimniecības fonda un Lauku attīstības programmas projekts “Tilti” "
            "Nr. 19-08-FL06-F043.0202-000002 īstenots.",
            {"emff"},
        ),
        (
            "Eiropas Jūrlietu un zivsaimniecības fonda un ELFLA projekts “Tilti” "
            "Nr. 19-08-FL06-F043.0202-000002 īstenots.",
            {"emff", "eafrd-leader"},
        ),
        # who pays for the partnership whose site it is, below its members' projects
        (
            "Projekta “Tilti” numurs: 18-02-FL03-F043.0207-000006\n\nELFLA programmas projekts "
            "“Grupas darbība” Nr. 16-00-A019.400-000021.",
            {"emff"},
        ),
        ("Projekta “Tilti” numurs: 18-02-FL03-F043.0207-000006\n\nELFLA projekts “Loki”.",
         {"emff", "eafrd-leader"}),
        # who runs a programme, and who speaks of it
        (OWN + "The programme is run by the Council of the Society Integration Foundation.", set()),
        (OWN + "The project is funded by the Society Integration Foundation.", {"sif"}),
        (OWN + "Projekts “Tilti” sākas. Kultūras ministrija informēs par finansējumu.", set()),
        (OWN + "Kultūras ministrija finansēs projektu “Tilti”.", {"km-lv"}),
        (
            "Tilti\n\nИсточник финансирования: Финансовые инструменты ЕЭЗ и Норвегии 2004-2009\nПроект идёт.",
            {"eea-norway"},
        ),
    ],
)  # fmt: skip
def test_programmes_beside_numbers_and_who_runs_them(text: str, paid: set[str]) -> None:
    assert payers(text) == paid


def test_a_partnership_s_own_running_names_no_project_of_its_members() -> None:
    text = (
        "Projekta nosaukums: Dabas māja\nProjekta numurs: 18-02-FL03-F043.0207-000006\n"
        "Projekta finansējums: 270000.00 EUR\n\n"
        "Lauku attīstības programmas “Rīcības grupas darbība” projekta Nr. 16-00-A019.400-000021."
    )
    found = extract_text(text)
    assert [project.title for project in found.projects] == ["Dabas māja"]
    assert [amount.value for amount in found.amounts] == [270000.0]


@pytest.mark.parametrize(
    ("text", "paid"),
    [
        (OWN + "Valsts kultūrkapitāla fonds informēja skolu, ka finansēs projektu “Tilti”.", {"vkkf"}),
        (OWN + "The project “Tilti” is funded and managed by the Nordic Council of Ministers.", {"nordic"}),
        (OWN + "Eiropas Ekonomiskās zonas pilsoņiem projekta finansējums ir no Erasmus+.", {"erasmus-plus"}),
        (
            "EJZF projekts “Tilti” Nr. 19-08-FL06-F043.0202-000002. Otru projektu “Laivas” finansē Lauku "
            "attīstības programma.",
            {"emff", "eafrd-leader"},
        ),
        # what is looked at, could be attracted or registered in, and a programme's opening
        (OWN + "Brīvprātīgie reģistrējas programmas “Eiropas Solidaritātes korpuss” datubāzē.", set()),
        (
            OWN + "Projekts “Tilti” palīdzētu piesaistīt Eiropas jūrlietu un zivsaimniecības fonda naudu.",
            set(),
        ),
        (OWN + "Tādas vietas projektos var iekārtot ar LEADER programmas atbalstu.", set()),
        (OWN + "Vadītāja rādīja, ko var panākt: projektā ar ELFLA fonda atbalstu iegādāti tērpi.", set()),
        (
            OWN + "Valsts kultūrkapitāla fonda mērķprogrammas konkursā atbalstu guva projekts “Tilti”.",
            {"vkkf"},
        ),
    ],
)
def test_who_said_so_and_what_could_be(text: str, paid: set[str]) -> None:
    assert payers(text) == paid


def test_a_partnership_s_own_running_takes_no_day_and_no_sum_of_its_sentence() -> None:
    text = (
        "Projekts “Tilti” Nr. 18-02-FL03-F043.0207-000006 īstenots. Rīcības grupas darbība Nr. "
        "16-00-A019.400-000021 ietvaros 2019. gada 5. maijā notiks seminārs, finansējums 2 000 EUR."
    )
    found = extract_text(text)
    assert [date.start for date in found.dates] == ["2019-05-05"]
    assert [amount.value for amount in found.amounts] == [2000.0]


def test_a_project_on_a_line_of_the_site_is_its_own_where_the_story_names_it() -> None:
    text = "Projekts “Tilti”\n\nProjekta “Tilti” seminārs notiks maijā. To finansē AIF."
    standing = Standing(lines=frozenset({line_key("Projekts “Tilti”")}))
    assert [project.title for project in extract_text(text, standing=standing).projects] == ["Tilti"]
