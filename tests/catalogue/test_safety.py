"""What must not get through: scripts, heavy questions, closed doors."""

from __future__ import annotations

from pathlib import Path
from urllib.parse import urlencode

import pytest
from datasette.app import Datasette

from datasette_config.app import make_datasette
from datasette_config.errors import CatalogueError
from datasette_config.settings import Settings

OURS = ["/", "/en/", "/search?q=a", "/about", "/status", "/nekas", "/-/threads.json"]
THEIRS = ["/catalogue", "/catalogue/articles", "/catalogue?sql=select+1", "/static/catalogue.css"]


async def _sql(catalogue: Datasette, sql: str) -> tuple[int, str]:
    response = await catalogue.client.get("/catalogue.json?" + urlencode({"sql": sql, "_shape": "array"}))
    return response.status_code, response.text


@pytest.mark.parametrize("path", OURS)
async def test_strict_policy_on_our_pages(catalogue: Datasette, path: str) -> None:
    policy = (await catalogue.client.get(path)).headers["content-security-policy"]
    assert ("script-src 'self';" in policy, "unsafe" in policy) == (True, False)


@pytest.mark.parametrize("path", OURS + THEIRS)
async def test_headers_on_every_page(catalogue: Datasette, path: str) -> None:
    headers = (await catalogue.client.get(path)).headers
    assert (
        headers["x-content-type-options"],
        headers["referrer-policy"] in ("strict-origin-when-cross-origin", "no-referrer"),
        "frame-ancestors 'none'" in headers["content-security-policy"],
    ) == ("nosniff", True, True)


@pytest.mark.parametrize(
    "path", ["/", "/search?q=internets", "/en/search?q=%3Cscript%3Ealert(1)%3C/script%3E"]
)
async def test_scripts_in_titles_and_queries_are_text(catalogue: Datasette, path: str) -> None:
    assert "<script>" not in (await catalogue.client.get(path)).text


async def test_markup_in_an_article_is_text(catalogue: Datasette, ids: dict[str, str]) -> None:
    html = (await catalogue.client.get(f"/article/{ids['skripts']}")).text
    assert [piece in html for piece in ("<script>", "<img", "<b>", "&lt;img src=x onerror=alert(1)&gt;")] == [
        False,
        False,
        False,
        True,
    ]


@pytest.mark.parametrize("path", ["/", "/en/search", "/about"])
async def test_only_reading(catalogue: Datasette, path: str) -> None:
    assert (await catalogue.client.post(path)).status_code in (403, 405)


async def test_sql_works(catalogue: Datasette) -> None:
    assert await _sql(catalogue, "select count(*) as n from articles") == (200, '[{"n": 36}]')


@pytest.mark.parametrize(
    "sql",
    [
        "with recursive t(x) as (select 1 union all select x + 1 from t) select count(*) from t",
        "select length(randomblob(900000000))",
        "select length(zeroblob(100000000))",
        "delete from articles",
        "attach database 'x.db' as x",
        "select load_extension('x')",
        "select writefile('x.db', 'x')",
    ],
)
async def test_heavy_or_writing_sql_is_refused(snapshot: Path, sql: str) -> None:
    catalogue = make_datasette(snapshot, time_limit_ms=100)
    code, _ = await _sql(catalogue, sql)
    assert code == 400


async def test_rows_are_bounded(catalogue: Datasette) -> None:
    sql = "with recursive t(x) as (select 1 union all select x + 1 from t limit 5000) select x from t"
    response = await catalogue.client.get("/catalogue.json?" + urlencode({"sql": sql}))
    assert (len(response.json()["rows"]), response.json()["truncated"]) == (1000, True)


@pytest.mark.parametrize("table", ["articles_fts_data", "articles_stems_config"])
async def test_index_tables_are_closed(catalogue: Datasette, table: str) -> None:
    assert (await catalogue.client.get(f"/catalogue/{table}")).status_code == 403


async def test_database_can_be_downloaded(catalogue: Datasette, snapshot: Path) -> None:
    assert (await catalogue.client.get("/catalogue.db")).content == snapshot.read_bytes()


@pytest.mark.parametrize(
    ("path", "code"),
    [
        ("/catalogue.json?sql=select+1", 403),
        ("/catalogue/articles?_where=1", 403),
        ("/catalogue.db", 404),
        ("/catalogue/articles.csv?_stream=1", 400),
        ("/catalogue/articles.json", 200),
        ("/search?q=AIF", 200),
    ],
)
async def test_one_setting_closes_sql_and_download(snapshot: Path, path: str, code: int) -> None:
    closed = make_datasette(snapshot, Settings(open_data=False))
    assert (await closed.client.get(path)).status_code == code


async def test_contact_is_shown(snapshot: Path) -> None:
    catalogue = make_datasette(snapshot, Settings(contact="kontakts@example.lv"))
    assert "kontakts@example.lv" in (await catalogue.client.get("/en/about")).text


@pytest.mark.parametrize(
    ("contact", "links"),
    [("kontakts@example.lv", 1), ("", 0), ("https://example.lv/kontakti", 0), ("a@b.lv?cc=x@y.lv", 0)],
)
async def test_report_a_mistake_by_mail(
    snapshot: Path, ids: dict[str, str], contact: str, links: int
) -> None:
    catalogue = make_datasette(snapshot, Settings(contact=contact))
    html = (await catalogue.client.get(f"/en/article/{ids['jauniesu-nometne']}")).text
    assert html.count('href="mailto:kontakts@example.lv?subject=') == links


async def test_a_search_that_takes_too_long_says_so(snapshot: Path) -> None:
    catalogue = make_datasette(snapshot, time_limit_ms=0)
    response = await catalogue.client.get("/en/search?q=projekts")
    assert (response.status_code, "That was too heavy a question" in response.text) == (503, True)


def test_no_snapshot_is_a_plain_sentence(tmp_path: Path) -> None:
    with pytest.raises(CatalogueError, match="There is no snapshot at"):
        make_datasette(tmp_path / "catalogue.db")


async def test_other_datasettes_are_left_alone() -> None:
    plain = Datasette(memory=True)
    assert "Fundtrace" not in (await plain.client.get("/")).text
