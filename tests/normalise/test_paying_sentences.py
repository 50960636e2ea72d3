"""Ways of saying that a funder paid, and ways of naming one that did not, over names of every kind."""

from dataclasses import dataclass

import pytest

from normalise.extract import extract_text

OWN = "Biedrība “Krasta ļaudis” rīkoja vasaras nometni bērniem.\n"


@dataclass(frozen=True)
class Name:
    """A funder's name in the nominative, genitive, accusative and dative."""

    funder: str
    n: str
    g: str
    a: str
    d: str


NAMES = (
    Name(
        "vkkf",
        "Valsts kultūrkapitāla fonds",
        "Valsts kultūrkapitāla fonda",
        "Valsts kultūrkapitāla fondu",
        "Valsts kultūrkapitāla fondam",
    ),
    Name(
        "sif",
        "Sabiedrības integrācijas fonds",
        "Sabiedrības integrācijas fonda",
        "Sabiedrības integrācijas fondu",
        "Sabiedrības integrācijas fondam",
    ),
    Name(
        "acf-lv",
        "Aktīvo iedzīvotāju fonds",
        "Aktīvo iedzīvotāju fonda",
        "Aktīvo iedzīvotāju fondu",
        "Aktīvo iedzīvotāju fondam",
    ),
    Name("eafrd-leader", "LEADER programma", "LEADER programmas", "LEADER programmu", "LEADER programmai"),
    Name(
        "esf",
        "Eiropas Sociālais fonds",
        "Eiropas Sociālā fonda",
        "Eiropas Sociālo fondu",
        "Eiropas Sociālajam fondam",
    ),
    Name("erdf", "ERAF", "ERAF", "ERAF", "ERAF"),
    Name(
        "km-lv", "Kultūras ministrija", "Kultūras ministrijas", "Kultūras ministriju", "Kultūras ministrijai"
    ),
    Name(
        "lvaf",
        "Latvijas vides aizsardzības fonds",
        "Latvijas vides aizsardzības fonda",
        "Latvijas vides aizsardzības fondu",
        "Latvijas vides aizsardzības fondam",
    ),
    Name(
        "erasmus-plus",
        "Erasmus+ programma",
        "programmas Erasmus+",
        "programmu Erasmus+",
        "programmai Erasmus+",
    ),
    Name(
        "nordic",
        "Ziemeļu Ministru padome",
        "Ziemeļu Ministru padomes",
        "Ziemeļu Ministru padomi",
        "Ziemeļu Ministru padomei",
    ),
    Name("us-embassy", "ASV vēstniecība", "ASV vēstniecības", "ASV vēstniecību", "ASV vēstniecībai"),
    Name(
        "municipality",
        "Madonas novada pašvaldība",
        "Madonas novada pašvaldības",
        "Madonas novada pašvaldību",
        "Madonas novada pašvaldībai",
    ),
)

PAID = (
    "Atklāta taka, ko izveidojusi biedrība ar {g} atbalstu.",
    "Noslēdzies projekts, kas pirms gada ar {g} atbalstu uzsākts Rīgā.",
    "Nometne notika ar {g} atbalstu.",
    "Nometne notika ar {g} finansiālu atbalstu.",
    "Ar {g} atbalstu biedrība iegādājusies jaunus tērpus.",
    "Nometni atbalsta {n}.",
    "Nometni atbalstīja {n}.",
    "Nometni finansēja {n}.",
    "Nometni līdzfinansē {n}.",
    "Nometne tiek finansēta no {g} līdzekļiem.",
    "Pasākumu finansiāli atbalsta {n}.",
    "Projektu atbalsta {n}.",
    "Projekta “Tilti” finansētājs: {n}",
    "Finansētājs: {n}",
    "Atbalsta: {n}",
    "Atbalstītājs: {n}",
    "Finansē: {n}",
    "Atbalstītāji: {n}, SIA “Madara”.",
    "Projektu “Tilti” finansē {n}.",
    "Projekts “Tilti” tiek finansēts no {g} līdzekļiem.",
    "Projekts “Tilti” tiek īstenots {g} programmas ietvaros.",
    "Projekts “Tilti” tiek īstenots ar {g} atbalstu.",
    "Projektu “Tilti” līdzfinansē {n}.",
    "Paldies {d} par finansējumu nometnei!",
    "Liels paldies {d} par piešķirto finansējumu.",
    "Pateicamies {d} par finansiālo atbalstu.",
    "Pateicoties {g} atbalstam, nometnē piedalījās 30 bērni.",
    "Biedrība saņēmusi {g} finansējumu nometnes rīkošanai.",
    "Biedrība ieguvusi {g} atbalstu nometnei.",
    "{n} piešķīra finansējumu biedrības projektam “Tilti”.",
    "{n} piešķīrusi 1200 eiro nometnei.",
    "Nometnei 1200 eiro piešķīra {n}.",
    "Finansējumu nometnei piešķīra {n}.",
    "Finansējums saņemts no {g}.",
    "Nometnes izdevumus sedza {n}.",
    "Nometnes izdevumus apmaksāja {n}.",
    "Nometni apmaksās {n}.",
    "Nometnes izdevumi segti no {g} līdzekļiem.",
    "Grāmata izdota ar {g} atbalstu.",
    "Izstāde tapusi ar {g} atbalstu.",
    "Izstāde tapusi, pateicoties {g} finansējumam.",
    "Iegāde veikta par {g} līdzekļiem.",
    "Biedrība īsteno {g} finansētu projektu “Tilti”.",
    "Biedrība īsteno {g} atbalstīto projektu “Tilti”.",
    "Notiek {g} līdzfinansētais projekts “Tilti”.",
    "Izmantots {g} finansējums.",
    "Kopējās izmaksas ir 2000 eiro, no tiem {g} finansējums 1500 eiro.",
    "Projektam piesaistīts {g} finansējums 1500 EUR apmērā.",
)

