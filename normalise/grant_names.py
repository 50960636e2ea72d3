"""Names of recipients and titles of projects made comparable."""

from __future__ import annotations

import re
from functools import lru_cache

from rapidfuzz.distance import OSA
from rapidfuzz.fuzz import ratio

from normalise.search_terms import fold, stems

# words that many organisations share; a name is told from another by the rest
_SHARED = (
    "biedrība nodibinājums fonds centrs partnerība lauku rajona novada pilsētas pagasta jauniešu sieviešu "
    "senioru pašvaldība dome organizācija apvienība sabiedrība klubs grupa vietējā rīcības atbalsta latvijas "
    "sia as vsia "
    "nvo ngo foundation association society union club the of and un piekrastes"
)
_QUOTED = re.compile(r"[„“”«»\"‘’]([^„“”«»\"‘’]{3,})[„“”«»\"‘’]")
_ALIKE = 92.0


@lru_cache(maxsize=1)
def _shared() -> frozenset[str]:
    return frozenset(stems(_SHARED).split())


@lru_cache(maxsize=1 << 15)
def name_words(name: str) -> frozenset[str]:
    """The stems that tell an organisation from others: of its quoted name, without what many share."""
    quoted = _QUOTED.search(name)
    words = frozenset(stems(quoted.group(1) if quoted else name).split())
    return words - _shared() or words


def same_name(one: str, other: str) -> bool:
    """Whether two spellings name the same organisation; an empty name is nobody's."""
    words = name_words(one)
    return bool(words) and words == name_words(other)


def named_in(name: str, text_stems: frozenset[str]) -> bool:
    """Whether all telling words of a name stand among the stems of a text."""
    words = name_words(name)
    return bool(words) and words <= text_stems


@lru_cache(maxsize=1 << 16)
def title_stems(title: str) -> str:
    """A title as stems in its order, for comparing."""
    return stems(title)


def title_likeness(one: str, other: str) -> float:
    """How alike two titles are, 0 to 1; 1 for the same words in whatever case."""
    first, second = title_stems(one), title_stems(other)
    return ratio(first, second, score_cutoff=_ALIKE) / 100 if first and second else 0.0


@lru_cache(maxsize=1 << 17)
def number_key(number: str) -> str:
    """Letters and digits of a grant number, folded, in upper case: what is compared."""
    return "".join(char for char in fold(number).upper() if char.isalnum())


def one_slip(one: str, other: str) -> bool:
    """Whether two keys differ by one letter put wrong, left out, added, or swapped with its neighbour."""
    return OSA.distance(one, other, score_cutoff=1) == 1


def slips_of(key: str) -> set[str]:
    """The key and the key with each one character left out: two keys one slip apart share one of these."""
    return {key} | {key[:at] + key[at + 1 :] for at in range(len(key))}
