"""Who paid and who is only named: the situations that mislead, each as a short text."""

import pytest

from normalise.extract import Standing, extract_text

OWN = "Biedrība “Vārpu laiva” atklāj lasītavu.\n"


def roles(text: str, title: str | None = None) -> dict[str, str]:
    return {funder.id: funder.role for funder in extract_text(text, title=title).funders}


PAID = [
    (
        "acf-lv",
        "Projektu finansē Islande, Lihtenšteina un Norvēģija caur EEZ un Norvēģijas grantu "
        "programmu “Aktīvo iedzīvotāju fonds”.",
    ),
    (
        "acf-lv",
        "Šī publikācija ir izveidota ar Islandes, Lihtenšteinas un Norvēģijas atbalstu caur EEZ "
        "un Norvēģijas grantu programmu “Aktīvo iedzīvotāju fonds”.",
    ),
    ("acf-lv", "Ar AKTĪVO IEDZĪVOTĀJU FONDA atbalstu notika trīs semināri."),
    ("acf-lv", "Projekts “Pagalms” tiek īstenots Aktīvo iedzīvotāju fonda programmas ietvaros."),
    ("acf-lv", "Projekts “Pagalms” notiek AIF finansējuma ietvaros."),
    (
        "sif",
        "Projektu finansiāli atbalsta Sabiedrības integrācijas fonds no Latvijas valsts budžeta līdzekļiem.",
    ),
    (
        "sif",
        "Projektu finansiāli atbalsta Sabiedrības integrācijas fonds no Kultūras ministrijas "
        "piešķirtajiem Latvijas valsts budžeta līdzekļiem.",
    ),
    ("sif", "Pasākumu finansiāli atbalsta SIF no piešķirtajiem Latvijas valsts budžeta līdzekļiem."),
    (
        "sif",
        "The project is financially supported by the Society Integration Foundation from the "
        "Latvian State budget.",
    ),
    ("eafrd-leader", "Projekts īstenots ar Eiropas Lauksaimniecības fonda lauku attīstībai atbalstu."),
    ("eafrd-leader", "Projekts īstenots LEADER programmas ietvaros ar ELFLA finansējumu."),
    ("eafrd-leader", "Projektu “Laipa” līdzfinansē Lauku atbalsta dienests."),
    ("emff", "Projektu finansē Eiropas Jūrlietu un zivsaimniecības fonds."),
    ("esf", "Pasākumi notiek projekta ietvaros, ko finansē Eiropas Sociālais fonds."),
    ("erdf", "Projektu līdzfinansē Eiropas Reģionālās attīstības fonds."),
    (
        "erasmus-plus",
        "Projekts “Tilti” tika finansēts ar Eiropas Komisijas “Erasmus+: Jaunatne darbībā” atbalstu.",
    ),
    ("esc", "Brīvprātīgā darba projektu finansē Eiropas Solidaritātes korpuss."),
    ("vkkf", "Koncertu finansiāli atbalsta Valsts kultūrkapitāla fonds."),
    ("lvaf", "Projektu finansē Latvijas vides aizsardzības fonds."),
    (
        "mfa-lv",
        "Projektu finansē Latvijas Republikas Ārlietu ministrija no attīstības sadarbības līdzekļiem.",
    ),
    ("amif", "Projekts tiek īstenots ar Patvēruma, migrācijas un integrācijas fonda atbalstu."),
    ("nordic", "Projektu finansē Ziemeļvalstu Ministru padome."),
    ("us-embassy", "Projektu finansiāli atbalsta ASV vēstniecība Latvijā."),
    (
        "izm-lv",
        "Projekts īstenots Izglītības un zinātnes ministrijas Jaunatnes politikas valsts "
        "programmas 2018. gadam valsts budžeta finansējuma ietvaros.",
    ),
    ("municipality", "Projekta īstenošanu līdzfinansē Ropažu novada pašvaldība."),
]


@pytest.mark.parametrize(("funder", "sentence"), PAID)
def test_statements_of_funding_name_the_payer(funder: str, sentence: str) -> None:
    assert roles(OWN + sentence).get(funder) == "financed"


