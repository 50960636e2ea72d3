"""What a reader's own SQL may take: an adversary's list, and LIKE and GLOB that always come to an end."""

from __future__ import annotations

import sqlite3
import subprocess
import sys
import time
from contextlib import closing
from pathlib import Path
from urllib.parse import urlencode

import pytest
from datasette.app import Datasette
from hypothesis import example, given
from hypothesis import strategies as st

from datasette_config.app import make_datasette
from datasette_config.limits import glob, like

# a function that refuses tells of it there too
pytestmark = pytest.mark.filterwarnings("ignore::pytest.PytestUnraisableExceptionWarning")
NUMBERS = "with recursive t(x) as (select 1 union all select x + 1 from t)"
LONG = "replace(hex(zeroblob(500000)), '0', 'a')"
ENDLESS = [
    f"{NUMBERS} select count(*) from t",
    f"{NUMBERS} select group_concat(x) from t",
    f"{NUMBERS} select json_group_array(x) from t",
    "with recursive t(x) as (select 1 union select x + 1 from t) select sum(x) from t",
    "with recursive t(x) as (select 'a' union all select x || x from t) select max(length(x)) from t",
    "with recursive t(x) as (select randomblob(1e6) union all select randomblob(1e6) from t)"
    " select count(*) from t",
    "select count(*) from evidence a, evidence b, evidence c, evidence d, evidence e",
    "select a.text || b.text || c.text || d.text as x from articles a, articles b, articles c, articles d"
    " order by x desc",
    "select length(zeroblob(2000000000))",
    "select length(randomblob(900000000))",
    "select printf('%.*c', 1000000000, 'x')",
    "select format('%1000000000d', 1)",
    "select replace(replace(hex(zeroblob(100000)), '0', 'aaaaaaaaaa'), 'a', 'bbbbbbbbbbbb')",
    f"{NUMBERS} select hex(zeroblob(1900000)) from t limit 1000",
    f"{NUMBERS} select zeroblob(3900000) from t limit 1000",
    f"select 'a' like '{'%a' * 600}'",
    "select 'a' like replace(hex(zeroblob(900000)), '0', 'a_')",
    f"select {'(' * 1000}1{')' * 1000}",
    f"select 1 {'union all select 1 ' * 600}",
    f"select '{'a' * 25_000}'",
]
FORBIDDEN = [
    "attach database 'adversary.db' as x",
    "attach database ':memory:' as x",
    "detach database main",
    "vacuum into 'adversary.db'",
    "select load_extension('x')",
    "select writefile('adversary.db', 'x')",
    "select readfile('/etc/hostname')",
    "pragma query_only = 0",
    "pragma hard_heap_limit = 0",
    "pragma writable_schema = 1",
    "select * from pragma_hard_heap_limit(0)",
    "select * from pragma_query_only(0)",
    "insert into articles_fts (articles_fts) values ('rebuild')",
    "with x as (select 1) delete from articles",
    "create temp table x as select 1",
    "drop table articles",
    "update articles set text = ''",
    "select * from articles_fts_data",
    'SELECT * FROM "Articles_Stems_Data"',
    "select (select count(*) from [articles_fts_idx])",
    "with x as (select block from main.articles_fts_data) select * from x",
    "select 1; drop table articles",
    "/* select */ pragma table_info(articles)",
]


async def _asked(catalogue: Datasette, sql: str) -> tuple[int, int]:
    """The status and the size of the answer."""
    response = await catalogue.client.get("/catalogue.json?" + urlencode({"sql": sql, "_shape": "array"}))
    return response.status_code, len(response.content)


@pytest.mark.parametrize("sql", ENDLESS)
async def test_what_has_no_end_is_cut_off(snapshot: Path, sql: str) -> None:
    catalogue = make_datasette(snapshot, time_limit_ms=200)
    started = time.process_time()
    code, size = await _asked(catalogue, sql)
    assert (code, size < 100_000, time.process_time() - started < 5) == (400, True, True)
    assert (await catalogue.client.get("/search.json?q=projekts")).status_code == 200


def test_what_needs_too_much_memory_is_told() -> None:
    """In a process of its own: SQLite's limit holds for the whole of it and cannot be raised again."""
    asked = """
import sqlite3
from datasette_config import limits
limits.HEAP_BYTES = 20_000_000
connection = sqlite3.connect(":memory:", factory=limits.BoundedConnection)
limits.bound(connection)
numbers = "with recursive t(x) as (select 1 union all select x + 1 from t limit 100)"
try:
    cursor = connection.cursor()
    cursor.execute(f"{numbers} select json_group_array(hex(zeroblob(1000000))) from t").fetchmany(1)
except sqlite3.OperationalError as error:
    print(error)
"""
    told = subprocess.run([sys.executable, "-c", asked], capture_output=True, text=True, check=True)
    assert told.stdout == "the question needs more memory than 20 MB\n"


