"""Organisations in the nominative, and the one that leads."""

import pytest

from normalise.extract import extract_text
from tests.normalise.read import lead


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Biedrība “Vārpu laiva” īsteno projektu “Zaļā klase”.", "Vārpu laiva"),
        ("Biedrība „Vārpu laiva” uzsāk projektu „Zaļā klase”.", "Vārpu laiva"),
        ("Projektu “Zaļā klase” īsteno biedrība “Vārpu laiva”.", "Vārpu laiva"),
        ("Nodibinājums “Enkura zīme” realizē projektu “Tīklu māja”.", "Enkura zīme"),
        ("Projekta īstenotājs: biedrība “Vārpu laiva”\nProjekta nosaukums: Zaļā klase", "Vārpu laiva"),
        (
            "Projekta vadošais partneris: biedrība “Vārpu laiva”\nProjekta nosaukums: Zaļā klase",
            "Vārpu laiva",
        ),
        ("Noslēdzies biedrības “Vārpu laiva” projekts “Zaļā klase”.", "Vārpu laiva"),
        (
            "Biedrība “Vārpu laiva” sadarbībā ar biedrību “Enkura zīme” īsteno projektu “Zaļā klase”.",
            "Vārpu laiva",
        ),
    ],
)
def test_who_leads(text: str, name: str) -> None:
    assert lead(text) == name


@pytest.mark.parametrize(
    "text",
    [
        "Talka parkā izdevās. Paldies visiem!",
        "Aktīvo iedzīvotāju fonds atbalsta kopienas.",
        "Viesojās biedrība “Vārpu laiva” un biedrība “Enkura zīme”.",
    ],
)
def test_nobody_leads_where_the_text_does_not_say(text: str) -> None:
    assert lead(text) is None


def test_at_most_one_leads() -> None:
    text = (
        "Biedrība “A laiva” īsteno projektu “Zaļā klase”. Biedrība “B zīme” īsteno projektu “Zilais ezers”."
    )
    assert sum(one.role == "lead" for one in extract_text(text).organisations) <= 1


def test_a_partner_is_no_lead() -> None:
    text = "Biedrība “Vārpu laiva” īsteno projektu “Zaļā klase”. Partneris ir nodibinājums “Enkura zīme”."
    assert lead(text) == "Vārpu laiva"


@pytest.mark.parametrize(
    ("text", "name"),
    [
        # the name at the head of the site
        (
            "Pagalmu zvani\nPar mums Jaunumi\n\nGada stāsts\n\nKo mēs iemācījāmies.\n\n"
            "Biedrība “Pagalmu zvani”\n\nPaldies!",
            "Pagalmu zvani",
        ),
        (
            "UPMALAS SKATUVE amatierteātris kopš 1911\n\nTrīs dienas\n\n"
            "Mēs strādājām. Attēlā “Upmalas skatuves” ļaudis.\n\nBeigas.",
            "UPMALAS SKATUVE",
        ),
        # the verb behind a clause
        (
            "Smiltāju novada domes Kalnu pagasta pārvalde, lai dažādotu tērpus, iesniedza biedrībā "
            "“Upju partnerība” projektu “Tērpi”.",
            "Smiltāju novada domes Kalnu pagasta pārvalde",
        ),
        (
            "BDR “Upēm un jūrai”, sadarbībā ar partneriem no Somijas, īstenoja projektu “Kāpas”.",
            "Upēm un jūrai",
        ),
    ],
)
def test_who_leads_by_the_site_s_name_or_behind_a_clause(text: str, name: str) -> None:
    assert lead(text) == name


@pytest.mark.parametrize(
    "text",
    [
        "Realizēts projekts “Laukums”, kas atbalstīts biedrības “Upju partnerība” izsludinātajā konkursā.",
        "Projekts “Laukums”.\n\nVietējā rīcības grupa\n\nBiedrība “Upju partnerība”",
        "Īstenots projekts “Tērpi” deju kolektīvam “Virpulis”.",
        "Projektā “Tērpi” SIA “Diegs” deju kolektīva “Virpulis” dalībniekiem pašuva jakas.",
        "SIA “Mūrnieks” ir pabeigusi telpu atjaunošanu projekta “Amatu centrs” ietvaros.",
        "Īstenots projekts Nr. 19-01-AL15-A019.2203-000908 „Prasmju centra „Sniedz rociņu” izveide Kalnos”.",
        "Naudu “Dūdām” dod valsts, konkursu rīkoja biedrība “Novadu centrs”.",
    ],
)
def test_who_chose_or_gets_something_does_not_lead(text: str) -> None:
    assert lead(text) is None


def test_where_the_writer_works_does_not_lead() -> None:
    text = (
        "Kalnu pagastā realizēts projekts “Laukums”, pateicoties biedrības “Upju partnerība” izsludinātajam "
        "konkursam.\n\nInformāciju sagatavoja: Ilze Kalna, Kalnu apvienības projektu koordinatore"
    )
    assert lead(text) is None


