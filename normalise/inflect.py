"""Names in every case form, and the way back to the nominative (Latvian)."""

from __future__ import annotations

import re
from functools import cache
from typing import NamedTuple

from normalise.declension import ADJECTIVES, adjective_endings, decline, lexicon
from normalise.inflect_russian import CYRILLIC, russian_forms

_BREAK = re.compile(r"[\"“”„«»‘’(\[/,;:–—]|\s-\s")


def inflections(phrase: str, plural: bool = False) -> frozenset[str]:
    """All case forms of a Latvian noun phrase given in the nominative, the phrase itself among them.

    The head inflects, and with it the definite adjectives right before it (`Eiropas Sociālais
    fonds`); what stands before and after stays. The head is the last word that can be a
    nominative; a trailing `*` marks it where that is wrong (`fonds* lauku attīstībai`), and two
    stars inflect two heads together. With `plural` the plural forms come too. A phrase without
    an inflectable word gives itself. Russian names give their Russian cases.
    """
    if CYRILLIC.search(phrase):
        return russian_forms(phrase)
    words, heads = _words_and_heads(phrase)
    found = {" ".join(words)}
    for number in (False, True) if plural else (False,):
        found.update(_case_forms(words, heads, number) or ())
    return frozenset(found)


def paradigm(phrase: str) -> tuple[str, ...]:
    """The forms in the order nominative, genitive, dative, accusative, locative; one form if it has no more.

    The number is that of the phrase; stars as in `inflections`.
    """
    words, heads = _words_and_heads(phrase)
    return _case_forms(words, heads, plural=False) or (" ".join(words),)


def _words_and_heads(phrase: str) -> tuple[list[str], list[int]]:
    words = phrase.split()
    starred = [at for at, word in enumerate(words) if len(word) > 1 and word.endswith("*")]
    words = [word.removesuffix("*") if at in starred else word for at, word in enumerate(words)]
    return words, starred or _head(words)


def _case_forms(words: list[str], heads: list[int], plural: bool) -> tuple[str, ...] | None:
    """The phrase in each case, all heads in the same case; None where no head has such forms."""
    columns: dict[int, tuple[str, ...]] = {}
    for head in heads:
        noun = decline(words[head])
        if noun is None:
            continue
        is_plural = plural or noun.singular is None
        forms = noun.plural if is_plural else noun.singular
        if forms is None:
            continue
        columns[head] = forms
        given = ADJECTIVES[noun.gender, noun.singular is None][0]
        for at in _adjectives_before(words, head, given):
            stem = words[at].removesuffix(given)
            columns[at] = tuple(stem + ending for ending in adjective_endings(stem, noun.gender, is_plural))
    if not columns:
        return None
    return tuple(
        " ".join(columns[at][case] if at in columns else word for at, word in enumerate(words))
        for case in range(5)
    )


def _head(words: list[str]) -> list[int]:
    """Where the head stands: right after an agreeing adjective, else the last possible nominative."""
    end = _core_length(words)
    for at in range(1, end):
        noun = decline(words[at])
        if noun is not None:
            given = ADJECTIVES[noun.gender, noun.singular is None][0]
            if given in ("ais", "ie") and _is_adjective(words[at - 1], given):
                return [at]
    candidates = [at for at in range(end) if decline(words[at]) is not None]
    return candidates[-1:]


def _core_length(words: list[str]) -> int:
    """How many words come before a preposition, a quotation or a bracket."""
    for at, word in enumerate(words):
        if at and (word.lower() in lexicon().prepositions or _BREAK.match(word) or word in "-–—"):
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


_ABBREVIATION_ENDINGS = (
    "a", "am", "u", "ā", "as", "ai", "es", "ei", "ē", "i", "im", "ī", "s", "iem", "us", "os", "ām", "ās",
)  # fmt: skip


