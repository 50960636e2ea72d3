"""Every name of the register is found in every case, abbreviated, and typed without diacritics."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from normalise.document import Document
from normalise.funder_register import load_register
from normalise.funders import find_mentions
from normalise.inflect import inflections

REGISTER = load_register()
BOUNDED = settings(max_examples=150, deadline=None)
NAMES = [(funder.id, name) for funder in REGISTER.funders.values() for name in (*funder.names, *funder.fixed)]
ABBREVIATIONS = [(funder.id, short) for funder in REGISTER.funders.values() for short in funder.abbreviations]
INFLECTED = [
    (funder.id, form) for funder in REGISTER.funders.values() for n in funder.names for form in inflections(n)
]
PLAIN = str.maketrans("āčēģīķļņšūžĀČĒĢĪĶĻŅŠŪŽ", "acegiklnsuzACEGIKLNSUZ")


def named(text: str) -> set[str]:
    return {mention.funder for mention in find_mentions(Document(text), ())}


@pytest.mark.parametrize(("funder", "name"), NAMES)
def test_every_name_as_it_stands(funder: str, name: str) -> None:
    assert funder in named(f"Paldies: {name.replace('*', '')}, turpinām.")


@BOUNDED
@given(st.sampled_from(INFLECTED), st.sampled_from(["as it is", "upper case", "no diacritics", "two blanks"]))
def test_every_case_of_every_name(pair: tuple[str, str], manner: str) -> None:
    funder, form = pair
    written = {
        "as it is": form,
        "upper case": form.upper(),
        "no diacritics": form.translate(PLAIN),
        "two blanks": form.replace(" ", "\u00a0 "),
    }[manner]
    assert funder in named(f"Darbi noris ar {written} palīdzību.")


@BOUNDED
@given(
    st.sampled_from(ABBREVIATIONS),
    st.sampled_from(["{}", "{}-a", "{}-am", "{}’a", "{}'a", "{}a", "({})", "“{}”", "{},", "{}:"]),
)
def test_every_abbreviation_with_its_endings(pair: tuple[str, str], form: str) -> None:
    funder, short = pair
    assert funder in named(f"Projektu atbalsta {form.format(short)} un kaimiņi.")


@pytest.mark.parametrize(
    ("text", "funder"),
    [
        ("ar Aktīvo iedzīvotāju fonda atbalstu", "acf-lv"),
        ("AKTĪVO IEDZĪVOTĀJU FONDAM", "acf-lv"),
        ("Active Citizens Fund Latvia", "acf-lv"),
        ("Фонда активных граждан", "acf-lv"),
        ("Sabiedribas integracijas fondam", "sif"),
        ("Society Integration Foundation", "sif"),
        ("SIFa darbinieki", "sif"),
        ("Eiropas Lauksaimniecības fondam lauku attīstībai", "eafrd-leader"),
        ("Eiropas Sociālajam fondam", "esf"),
        ("Eiropas Reģionālās attīstības fondā", "erdf"),
        ("Valsts Kultūrkapitāla fondu", "vkkf"),
        ("Valsts Kulturkapitala fonda", "vkkf"),
        ("Erasmus+ apmaiņa", "erasmus-plus"),
        ("Eiropas Solidaritātes korpusā", "esc"),
        ("Ārlietu ministrijai", "mfa-lv"),
        ("Ziemeļvalstu Ministru padomes birojam", "nordic"),
        ("ASV vēstniecībai Rīgā", "us-embassy"),
        ("Eiropas Jūrlietu un zivsaimniecības fondā", "emff"),
        ("Patvēruma, migrācijas un integrācijas fonda", "amif"),
        ("EEZ un Norvēģijas grantiem", "eea-norway"),
    ],
)
def test_names_from_life(text: str, funder: str) -> None:
    assert funder in named(text)


@pytest.mark.parametrize(
    "text",
    [
        "Sabiedrības integrācijas programma Rīgā",
        "es esmu sif mazajiem burtiem",
        "AIFAS pilsēta",
        "Valsts fonds",
        "vides fonds",
        "kultūras nams",
        "Rasmus dzied",
        "escape istaba",
    ],
)
def test_what_names_no_funder(text: str) -> None:
    assert named(text) == set()


def test_a_name_inside_a_longer_word_is_none() -> None:
    assert "vkkf" not in named("ABVKKFX")


def test_the_longest_name_wins() -> None:
    text = "Latvijas Republikas Ārlietu ministrija"
    (mention,) = find_mentions(Document(text), ())
    assert text[mention.start : mention.end] == text


def test_a_programme_is_told_with_its_funder() -> None:
    mentions = find_mentions(Document("programmas “Demokrātijas kultūra” ietvaros"), ())
    assert ("acf-lv", "demokratijas-kultura") in {(one.funder, one.programme) for one in mentions}
