"""Names in every Russian case form."""

from __future__ import annotations

import re

CYRILLIC = re.compile("[а-яё]", re.IGNORECASE)
# endings of the nominative, genitive, dative, accusative, instrumental and prepositional
_ADJECTIVES = (
    ("кий", "кого", "кому", "кий", "ким", "ком"),
    ("кое", "кого", "кому", "кое", "ким", "ком"),
    ("ый", "ого", "ому", "ый", "ым", "ом"),
    ("ое", "ого", "ому", "ое", "ым", "ом"),
    ("ая", "ой", "ой", "ую", "ой", "ой"),
    ("ые", "ых", "ым", "ые", "ыми", "ых"),
)
_NOUNS = (
    ("ия", "ии", "ии", "ию", "ией", "ии"),
    ("ие", "ия", "ию", "ие", "ием", "ии"),
    ("о", "а", "у", "о", "ом", "е"),
    ("а", "ы", "е", "у", "ой", "е"),
    ("ы", "ов", "ам", "ы", "ами", "ах"),
    *(tuple(letter + ending for ending in ("", "а", "у", "", "ом", "е")) for letter in "бвдзлмнпрст"),
)


def russian_forms(phrase: str) -> frozenset[str]:
    """All case forms of a Russian name given in the nominative, the phrase itself among them.

    The first word that is no adjective is the head: it inflects with the adjectives before it, and
    what stands behind it stays. A phrase whose head has no known ending gives itself.
    """
    words = phrase.split()
    inflected: list[tuple[str, tuple[str, ...]]] = []
    for word in words:
        adjective = _endings(word, _ADJECTIVES)
        endings = adjective or _endings(word, _NOUNS)
        if not endings:
            return frozenset([phrase])
        inflected.append((word.removesuffix(endings[0]), endings))
        if not adjective:
            break
    behind = words[len(inflected) :]
    cases = range(6 if words else 0)
    return frozenset(
        " ".join([*(stem + endings[case] for stem, endings in inflected), *behind]) for case in cases
    ) | {phrase}


def _endings(word: str, table: tuple[tuple[str, ...], ...]) -> tuple[str, ...] | None:
    return next((endings for endings in table if word.endswith(endings[0])), None)
