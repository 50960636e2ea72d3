"""Places in every case, and names of places that are none here."""

import tomllib
import unicodedata
from importlib.resources import files
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from normalise.gazetteer import load_gazetteer
from normalise.matcher import fold_with_map
from normalise.places import find_places
from normalise.quoted_names import QuotedNames
from normalise.records import PlaceFinding
from tests.growth import grows_in_step


def places(text: str) -> tuple[PlaceFinding, ...]:
    return find_places(text, fold_with_map(text))


def names(text: str) -> list[str]:
    return [place.name for place in places(text)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Tikšanās notika Kuldīgā.", ["Kuldīga"]),
        ("Nometne Ķekavas novadā ilga nedēļu.", ["Ķekavas novads"]),
        ("NOMETNE ĶEKAVAS NOVADĀ", ["Ķekavas novads"]),
        ("Nometne Ķekavas\u00a0novadā", ["Ķekavas novads"]),
        ("Snēpeles pagasta ļaudis dejo.", ["Snēpeles pagasts"]),
        ("Ikšķiles novada skolās vēl 2019. gadā", ["Ikšķiles novads"]),
        ("Seminārs Madonas novada Ērgļos.", ["Madonas novads", "Ērgļi"]),
        ("Ogres, Ikšķiles un Ķeguma novados", ["Ogres novads", "Ikšķiles novads", "Ķeguma novads"]),
        ("Mārupes un Olaines novadā", ["Mārupes novads", "Olaines novads"]),
        ("Sarunas Daugavpilī, Cēsīs, Talsos un Saldū", ["Daugavpils", "Cēsis", "Talsi", "Saldus"]),
        ("Sarunas par Jēkabpili notika Limbažos", ["Jēkabpils", "Limbaži"]),
        ("Jaunieši no Pļaviņām un Preiļiem", ["Pļaviņas", "Preiļi"]),
        ("Liepājas skolēni mācās", ["Liepāja"]),
        ("Svētki Saldus pilsētā", ["Saldus"]),
        ("Biedrības strādā Vidzemē, Latgalē un Sēlijā", ["Vidzeme", "Latgale", "Sēlija"]),
        ("Apmācības Vidzemes plānošanas reģionā", ["Vidzeme"]),
        ("Brauciens uz Norvēģiju un Igauniju", ["Norvēģija", "Igaunija"]),
        ("Pieredze Apvienotajā Karalistē un Oslo", ["Apvienotā Karaliste", "Oslo"]),
        ("Partneri tikās Viļņā un Tallinā", ["Viļņa", "Tallina"]),
        ("Kuldigas novada jauniesi", ["Kuldīgas novads"]),
        ("Vieta: Rīga, Liepāja", ["Rīga", "Liepāja"]),
        ("Dzīvo Apvienotajā\nKaralistē", ["Apvienotā Karaliste"]),
        (unicodedata.normalize("NFD", "Dzīvo Kuldīgā"), ["Kuldīga"]),
        ("Trim Liepājas 7. vidusskolas skolotājām", ["Liepāja"]),
        ("Daugavpils nacionālo biedrību ļaudis", ["Daugavpils"]),
        ("SVĒTKI KULDĪGĀ", ["Kuldīga"]),
        ("Tārgales pagastā jāj", ["Tārgales pagasts"]),
        ("“Mēs Kuldīgā strādājām ilgi. Tas bija jauki,” teica vadītāja.", ["Kuldīga"]),
    ],
)
def test_a_place_is_found_in_any_case(text: str, expected: list[str]) -> None:
    assert names(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "Tiekamies Rīgas ielā 5",
        "Pils iela 1, Jelgava, LV-3001",
        "Pils iela 1, Jelgava, Latvija, LV 3001",
        "Liepas, Ķekavas novads, LV-2111",
        "Lauku partnerība “Sēlija” aicina",
        "projekts „Jaunieši Kuldīgā” sākas",
        "Ķekavas novada pašvaldība palīdz",
        "Ar Ķekavas novada atbalstu",
        "Atbalsta Ķekavas novads",
        "Saldus pilsētas dome",
        "Rīgas Tehniskā universitāte",
        "Vidzemes plānošanas reģions",
        "Latgales biznesa asociācija",
        "Finansē Islande, Lihtenšteina un Norvēģija",
        "ar finansiālu atbalstu no Islandes, Lihtenšteinas un Norvēģijas",
        "Norvēģijas finanšu instruments",
        "saldus ogas un balvas",
        "Saldus konfektes visiem",
        "Anna Bauska un Jānis Ogre",
        "runāja J. Madona",
        "Mūsu pagastā un mūsu novadā",
        "Salā bija auksti",
        "raksti info@kuldiga.lv vai www.Kuldiga.lv",
        "Balvu ieguva Ilze",
        "Bērni un Nicas rožu",
        "",
    ],
)
def test_a_name_that_is_no_place_here_is_left(text: str) -> None:
    assert names(text) == []


