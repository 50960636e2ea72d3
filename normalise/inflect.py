"""Latvian declension of names: every case form of a phrase, and the way back to the nominative.

Names of funds, bodies and places follow few patterns, so endings and a short word list
(`vocabulary/nouns.toml`) are enough. Endings after the grammar in "Latviešu valodas gramatika"
(LU Latviešu valodas institūts, 2013): noun declensions 1 to 6 and definite adjectives. The vocative
and the instrumental of such names look like the nominative, accusative or dative and add no form.
"""

from __future__ import annotations

import re
import tomllib
from functools import cache
from itertools import chain
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
_ADJECTIVES: dict[tuple[str, bool], Endings] = {
    ("m", False): ("ais", "ā", "ajam", "o", "ajā"),
    ("m", True): ("ie", "o", "ajiem", "os", "ajos"),
    ("f", False): ("ā", "ās", "ajai", "o", "ajā"),
    ("f", True): ("ās", "o", "ajām", "ās", "ajās"),
}

_CHANGES = (
    ("sn", "šņ"), ("zn", "žņ"), ("sl", "šļ"), ("zl", "žļ"), ("ln", "ļņ"), ("ll", "ļļ"), ("nn", "ņņ"),
    ("b", "bj"), ("p", "pj"), ("m", "mj"), ("v", "vj"), ("f", "fj"), ("c", "č"), ("d", "ž"), ("t", "š"),
    ("s", "š"), ("z", "ž"), ("l", "ļ"), ("n", "ņ"), ("dz", "dž"),
)  # fmt: skip

_BREAK = re.compile(r"[\"“”„«»‘’(\[/,;:–—]|\s-\s")
_VOWELS = "aāeēiīoōuū"


class _Lexicon(NamedTuple):
    sixth: tuple[str, ...]
    sixth_plural: frozenset[str]
    unchanged: tuple[str, ...]
    second_in_s: frozenset[str]
    fixed: frozenset[str]
    prepositions: frozenset[str]
    heads: tuple[str, ...]
    with_tail: frozenset[str]
    legal_forms: frozenset[str]


class _Noun(NamedTuple):
    """A noun's forms by case; `singular` is missing where the nominative given is a plural."""

    gender: str
    singular: tuple[str, ...] | None
    plural: tuple[str, ...] | None