@pytest.mark.parametrize(
    ("text", "name"),
    [
        (
            "Biedrība “Domu parks” laika posmā no 2022. gada 1. augusta līdz 2024. gada 31. janvārim "
            "īstenoja projektu “Kapitāls”. Tapa biedrības “Attīstības stratēģija”.",
            "Domu parks",
        ),
        (
            "Biedrības “Upes centrs” projekts “Seniori”. Mērķis ir veicināt NVO jomas popularizēšanu un "
            "biedrības atpazīstamību.",
            "Upes centrs",
        ),
    ],
)
def test_the_genitive_does_not_act(text: str, name: str) -> None:
    assert lead(text) == name


@pytest.mark.parametrize(
    ("url", "text", "name"),
    [
        (
            "https://www.apeironi.lv/projekts/",
            "“Balss visiem”\n\nAr šo projektu runāsim. Apeironi savu pieredzi nodos.",
            "Apeironi",
        ),
        (
            "https://gribupalidzet.lv/1",
            "Projekts “Tilti” sākas. Gribu palīdzēt aicina pieteikties.",
            "Gribu palīdzēt",
        ),
        ("https://tukums.lv/1", "Projekts “Tilti” sākas. Tukums svin.", None),
        ("https://upesnovads.lv/1", "Projekts “Tilti” sākas. Upes novads svin.", None),
    ],
)
def test_the_site_s_address_names_who_leads(url: str, text: str, name: str | None) -> None:
    found = extract_text(text, url=url).organisations
    assert next((one.name for one in found if one.role == "lead"), None) == name


@pytest.mark.parametrize(
    ("text", "name"),
    [
        (
            "Projekta iesniedzējs: Aiviekstes novada dome\nProjekta realizētājs: Jauniešu centrs “Tilts”\n"
            "Projekts “Rudens”",
            "Jauniešu centrs “Tilts”",
        ),
        (
            "Projekts “Rudens”\nIesniedzējs:\nAiviekstes kultūras biedrība\nStatuss:\nPabeigts",
            "Aiviekstes kultūras biedrība",
        ),
        ("Projekts “Rudens”. Jumta nomaiņu veica SIA “Jumtnieks” par summu 43256 eiro.", None),
        ("Projektā tiks siltināta bērnudarza “Ābelīte” ēka.", None),
        (
            "Apstiprināts biedrības “Jauniešu iniciatīvu centrs “Atslēga”” projekts “Kopā”.",
            "Jauniešu iniciatīvu centrs “Atslēga”",
        ),
    ],
)
def test_fields_works_and_buildings(text: str, name: str | None) -> None:
    assert lead(text) == name


@pytest.mark.parametrize(
    ("text", "name"),
    [
        (
            "Noslēgušies darbi pie Aiviekstes novada domes iesniegtā projekta “Tērpi” īstenošanas.",
            "Aiviekstes novada dome",
        ),
        (
            "PROJEKTA NOSAUKUMS:\nPļavas\nIZPILDĪTĀJS:\nAiviekstes kultūras biedrība\nLAIKS:\n2019",
            "Aiviekstes kultūras biedrība",
        ),
        ("Projektā iegādāti tērpi.\nSagatavoja un ievietoja\nAiviekstes novada dome\nTālr. 12", None),
        ("Projektā ieklāta grīda, tāpēc Pūces kultūras nams ir skaists. To veica SIA “Grīda”.", None),
    ],
)
def test_whose_project_it_is_and_who_is_only_near_it(text: str, name: str | None) -> None:
    assert lead(text) == name


@pytest.mark.parametrize(
    ("text", "name"),
    [
        # the call is another's; the call is its own
        ("Projekts “Tilti” apstiprināts biedrības “Loki” šī gada martā izsludinātajā konkursā.", None),
        ("Biedrība “Loki” izsludina pieteikšanos nometnei.", "Loki"),
        # who supports pays, unless its own project follows
        ("Projektu “Tilti” ir finansiāli atbalstījusi biedrība “Loki”.", None),
        ("Padome atbalstīja biedrības “Loki” projektu “Tilti”.", "Loki"),
        ("Projekts “Tilti”. Vecumnieku novada dome ir atbalstījusi projektu ar 300 eiro.", None),
        ("Projektu “Tilti” līdzfinansē Dobeles novada pašvaldība.", None),
        ("Projektam “Tilti” savu atbalstu sniedz Dobeles novada dome.", None),
        ("Dobeles novada pašvaldība īsteno projektu “Tilti” un to līdzfinansē.", "Dobeles novada pašvaldība"),
        # leading said behind the name or before it; a partner alone leads nothing
        ("Projektā “Tilti” galvenais partneris ir biedrība “Loki”, piedalās biedrība “Vilnis”.", "Loki"),
        ("Projektā “Tilti” partneris ir biedrība “Loki”.", None),
        (
            "Biedrība “Loki”, kā projekta vadošais partneris, pulcē ļaudis. Biedrība “Vilnis” īsteno talku.",
            "Loki",
        ),
        (
            "Biedrība “Loki”, kā projekta partneris, nāk. Biedrība “Vilnis” īsteno projektu “Tilti”.",
            "Vilnis",
        ),
        (
            "Biedrība “Loki” ir projekta vadošais partneris. Biedrība “Vilnis” īsteno nometni.",
            "Loki",
        ),
        # what is done to a body or decided in it
        (
            "Projekts “Tilti” sākas. Nīcas novada dome tika lūgta palīdzēt. Biedrība “Loki” to vada.",
            "Loki",
        ),
        (
            "Biedrība “Loki” vada projektu “Tilti”. Nīcas novada domes sēdē lēma par telpām projektam.",
            "Loki",
        ),
        # whose project it is, although another acts in it
        ("Biedrības “Loki” projektā “Tilti” talku vada biedrība “Vilnis”.", "Loki"),
        ("Projekts “Tilti”, ko īsteno arī Dundagas novada biedrība “Loki”.", "Loki"),
    ],
)
def test_who_carries_out_and_who_stands_beside(text: str, name: str | None) -> None:
    assert lead(text) == name