def test_coordinates_come_from_the_gazetteer() -> None:
    place = places("Tikšanās Kuldīgā")[0]
    assert (place.latitude, place.longitude) == (56.97399, 21.95721)


def test_a_municipality_stands_at_the_place_of_its_name() -> None:
    assert places("Ķekavas novadā")[0].latitude == places("Dzīvo Ķekavā")[0].latitude


def test_unknown_coordinates_stay_null() -> None:
    place = places("Vērēmu pagasta ļaudis")[0]
    assert (place.latitude, place.longitude) == (None, None)


def test_a_place_has_one_finding_with_all_its_evidence() -> None:
    text = "Rīgas ielas svinēja. Vakarā Rīgā, rītā Rīgā."
    assert [evidence.rule for evidence in places(text)[0].evidence] == ["place name, locative"] * 2


def test_evidence_ends_at_five() -> None:
    assert len(places("Dzīvo Rīgā. " * 9)[0].evidence) == 5


_PIECES = [
    "Kuldīgā ",
    "Ķekavas novads, ",
    "„",
    "” ",
    "\n",
    "\u00ad",
    "Rīgas\n ielā",
    " un ",
    "a\u0304",
    "Ogres",
    " pagastos",
    ". ",
]


@given(st.lists(st.sampled_from(_PIECES), max_size=14).map("".join))
def test_every_quote_stands_where_it_says(text: str) -> None:
    for place in places(text):
        for evidence in place.evidence:
            assert text[evidence.start : evidence.end] == evidence.quote


@pytest.mark.parametrize(
    ("text", "quoted"),
    [
        ("biedrība “Rīga” un", True),
        ("biedrība „Rīga” un", True),
        ("biedrība „Rīga“ un", True),
        ('biedrība "Rīga" un', True),
        ("biedrība «Rīga» un", True),
        ("“Biedrības “Rīga” darbi”", True),
        ("“Biedrības “mūsu” Rīga”", True),
        ("biedrība “Rīga un", False),
        ("“Viens” un Rīga un “divi”", False),
        ("“Vārds\nRīga”", False),
        ("“Bija labi. Rīga gaida,” teica", False),
    ],
)
def test_a_quoted_name_is_told_from_speech(text: str, quoted: bool) -> None:
    assert QuotedNames(text).covers(text.index("Rīga")) is quoted


@pytest.mark.parametrize(
    ("kind", "group"),
    [
        ("town", "towns"),
        ("village", "villages"),
        ("region", "regions"),
        ("country", "countries"),
        ("city_abroad", "abroad"),
        ("municipality", "municipalities"),
        ("former_municipality", "former_municipalities"),
    ],
)
def test_the_written_gazetteer_holds_every_listed_name(kind: str, group: str) -> None:
    listed, written = _vocabulary("place_names"), _vocabulary("places")
    assert [name.removesuffix(" novads") for name in written[kind]] == list(listed[group])


@pytest.mark.parametrize("caution", ["doubtful", "rare"])
def test_a_caution_names_a_place_that_is_listed(caution: str) -> None:
    written = _vocabulary("places")
    kinds = ("town", "village", "country", "city_abroad")
    assert set(written[caution]) <= {name for kind in kinds for name in written[kind]}


def _vocabulary(stem: str) -> dict[str, Any]:
    return tomllib.loads(files("normalise").joinpath(f"vocabulary/{stem}.toml").read_text("utf-8"))


def test_every_place_has_a_name_and_whole_coordinates() -> None:
    gazetteer = load_gazetteer()
    known = [place for _, place in (*gazetteer.settlements.values(), *gazetteer.municipalities.values())]
    assert all(place.name and (place.latitude is None) == (place.longitude is None) for place in known)


def test_a_long_text_takes_time_in_proportion() -> None:
    line = "Biedrība “Kopā” Kuldīgā, Ķekavas novadā un Norvēģijas finanšu ziņās. "

    def places(text: str) -> object:
        return find_places(text, fold_with_map(text))

    assert grows_in_step(places, lambda number: line * number, 300)
