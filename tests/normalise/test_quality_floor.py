"""The floor under the quality on our own labelled texts, and that the measure itself can tell."""

import pytest

from benchmarks.floors import OWN_F1
from benchmarks.quality import FIELDS, Quality, Score, measure
from benchmarks.texts import Labelled, own_texts


@pytest.fixture(scope="module")
def quality() -> Quality:
    return measure(own_texts())


@pytest.mark.parametrize(("field", "floor"), OWN_F1.items())
def test_f1_is_not_below_its_floor(quality: Quality, field: str, floor: float) -> None:
    assert quality.scores[field].f1 >= floor


def test_every_field_has_a_floor() -> None:
    assert set(OWN_F1) == set(FIELDS)


def test_every_quote_stands_where_it_says(quality: Quality) -> None:
    assert quality.loose == 0


@pytest.mark.parametrize("field", FIELDS)
def test_every_field_is_asked_often_enough_to_mean_something(quality: Quality, field: str) -> None:
    assert quality.scores[field].asked >= 30


TEXT = "Projekts “Zaļā klase” (Nr. AIF/2022/KAPAC2/018) sākās 2023. gada 5. maijā. Summa 500 EUR."


def labelled(**labels: object) -> Labelled:
    right: dict[str, object] = {
        "text": TEXT,
        "title": None,
        "url": None,
        "funders": frozenset({"acf-lv"}),
        "grants": frozenset({"AIF/2022/KAPAC2/018"}),
        "projects": ("Zaļā klase",),
        "dates": (("2023-05-05", "2023-05-05", "day", "activity"),),
        "amounts": frozenset({(500.0, "EUR")}),
        "published": None,
        "lead": None,
    }
    return Labelled(**(right | labels))  # type: ignore[arg-type]


@pytest.mark.parametrize("field", FIELDS)
def test_right_findings_score_full(field: str) -> None:
    assert measure([labelled()]).scores[field].f1 == 1.0


@pytest.mark.parametrize(
    ("field", "labels"),
    [
        ("funders", frozenset({"sif"})),
        ("grants", frozenset({"AIF/2022/KAPAC2/019"})),
        ("projects", ("Zilais ezers",)),
        ("dates", (("2023-05-06", "2023-05-06", "day", "activity"),)),
        ("amounts", frozenset({(501.0, "EUR")})),
        ("published", "2023-05-05"),
        ("lead", "Vārpu laiva"),
    ],
)
def test_wrong_findings_score_nothing(field: str, labels: object) -> None:
    assert measure([labelled(**{field: labels})]).scores[field].f1 == 0.0


def test_a_date_that_the_labels_call_other_is_not_held_against_us() -> None:
    dates = (("2023-05-05", "2023-05-05", "day", "other"),)
    assert measure([labelled(dates=dates)]).scores["dates"] == Score(0, 0, 0)


def test_figures() -> None:
    score = Score(asked=4, given=2, hits=1)
    assert (score.precision, score.recall, round(score.f1, 3)) == (0.5, 0.25, 0.333)
