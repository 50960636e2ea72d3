"""Every rule on our own labelled situations: sure enough to bind, and the stored figures are these."""

from __future__ import annotations

from collections import Counter

import pytest

from benchmarks.rules import Answer, accuracies, answers, as_toml
from normalise.rulebook import ACCURACY, GRANT_KINDS, LEAST_PRECISION, Rule, load_rulebook
from tests.compliance.situations_set import load_situations

LEAST_SITUATIONS = 60


@pytest.fixture(scope="module")
def found() -> list[Answer]:
    return answers(load_situations())


def test_the_stored_figures_are_what_the_benchmark_gives(found: list[Answer]) -> None:
    assert ACCURACY.read_text("utf-8") == as_toml(accuracies(found))


def test_not_met_is_right(found: list[Answer]) -> None:
    said = [answer for answer in found if answer.said == "not met"]
    right = [answer for answer in said if answer.situation.says == "not met"]
    assert len(right) >= 0.98 * len(said)


def binding_rules() -> list[str]:
    rules = [rule for book in load_rulebook().values() for rule in book.rules]
    return [
        rule.id
        for rule in rules
        if rule.binds and rule.medium == "article" and rule.kind not in GRANT_KINDS | {"logo"}
    ]


@pytest.mark.parametrize("rule", binding_rules())
def test_a_rule_that_binds_was_measured(found: list[Answer], rule: str) -> None:
    counts = Counter(answer.situation.says for answer in found if answer.situation.rule == rule)
    assert counts.total() >= LEAST_SITUATIONS
    assert counts["met"] >= 10
    assert counts["not met"] >= 10


def rule_with(precision: float | None) -> Rule:
    return Rule(
        id="a", kind="number", lv="a", en="a", status="prescribed", severity="must",
        source="https://x.example/", precision=precision,
    )  # fmt: skip


@pytest.mark.parametrize(
    ("precision", "binds"), [(None, True), (LEAST_PRECISION, True), (LEAST_PRECISION - 0.001, False)]
)
def test_a_rule_that_is_not_sure_enough_advises(precision: float | None, binds: bool) -> None:
    assert rule_with(precision).binds is binds