@pytest.mark.parametrize(
    ("text", "name"),
    [
        (
            "Labklājības ministrija turpina īstenot projektu “Durvis”, ko finansē Eiropas Sociālais fonds.",
            "Labklājības ministrija",
        ),
        ("Labklājības ministrija finansē projektu “Durvis”, ko īsteno biedrība “Loki”.", "Loki"),
        ("Kultūras ministrija īsteno programmu un finansē projektu “Durvis”.", None),
        (
            "Sabiedrības integrācijas fonds īsteno projektu “Durvis”, ko finansē Eiropas Sociālais fonds.",
            "Sabiedrības integrācijas fonds",
        ),
        ("Sabiedrības integrācijas fonds finansē projektu “Durvis”.", None),
        ("Sabiedrības integrācijas fonds īsteno konkursu, tajā uzvarējis projekts “Durvis”.", None),
    ],
)
def test_a_ministry_or_fund_leads_what_it_carries_out(text: str, name: str | None) -> None:
    assert lead(text) == name


@pytest.mark.parametrize(
    ("text", "roles"),
    [
        # an English name goes on behind "of" and "for"
        (
            "The project was organised by the Latvian Association of Occupational Safety Specialists (LA).",
            {"Latvian Association of Occupational Safety Specialists": "lead"},
        ),
        # a firm in brackets did the work; who signed the memorandum is a partner
        ("Projektā “Tilti” pļautas niedres (SIA “Krasts”).", {"Krasts": "mentioned"}),
        (
            "Ar Valmieras novada pašvaldību noslēgts sadarbības memorands.",
            {"Valmieras novada pašvaldība": "partner"},
        ),
    ],
)
def test_names_behind_of_firms_in_brackets_and_signed_partners(text: str, roles: dict[str, str]) -> None:
    assert {one.name: one.role for one in extract_text(text).organisations} == roles


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Cēsu novada Jauniešu māja īsteno projektu “Mērs”.", "Cēsu novada Jauniešu māja"),
        ("Tikšanos rīkoja Latviešu Kultūras fonds Īrijā (LKFĪ).", "Latviešu Kultūras fonds Īrijā"),
        # a month before the name is no sum that the municipality gave
        ("date 2017-02 Ogres novada pašvaldība ir saņēmusi atbalstu projekta Estrāde īstenošanai ar ELFLA "
         "finansējumu.", "Ogres novada pašvaldība"),
    ],
)  # fmt: skip
def test_houses_of_the_young_names_abroad_and_months_before_a_name(text: str, name: str) -> None:
    assert lead(text) == name


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Ar biedrību “Krasts” noslēgts līgums par projekta “Tilti” īstenošanu.", "Krasts"),
        ("Projektu “Tilti” īsteno sociālais uzņēmums (SIA “Krasts”).", "Krasts"),
        ("The camp “Sun” was organised by Latvian Youth Club for Ukrainian Children.", "Latvian Youth Club"),
        ("The project is run by Young Folks of Riga and Erasmus Student Network.", "Young Folks of Riga"),
    ],
)
def test_who_signed_for_the_project_stands_in_brackets_or_before_for_whom(text: str, name: str) -> None:
    assert lead(text) == name


def test_the_association_whose_project_an_english_page_tells_of() -> None:
    text = "The aim of the project “Together” of the Association “Lakes and Rivers” is to make people meet."
    assert lead(text) == "Lakes and Rivers"


def test_one_grantee_in_the_headline_leads_although_results_are_told() -> None:
    title = "Piešķirts finansējums Siguldas Sporta skolas atbalsta biedrības projektam"
    text = f"{title}\n\nPadome apstiprināja konkursa rezultātus: kopumā saņemti 20 projektu pieteikumi."
    found = extract_text(text, title=title).organisations
    assert [one.name for one in found if one.role == "lead"] == ["Siguldas Sporta skolas atbalsta biedrība"]