@cache
def _lexicon() -> _Lexicon:
    data = tomllib.loads((Path(__file__).parent / "vocabulary" / "nouns.toml").read_text("utf-8"))
    return _Lexicon(
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


def inflections(phrase: str, plural: bool = False) -> frozenset[str]:
    """All case forms of a Latvian noun phrase given in the nominative, the phrase itself among them.

    The head inflects, and with it the definite adjectives right before it (`Eiropas Sociālais
    fonds`); what stands before and after stays. The head is the last word that can be a
    nominative; a trailing `*` marks it where that is wrong (`fonds* lauku attīstībai`), and two
    stars inflect two heads together. With `plural` the plural forms come too. A phrase without
    an inflectable word gives itself.
    """
    words = phrase.split()
    starred = [at for at, word in enumerate(words) if len(word) > 1 and word.endswith("*")]
    words = [word.removesuffix("*") if at in starred else word for at, word in enumerate(words)]
    found = {" ".join(words)}
    heads = starred or _head(words)
    for number in (False, True) if plural else (False,):
        found |= _case_forms(words, heads, number)
    return frozenset(found)


def _case_forms(words: list[str], heads: list[int], plural: bool) -> set[str]:
    """The phrase in each case, all heads in the same case."""
    columns: dict[int, tuple[str, ...]] = {}
    for head in heads:
        noun = _decline(words[head])
        if noun is None:
            continue
        is_plural = plural or noun.singular is None
        forms = noun.plural if is_plural else noun.singular
        if forms is None:
            continue
        columns[head] = forms
        given = _ADJECTIVES[noun.gender, noun.singular is None][0]
        for at in _adjectives_before(words, head, given):
            stem = words[at].removesuffix(given)
            columns[at] = tuple(stem + ending for ending in _adjective_endings(stem, noun.gender, is_plural))
    if not columns:
        return set()
    return {
        " ".join(columns[at][case] if at in columns else word for at, word in enumerate(words))
        for case in range(5)
    }


def _head(words: list[str]) -> list[int]:
    """Where the head stands: right after an agreeing adjective, else the last possible nominative."""
    end = _core_length(words)
    for at in range(1, end):
        noun = _decline(words[at])
        if noun is not None:
            given = _ADJECTIVES[noun.gender, noun.singular is None][0]
            if given in ("ais", "ie") and _is_adjective(words[at - 1], given):
                return [at]
    candidates = [at for at in range(end) if _decline(words[at]) is not None]
    return candidates[-1:]


def _core_length(words: list[str]) -> int:
    """How many words come before a preposition, a quotation or a bracket."""
    for at, word in enumerate(words):
        if at and (word.lower() in _lexicon().prepositions or _BREAK.match(word) or word in "-–—"):
            return at
    return len(words)


def _adjectives_before(words: list[str], head: int, ending: str) -> list[int]:
    """Definite adjectives that agree with the head; `un` may stand between two of them."""
    found: list[int] = []
    for at in range(head - 1, -1, -1):
        if _is_adjective(words[at], ending):
            found.append(at)
        elif not (found and words[at] == "un"):
            break
    return found


def _is_adjective(word: str, ending: str) -> bool:
    return word.endswith(ending) and len(word) - len(ending) >= 2 and word.isalpha() and not word.isupper()


def _adjective_endings(stem: str, gender: str, plural: bool) -> Endings:
    endings = _ADJECTIVES[gender, plural]
    if not stem.endswith("ēj"):
        return endings
    # after -ēj- the middle -aj- falls out: pēdējam, not pēdējajam
    nominative, genitive, dative, accusative, locative = endings
    return nominative, genitive, dative.removeprefix("aj"), accusative, locative.removeprefix("aj")


def _decline(word: str) -> _Noun | None:
    """The forms of one word in the nominative, or None when its ending does not inflect."""
    if len(word) < 3 or not word.isalpha() or word.isupper() or word.lower() in _lexicon().fixed:
        return None
    return _irregular(word) or _singular(word) or _plural_only(word)


def _irregular(word: str) -> _Noun | None:
    lexicon, low, stem = _lexicon(), word.lower(), word[:-1]
    if low.endswith("šanās"):
        return _Noun("f", _join(word[:-2], _REFLEXIVE), None)
    if low in lexicon.sixth_plural:
        return _Noun("f", None, _with_genitive(word[:-2], _SIXTH[1]))
    if low.endswith(lexicon.sixth):
        return _Noun("f", _join(stem, _SIXTH[0]), _with_genitive(stem, _SIXTH[1]))
    if low in lexicon.second_in_s:
        return _Noun("m", _join(stem, _SECOND_IN_S), _join(_soften(stem), _FIRST[1]))
    return None


def _singular(word: str) -> _Noun | None:
    stem, before = word[:-1], word[-2].lower()
    if word.endswith("is") and not word.endswith(("ais", "eis", "uis")):
        soft = _soften(word[:-2])
        singular = (word, soft + "a", *_join(word[:-2], _SECOND)[2:])
        return _Noun("m", singular, _join(soft, _FIRST[1]))
    if word.endswith("us"):
        return _Noun("m", _join(word[:-2], _THIRD), _join(word[:-2], _FIRST[1]))
    if word.endswith(("s", "š")) and before not in _VOWELS:
        return _Noun("m", (word, *_join(stem, _FIRST[0])[1:]), _join(stem, _FIRST[1]))
    if word.endswith("a") and before not in "aā":
        return _Noun("f", _join(stem, _FOURTH[0]), _join(stem, _FOURTH[1]))
    if word.endswith("e") and before not in _VOWELS:
        return _Noun("f", _join(stem, _FIFTH[0]), _with_genitive(stem, _FIFTH[1]))
    return None


def _plural_only(word: str) -> _Noun | None:
    if word.endswith("i") and word[-2].lower() not in "aeou":
        return _Noun("m", None, _join(word[:-1], _FIRST[1]))
    if word.endswith("as"):
        return _Noun("f", None, _join(word[:-2], _FOURTH[1]))
    if word.endswith("es"):
        return _Noun("f", None, _with_genitive(word[:-2], _FIFTH[1]))
    return None


def _join(stem: str, endings: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(stem + ending for ending in endings)


def _with_genitive(stem: str, endings: Endings) -> tuple[str, ...]:
    """Plural forms of the 5th and 6th declension: the genitive's consonant changes."""
    forms = _join(stem, endings)
    return (forms[0], _soften(stem) + endings[1], *forms[2:])


def _soften(stem: str) -> str:
    low = stem.lower()
    if low.endswith(_lexicon().unchanged):
        return stem
    for plain, soft in sorted(_CHANGES, key=lambda change: -len(change[0])):
        if low.endswith(plain):
            return stem[: -len(plain)] + soft
    return stem


_ABBREVIATION_ENDINGS = (
    "a", "am", "u", "ā", "as", "ai", "es", "ei", "ē", "i", "im", "ī", "s", "iem", "us", "os", "ām", "ās",
)  # fmt: skip


def abbreviation_forms(abbreviation: str) -> frozenset[str]:
    """An abbreviation bare and with case endings: `AIF`, `AIF-a`, `AIF’a`, `AIFa`, `AIF-am`, ...

    The gender is unknown, so the endings of all declensions come. Match these with their capitals.
    """
    joints = ("-", "’", "'", "")
    return frozenset(
        chain([abbreviation], (abbreviation + j + e for j in joints for e in _ABBREVIATION_ENDINGS))
    )


class _Reading(NamedTuple):
    """What a form of a known head noun may be: its nominative and the adjective endings beside it."""

    nominative: str
    gender: str
    plural: bool
    cases: tuple[int, ...]


_SAFE_ENDINGS = (
    (("ības", "ībai", "ību", "ībā"), "ība"),
    (("ijas", "ijai", "iju", "ijā"), "ija"),
    (("šanas", "šanai", "šanu", "šanā"), "šana"),
    (("uma", "umam", "umu", "umā"), "ums"),
    (("as", "ai"), "a"),
    (("es", "ei"), "e"),
    (("iem",), "i"),
)
_TAIL_ENDINGS = ("ai", "ei", "am", "im", "ā", "ē", "ī")
_FOREIGN = re.compile(r"[wxyq]|\b(?:of|and|the|for|in|to)\b", re.IGNORECASE)


@cache
def _readings() -> dict[str, _Reading]:
    """Every form of every known head noun; where forms coincide the singular wins."""
    found: dict[str, _Reading] = {}
    for plural in (False, True):
        for head in _lexicon().heads:
            noun = _decline(head)
            forms = (noun.plural if plural else noun.singular) if noun else None
            if noun is None or forms is None:
                continue
            for form in forms:
                cases = tuple(case for case in range(5) if forms[case] == form)
                found.setdefault(form, _Reading(forms[0], noun.gender, plural, cases))
    return found


def nominative(name: str) -> str:
    """The most likely nominative of the name of a body or place written in any case.

    `Latvijas Lauku foruma` gives `Latvijas Lauku forums`; words in quotation marks stay as
    written, so does whatever the endings leave open (`Liepājā`, foreign names).
    """
    words = name.split()
    if not words or _BREAK.match(words[0]) or _FOREIGN.search(name):
        return name.strip()
    end = _core_length(words)
    _restore_legal_form(words, end)
    last = max((at for at in range(end) if words[at].lower() not in _lexicon().fixed), default=0)
    head = last if words[last].lower() in _readings() else _head_before_tail(words, last)
    if head is None:
        words[last] = _by_ending(words[last])
    else:
        _restore(words, head)
    return " ".join(words)


def _restore_legal_form(words: list[str], end: int) -> None:
    """`biedrības Latvijas Skauti`: the legal form before the name is a head of its own."""
    reading = _readings().get(words[0].lower())
    if end > 1 and reading and reading.nominative in _lexicon().legal_forms and not reading.plural:
        accusative = words[0].lower().endswith("u")  # or the genitive plural: biedrību tīkls
        if words[1][:1].isupper() and not accusative:
            _restore(words, 0)


def _head_before_tail(words: list[str], last: int) -> int | None:
    """`fonda lauku attīstībai`, `programmu Latvijā`: the head with a fixed dative or locative tail."""
    if not words[last].lower().endswith(_TAIL_ENDINGS):
        return None
    for at in range(last - 1, -1, -1):
        reading = _readings().get(words[at].lower())
        if reading and reading.nominative in _lexicon().with_tail:
            return at
    return None


def _restore(words: list[str], head: int) -> None:
    """Puts a known head and the definite adjectives right before it into the nominative."""
    reading = _readings()[words[head].lower()]
    words[head] = _like(words[head], reading.nominative)
    for case in reading.cases:
        if case == 0:
            return
        for at in _adjectives_before(words, head, _ADJECTIVES[reading.gender, reading.plural][case]):
            stem = words[at].removesuffix(_ADJECTIVES[reading.gender, reading.plural][case])
            words[at] = stem + _ADJECTIVES[reading.gender, reading.plural][0]


def _by_ending(word: str) -> str:
    """The nominative of an unknown word where its ending admits only one."""
    if word.isalpha() and not word.isupper() and not word.lower().endswith(_lexicon().sixth):
        for endings, restored in _SAFE_ENDINGS:
            for ending in endings:
                if word.endswith(ending) and len(word) - len(ending) >= 2:
                    return word.removesuffix(ending) + restored
    return word


def _like(written: str, word: str) -> str:
    return word[:1].upper() + word[1:] if written[:1].isupper() else word
