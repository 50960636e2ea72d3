"""Is the labelled set well-formed, and do its labels stand in its texts?"""

import re
import unicodedata
from collections import Counter
from datetime import timedelta
from pathlib import Path

import pytest

from tests.labelled_set import FOLDER, LabelledSetError, LabelledText, load_labelled

NUMBER_NOT_IN_TEXT = "number broken"
MONTHS_IN_WORDS = (
    ("janv", "январ", "jan"),
    ("febr", "феврал", "feb"),
    ("mart", "март", "mar"),
    ("apr", "апрел", "apr"),
    ("mai", "мая", "may"),
    ("jūn", "июн", "jun"),
    ("jūl", "июл", "jul"),
    ("aug", "август", "aug"),
    ("sept", "сентябр", "sep"),
    ("okt", "октябр", "oct"),
    ("nov", "ноябр", "nov"),
    ("dec", "декабр", "dec"),
)
ROMAN_MONTHS = ("I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX", "X", "XI", "XII")
DAYS_IN_WORDS = {12: "Divpadsmitais"}
SUMS_IN_WORDS = {("t033", 13500.0), ("t344", 14103.2), ("t408", 7000.0), ("t408", 3000.0), ("t495", 48316.2)}
ROUNDED = ((1, ""), (1_000, "tūkst"), (1_000_000, "mil"))

VALID = """
id = "t001"
title = "Ziņa"
url = "https://www.kaut-kas.example/zina"
tags = ["sif"]
text = "Teksts."

[labels]
funders = ["sif"]
mentioned_funders = []
grants = []
projects = []
dates = [{ start = 2023-01-01, end = 2023-01-02, precision = "day", role = "activity" }]
amounts = [{ value = 100, currency = "EUR" }]
"""

TEXTS = load_labelled()
each_text = pytest.mark.parametrize("labelled", TEXTS, ids=[text.id for text in TEXTS])


def squeezed(text: str) -> str:
    """`text` with letters and digits only, in upper case."""
    return re.sub(r"[\W_]", "", unicodedata.normalize("NFC", text).upper())


def month_stands(text: str, month: int) -> bool:
    """Does `text` name the month in words, in figures or as a Roman numeral?"""
    lowered = text.lower()
    in_words = any(stem in lowered for stem in MONTHS_IN_WORDS[month - 1])
    in_figures = re.search(rf"(?<!\d)0?{month}(?!\d)", text) is not None
    return in_words or in_figures or f".{ROMAN_MONTHS[month - 1]}." in text


def day_stands(text: str, day: int) -> bool:
    in_words = DAYS_IN_WORDS.get(day)
    in_figures = re.search(rf"(?<!\d)0?{day}(?!\d)", text) is not None
    return in_figures or (in_words is not None and in_words in text)


def sum_stands(text: str, value: float) -> bool:
    """Does `text` hold the sum, in full or as thousands or millions?"""
    for factor, word in ROUNDED:
        digits = f"{value / factor:.3f}".rstrip("0").rstrip(".").replace(".", "")
        spelling = r"[.,\s]{0,2}".join(digits)
        if word in text and re.search(rf"(?<!\d){spelling}(?:[.,]?\s?0+)?(?!\d)", text):
            return True
    return False


def test_there_are_at_least_ninety_texts() -> None:
    assert len(TEXTS) >= 90


def test_ids_are_unique() -> None:
    repeated = [id_ for id_, count in Counter(text.id for text in TEXTS).items() if count > 1]
    assert repeated == []


def test_addresses_are_unique() -> None:
    repeated = [url for url, count in Counter(text.url for text in TEXTS).items() if count > 1]
    assert repeated == []


def test_every_file_is_named_after_its_id() -> None:
    numbers = [path.name.split("-")[0] for path in sorted(FOLDER.glob("*.toml"))]
    assert numbers == [text.id.removeprefix("t") for text in TEXTS]


@each_text
def test_every_grant_stands_in_the_text(labelled: LabelledText) -> None:
    if NUMBER_NOT_IN_TEXT in labelled.tags:
        pytest.skip("tagged as a number that the page broke")
    page = squeezed(labelled.text)
    assert [grant for grant in labelled.labels.grants if squeezed(grant) not in page] == []


@each_text
def test_every_word_of_a_project_title_stands_in_title_or_text(labelled: LabelledText) -> None:
    words = set(re.findall(r"\w+", f"{labelled.title} {labelled.text}"))
    missing = [
        word for title in labelled.labels.projects for word in re.findall(r"\w+", title) if word not in words
    ]
    assert missing == []


@each_text
def test_every_exact_day_stands_in_the_text(labelled: LabelledText) -> None:
    days = [
        day for date in labelled.labels.dates if date.precision == "day" for day in (date.start, date.end)
    ]
    text, published = labelled.text, labelled.labels.published
    yesterday = published - timedelta(days=1) if published and "Vakar" in text else None
    told = [day for day in days if day_stands(text, day.day) and month_stands(text, day.month)]
    assert [day for day in days if day not in told and day != yesterday] == []


@each_text
def test_the_publication_date_stands_in_the_text(labelled: LabelledText) -> None:
    published = labelled.labels.published
    assert published is None or (
        day_stands(labelled.text, published.day) and month_stands(labelled.text, published.month)
    )


@each_text
def test_every_sum_stands_in_the_text(labelled: LabelledText) -> None:
    sums = [one.value for one in labelled.labels.amounts if (labelled.id, one.value) not in SUMS_IN_WORDS]
    assert [value for value in sums if not sum_stands(labelled.text.replace("`", ""), value)] == []


@each_text
def test_a_leading_organisation_stands_in_the_text(labelled: LabelledText) -> None:
    lead = labelled.labels.lead_org
    stems = [word[:4] for word in re.findall(r"\w+", lead or "")]
    assert [stem for stem in stems if stem.lower() not in labelled.text.lower()] == []


@pytest.mark.parametrize(
    ("old", "new", "complaint"),
    [
        ('id = "t001"', 'id = "t1"', "id"),
        ('funders = ["sif"]', 'funders = ["sief"]', "unknown funder ids: sief"),
        ("end = 2023-01-02", "end = 2022-12-31", "ends before it starts"),
        ("end = 2023-01-02", 'end = "2023-01-02"', "labels.dates.0.end"),
        ('role = "activity"', 'role = "meeting"', "labels.dates.0.role"),
        ('currency = "EUR"', 'currency = "eiro"', "labels.amounts.0.currency"),
        ('text = "Teksts."', "text = Teksts", "not TOML"),
    ],
)
def test_a_faulty_file_is_named_with_its_fault(tmp_path: Path, old: str, new: str, complaint: str) -> None:
    (tmp_path / "001-faulty.toml").write_text(VALID.replace(old, new), encoding="utf-8")
    with pytest.raises(LabelledSetError, match=rf"001-faulty\.toml: .*{re.escape(complaint)}"):
        load_labelled(tmp_path)


def test_a_sound_file_is_read(tmp_path: Path) -> None:
    (tmp_path / "001-sound.toml").write_text(VALID, encoding="utf-8")
    assert [text.labels.amounts[0].value for text in load_labelled(tmp_path)] == [100]
