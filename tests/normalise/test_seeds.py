"""The five seed documents come out as a careful reader reads them, where they lie beside the checkout."""

import json
from pathlib import Path
from typing import Any

import pytest

from normalise.extract import extract_text
from normalise.records import Extraction

SEEDS = Path(__file__).parents[2].parent / "shared" / "seeds"
EXPECTED: list[dict[str, Any]] = (
    json.loads((SEEDS / "expected.json").read_text("utf-8")) if (SEEDS / "expected.json").exists() else []
)
pytestmark = [
    pytest.mark.shared,
    pytest.mark.skipif(not EXPECTED, reason="the seed documents do not lie beside this checkout"),
]
TITLED = [seed for seed in EXPECTED if seed["title"]]
EACH = pytest.mark.parametrize("seed", EXPECTED, ids=[seed["file"][:3] for seed in EXPECTED])


def read(seed: dict[str, Any], published: str | None = None) -> Extraction:
    return extract_text((SEEDS / seed["file"]).read_text("utf-8"), published=published)


def ids(record: Extraction, role: str) -> set[str]:
    return {funder.id for funder in record.funders if funder.role == role}


@EACH
def test_who_paid(seed: dict[str, Any]) -> None:
    assert ids(read(seed), "financed") == set(seed["funders"])


@EACH
def test_who_is_only_named(seed: dict[str, Any]) -> None:
    assert set(seed["mentioned_funders"]) <= ids(read(seed), "mentioned")


@EACH
def test_grant_numbers(seed: dict[str, Any]) -> None:
    assert [grant.id for grant in read(seed).grants] == seed["grants"]


@EACH
def test_project_titles(seed: dict[str, Any]) -> None:
    assert [project.title.casefold() for project in read(seed).projects] == [
        title.casefold() for title in seed["projects"]
    ]


@EACH
def test_dates(seed: dict[str, Any]) -> None:
    found = [
        [date.start, date.end, date.precision, date.role]
        for date in read(seed).dates
        if date.role != "other" and date.precision != "year"
    ]
    assert sorted(found) == sorted(seed["dates"])


@EACH
def test_publication_date(seed: dict[str, Any]) -> None:
    published = read(seed).published
    assert (published.date if published else None) == seed["published"]


@pytest.mark.parametrize("seed", TITLED, ids=[seed["file"][:3] for seed in TITLED])
def test_title(seed: dict[str, Any]) -> None:
    assert read(seed).title == seed["title"]


@EACH
def test_who_leads(seed: dict[str, Any]) -> None:
    leading = [one.name for one in read(seed).organisations if one.role == "lead"]
    assert leading == [seed["lead_org"]]


def test_a_publication_date_tells_the_year_of_004() -> None:
    (seed,) = [seed for seed in EXPECTED if seed["file"].startswith("004")]
    found = {(date.start, date.end) for date in read(seed, "2023-06-02").dates}
    assert {("2023-05-13", "2023-05-13"), ("2023-05-27", "2023-05-28")} <= found
