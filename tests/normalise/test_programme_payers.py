"""Which programme or fund pays: names alike, years of one name, numbers, borders, who runs it for another."""

import pytest

from normalise.extract import extract_text
from tests.normalise.read import OWN, payers


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
        (
            "Project: “Bridges”\nProject funder: LR Ministry of Culture and Society Integration Foundation",
            {"km-lv", "sif"},
        ),
        ("Comenius project meeting took place in Krustpils. Teachers came.", {"erasmus-plus"}),
        ("A Comenius project meeting was described by a former pupil in her book.", set()),
        ("The association “Krasta ļaudis” will apply for the CERV call.", set()),
        ("Проект «Мост» финансируется Фондом активных граждан.", {"acf-lv"}),
        ("Проект «Мост» начат при поддержке Посольства США и краевого самоуправления.",
         {"us-embassy", "municipality"}),
        ("Лагерь при поддержке Фонда интеграции общества из средств Министерства культуры.", {"sif"}),
    ],
)  # fmt: skip
def test_programmes_across_borders_and_names_in_other_languages(text: str, paid: set[str]) -> None:
    assert payers(text) == paid


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


def test_a_partnership_s_own_running_takes_no_day_and_no_sum_of_its_sentence() -> None:
    text = (
        "Projekts “Tilti” Nr. 18-02-FL03-F043.0207-000006 īstenots. Rīcības grupas darbība Nr. "
        "16-00-A019.400-000021 ietvaros 2019. gada 5. maijā notiks seminārs, finansējums 2 000 EUR."
    )
    found = extract_text(text)
    assert [date.start for date in found.dates] == ["2019-05-05"]
    assert [amount.value for amount in found.amounts] == [2000.0]
