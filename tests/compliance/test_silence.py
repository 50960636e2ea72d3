"""Silence is said only of a site of which no list and no article stayed unread; over real HTTP."""

from __future__ import annotations

import json
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from crawlers.account import SourceReport
from crawlers.run import crawl
from db.grants.register import save_grants
from db.store import open_store
from db.unread import count_unread
from normalise.grant_records import Grant
from tests.compliance.running import fundtrace
from tests.crawlers.conftest import MENU, Page, Reply, Serve, Site, article, listing

GRANT = "AIF/2023/KAPAC/501"
FIRST, SECOND = datetime(2026, 11, 1, 9, tzinfo=UTC), datetime(2026, 11, 2, 9, tzinfo=UTC)
TITLES = (
    "Talka pie upes", "Koncerts tautas namā", "Soliņi parkā", "Pārgājiens gar Gauju",
    "Jauna laipa purvā", "Bērnu nometne", "Amatnieku tirgus", "Grāmatu svētki",
)  # fmt: skip
OWN_WORDS = (
    "Projektu “Soliņi parkā” Nr. " + GRANT + " finansiāli atbalsta Islande, Lihtenšteina un Norvēģija "
    "Aktīvo iedzīvotāju fonda programmas ietvaros. Biedrība uzlika sešus soliņus un iestādīja liepas. "
)
PLAIN = "Pasākumā piedalījās vairāk nekā simts cilvēku no visa novada, un talcinieki bija čakli. "
BROKEN: Reply = (500, {}, b"broken")
EMPTY_SHELL = (
    f'<!doctype html><html><head><title>Biedrība</title></head><body>{MENU}<div id="app"></div>'
    '<noscript>Lūdzu, ieslēdziet JavaScript.</noscript><script src="/app.js"></script></body></html>'
)
LOGIN = (
    f"<!doctype html><html><head><title>Pieslēgties</title></head><body>{MENU}<main><h1>Pieslēgties</h1>"
    "<p>Lai lasītu šo rakstu, ievadiet lietotāja vārdu un paroli. Ja paroles nav, rakstiet biedrībai.</p>"
    '<form method="post"><input name="user"><input type="password" name="secret"></form></main></body></html>'
)
TITLE_ALONE = (
    "<!doctype html><html><head><title>Soliņi parkā</title></head><body><main><h1>Soliņi parkā</h1>"
    '<p><img src="/solini.jpg" alt=""></p></main></body></html>'
)
# a poster: its words stand in the picture, around it are a menu, buttons and a counter
POSTER = (
    f"<!doctype html><html><head><title>Soliņi parkā</title></head><body><main>{MENU}<h1>Soliņi parkā</h1>"
    '<p><img src="/plakats.jpg" alt=""></p><p>Skatījumi: 512</p><p><a href="/druka">Drukāt lapu</a></p>'
    f"</main>{MENU}</body></html>"
)


def path_of(number: int) -> str:
    return f"/jaunumi/{number}-zinas-no-novada/"


def pages() -> dict[str, Page]:
    """Eight articles on three list pages; the third names the grant."""
    found: dict[str, Page] = {
        path_of(number): article(
            title, f"1{number}.{number + 2:02d}.2022", OWN_WORDS if number == 3 else f"{title}. {PLAIN}"
        )
        for number, title in enumerate(TITLES, 1)
    }
    for page, numbers in enumerate(((1, 2), (3, 4, 5), (6, 7, 8)), 1):
        more = "".join(f'<a href="/jaunumi/?page={other}">{other}</a> ' for other in (2, 3))
        address = "/jaunumi/" if page == 1 else f"/jaunumi/?page={page}"
        found[address] = listing([(path_of(number), TITLES[number - 1]) for number in numbers], more)
    found["/"] = (
        f"<html><body>{MENU}<main><p>Biedrība strādā novadā kopš 2004. gada.</p></main></body></html>"
    )
    return found


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A data folder with the grant in its register."""
    grant = Grant(
        id=GRANT, identifier=GRANT, title="Soliņi parkā", funder="acf-lv",
        recipient="Biedrība “Upes krasts”", start="2022-04-01", end="2023-06-30",
    )  # fmt: skip
    with open_store(tmp_path / "fundtrace.db") as store:
        save_grants(store, [grant])
    return tmp_path


def visit(folder: Path, site: Site, day: datetime = FIRST, **values: Any) -> SourceReport:
    """The site's visit on a day."""
    source = site.source("upes-krasts", **values)
    return crawl([source], folder, now=lambda: day, jobs=0)[0]


def judged(folder: Path, site: Site) -> dict[str, Any]:
    """What the check says of the grant."""
    named = f'name = "Biedrība"\nhome = "{site.home}"\nrecipients = ["Biedrība “Upes krasts”"]\n'
    (folder / "sources").mkdir(exist_ok=True)
    (folder / "sources" / "upes-krasts.toml").write_text(named, "utf-8")
    result = fundtrace(folder, "check", "--grant", GRANT, "--format", "json")
    assert result.exit_code == 0, result.output
    found: dict[str, Any] = json.loads(result.stdout)["grants"][0]
    return found


