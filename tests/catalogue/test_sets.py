"""Sets of articles."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from datasette_config.search.sets import NOTHING, ArticleSet, Kept, between, newest, of_rows, union, unpacked

ROWS = st.sets(st.integers(min_value=0, max_value=300_000))


@given(ROWS)
def test_rows_of_a_query_make_a_set(rows: set[int]) -> None:
    assert set(of_rows((row,) for row in rows)) == rows


@given(ROWS, st.integers(0, 40), st.integers(1, 40))
def test_newest_is_a_slice_from_the_largest(rows: set[int], offset: int, limit: int) -> None:
    assert newest(ArticleSet(rows), offset, limit) == sorted(rows, reverse=True)[offset : offset + limit]


@given(st.lists(ROWS, max_size=4))
def test_a_union_holds_the_members_of_all(sets: list[set[int]]) -> None:
    assert set(union(map(ArticleSet, sets))) == set().union(*sets)


@given(ROWS)
def test_stored_sets_come_back(rows: set[int]) -> None:
    assert unpacked(ArticleSet(rows).serialize()) == ArticleSet(rows)


@pytest.mark.parametrize(("first", "last", "members"), [(2, 4, [2, 3, 4]), (4, 4, [4]), (5, 4, [])])
def test_ends_are_members(first: int, last: int, members: list[int]) -> None:
    assert list(between(first, last)) == members


@pytest.mark.parametrize("offset", [0, 5])
def test_the_empty_set(offset: int) -> None:
    assert newest(NOTHING, offset, 10) == []


def test_the_longest_unused_set_is_let_go() -> None:
    kept = Kept(2)
    for name in "ab":
        kept.put((name, ""), ArticleSet([1]))
    kept.get(("a", ""))
    kept.put(("c", ""), ArticleSet([1]))
    assert [kept.get((name, "")) is not None for name in "abc"] == [True, False, True]