def abbreviation_forms(abbreviation: str) -> frozenset[str]:
    """An abbreviation bare and with case endings: `AIF`, `AIF-a`, `AIF’a`, `AIFa`, `AIF-am`, ...

    The gender is unknown, so the endings of all declensions come. Match these with their capitals.
    """
    joints = ("-", "’", "'", "")
    return frozenset(
        [abbreviation, *(abbreviation + joint + end for joint in joints for end in _ABBREVIATION_ENDINGS)]
    )


class _Reading(NamedTuple):
    """What a form of a known head noun may be."""

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
_LOCATIVE_ENDINGS = ("ā", "ē", "ī")
_TAIL_ENDINGS = ("ai", "ei", "am", "im", *_LOCATIVE_ENDINGS)
_LANDS = ("novads", "pagasts", "pilsēta", "rajons", "reģions")
# what may stand before the last noun of a name: a genitive or a definite adjective
_ATTRIBUTE = re.compile(r"(?:[auo]|[aeu]?s|ais|ā|ās|ajam|ajai|ajā)$")
_FOREIGN = re.compile(r"[wxyq]|\b(?:of|and|the|for|in|to)\b", re.IGNORECASE)


@cache
def _readings() -> dict[str, _Reading]:
    """Every form of every known head noun; where forms coincide the singular wins."""
    found: dict[str, _Reading] = {}
    for plural in (False, True):
        for head in lexicon().heads:
            noun = decline(head)
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
    last = max((at for at in range(end) if words[at].lower() not in lexicon().fixed), default=0)
    head = last if words[last].lower() in _readings() else _head_before_tail(words, last)
    if head is not None:
        _restore(words, head)
    elif last == 0 or _ATTRIBUTE.search(words[last - 1].lower()):
        words[last] = _by_ending(words[last])
    return " ".join(words)


def _restore_legal_form(words: list[str], end: int) -> None:
    """`biedrības Latvijas Skauti`: the legal form before the name is a head of its own."""
    reading = _readings().get(words[0].lower())
    if end > 1 and reading and reading.nominative in lexicon().legal_forms and not reading.plural:
        accusative = words[0].lower().endswith("u")  # or the genitive plural: biedrību tīkls
        if words[1][:1].isupper() and not accusative:
            _restore(words, 0)


def _head_before_tail(words: list[str], last: int) -> int | None:
    """`fonda lauku attīstībai`, `vēstniecības Latvijā`: the head with a fixed dative or locative tail."""
    if not words[last].lower().endswith(_TAIL_ENDINGS):
        return None
    for at in range(last - 1, -1, -1):
        reading = _readings().get(words[at].lower())
        if reading is None:
            continue
        located = at == last - 1 and words[last].lower().endswith(_LOCATIVE_ENDINGS)
        if reading.nominative in lexicon().with_tail or (located and reading.nominative not in _LANDS):
            return at
    return None


def _restore(words: list[str], head: int) -> None:
    """Puts a known head and the definite adjectives right before it into the nominative."""
    reading = _readings()[words[head].lower()]
    words[head] = _like(words[head], reading.nominative)
    for case in reading.cases:
        if case == 0:
            return
        for at in _adjectives_before(words, head, ADJECTIVES[reading.gender, reading.plural][case]):
            stem = words[at].removesuffix(ADJECTIVES[reading.gender, reading.plural][case])
            words[at] = stem + ADJECTIVES[reading.gender, reading.plural][0]


def _by_ending(word: str) -> str:
    """The nominative of an unknown word where its ending admits only one."""
    if word.isalpha() and not word.isupper() and not word.lower().endswith(lexicon().sixth):
        for endings, restored in _SAFE_ENDINGS:
            for ending in endings:
                if word.endswith(ending) and len(word) - len(ending) >= 2:
                    return word.removesuffix(ending) + restored
    return word


def _like(written: str, word: str) -> str:
    if written.isupper():
        return word.upper()
    return word[:1].upper() + word[1:] if written[:1].isupper() else word
