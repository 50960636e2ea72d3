"""Sets of articles as whole numbers."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from datasette_config.search.bitmaps import Kept, bitmap, contains, newest

ROWS = st.sets(st.integers(min_value=0, max_value=300))


@given(ROWS)
def test_members_are_counted(rows: set[int]) -> None:
    assert bitmap(((row,) for row in rows), 300).bit_count() == len(rows)


@given(ROWS, st.integers(0, 40), st.integers(1, 40))
def test_newest_is_a_slice_from_the_largest(rows: set[int], offset: int, limit: int) -> None:
    assert (
        newest(bitmap(((row,) for row in rows), 300), offset, limit)
        == sorted(rows, reverse=True)[offset : offset + limit]
    )


@given(ROWS, st.lists(st.integers(min_value=0, max_value=400)))
def test_contains_keeps_the_order(rows: set[int], asked: list[int]) -> None:
    assert contains(bitmap(((row,) for row in rows), 300), asked) == [row for row in asked if row in rows]


@pytest.mark.parametrize("offset", [0, 5])
def test_the_empty_set(offset: int) -> None:
    assert newest(0, offset, 10) == []


def test_the_longest_unused_set_is_let_go() -> None:
    kept = Kept(2)
    for name in "ab":
        kept.put((name, ""), 1)
    kept.get(("a", ""))
    kept.put(("c", ""), 1)
    assert [kept.get((name, "")) for name in "abc"] == [1, None, 1]