def broken(*numbers: int, by: Page) -> dict[str, Page]:
    """The site with other answers in the place of some articles."""
    return pages() | {path_of(number): by for number in numbers}


def forbidden() -> dict[str, Page]:
    rules = f"User-agent: *\nDisallow: {path_of(3)}\n".encode()
    return pages() | {"/robots.txt": (200, {"Content-Type": "text/plain"}, rules)}


VARIANTS: dict[str, tuple[dict[str, Page], list[str]]] = {
    "list": (pages() | {"/jaunumi/?page=2": BROKEN}, ["/jaunumi/?page=2"]),
    "500": (broken(3, by=BROKEN), [path_of(3)]),
    "robots": (forbidden(), [path_of(3)]),
    "shells": (broken(3, 5, by=EMPTY_SHELL), [path_of(3), path_of(5)]),
    "login": (broken(3, by=LOGIN), [path_of(3)]),
    "no body": (broken(3, by=""), [path_of(3)]),
    "title alone": (broken(3, by=TITLE_ALONE), [path_of(3)]),
    "poster": (broken(3, by=POSTER), [path_of(3)]),
}


def without_the_grant() -> dict[str, Page]:
    plain = article("Soliņi parkā", "13.05.2022", f"Soliņi parkā. {PLAIN}")
    return pages() | {path_of(3): plain}


def test_a_site_that_names_the_grant(folder: Path, serve: Serve) -> None:
    site = serve(pages())
    report = visit(folder, site)
    assert (report.state, report.found, report.unread) == ("ok", 8, 0)
    assert judged(folder, site)["coverage"] == "covered"


def test_a_healthy_site_without_the_grant_is_silent(folder: Path, serve: Serve) -> None:
    site = serve(without_the_grant())
    report = visit(folder, site)
    assert (report.state, report.found, report.unread) == ("ok", 8, 0)
    found = judged(folder, site)
    assert found["coverage"] == "silent"
    assert "upes-krasts (2026-11-01)" in found["reason"]


@pytest.mark.parametrize("variant", VARIANTS)
def test_what_was_not_read_is_no_silence(folder: Path, serve: Serve, variant: str) -> None:
    answers, unread = VARIANTS[variant]
    site = serve(answers)
    report = visit(folder, site)
    assert (report.state, report.unread) == ("ok", len(unread))
    found = judged(folder, site)
    assert found["coverage"] == "cannot tell"
    for reason in (found["reason"], found["reason_lv"]):
        assert all(site.home.rstrip("/") + path in reason for path in unread)
    assert f"pages that were not read, {len(unread)} in all" in found["reason"]
    assert f"nav izlasītas lapas, pavisam {len(unread)}" in found["reason_lv"]


@pytest.mark.parametrize("variant", VARIANTS)
def test_it_stays_so_while_the_site_does(folder: Path, serve: Serve, variant: str) -> None:
    answers, unread = VARIANTS[variant]
    site = serve(answers)
    days = [visit(folder, site, day).unread for day in (FIRST, SECOND)]
    assert days == [len(unread)] * 2
    assert judged(folder, site)["coverage"] == "cannot tell"


def test_what_better_rules_find_unread_takes_the_proof_back(folder: Path, serve: Serve) -> None:
    """A poster that an earlier version took for read; until the site's words are read it stays so."""
    site = serve(broken(3, by=POSTER))
    visit(folder, site)
    with open_store(folder / "fundtrace.db") as store:
        for sql in (
            "DELETE FROM unread_pages",
            "DELETE FROM issues WHERE kind = 'pictures alone'",
            "UPDATE source_runs SET unread = 0",
        ):
            store.db.execute(sql)
        store.db.conn.commit()
    assert judged(folder, site)["coverage"] == "silent"
    assert fundtrace(folder, "renormalise").exit_code == 0
    found = judged(folder, site)
    assert found["coverage"] == "cannot tell"
    assert site.home.rstrip("/") + path_of(3) in found["reason"]
    site.pages |= without_the_grant()
    visit(folder, site, SECOND)
    assert judged(folder, site)["coverage"] == "silent"


def test_what_the_source_denies_is_not_noted_again(folder: Path, serve: Serve) -> None:
    site = serve(broken(3, by=POSTER))
    visit(folder, site)
    named = f'name = "Biedrība"\nhome = "{site.home}"\ndeny = ["^{path_of(3)}$"]\n'
    (folder / "sources").mkdir(exist_ok=True)
    (folder / "sources" / "upes-krasts.toml").write_text(named, "utf-8")
    with open_store(folder / "fundtrace.db") as store:
        store.db.execute("DELETE FROM unread_pages")
        store.db.conn.commit()
    assert fundtrace(folder, "renormalise").exit_code == 0
    with open_store(folder / "fundtrace.db") as store:
        assert count_unread(store, "upes-krasts") == 0