@pytest.mark.parametrize("sql", FORBIDDEN)
async def test_what_is_forbidden_is_refused(
    catalogue: Datasette, snapshot: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, sql: str
) -> None:
    monkeypatch.chdir(tmp_path)
    before = snapshot.read_bytes()
    code, _ = await _asked(catalogue, sql)
    unchanged = snapshot.read_bytes() == before
    assert (code, unchanged, list(tmp_path.iterdir())) == (400, True, [])


@pytest.mark.parametrize(
    "condition",
    [
        f"{LONG} like '%a%a%a%a%a%a%a%a%a%a%a%a%b'",
        f"{LONG} like '%a_a%a_a%a_a%a_a%a_a%a_a%b'",
        f"{LONG} like '%a%a%a%a%a%a%a%a%a%a%b' escape '!'",
        f"{LONG} glob '*a*a*a*a*a*a*a*a*a*a*a*a*b'",
        f"{LONG} glob '*[a-z]*[a-z]*[a-z]*[a-z]*[a-z]*[a-z]*!'",
    ],
)
async def test_patterns_come_to_an_end(catalogue: Datasette, condition: str) -> None:
    started = time.process_time()
    response = await catalogue.client.get(
        "/catalogue.json?" + urlencode({"sql": f"select {condition} as x", "_shape": "array"})
    )
    assert (response.json(), time.process_time() - started < 5) == ([{"x": 0}], True)


async def test_the_place_of_the_file_is_not_told(catalogue: Datasette, snapshot: Path) -> None:
    sql = "select * from pragma_database_list"
    response = await catalogue.client.get("/catalogue.json?" + urlencode({"sql": sql, "_shape": "array"}))
    assert (response.status_code, str(snapshot.parent) in response.text) == (200, False)


@pytest.mark.parametrize(
    "path", ["/catalogue", "/catalogue/articles_fts", "/catalogue.json", "/-/metadata.json"]
)
async def test_datasettes_pages_do_without_the_closed_tables(catalogue: Datasette, path: str) -> None:
    assert (await catalogue.client.get(path)).status_code == 200


async def test_the_index_can_be_asked(catalogue: Datasette) -> None:
    sql = "select count(*) as n from articles_fts where articles_fts match 'nometne*'"
    assert (await _asked(catalogue, sql))[0] == 200


@pytest.mark.parametrize(
    "path", ["/catalogue/articles?title__contains=laukums", "/catalogue/articles?text__glob=*rota*u*"]
)
async def test_datasettes_filters_still_work(catalogue: Datasette, path: str) -> None:
    assert "rotaļu" in (await catalogue.client.get(path)).text


PATTERNS = st.text("ab%_*?[.", max_size=8)
TEXTS = st.text("abAB%_*?[.\n", max_size=10)


def _sqlite(sql: str, *values: str) -> object:
    with closing(sqlite3.connect(":memory:")) as connection:
        return connection.execute(sql, values).fetchone()[0]


@given(PATTERNS, TEXTS)
@example("%a", "a")
@example("a%a", "a")
def test_like_is_sqlites(pattern: str, text: str) -> None:
    assert like(pattern, text) == _sqlite("SELECT ? LIKE ?", text, pattern)


@given(PATTERNS, TEXTS)
def test_like_with_escape_is_sqlites(pattern: str, text: str) -> None:
    pattern = pattern.replace(".", ".%")  # nothing may be escaped at the end
    assert like(pattern, text, ".") == _sqlite("SELECT ? LIKE ? ESCAPE '.'", text, pattern)


@given(st.text("ab*?.", max_size=8), TEXTS)
@example("[^b]a", "aa")
@example("[a-b]*", "ba")
def test_glob_is_sqlites(pattern: str, text: str) -> None:
    assert glob(pattern, text) == _sqlite("SELECT ? GLOB ?", text, pattern)


@pytest.mark.parametrize(("pattern", "text"), [(None, "a"), ("a", None)])
def test_nothing_is_like_null(pattern: str | None, text: str | None) -> None:
    assert (like(pattern, text), glob(pattern, text)) == (None, None)


def test_letters_are_the_same_in_both_cases() -> None:
    assert like("%ŠĶŪNIS%", "vecs šķūnis")
