"""Case forms of Latvian names, and the way back."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from normalise.inflect import abbreviation_forms, inflections, nominative

PARADIGMS = {
    "fonds": "fonds fonda fondam fondu fondā",
    "centrs": "centrs centra centram centru centrā",
    "novads": "novads novada novadam novadu novadā",
    "pagasts": "pagasts pagasta pagastam pagastu pagastā",
    "birojs": "birojs biroja birojam biroju birojā",
    "nodibinājums": "nodibinājums nodibinājuma nodibinājumam nodibinājumu nodibinājumā",
    "dienests": "dienests dienesta dienestam dienestu dienestā",
    "Tukums": "Tukums Tukuma Tukumam Tukumu Tukumā",
    "teātris": "teātris teātra teātrim teātri teātrī",
    "stāvs": "stāvs stāva stāvam stāvu stāvā",
    "brālis": "brālis brāļa brālim brāli brālī",
    "lācis": "lācis lāča lācim lāci lācī",
    "ūdens": "ūdens ūdenim ūdeni ūdenī",
    "Saldus": "Saldus Saldum Saldu Saldū",
    "ministrija": "ministrija ministrijas ministrijai ministriju ministrijā",
    "partnerība": "partnerība partnerības partnerībai partnerību partnerībā",
    "aģentūra": "aģentūra aģentūras aģentūrai aģentūru aģentūrā",
    "Rīga": "Rīga Rīgas Rīgai Rīgu Rīgā",
    "dome": "dome domes domei domi domē",
    "Alūksne": "Alūksne Alūksnes Alūksnei Alūksni Alūksnē",
    "Jēkabpils": "Jēkabpils Jēkabpilij Jēkabpili Jēkabpilī",
    "valsts": "valsts valstij valsti valstī",
    "Cēsis": "Cēsis Cēsu Cēsīm Cēsīs",
    "Talsi": "Talsi Talsu Talsiem Talsus Talsos",
    "Limbaži": "Limbaži Limbažu Limbažiem Limbažus Limbažos",
    "Pļaviņas": "Pļaviņas Pļaviņu Pļaviņām Pļaviņās",
    "līdzdarbošanās": "līdzdarbošanās līdzdarbošanos",
    "Oslo": "Oslo",
}

PHRASES = {
    "Valsts kultūrkapitāla fonds": "Valsts kultūrkapitāla {}|fonds fonda fondam fondu fondā",
    "Aktīvo iedzīvotāju fonds": "Aktīvo iedzīvotāju {}|fonds fonda fondam fondu fondā",
    "Eiropas Reģionālās attīstības fonds": "Eiropas Reģionālās attīstības {}|fonds fonda fondam fondu fondā",
    "Latvijas Pašvaldību savienība": (
        "Latvijas Pašvaldību {}|savienība savienības savienībai savienību savienībā"
    ),
    "Eiropas Jūrlietu un zivsaimniecības fonds": (
        "Eiropas Jūrlietu un zivsaimniecības {}|fonds fonda fondam fondu fondā"
    ),
    "Eiropas Lauksaimniecības fonds* lauku attīstībai": (
        "Eiropas Lauksaimniecības {} lauku attīstībai|fonds fonda fondam fondu fondā"
    ),
    "Eiropas Lauksaimniecības fonds lauku attīstībai": (
        "Eiropas Lauksaimniecības {} lauku attīstībai|fonds fonda fondam fondu fondā"
    ),
    "Sabiedrība par atklātību": "{} par atklātību|Sabiedrība Sabiedrības Sabiedrībai Sabiedrību Sabiedrībā",
    "Biedrība “Mūsu ciems”": "{} “Mūsu ciems”|Biedrība Biedrības Biedrībai Biedrību Biedrībā",
    "Erasmus+": "{}|Erasmus+",
}


@pytest.mark.parametrize(("word", "forms"), PARADIGMS.items())
def test_a_word_has_the_forms_of_its_declension(word: str, forms: str) -> None:
    assert inflections(word) == set(forms.split())


@pytest.mark.parametrize(("phrase", "expected"), PHRASES.items())
def test_only_the_head_of_a_phrase_inflects(phrase: str, expected: str) -> None:
    frame, forms = expected.split("|")
    assert inflections(phrase) == {frame.format(form) for form in forms.split()}


@pytest.mark.parametrize("tail", ["", " Plus"])
def test_a_definite_adjective_agrees_with_the_head(tail: str) -> None:
    forms = ["Sociālais fonds", "Sociālā fonda", "Sociālajam fondam", "Sociālo fondu", "Sociālajā fondā"]
    assert inflections(f"Eiropas Sociālais fonds{tail}") == {f"Eiropas {form}{tail}" for form in forms}


def test_a_feminine_adjective_agrees() -> None:
    forms = ["Lielā talka", "Lielās talkas", "Lielajai talkai", "Lielo talku", "Lielajā talkā"]
    assert inflections("Lielā talka") == set(forms)


def test_two_starred_heads_inflect_together() -> None:
    assert "Norvēģijas un Šveices" in inflections("Norvēģija* un Šveice*")
    assert "Norvēģija un Šveices" not in inflections("Norvēģija* un Šveice*")


@pytest.mark.parametrize(
    ("word", "forms"),
    [
        ("biedrība", "biedrību biedrībām biedrības biedrībās"),
        ("brālis", "brāļi brāļu brāļiem brāļus brāļos"),
        ("dome", "domes domju domēm domēs"),
        ("valsts", "valstis valstu valstīm valstīs"),
        ("pils", "pilis piļu pilīm pilīs"),
    ],
)
def test_plural_forms_come_when_asked(word: str, forms: str) -> None:
    assert inflections(word, plural=True) >= set(forms.split())


def test_plural_forms_stay_away_unless_asked() -> None:
    assert "fondiem" not in inflections("fonds")


@pytest.mark.parametrize(
    "form", ["AIF", "AIF-a", "AIF’a", "AIF'a", "AIFa", "AIF-am", "AIFam", "AIF-u", "AIF-ā"]
)
def test_an_abbreviation_takes_endings(form: str) -> None:
    assert form in abbreviation_forms("AIF")


_STEMS = st.text("abcdegijklmnoprstuvzāčēģīķļņšūž", min_size=3, max_size=9)
_ENDINGS = st.sampled_from(["s", "š", "is", "us", "a", "e", "i", "as", "es", "ība", "pils", "šana", "šanās"])
_WORDS = st.builds(lambda stem, ending: stem + ending, _STEMS, _ENDINGS)


@given(_WORDS, st.booleans())
def test_the_nominative_is_among_the_forms(word: str, plural: bool) -> None:
    assert word in inflections(word, plural)


@given(_WORDS)
def test_every_form_begins_with_the_stem(word: str) -> None:
    softened = 2 if word.endswith(("e", "es", "is", "pils")) else 0
    stem = max(1, len(word) - 2 - softened)
    assert all(form.startswith(word[:stem]) for form in inflections(word, plural=True))


@given(st.lists(_WORDS, min_size=1, max_size=4))
def test_a_form_has_as_many_words_as_the_phrase(words: list[str]) -> None:
    assert {len(form.split()) for form in inflections(" ".join(words))} == {len(words)}


@given(st.text(max_size=40), st.booleans())
def test_any_text_gives_at_least_itself(text: str, plural: bool) -> None:
    assert len(inflections(text, plural)) >= 1


@given(st.text(max_size=60))
def test_any_text_has_a_nominative(text: str) -> None:
    assert len(nominative(text).split()) == len(text.split())


@pytest.mark.parametrize(
    ("written", "expected"),
    [
        ("Latvijas Lauku foruma", "Latvijas Lauku forums"),
        ("Lauku partnerības", "Lauku partnerība"),
        ("Ķekavas novada pašvaldību", "Ķekavas novada pašvaldība"),
        ("biedrību", "biedrība"),
        ("biedrības “Lauku partnerība Lielupe”", "biedrība “Lauku partnerība Lielupe”"),
        ("nodibinājuma “Mūsu nams”", "nodibinājums “Mūsu nams”"),
        ("biedrības Latvijas Skauti", "biedrība Latvijas Skauti"),
        ("Eiropas Sociālā fonda", "Eiropas Sociālais fonds"),
        ("Eiropas Sociālajam fondam Plus", "Eiropas Sociālais fonds Plus"),
        (
            "Eiropas Lauksaimniecības fonda lauku attīstībai",
            "Eiropas Lauksaimniecības fonds lauku attīstībai",
        ),
        ("Sabiedrības integrācijas fondu", "Sabiedrības integrācijas fonds"),
        ("Zemkopības ministrijā", "Zemkopības ministrija"),
        ("Ķekavas novadā", "Ķekavas novads"),
        ("Latvijas Sarkanā Krusta", "Latvijas Sarkanais Krusts"),
        ("Sabiedrības par atklātību", "Sabiedrība par atklātību"),
        ("Norvēģijas grantiem", "Norvēģijas granti"),
        ("Rīgas", "Rīga"),
        ("Pļaviņām", "Pļaviņas"),
        ("ASV vēstniecības Latvijā", "ASV vēstniecība Latvijā"),
        ("Valsts kancelejai", "Valsts kanceleja"),
        ("Kocēnu Kultūras biedrībām", "Kocēnu Kultūras biedrības"),
    ],
)
def test_the_nominative_of_a_name(written: str, expected: str) -> None:
    assert nominative(written) == expected


@pytest.mark.parametrize(
    "name",
    [
        "“Baltā māja”",
        "Liepājā",
        "Daugavpils",
        "LEADER",
        "Women for Communities",
        "Biedrību tīkls",
        "Vides ministrija",
        "",
    ],
)
def test_a_name_that_leaves_it_open_stays(name: str) -> None:
    assert nominative(name) == name


@pytest.mark.parametrize(
    ("name", "forms"),
    [
        (
            "Фонд активных граждан",
            {f"Фонд{ending} активных граждан" for ending in ("", "а", "у", "ом", "е")},
        ),
        ("Министерство культуры", {f"Министерств{ending} культуры" for ending in ("о", "а", "у", "ом", "е")}),
        ("Рижская дума", {"Рижская дума", "Рижской думы", "Рижской думе", "Рижскую думу", "Рижской думой"}),
        (
            "Европейский социальный фонд",
            {
                "Европейский социальный фонд",
                "Европейского социального фонда",
                "Европейскому социальному фонду",
                "Европейским социальным фондом",
                "Европейском социальном фонде",
            },
        ),
        ("ЕФРР", {"ЕФРР"}),
        ("Рижский", {"Рижский", "Рижского", "Рижскому", "Рижским", "Рижском"}),
    ],
)  # fmt: skip
def test_russian_names_in_every_case(name: str, forms: set[str]) -> None:
    assert inflections(name) == forms
