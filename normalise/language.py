"""The language of a text, told by its letters and its commonest words."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from functools import lru_cache

from normalise.letter_tables import LetterTable

_NO_LETTERS = re.compile(r"[\W\d_]+")


class _SmallLetters(dict[int, str]):
    """A letter's small form for its code, a blank for all else."""

    def __missing__(self, code: int) -> str:
        letter = chr(code)
        return letter.lower() if letter.isalpha() else " "


# the words of a text, parted by blanks
_letters_alone = LetterTable(_SmallLetters(), lambda text: _NO_LETTERS.sub(" ", text.lower()))
_LEAST_WORDS = 3
_SAMPLE = 6_000  # characters

_COMMON = {
    "lv": "un ir par no ar uz ka kas lai gan tika kā arī pie līdz vai bija tiks savu mūsu šis šī gada viņi "
    "biedrība projekta projekts jau tas tā pēc bet ne ko kur laikā ikviens aicina",
    "lt": "ir į iš su apie yra kad buvo tai ar kaip už bus po dėl mūsų metų bei jau nuo pagal projekto",
    "et": "ja on ei see oli kui mis ning aga seda oma ka et või selle kes meie aasta projekt eesti",
    "en": "the of and to in for is on with that was by at from this are be as it we our project will",
    "de": "der die das und ist nicht mit von zu den im ein eine für auf wir des dem sich auch projekt",
    "ru": "и в не на что с по это как из для к от мы проект за о при его года они были",
    "fr": "le la les des et est dans pour une un du que qui sur avec nous projet au par",
    "pl": "i w na z do jest się nie że to dla oraz od przez projekt po jak przy roku",
    "fi": "ja on ei se että oli kun mutta ovat myös joka hanke tai kuin niin vuoden",
    "sv": "och att det som en på är av för med den till inte ett vi om har projekt",
}
_LETTERS = {
    "lv": "āēīūģķļņ",
    "lt": "ąęėįųū",
    "et": "õäöü",
    "de": "äöüß",
    "ru": "абвгдежзийклмнопрстуфхцчшщъыьэюя",
    "fr": "éèêàçùœ",
    "pl": "ąćęłńóśźż",
    "fi": "äö",
    "sv": "åäö",
}
_LANGUAGES_OF: dict[str, list[str]] = {}
for _language, _words in _COMMON.items():
    for _word in _words.split():
        _LANGUAGES_OF.setdefault(_word, []).append(_language)
_LANGUAGES_WITH: dict[str, list[str]] = {}
for _language, _letters in _LETTERS.items():
    for _letter in _letters:
        _LANGUAGES_WITH.setdefault(_letter, []).append(_language)
_TELLING_LETTERS = frozenset(_LANGUAGES_WITH)
_LETTER_WEIGHT = 0.5


def detect(text: str) -> str | None:
    """The ISO 639-1 code of the language that most of `text` is in; None for too little to tell.

    Knows Latvian, Lithuanian, Estonian, English, German, Russian, French, Polish, Finnish, Swedish.
    """
    words = _letters_alone(text[:_SAMPLE]).split()
    if len(words) < _LEAST_WORDS:
        return None
    scores = _scores(words)
    ranked = sorted(scores, key=lambda language: scores[language], reverse=True)
    if not ranked or scores[ranked[0]] < min(2.0, len(words) / 4):
        return None
    if len(ranked) > 1 and scores[ranked[0]] == scores[ranked[1]]:
        return None
    return ranked[0]


def _scores(words: list[str]) -> dict[str, float]:
    scores: dict[str, float] = defaultdict(float)
    counts = Counter(words)
    for word in _LANGUAGES_OF.keys() & counts.keys():
        for language in _LANGUAGES_OF[word]:
            scores[language] += counts[word]
    for word in [word for word in counts if not word.isascii()]:
        for language in _languages_with_letters_of(word):
            scores[language] += _LETTER_WEIGHT * counts[word]
    return scores


@lru_cache(maxsize=4096)
def _languages_with_letters_of(word: str) -> frozenset[str]:
    letters = _TELLING_LETTERS.intersection(word)
    return frozenset(language for letter in letters for language in _LANGUAGES_WITH[letter])
