"""Tables of letters give what `str.translate` gives, for common texts and for all others."""

import random

import pytest

from normalise.document import flatten
from normalise.letter_tables import COMMON, LetterTable
from normalise.lines import key
from normalise.search_terms import fold

RARE = "ΣςİẞÄ²½🎉_\u0304\u3000\ud800"


@pytest.mark.parametrize(
    ("text", "flat", "folded", "bare"),
    [
        ("", "", "", ""),
        ("“Zaļais ceļš” – 5 €", '"zalais cels" - 5 €', "“zalais cels” – 5 €", "zaļaisceļš5"),
        ("ĀBOLS_un\u00a0ŪDENS", "abols_un udens", "abols_un\u00a0udens", "ābolsunūdens"),
        ("Ёлка\tи №5", "елка и №5", "елка\tи №5", "ёлкаи5"),
        ("Σπίτι 🎉 ½", "σπιτι 🎉 ½", "σπιτι 🎉 ½", "σπίτι½"),
        ("a\u0304bols", "a bols", "abols", "abols"),
    ],
)
def test_letters_by_table(text: str, flat: str, folded: str, bare: str) -> None:
    assert (flatten(text), fold(text), key(text)) == (flat, folded, bare)


def test_texts_of_common_characters_and_others_are_translated_alike() -> None:
    table = {code: None if chr(code) in "., " else chr(code).upper()[:1] for code in range(0x20000)}
    translate = LetterTable(table)
    chosen = random.Random(5)
    for length in range(300):
        text = "".join(chosen.choices(COMMON + (RARE if length % 2 else ""), k=length))
        assert translate(text) == text.translate(table)


def test_as_many_characters_as_the_codec_has_places_for() -> None:
    assert len(set(COMMON)) == len(COMMON) <= 256
