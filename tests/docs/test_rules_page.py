"""docs/rules.md says what the data says, and names every reason that evidence gives."""

import re

import pytest

from benchmarks.texts import Labelled, demo_texts, own_texts
from docs.rules import PAGE, REASONS, page, reasons_in
from normalise.cues import VOCABULARY_FOLDER
from normalise.extract import extract_text
from normalise.funder_register import load_register

WRITTEN = PAGE.read_text("utf-8")
FIELDS = ["funders", "grants", "projects", "dates", "amounts", "organisations", "places"]
FUNDERS = load_register().funders.values()


def test_the_page_is_fresh() -> None:
    assert page() == WRITTEN, "docs/rules.md is stale: run python -m docs.rules"


@pytest.mark.parametrize("funder", [pytest.param(funder, id=funder.id) for funder in FUNDERS])
def test_every_funder_is_there_with_its_names_and_numbers(funder) -> None:
    names = [*funder.names, *funder.fixed, *funder.weak, *funder.abbreviations]
    examples = [example for number in funder.numbers for example in number.examples]
    told = [*(f"“{name.replace('*', '')}”" for name in names), *(f"`{example}`" for example in examples)]
    assert [one for one in told if one not in WRITTEN] == []


@pytest.mark.parametrize("path", sorted(VOCABULARY_FOLDER.glob("*.toml")), ids=lambda path: path.name)
def test_every_vocabulary_is_there(path) -> None:
    assert f"### {path.name}\n" in WRITTEN


def reasons_of(texts: list[Labelled]) -> set[str]:
    records = [extract_text(one.text, title=one.title, published=one.told) for one in texts]
    return {
        evidence.rule
        for record in records
        for field in FIELDS
        for finding in getattr(record, field)
        for evidence in finding.evidence
    }


def test_every_reason_that_evidence_gives_is_there() -> None:
    listed = {reason for files in REASONS.values() for file in files for reason in _listed(file)}
    shapes = [re.compile(re.escape(reason).replace("…", ".+") + "(?:, labelled)?") for reason in listed]
    given = reasons_of([*own_texts(), *demo_texts()])
    assert [reason for reason in given if not any(shape.fullmatch(reason) for shape in shapes)] == []


def _listed(file: str) -> set[str]:
    return {reason for reason in reasons_in(VOCABULARY_FOLDER.parent / file) if f"- {reason}\n" in WRITTEN}


def test_a_source_without_words_has_no_reasons(tmp_path) -> None:
    path = tmp_path / "a.py"
    path.write_text('"""A docstring of words."""\nx = 1\nraise ValueError("an error of words")\n', "utf-8")
    assert reasons_in(path) == set()