NAMED = [
    ("acf-lv", "Aktīvo iedzīvotāju fonds izsludina projektu konkursu. Aicinām iesniegt pieteikumus!", "call"),
    (
        "sif",
        "Sabiedrības integrācijas fonds izsludina atklātu projektu konkursu programmā “NVO fonds”.",
        "call",
    ),
    (
        "acf-lv",
        "Noslēdzies Aktīvo iedzīvotāju fonda konkurss: atbalstīti 24 projekti no 70 pieteikumiem.",
        "results",
    ),
    ("acf-lv", "Biedrība gatavo pieteikumu Aktīvo iedzīvotāju fonda konkursam.", "application prepared"),
    ("erasmus-plus", "Vada astoņu gadu pieredze ar Erasmus+ projektiem, par ko stāstīja viesi.", "biography"),
    (
        "acf-lv",
        "Iepriekšējos gados savulaik biedrība īstenoja Aktīvo iedzīvotāju fonda projektus.",
        "past project",
    ),
    ("esc", "Biedrība saņēma Eiropas Solidaritātes korpusa kvalitātes zīmi.", "quality label"),
    ("sif", "Viesojās Sabiedrības integrācijas fonda pārstāvji.", "visit"),
    (
        "acf-lv",
        "Organizācijas aicinātas sagatavot projektus. Konkursa kopējais budžets ir 900 000 eiro. Konkursā "
        "projektus var iesniegt biedrības. Lai atbalstītu potenciālos projektu iesniedzējus, AIF īstenos "
        "vairākus atbalsta pasākumus.",
        "call in other words",
    ),
    (
        "acf-lv",
        "Aktīvo iedzīvotāju fonds ir EEZ un Norvēģijas grantu programma. Fonda finansējumu visās valstīs "
        "nodrošina Islande, Lihtenšteina un Norvēģija. Piektdien notiks seminārs.",
        "what a fund is",
    ),
    (
        "vkkf",
        "12.05.2024\n\nPar grāmatu\n\n2016. gadā ar Valsts kultūrkapitāla fonda atbalstu iznāca grāmata.",
        "history",
    ),
    (
        "vkkf",
        "Talka.\n\nBiedrība sakopa parku un stādīja ozolus. Paldies visiem, kas nāca!\n\nCitas ziņas\n\n"
        "Ar Valsts kultūrkapitāla fonda atbalstu notiks koncerts",
        "another article’s teaser",
    ),
]


@pytest.mark.parametrize(("funder", "text", "trap"), NAMED, ids=[trap for *_, trap in NAMED])
def test_who_is_only_named_paid_nothing(funder: str, text: str, trap: str) -> None:
    assert roles(text).get(funder) != "financed"


def test_an_administrator_beside_the_payer_pays_nothing() -> None:
    text = (
        OWN + "Projektu finansē Eiropas Ekonomikas zonas finanšu instruments un Latvijas valsts. "
        "Administrē Sabiedrības integrācijas fonds."
    )
    assert roles(text) == {"eea-norway": "financed", "sif": "mentioned"}


def test_an_agency_that_administers_is_not_the_payer() -> None:
    text = (
        "Projekts “Tilti” tika finansēts ar Eiropas Komisijas “Erasmus+: Jaunatne darbībā”, kuru Latvijā "
        "administrē Jaunatnes starptautisko programmu aģentūra, atbalstu."
    )
    assert [id for id, role in roles(text).items() if role == "financed"] == ["erasmus-plus"]


def test_the_prescribed_sentence_is_no_grant_of_the_ministry() -> None:
    text = (
        OWN + "Projekts Nr. 19-03-AL21-A019.2205-000005. Atbalsta Zemkopības ministrija un Lauku "
        "atbalsta dienests."
    )
    found = roles(text)
    assert (found["eafrd-leader"], found.get("zm-lv")) == ("financed", "mentioned")


def test_the_ministry_whose_money_comes_through_a_fund_is_not_the_payer() -> None:
    text = (
        OWN + "Projektu finansiāli atbalsta Sabiedrības integrācijas fonds no Kultūras ministrijas "
        "piešķirtajiem Latvijas valsts budžeta līdzekļiem."
    )
    assert [id for id, role in roles(text).items() if role == "financed"] == ["sif"]


def test_two_payers_are_both_told() -> None:
    text = OWN + "Projekts īstenots ar Eiropas Komisijas un LR Ārlietu ministrijas finansiālu atbalstu."
    assert roles(text)["mfa-lv"] == "financed"


def test_the_finer_funder_stands_for_its_parent() -> None:
    text = OWN + PAID[0][1]
    assert [id for id, role in roles(text).items() if role == "financed"] == ["acf-lv"]


def test_esf_through_sif_is_paid_by_esf() -> None:
    text = (
        "Projekts Nr. 1DP/1.5.2.2.2/11/APIA/SIF/001/75. 92% no projekta finansēja Eiropas "
        "Savienība ar Eiropas "
        "Sociālā fonda starpniecību. Apakšaktivitāti administrēja Valsts kanceleja sadarbībā ar Sabiedrības "
        "integrācijas fondu."
    )
    found = roles(text)
    assert (found["esf"], found.get("sif")) == ("financed", "mentioned")


