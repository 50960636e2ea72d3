"""Expressions that begin with a number are asked only where one begins, and find the same."""

import re

import pytest

from normalise import money
from normalise.document import Document
from normalise.funder_register import load_register
from normalise.grants import patterns_of
from normalise.number_places import begins_at_number, matches_at, number_places
from tests.labelled_set import load_labelled


@pytest.mark.parametrize(
    ("expression", "begins"),
    [
        (r"(?<!\d)\d{2}-\d{3}", True),
        (r"(?<![\w-])(?<!\d\.)20\d\d", True),
        (r"(?=\d)(?<!\w)(?:[1-6]|1[0-4])\.\d", True),
        (r"(?<!\d)(?P<number>\d+|[5-7]x)", True),
        (r"(?=\d)(?<!\d)(?:(?<![a-z]-)|(?<=[a-z]{5}-))\d+", True),
        (r"(?<!\d)(?:(?<![a-z]-)|x)\d+", False),
        (r"\d{2}-\d{3}", False),
        (r"(?<!\d\.)20\d\d", False),
        (r"(?<![^\d])20\d\d", False),
        (r"(?<!\d)(?:20\d\d|LV)", False),
        (r"(?<!\d)[\d.]+", False),
        (r"(?<!\d)\d?LV", False),
        (r"(?!\d)20", False),
        (r"", False),
    ],
)
def test_an_expression_that_begins_where_a_number_does(expression: str, begins: bool) -> None:
    assert begins_at_number(re.compile(expression)) == begins


def test_where_numbers_begin() -> None:
    assert number_places("12.05. un x2023, 7") == [0, 3, 11, 17]


@pytest.mark.parametrize("expression", [money.AFTER, money.SPACED, money.BY_PAYER, money.DASHED, money.BARE])
def test_the_same_sums_are_found(expression: re.Pattern[str]) -> None:
    _same(expression)


def test_the_same_grant_numbers_are_found() -> None:
    for _, _, expression in patterns_of(load_register()):
        _same(expression)


def _same(expression: re.Pattern[str]) -> None:
    for labelled in load_labelled():
        flat = Document(labelled.text).flat
        ours = [found.span() for found in matches_at(expression, flat, number_places(flat))]
        assert ours == [found.span() for found in expression.finditer(flat)], labelled.text