@pytest.mark.parametrize("variant", VARIANTS)
def test_what_is_read_later_is_read(folder: Path, serve: Serve, variant: str) -> None:
    site = serve(dict(VARIANTS[variant][0]))
    visit(folder, site)
    site.pages |= pages() | {"/robots.txt": (404, {}, b"")}
    assert visit(folder, site, SECOND).unread == 0
    assert judged(folder, site)["coverage"] == "covered"


def test_a_list_that_is_read_later_ends_in_silence(folder: Path, serve: Serve) -> None:
    site = serve(without_the_grant() | {"/jaunumi/?page=2": BROKEN})
    visit(folder, site)
    site.pages |= without_the_grant()
    visit(folder, site, SECOND)
    found = judged(folder, site)
    assert found["coverage"] == "silent"
    assert "upes-krasts (2026-11-02)" in found["reason"]


def test_a_list_that_could_not_be_looked_at_is_asked_for_each_time(folder: Path, serve: Serve) -> None:
    menu = MENU.replace("</nav>", ' <a href="/aktualitates/">Aktualitātes</a></nav>')
    answers = without_the_grant()
    site = serve(answers | {"/": str(answers["/"]).replace(MENU, menu), "/aktualitates/": BROKEN})
    assert [visit(folder, site, day).unread for day in (FIRST, SECOND)] == [1, 1]
    assert "/aktualitates/" in judged(folder, site)["reason"]


def test_a_list_that_the_site_has_no_more_does_not_matter(folder: Path, serve: Serve) -> None:
    site = serve(without_the_grant() | {"/jaunumi/?page=2": BROKEN})
    assert visit(folder, site).unread == 1
    site.pages["/jaunumi/"] = listing([(path_of(number), title) for number, title in enumerate(TITLES, 1)])
    assert visit(folder, site, SECOND).unread == 0


def test_an_article_that_no_list_names_any_more_is_asked_again(folder: Path, serve: Serve) -> None:
    site = serve(pages() | {path_of(8): BROKEN})
    visit(folder, site)
    site.pages["/jaunumi/?page=3"] = listing([(path_of(7), TITLES[6]), (path_of(6), TITLES[5])])
    assert visit(folder, site, SECOND).unread == 1
    del site.pages[path_of(8)]
    assert visit(folder, site, SECOND.replace(day=3)).unread == 0


@pytest.mark.parametrize("status", [404, 410])
def test_a_page_that_is_gone_is_read(folder: Path, serve: Serve, status: int) -> None:
    site = serve(without_the_grant() | {path_of(5): (status, {}, b"none")})
    assert visit(folder, site).unread == 0
    assert judged(folder, site)["coverage"] == "silent"


def test_guesses_and_archives_by_tag_do_not_matter(folder: Path, serve: Serve) -> None:
    rules = b"User-agent: *\nDisallow: /feed\nDisallow: /birka/\n"
    answers = without_the_grant() | {
        "/robots.txt": (200, {"Content-Type": "text/plain"}, rules),
        "/rss.xml": BROKEN,
        "/sitemap.xml": BROKEN,
    }
    archive = '<p><a href="/birka/jaunumi/">Jaunumi</a></p></main>'
    site = serve(answers | {"/": str(answers["/"]).replace("</main>", archive)})
    assert visit(folder, site).unread == 0
    with open_store(folder / "fundtrace.db") as store:
        unread = {
            url.removeprefix(site.home)
            for (url,) in store.db.execute("SELECT url FROM requests WHERE outcome IN ('refused', 'failed')")
        }
    assert unread >= {"feed/", "rss.xml", "sitemap.xml", "birka/jaunumi/"}
    assert judged(folder, site)["coverage"] == "silent"


def test_what_the_source_leaves_out_does_not_matter(folder: Path, serve: Serve) -> None:
    site = serve(without_the_grant() | {path_of(5): BROKEN})
    assert visit(folder, site).unread == 1
    assert visit(folder, site, SECOND, deny=[path_of(5)]).unread == 0


def test_a_run_of_which_it_was_not_counted_proves_nothing(folder: Path, serve: Serve) -> None:
    site = serve(without_the_grant())
    visit(folder, site)
    with open_store(folder / "fundtrace.db") as store, store.batch():
        store.db.execute("UPDATE source_runs SET unread = NULL")
    assert judged(folder, site)["coverage"] == "cannot tell"


def test_a_page_for_logging_in_is_no_article(folder: Path, serve: Serve) -> None:
    site = serve(broken(3, by=LOGIN))
    assert visit(folder, site).found == 7


def test_a_field_for_passwords_beside_an_article_hides_nothing(folder: Path, serve: Serve) -> None:
    login = '<aside><form>Pieslēgties <input type="PASSWORD" name="secret"></form></aside>'
    lesson = article("Seniori mācās pieslēgties internetam un lasīt savu pastu", "11.03.2022", PLAIN)
    answers = {
        path: page.replace("<footer>", f"{login}<footer>") if isinstance(page, str) else page
        for path, page in (pages() | {path_of(1): lesson}).items()
    }
    site = serve(answers)
    report = visit(folder, site)
    assert (report.found, report.unread) == (8, 0)