def test_a_municipality_s_share_counts() -> None:
    text = OWN + "Kopējās izmaksas 5000 EUR, no tām 10% pašvaldības līdzfinansējums. Projekts ir noslēdzies."
    assert roles(text)["municipality"] == "financed"


@pytest.mark.parametrize(
    "sentence",
    [
        "Līdzfinansējumu EUR 1517,35 apmērā nodrošina pašvaldība.",
        "Dobeles novada pašvaldība apmaksāja apskaņošanu (380 €).",
    ],
)
def test_a_project_chosen_in_a_call_has_its_municipality_s_share(sentence: str) -> None:
    text = (
        "Pateicoties biedrības “Upju partnerība” izsludinātajam LEADER projektu konkursam, realizēts "
        f"projekts Nr. 23-01-AL15-A019.2202-000928 “Iekārtu iegāde”. {sentence}"
    )
    assert roles(text)["municipality"] == "financed"


def test_what_a_council_decided_is_paid_by_nobody_yet() -> None:
    text = (
        "Nolēma piedalīties ERAF projektā “Krasts”, Eiropas Reģionālās attīstības fonda finansējums 612 000 "
        "eiro; pašvaldības līdzfinansējums 91 800 eiro."
    )
    assert "financed" not in roles(text, "Domes sēdē pieņemtie lēmumi").values()


def test_a_statement_below_a_rule_is_the_article_s_when_it_names_the_project() -> None:
    text = OWN * 9 + "----\nProjektu “Tilti” finansē Eiropas Solidaritātes korpuss."
    assert roles(text) == {"esc": "financed"}


def test_a_municipality_in_passing_is_no_finding() -> None:
    assert "municipality" not in roles(OWN + "Ciemos bija novada pašvaldība un skolēni.")


def test_a_standing_footer_says_nothing_about_the_article() -> None:
    text = (
        "Talka parkā\nSestdien tīrījām parku kopā ar kaimiņiem.\n"
        "Mājaslapu finansē Sabiedrības integrācijas fonds."
    )
    record = extract_text(text, standing=Standing(funders=frozenset({"sif"})))
    assert record.funders == ()


def test_a_standing_grant_number_is_left_out() -> None:
    text = "Talka parkā\nTīrījām parku.\nNr. 16-00-A019.400-000021"
    standing = Standing(frozenset({"eafrd-leader"}), frozenset({"16-00-A019.400-000021"}))
    assert extract_text(text, standing=standing).grants == ()


def test_a_text_without_any_funder_has_none() -> None:
    assert roles("Talka parkā\nSestdien tīrījām parku kopā ar kaimiņiem.") == {}


def test_the_reason_stands_in_the_evidence() -> None:
    (funder,) = extract_text(OWN + PAID[5][1]).funders
    assert funder.evidence[0].rule == "statement of funding"


@pytest.mark.parametrize(("funder", "sentence"), PAID)
def test_confidence_lies_between_none_and_certain(funder: str, sentence: str) -> None:
    assert all(0 < finding.confidence <= 1 for finding in extract_text(OWN + sentence).funders)


@pytest.mark.parametrize(
    ("funder", "text"),
    [
        ("eafrd-leader", "Identifikācijas numurs Nr. 10-01-LL33-L413204-000901. Projekts pabeigts."),
        (
            "acf-lv",
            "Проект «Я могу!» финансируется Исландией, Лихтенштейном и Норвегией в рамках программы "
            "«Фонд активного населения».",
        ),
        ("eea-norway", "Projekta numurs: EEZLV04/GSKA/2013/915. Projekts “Joikas”."),
        ("municipality", "Alūksnes novada pašvaldība šogad līdzfinansēja desmit nometnes projektā “Vasara”."),
        (
            "municipality",
            "Jaunieši Upju novada domes organizētajā konkursā ieguva finansējumu projektam “Videi”.",
        ),
    ],
)
def test_payers_told_in_other_ways(funder: str, text: str) -> None:
    assert roles(text)[funder] == "financed"


