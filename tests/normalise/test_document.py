"""The document view: one character for one, sentences and lines that hold together, spans."""

from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from normalise.document import Document, flatten, inside, merge_spans, overlaps
from normalise.extract import extract_text

BOUNDED = settings(max_examples=150, deadline=None)
SPANS = st.lists(
    st.tuples(st.integers(0, 50), st.integers(1, 10)).map(lambda s: (s[0], s[0] + s[1])), max_size=12
)


def sentences(text: str) -> list[str]:
    return [text[span.start : span.end].strip() for span in Document(text).sentences]


@BOUNDED
@given(st.text())
def test_flattening_keeps_every_offset(text: str) -> None:
    assert len(flatten(text)) == len(text)


@pytest.mark.parametrize(
    ("text", "flat"),
    [
        ("Ķīšu ČŪSKA", "kisu cuska"),
        ("„a” – b", '"a" - b'),
        ("a\u00a0b\tc\nd", "a b c\nd"),
        ("a\u202eb\x00c", "a b c"),
        ("e\u0301", "e "),
        ("İstanbul", "istanbul"),
        ("", ""),
    ],
)
def test_flat_text(text: str, flat: str) -> None:
    assert flatten(text) == flat


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ("Viens. Divi! Trīs?", ["Viens.", "Divi!", "Trīs?"]),
        ("Nr. 5 ir mūsu. Jā.", ["Nr. 5 ir mūsu.", "Jā."]),
        ("Sākas 5. maijā. Beidzas.", ["Sākas 5. maijā.", "Beidzas."]),
        ("Tas ir 2023. gada 5. Maijā.", ["Tas ir 2023. gada 5. Maijā."]),
        ("Sk. A. Bērziņa rakstu.", ["Sk. A. Bērziņa rakstu."]),
        ("Rinda\nCita rinda", ["Rinda", "Cita rinda"]),
        ("Viņš teica: “Nāc.” Tad gāja.", ["Viņš teica: “Nāc.”", "Tad gāja."]),
        ("   \n \n", []),
    ],
)
def test_sentences(text: str, parts: list[str]) -> None:
    assert sentences(text) == parts


@BOUNDED
@given(st.text(alphabet="aB. !?\n„”1", max_size=400))
def test_sentences_run_in_order_and_never_overlap(text: str) -> None:
    found = Document(text).sentences
    assert all(left.end <= right.start for left, right in pairwise(found))


@BOUNDED
@given(st.text(alphabet="aB. \n", min_size=1, max_size=200), st.data())
def test_every_letter_stands_in_its_sentence(text: str, data: st.DataObject) -> None:
    document = Document(text)
    letters = [at for at, char in enumerate(text) if char.strip()]
    at = data.draw(st.sampled_from(letters)) if letters else None
    assert at is None or document.sentence_at(at).start <= at < document.sentence_at(at).end


def test_a_sentence_without_end_is_read_in_pieces() -> None:
    text = "vārds " * 2000
    assert max(span.end - span.start for span in Document(text).sentences) <= 1500


def test_the_pieces_leave_nothing_out() -> None:
    text = ("vārds " * 2000).strip()
    assert "".join(text[span.start : span.end] for span in Document(text).sentences) == text


@pytest.mark.parametrize(
    ("line", "kind"),
    [
        ("Sākums » Jaunumi » Talka", "breadcrumb"),
        ("• pirmais darbs", "item"),
        ("Projekta numurs: 5", "field"),
        ("Talka parkā", "heading"),
        ("Sestdien tīrījām parku.", "text"),
    ],
)
def test_kinds_of_lines(line: str, kind: str) -> None:
    assert Document(line).lines[0].kind == kind


def test_an_empty_text_has_an_empty_sentence_everywhere() -> None:
    assert (Document("").sentence_at(5).end, Document("").line_at(5).end) == (0, 0)


def test_evidence_leaves_blanks_at_its_edges_out() -> None:
    evidence = Document("ab  cd  ef").evidence(2, 8, "rule")
    assert (evidence.quote, evidence.start, evidence.end) == ("cd", 4, 6)


@BOUNDED
@given(SPANS)
def test_merged_spans_cover_the_same_places(spans: list[tuple[int, int]]) -> None:
    covered = {at for start, end in spans for at in range(start, end)}
    assert {at for start, end in merge_spans(spans) for at in range(start, end)} == covered


@BOUNDED
@given(SPANS, st.integers(0, 60), st.integers(1, 10))
def test_overlaps_agrees_with_looking_at_each(spans: list[tuple[int, int]], start: int, length: int) -> None:
    each = any(s < start + length and start < e for s, e in spans)
    assert overlaps(merge_spans(spans), start, start + length) == each


@BOUNDED
@given(SPANS, st.integers(0, 60), st.integers(1, 10))
def test_inside_agrees_with_looking_at_each(spans: list[tuple[int, int]], start: int, length: int) -> None:
    merged = merge_spans(spans)
    assert inside(merged, start, start + length) == any(s <= start and start + length <= e for s, e in merged)


LONG = "Pusotru gadu no pavasara līdz rudenim mūsu lielā un jaukā Ezera alianse"
NEXT = "īstenoja projektu un gribēja, lai cilvēki saprot, ka ezeri ir arī viņu un bērnu"


@pytest.mark.parametrize(
    ("lines", "count"),
    [
        (["Ezers", LONG, NEXT, "rūpe."], 2),
        (["Ezers", LONG, NEXT.capitalize(), "rūpe."], 4),
        (["Ezers", LONG + ".", NEXT, "rūpe."], 4),
        (["Ezers", LONG, "", NEXT, "", "rūpe."], 4),
        (["Ezers", "Mūsu Ezera alianse", "īstenoja projektu un", "rūpējās."], 4),
        # a single break is no width; the first line may be the title; a field or an address goes on nothing
        (["Ezers", LONG, "īstenoja projektu."], 3),
        ([LONG, NEXT, "rūpe."], 3),
        (
            [
                "Ezers",
                LONG,
                "īstenotājs: biedrība “Vilnis”, kas ir arī ezera aizbildnis un bērnu draugs,",
                "rūpe.",
            ],
            4,
        ),
        (
            [
                "Ezers",
                LONG,
                "www.ezers.example un arī daudz kas cits, kas mums visiem kopā te jālasa",
                "rūpe.",
            ],
            4,
        ),
    ],
)
def test_lines_broken_at_a_width_go_on_below(lines: list[str], count: int) -> None:
    text = "\n".join(lines)
    document = Document(text)
    assert len(document.lines) == count
    assert document.evidence(0, len(text), "whole").quote == text
    assert len(Document(text, may_be_wrapped=False).lines) == len([line for line in lines if line])


def test_what_a_broken_line_names_is_quoted_as_it_stands() -> None:
    text = (
        "Ezers\n\nUz talku no visas Latvijas ļaudis brauca ilgi, un tad tie visi kopā pulcējās Mazsalacas\n"
        "novadā, kur notika seminārs par ezeriem, upēm un purviem, un tur satika arī visus tos ļaudis, kas\n"
        "gribēja palīdzēt."
    )
    found = extract_text(text)
    assert any(place.name.startswith("Mazsalaca") for place in found.places)
    everything = [*found.places, *found.organisations, *found.projects, *found.dates]
    assert all(text[e.start : e.end] == e.quote for one in everything for e in one.evidence)
