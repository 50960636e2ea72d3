"""Words as they are searched for: folded, and cut to a stem that all Latvian cases share.

The stem is taken from the folded word, so what is typed without diacritics finds the same as what is
typed with them.
"""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

import LatvianStemmer

from normalise.letter_tables import LetterTable

_NO_DECOMPOSITION = {"đ": "d", "ħ": "h", "ı": "i", "ł": "l", "ø": "o", "ŧ": "t"}
# two words joined by a stroke, hyphen or point; whole when a digit is in it, as in AIF/2022/KAPAC2/018
_WORD = re.compile(r"[^\W_]+(?:(?:[/-]|\.(?=\d|[^\W_]+/))[^\W_]+)*")
_PART = re.compile(r"[^\W_]+")
EDITION = "2"  # of the stems: another one with every change, so that a snapshot with older ones is known
_DASHES = str.maketrans(dict.fromkeys("‐‑‒–−", "-"))
_VOWELS = frozenset("aeiou")
# endings that the stemmer knows only with a long vowel: (folded ending, vowels a word must have, long form)
_LONG_ENDINGS = (("ajas", 3, "ajās"), ("aja", 3, "ajā"), ("em", 2, "ēm"))

# upe, upju, acs: the stemmer leaves no stem of two letters
_SHORT_WORD = re.compile(
    r"(?P<stem>[aeiou][^\W\d_aeiou])"
    r"(?:(?:(?<=[bfmpv])j)?(?:iem|a[ims]?|e[ims]?|i[jms]?|os|u[ms]?)|(?<![aeious])s)$"
)
_SMALL_WORDS = frozenset({"ar", "es", "ik", "ir", "is", "on", "or", "un", "us", "uz"})  # ārā is not ar
_LABIAL = re.compile(r"(?<=[bfmpv])j$")
_SYLLABLES = re.compile(r"[aeiou][^aeiou]+[aeiou]")
# declensions 2, 5 and 6: jaunietis, jaunieša. Other pairs fall together when folded: n, ņ; s, š; dz, dž
_SOFT = re.compile(r"s$|(?<!d)z$")
_HARD = {"s": "t", "z": "d"}
# Of one syllable too many different words would fall together (viesi, vieta; gāze, gads; masa, māte):
# the soft stems of those that alternate are named.
_SHORT_SOFT = frozenset(
    {
        *("bies", "bis", "briez", "briz", "cils", "kars", "klaz", "kles", "krus", "kus", "kvis"),
        *("lauz", "lens", "naks", "nos", "pirs", "plis", "priez", "sais", "sez", "sirz"),
        *("skas", "sliez", "smils", "spros", "tans", "tels", "zus"),
    }
)


class _Folding(dict[int, str | None]):
    """A translation table that folds each character once."""

    def __missing__(self, code: int) -> str | None:
        character = chr(code)
        if unicodedata.combining(character):
            folded = None
        else:
            lower = character.lower()
            lower = lower if len(lower) == 1 else character
            folded = _NO_DECOMPOSITION.get(lower) or _base(lower)
        self[code] = folded
        return folded


def _base(character: str) -> str:
    """The letter under the marks; characters that decompose into several others stay as they are."""
    parts = [part for part in unicodedata.normalize("NFD", character) if not unicodedata.combining(part)]
    return parts[0] if len(parts) == 1 else character


_fold = LetterTable(_Folding())


def fold(text: str) -> str:
    """`text` in lower case without diacritics, a character for a character (loose marks go)."""
    return _fold(text)


def stems(text: str) -> str:
    """The folded Latvian stem of every word, blank-separated, in the order of the text.

    Words with digits and numbers such as `AIF/2022/KAPAC2/018` or `25.10.2023` stay whole (folded).
    Empty or wordless text gives "".
    """
    return " ".join(filter(None, map(_stems_between_blanks, text.split())))


@lru_cache(maxsize=1 << 17)
def _stems_between_blanks(written: str) -> str:
    """The stems of a piece of text without blanks; the same pieces come again and again."""
    folded = fold(written).translate(_DASHES)
    return " ".join(_stems_of(match) for match in _WORD.findall(folded))


def _stems_of(joined: str) -> str:
    if any(map(str.isdigit, joined)):
        return joined
    return " ".join(_stem(part) for part in _PART.findall(joined))


def opening(beginning: str) -> str:
    """What the stems of longer words that begin as `beginning`, one word, begin with.

    Its last consonant stays as written, for in a longer word it is not the last.
    """
    folded = fold(beginning)
    return folded if any(map(str.isdigit, folded)) else _cut(folded)


@lru_cache(maxsize=1 << 17)
def _stem(word: str) -> str:
    """The folded stem of one folded word."""
    short = _SHORT_WORD.match(word)
    if short and short["stem"] not in _SMALL_WORDS:
        return short["stem"]
    return _hardened(_cut(word))


def _cut(word: str) -> str:
    """The folded word without its ending."""
    vowels = sum(1 for letter in word if letter in _VOWELS)
    for ending, least, long in _LONG_ENDINGS:
        if vowels >= least and word.endswith(ending) and not word.endswith("iem"):
            word = word.removesuffix(ending) + long
            break
    stem = fold(LatvianStemmer.stem(word))
    # folded, skolotājam looks like a definite adjective and skolotājs does not: both lose the -aj-
    return stem[:-2] if stem.endswith("aj") and len(stem) > 4 and not _VOWELS.isdisjoint(stem[:-2]) else stem


def _hardened(stem: str) -> str:
    """The stem with the last consonant that the nominative has: jaunies- and jauniet- become one."""
    stem = _LABIAL.sub("", stem)
    if stem in _SHORT_SOFT or _SYLLABLES.search(stem):
        return _SOFT.sub(lambda soft: _HARD[soft[0]], stem)
    return stem
