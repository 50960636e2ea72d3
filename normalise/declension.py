"""Latvian declension: the case forms of one noun, the endings of a definite adjective.

Endings and a short word list (`vocabulary/nouns.toml`) are enough for the names of funds, bodies and
places. Endings after "Latviešu valodas gramatika" (LU Latviešu valodas institūts, 2013): noun
declensions 1 to 6 and definite adjectives. The vocative and the instrumental of such names look
like the nominative, accusative or dative and add no form.
"""

from __future__ import annotations

import tomllib
from functools import cache
from pathlib import Path
from typing import NamedTuple

# nominative, genitive, dative, accusative (and instrumental singular), locative
Endings = tuple[str, str, str, str, str]

_FIRST: tuple[Endings, Endings] = (("s", "a", "am", "u", "ā"), ("i", "u", "iem", "us", "os"))
_SECOND: Endings = ("is", "a", "im", "i", "ī")
_SECOND_IN_S: Endings = ("s", "s", "im", "i", "ī")
_THIRD: Endings = ("us", "us", "um", "u", "ū")
_FOURTH: tuple[Endings, Endings] = (("a", "as", "ai", "u", "ā"), ("as", "u", "ām", "as", "ās"))
_FIFTH: tuple[Endings, Endings] = (("e", "es", "ei", "i", "ē"), ("es", "u", "ēm", "es", "ēs"))
_SIXTH: tuple[Endings, Endings] = (("s", "s", "ij", "i", "ī"), ("is", "u", "īm", "is", "īs"))
_REFLEXIVE: Endings = ("ās", "ās", "ās", "os", "ās")

# Definite adjectives by gender and number of the noun; the first ending names the class.
ADJECTIVES: dict[tuple[str, bool], Endings] = {
    ("m", False): ("ais", "ā", "ajam", "o", "ajā"),
    ("m", True): ("ie", "o", "ajiem", "os", "ajos"),
    ("f", False): ("ā", "ās", "ajai", "o", "ajā"),
    ("f", True): ("ās", "o", "ajām", "ās", "ajās"),
}

# longest first
_CHANGES = (
    ("sn", "šņ"), ("zn", "žņ"), ("sl", "šļ"), ("zl", "žļ"), ("ln", "ļņ"), ("ll", "ļļ"), ("nn", "ņņ"),
    ("b", "bj"), ("p", "pj"), ("m", "mj"), ("v", "vj"), ("f", "fj"), ("c", "č"), ("d", "ž"), ("t", "š"),
    ("s", "š"), ("z", "ž"), ("l", "ļ"), ("n", "ņ"),
)  # fmt: skip

_VOWELS = "aāeēiīoōuū"


class Lexicon(NamedTuple):
    """The word lists of `vocabulary/nouns.toml`."""

    sixth: tuple[str, ...]
    sixth_plural: frozenset[str]
    unchanged: tuple[str, ...]
    second_in_s: frozenset[str]
    fixed: frozenset[str]
    prepositions: frozenset[str]
    heads: tuple[str, ...]
    with_tail: frozenset[str]
    legal_forms: frozenset[str]


class Noun(NamedTuple):
    """A noun's forms by case; `singular` is missing where the nominative given is a plural."""

    gender: str
    singular: tuple[str, ...] | None
    plural: tuple[str, ...] | None


@cache
def lexicon() -> Lexicon:
    """The words that endings alone cannot place, read once."""
    data = tomllib.loads((Path(__file__).parent / "vocabulary" / "nouns.toml").read_text("utf-8"))
    return Lexicon(
        sixth=tuple(data["sixth"]),
        sixth_plural=frozenset(data["sixth_plural"]),
        unchanged=tuple(data["unchanged"]),
        second_in_s=frozenset(data["second_in_s"]),
        fixed=frozenset(data["fixed"]),
        prepositions=frozenset(data["prepositions"]),
        heads=tuple(data["heads"]),
        with_tail=frozenset(data["with_tail"]),
        legal_forms=frozenset(data["legal_forms"]),
    )


def adjective_endings(stem: str, gender: str, plural: bool) -> Endings:
    """A definite adjective's endings in five cases, beside a noun of this gender (`m`, `f`) and number."""
    endings = ADJECTIVES[gender, plural]
    if not stem.endswith("ēj"):
        return endings
    # after -ēj- the middle -aj- falls out: pēdējam, not pēdējajam
    nominative, genitive, dative, accusative, locative = endings
    return nominative, genitive, dative.removeprefix("aj"), accusative, locative.removeprefix("aj")


def decline(word: str) -> Noun | None:
    """The forms of one word in the nominative, or None when its ending does not inflect."""
    if len(word) < 3 or not word.isalpha() or word.isupper() or word.lower() in lexicon().fixed:
        return None
    return _irregular(word) or _singular(word) or _plural_only(word)


def _irregular(word: str) -> Noun | None:
    words, low, stem = lexicon(), word.lower(), word[:-1]
    if low.endswith("šanās"):
        return Noun("f", _join(word[:-2], _REFLEXIVE), None)
    if low in words.sixth_plural:
        return Noun("f", None, _with_genitive(word[:-2], _SIXTH[1]))
    if low.endswith(words.sixth):
        return Noun("f", _join(stem, _SIXTH[0]), _with_genitive(stem, _SIXTH[1]))
    if low in words.second_in_s:
        return Noun("m", _join(stem, _SECOND_IN_S), _join(_soften(stem), _FIRST[1]))
    return None


def _singular(word: str) -> Noun | None:
    stem, before = word[:-1], word[-2].lower()
    if word.endswith("is") and not word.endswith(("ais", "eis", "uis")):
        soft = _soften(word[:-2])
        singular = (word, soft + "a", *_join(word[:-2], _SECOND)[2:])
        return Noun("m", singular, _join(soft, _FIRST[1]))
    if word.endswith("us"):
        return Noun("m", _join(word[:-2], _THIRD), _join(word[:-2], _FIRST[1]))
    if word.endswith(("s", "š")) and before not in _VOWELS:
        return Noun("m", (word, *_join(stem, _FIRST[0])[1:]), _join(stem, _FIRST[1]))
    if word.endswith("a") and before not in "aā":
        return Noun("f", _join(stem, _FOURTH[0]), _join(stem, _FOURTH[1]))
    if word.endswith("e") and before not in _VOWELS:
        return Noun("f", _join(stem, _FIFTH[0]), _with_genitive(stem, _FIFTH[1]))
    return None


def _plural_only(word: str) -> Noun | None:
    if word.endswith("i") and word[-2].lower() not in "aeou":
        return Noun("m", None, _join(word[:-1], _FIRST[1]))
    if word.endswith("as"):
        return Noun("f", None, _join(word[:-2], _FOURTH[1]))
    if word.endswith("es"):
        return Noun("f", None, _with_genitive(word[:-2], _FIFTH[1]))
    return None


def _join(stem: str, endings: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(stem + ending for ending in endings)


def _with_genitive(stem: str, endings: Endings) -> tuple[str, ...]:
    """Plural forms of the 5th and 6th declension: the genitive's consonant changes."""
    forms = _join(stem, endings)
    return (forms[0], _soften(stem) + endings[1], *forms[2:])


def _soften(stem: str) -> str:
    low = stem.lower()
    if low.endswith(lexicon().unchanged):
        return stem
    for plain, soft in _CHANGES:
        if low.endswith(plain):
            return stem[: -len(plain)] + soft
    return stem
