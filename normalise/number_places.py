"""Expressions that can only match where a number begins, asked there and nowhere else.

An expression such as `(?<!\\d)\\d{2}-\\d{3}` is tried by `finditer` at each character of the text. A text
has some twenty numbers in a thousand characters, and where they begin is the same for all expressions.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cache
from importlib import import_module
from typing import Any

_NUMBER = re.compile(r"\d+")
_parser = import_module("re._parser")
_constants = import_module("re._constants")
_DIGITS = frozenset(map(ord, "0123456789"))
_BACKWARDS = -1
# with the codes of their members: what holds every digit
_WHOLE_CLASSES = {_constants.CATEGORY_DIGIT, _constants.CATEGORY_WORD}


def number_places(text: str) -> list[int]:
    """Where each number begins: the first digit of every run of them."""
    return [number.start() for number in _NUMBER.finditer(text)]


def matches_at(expression: re.Pattern[str], text: str, places: Sequence[int]) -> Iterator[re.Match[str]]:
    """What `expression.finditer(text)` gives; `places` are the text's `number_places`."""
    if not begins_at_number(expression):
        yield from expression.finditer(text)
        return
    yield from matches_from(expression, text, places)


def matches_from(expression: re.Pattern[str], text: str, places: Sequence[int]) -> Iterator[re.Match[str]]:
    """The matches that begin at one of the places, which are in order, each behind the one before."""
    free = 0
    for place in places:
        if place >= free and (found := expression.match(text, place)):
            free = found.end()
            yield found


@cache
def begins_at_number(expression: re.Pattern[str]) -> bool:
    """Whether each match begins with a digit that no other stands before; False where that is not plain."""
    items = list(_parser.parse(expression.pattern, expression.flags))
    guarded = False
    for kind, value in items:
        if kind is _constants.ASSERT_NOT:
            guarded = guarded or (value[0] == _BACKWARDS and _is_any_digit(list(value[1])))
        elif not _is_assertion(kind, value):
            return guarded and _begins_with_digit([(kind, value)])
    return False


def _is_assertion(kind: Any, value: Any) -> bool:
    """What takes no room: `(?=…)`, or a group of such, `(?:(?<!a)|(?<=b))`."""
    if kind is _constants.SUBPATTERN:
        return all(_is_assertion(*item) for item in value[-1])
    if kind is _constants.BRANCH:
        return all(_is_assertion(*item) for branch in value[1] for item in branch)
    return kind in (_constants.ASSERT, _constants.ASSERT_NOT)


def _is_any_digit(items: list[Any]) -> bool:
    """Whether one character, of a class that holds all digits, is all that is looked for."""
    if len(items) != 1 or items[0][0] is not _constants.IN:
        return False
    members = items[0][1]
    return (_constants.NEGATE, None) not in members and any(
        kind is _constants.CATEGORY and code in _WHOLE_CLASSES for kind, code in members
    )


def _begins_with_digit(items: Any) -> bool:
    for kind, value in items:
        if kind in (_constants.ASSERT, _constants.ASSERT_NOT):
            continue
        if kind is _constants.LITERAL:
            return value in _DIGITS
        if kind is _constants.IN:
            return all(map(_is_digit, value))
        if kind is _constants.SUBPATTERN:
            return _begins_with_digit(value[-1])
        if kind is _constants.BRANCH:
            return all(map(_begins_with_digit, value[1]))
        if kind is _constants.MAX_REPEAT:
            return value[0] > 0 and _begins_with_digit(value[2])
        return False
    return False


def _is_digit(member: tuple[Any, Any]) -> bool:
    kind, value = member
    if kind is _constants.LITERAL:
        return value in _DIGITS
    if kind is _constants.RANGE:
        return set(range(value[0], value[1] + 1)) <= _DIGITS
    return bool(kind is _constants.CATEGORY and value is _constants.CATEGORY_DIGIT)
