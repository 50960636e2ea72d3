"""Letters typed in parts are read as the letters they are; the evidence stands in the text as given."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from normalise.composed import composed
from normalise.extract import extract_text
from tests.labelled_set import LabelledText, load_labelled

FIELDS = ("funders", "grants", "projects", "dates", "amounts", "organisations", "places")
SAMPLE = [text for text in load_labelled() if text.id.endswith("5")]


@pytest.mark.parametrize("labelled", SAMPLE, ids=[text.id for text in SAMPLE])
def test_a_decomposed_text_gives_the_findings_of_the_composed_one(labelled: LabelledText) -> None:
    whole = unicodedata.normalize("NFC", labelled.text)
    text = unicodedata.normalize("NFD", whole)
    ours = extract_text(text, title=labelled.title, url=labelled.url)
    theirs = extract_text(whole, title=labelled.title, url=labelled.url)
    assert ours.text == text
    for field in FIELDS:
        mine, yours = getattr(ours, field), getattr(theirs, field)
        assert len(mine) == len(yours)
        for one, other in zip(mine, yours, strict=True):
            assert [text[e.start : e.end] for e in one.evidence] == [e.quote for e in one.evidence]
            quotes = [unicodedata.normalize("NFC", e.quote) for e in one.evidence]
            assert quotes == [e.quote for e in other.evidence]


@given(st.text(alphabet="aāe\u0304\u030cmx \u0327k", max_size=40).map("a".__add__))
def test_each_letter_knows_where_it_began(text: str) -> None:
    whole, places = composed(text)
    assert len(places) == len(whole) + 1
    assert places == sorted(places)
    assert places[-1] == len(text)
    assert whole == unicodedata.normalize("NFC", text)