NOT_PAID = (
    "{n} izsludina projektu konkursu.",
    "Biedrība plāno iesniegt projektu {d}.",
    "Biedrība iesniedza projekta pieteikumu {d}.",
    "Nometni apmeklēja {g} pārstāvji.",
    "Nometni apmeklēja {g} direktore.",
    "Nometnē viesojās {n}.",
    "{n} publicējusi pārskatu par gadu.",
    "Biedrība piedalījās {g} seminārā par projektu rakstīšanu.",
    "Uz nometni aicina arī {n}.",
    "Nometnē uzzinājām, kā saņemt {g} atbalstu.",
    "Biedrība agrāk, 2009. gadā, īstenoja {g} projektu.",
    "Diskusijā piedalījās {n}, Madonas bibliotēka un citi.",
    "{n} atklāj jaunu konkursu, kurā var saņemt līdz 2000 eiro.",
    "Pieteikumus {d} var iesniegt līdz 1. maijam.",
    "Biedrības valdes locekle agrāk strādāja {g} birojā.",
    "Biedrība cer uz {g} atbalstu.",
    "Biedrība gaida {g} lēmumu par finansējumu.",
    "Projekts {g} konkursā netika atbalstīts.",
    "{n} finansējumu nepiešķīra.",
    "Nometni nefinansē {n}.",
    "Projektu neatbalstīja {n}.",
    "Nometni nefinansē ne vecāki, ne {n}.",
    "Biedrība apmeklēja {g} atbalstītos projektus Rīgā.",
    "{n} piešķīra finansējumu 24 projektiem.",
    "{n} piešķīra atbalstu desmit biedrību projektiem.",
    "Diemžēl {g} finansējums netika saņemts.",
    "Par projektu rakstīšanu {d} stāstīja konsultante.",
    "Vēstuli nosūtījām {d}.",
    "Sadarbības partneri: {n}, Madonas bibliotēka.",
)


def payers(sentence: str, name: Name) -> set[str]:
    told = sentence.format(n=name.n, g=name.g, a=name.a, d=name.d)
    found = extract_text(OWN + told[0].upper() + told[1:]).funders
    return {funder.id for funder in found if funder.role == "financed"}


@pytest.mark.parametrize("sentence", PAID)
def test_said_to_pay(sentence: str) -> None:
    assert {name.n: payers(sentence, name) for name in NAMES} == {name.n: {name.funder} for name in NAMES}


@pytest.mark.parametrize("sentence", NOT_PAID)
def test_only_named(sentence: str) -> None:
    assert {name.n: payers(sentence, name) for name in NAMES} == {name.n: set() for name in NAMES}


@pytest.mark.parametrize(
    "sentence",
    [
        "Birojs ieteica padomāt par {g} programmu nākamgad.",
        "{g} konkursā mūsu pieteikums palika pirmais aiz svītras.",
        "Vienu reizi Velta uzrakstīja projektu {d} un dabūja naudu tērpiem.",
        "Augustā {n} projektam atbildēja ar nē.",
        "Tur biedrība pirms diviem gadiem ar {g} atbalstu pārbūvējusi veikalu.",
        "Toreiz bija {n}, un tas projekts ir sen pabeigts.",
        "Iepriekš (2016–2018) biedrība piedalījās {g} projektā par zālājiem.",
        "Redzējām taku, ko izveidojis klubs ar {g} naudu.",
    ],
)
def test_advised_refused_and_done_by_others(sentence: str) -> None:
    assert {name.n: payers(sentence, name) for name in NAMES} == {name.n: set() for name in NAMES}