@pytest.mark.parametrize(
    "text",
    [
        "Ārlietu ministrija konkursā piešķir finansējumu četru projektu īstenošanai.",
        "Sabiedrības integrācijas fonda padome apstiprina 24 projektus programmā „NVO fonds”.",
        "99 projects under the EEA Grants’ NGO programme have now been approved.",
        "Publicēti programmas „Eiropa pilsoņiem” rezultāti. Finansējumu saņēmuši 18 projekti.",
        "Sabiedrības integrācijas fonds paziņojis rezultātus. Atbalstīti vairāk nekā 40 projekti, "
        "projektus īstenos ar fonda finansiālu atbalstu.",
        "Lauku atbalsta dienests apstiprinājis pirmos projektus: “Parks”, “Estrāde” un “Laukums”.",
        "Ar Valsts kultūrkapitāla fonda atbalstu konkursā atbalstu saņēma 31 projekts.",
        "LEADER programmā šogad pieteikti 27 projekti, ko finansē ELFLA.",
        "Projekts “Plenērs”. Finansējums no VKKF: 3260 EUR. Projekta statuss:\nProjekts noraidīts",
        "Domes sēdē pieņemts lēmums par piedalīšanos ministrijas atbalstītajā projektu "
        "konkursā “Jaunieši”. Projektu finansēs ministrija.",
    ],
)
def test_results_of_a_call_in_other_words_have_no_payer(text: str) -> None:
    assert "financed" not in roles(text).values()


def test_a_prize_for_earlier_projects_is_no_payment() -> None:
    text = "Ministrija ar Latvijas vides aizsardzības fonda atbalstu pasniedza balvas par LIFE projektiem."
    assert "financed" not in roles(text, "Biedrība saņem divas balvas par projektiem").values()


@pytest.mark.parametrize(
    ("text", "payers"),
    [
        ("Lauku atbalsta dienests atbalstījis projektu, ko finansē Zivju fonds.", {"other:zivju-fonds"}),
        (
            "Projektu apstiprināja Jaunatnes starptautisko programmu aģentūra, to finansē “Erasmus+”.",
            {"erasmus-plus"},
        ),
        ("Projekta Nr. 11-00-L421102-000003 izstāde atklāta muižā.", {"eafrd-leader"}),
        ("Konference ir projekta “Sistēma” (Nr. 2012.EEZ/INP/01) aktivitāte.", {"eea-norway"}),
        (
            "Projektu “Tikšanās” finansē VKKF. Projektu atbalsta Kazdangas novada pašvaldība.",
            {"vkkf", "municipality"},
        ),
        (
            "Projekts “Tikšanās”. VKKF piešķirtais finansējums Kazdangas novada pašvaldībai ir 900 eiro.",
            {"vkkf"},
        ),
    ],
)
def test_who_manages_or_receives_the_money_does_not_pay_it(text: str, payers: set[str]) -> None:
    assert {funder for funder, role in roles(text).items() if role == "financed"} == payers


@pytest.mark.parametrize(
    ("text", "payers"),
    [
        ("Paldies Latvijas valsts mežu meistaram par zāģēšanu talkas projektā!", set()),
        (
            "Projektu finansē Valsts reģionālās attīstības aģentūras Latvijas vides aizsardzības fonds.",
            {"lvaf"},
        ),
        ("Biedrības darbību nodrošina projekts Nr. 23-00-U31523.0-000991, ELFLA.", set()),
        ("Печать проекта оплатила швейцарская программа через Фонд общественной интеграции.", set()),
        ("Komiteja apstiprināja 21 projektu. Apstiprināts 21 projekts, ko finansē Interreg.", set()),
        ("Biedrība iesniedza projektu VKKF. Projektam “Tilts” piešķirti 900 eiro no VKKF.", {"vkkf"}),
        ("VKKF finansē projektu “Tilts”. Kalnu novada līdzfinansējums ir 90 eiro.", {"vkkf", "municipality"}),
    ],
)
def test_who_only_stands_near_the_money(text: str, payers: set[str]) -> None:
    assert {funder for funder, role in roles(text).items() if role == "financed"} == payers


def test_one_award_is_no_call_although_the_next_one_is_announced() -> None:
    text = (
        "Aktīvo iedzīvotāju fonda padome lēmusi piešķirt finansējumu. Tas piešķirts biedrības “Mājas” "
        "projektam „Pārvaldība”. Konkursā projektus var iesniegt jebkurā laikā. Konkursa nolikums ir lapā."
    )
    assert roles(text, "Apstiprināts 1 rīcības projekts")["acf-lv"] == "financed"


def test_a_list_of_grantees_with_their_projects_and_sums_has_no_payer() -> None:
    text = (
        "Nauda četriem\n\nProgrammu finansē Valsts kultūrkapitāla fonds.\n\n"
        '1. Aizputes biedrība - "Taustiņi" - 3 200 EUR\n'
        '2. Kluba nams - "Galdauts", 1 980 EUR\n'
        '3. SIA "Kino" – "Ekrāns" – 2 400 EUR\n'
    )
    assert {one.role for one in extract_text(text).funders} == {"mentioned"}
