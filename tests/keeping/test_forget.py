"""`forget` leaves no trace of the text in any file, and it does not come back."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner

from crawlers.archive import walk
from crawlers.renormalise import renormalise
from crawlers.run import crawl
from crawlers.sources import Source
from db.store import open_store
from fundtrace.cli import cli
from fundtrace.failure import Failure
from fundtrace.keeping.traces import as_bytes, holds
from tests.crawlers.conftest import Serve, Site, article, listing

SECRET = "Ilze Kārkliņa no Dzērvju ielas stāsta par savu slimību un parādiem"
TITLE = "Ilzes Kārkliņas ceļš uz jauno laipu"
BODY = (
    f"{SECRET}, ko viņa vairs negrib redzēt internetā. Biedrība viņai palīdzēja visu pavasari un vasaru. " * 2
)
FORGOTTEN = "/zinas/ilzes-karklinas-cels/"
OTHERS = [
    (f"/zinas/laipa-par-upi-{number}/", f"Laipa pār upi gatava, {number}. kārta") for number in range(4)
]

# the catalogue's own rules say so, too: no trace of this article
BODY += "Līdzfinansē Eiropas Savienība."


def teaser(path: str, title: str, text: str) -> str:
    return f'<div class="zina"><h3><a href="{path}">{title}</a></h3><p>{text}</p></div>'


def news(serve: Serve) -> Site:
    """A list, a feed with whole texts, and teasers of the article on another article's page."""
    entries = [(FORGOTTEN, TITLE), *OTHERS]
    lists = listing(OTHERS).replace("<main>", "<main>" + teaser(FORGOTTEN, TITLE, BODY[:120]))
    pages: dict[str, Any] = {path: article(title) for path, title in OTHERS}
    pages[FORGOTTEN] = article(TITLE, text=BODY)
    path, title = OTHERS[0]
    pages[path] = article(title).replace(
        "<footer>", f"<aside>{teaser(FORGOTTEN, TITLE, BODY[:90])}</aside><footer>"
    )
    site = serve(pages)
    items = "".join(
        f"<item><title>{title}</title><link>{site.home.rstrip('/')}{path}</link>"
        f"<description>{BODY if path == FORGOTTEN else 'Laipa ir gatava.'}</description></item>"
        for path, title in entries
    )
    feed = f'<?xml version="1.0"?><rss version="2.0"><channel><title>B</title>{items}</channel></rss>'
    site.pages["/feed/"] = (200, {"Content-Type": "application/rss+xml; charset=utf-8"}, feed.encode())
    head = '<head><link rel="alternate" type="application/rss+xml" href="/feed/">'
    site.pages["/"] = lists.replace("<head>", head)
    return site


def run(data: Path, *arguments: str) -> Any:
    return CliRunner().invoke(cli, ["--data", str(data), *arguments], catch_exceptions=False)


def traces(data: Path, *pieces: str) -> list[str]:
    needles = as_bytes(pieces)
    files = sorted(path for path in data.rglob("*") if path.is_file())
    return [path.relative_to(data).as_posix() for path in files if holds(path, needles)]


@pytest.fixture
def site(serve: Serve) -> Site:
    return news(serve)


@pytest.fixture
def source(site: Site, data: Path) -> Source:
    """Crawled twice, the text changed in between, published and exported."""
    source = site.source()
    crawl([source], data)
    site.pages[FORGOTTEN] = article(TITLE, text=BODY + "Vēlāk teksts tika papildināts ar vēl vienu teikumu.")
    crawl([source], data)
    assert run(data, "publish").exit_code == 0
    (data / "export.jsonl").write_text(run(data, "export", "articles").stdout, encoding="utf-8")
    (data / "report.html").write_text(f"<p>{SECRET}</p>", encoding="utf-8")
    return source


def forget(site: Site, data: Path) -> Any:
    return run(data, "forget", site.home.rstrip("/") + FORGOTTEN, "--why", "lūdza pati", "--json")


def test_no_file_holds_the_text_any_more(source: Source, site: Site, data: Path) -> None:
    before = traces(data, SECRET, TITLE)
    done = forget(site, data)
    assert {"catalogue.db", "export.jsonl", "fundtrace.db", "report.html"} < set(before)
    assert any(name.startswith("archive/") for name in before)
    assert done.exit_code == 0, done.output
    assert traces(data, SECRET, TITLE, SECRET[:30], FORGOTTEN) == []
    assert json.loads(done.stdout)["articles"] == 1


def test_the_others_stay_and_can_be_read_again_from_the_archive(
    source: Source, site: Site, data: Path
) -> None:
    forget(site, data)
    with open_store(data / "fundtrace.db") as store:
        held = store.db.execute("SELECT id, url, title, text FROM articles ORDER BY id").fetchall()
        loose = store.db.execute("PRAGMA foreign_key_check").fetchall()
    (again,) = renormalise(data, [source])
    with open_store(data / "fundtrace.db") as store:
        read = store.db.execute("SELECT id, url, title, text FROM articles ORDER BY id").fetchall()
    assert len(held) == len(OTHERS)
    assert loose == []
    assert (again.lost, read) == (0, held)
    published = run(data, "export", "articles").stdout.splitlines()
    assert len(published) == len(OTHERS)
    assert len((data / "export.jsonl").read_text("utf-8").splitlines()) == len(OTHERS)


def test_neither_a_crawl_nor_renormalise_brings_it_back(source: Source, site: Site, data: Path) -> None:
    forget(site, data)
    asked = site.count(FORGOTTEN)
    # changed lists are asked for and archived anew
    site.pages["/"] = str(site.pages["/"]).replace("<footer>", "<p>Jauns</p><footer>")
    crawl([source], data, full=True)
    renormalise(data, [source])
    assert run(data, "publish").exit_code == 0
    assert site.count(FORGOTTEN) == asked
    assert traces(data, SECRET, TITLE) == []


def test_the_same_text_at_another_address_does_not_come_back_as_an_article(
    source: Source, site: Site, data: Path
) -> None:
    current = site.pages[FORGOTTEN]
    forget(site, data)
    site.pages["/zinas/cita-adrese-tas-pats/"] = current
    site.pages["/"] = listing([("/zinas/cita-adrese-tas-pats/", "Cits"), *OTHERS])
    crawl([source], data)
    with open_store(data / "fundtrace.db") as store:
        found = store.db.execute("SELECT count(*) FROM articles WHERE instr(text, ?)", [SECRET]).fetchone()
    assert found[0] == 0


def test_it_can_be_said_again_and_goes_on_after_a_kill(source: Source, site: Site, data: Path) -> None:
    files = sorted((data / "archive" / "s").glob("*.warc.gz"))
    copies = {path: path.read_bytes() for path in files}
    forget(site, data)
    with open_store(data / "fundtrace.db") as store, store.batch():
        # as if it had died before the old files were removed
        for path, body in copies.items():
            path.write_bytes(body)
            name = path.relative_to(data / "archive").as_posix()
            store.db.execute("INSERT INTO replaced_files (file) VALUES (?)", [name])
    done = forget(site, data)
    assert done.exit_code == 0, done.output
    assert traces(data, SECRET) == []


def test_records_that_stay_are_the_very_same(source: Source, site: Site, data: Path) -> None:
    def bodies() -> dict[tuple[str, Any], bytes]:
        return {(each.url, each.fetched_at): each.body for each in walk(data / "archive", "s")}

    before = bodies()
    forget(site, data)
    after = bodies()
    path = OTHERS[1][0]
    same = {key for key, body in after.items() if before[key] == body}
    assert any(url.endswith(path) for url, _ in same)
    assert not any(url.endswith(FORGOTTEN) for url, _ in after)


@pytest.mark.parametrize(
    ("url", "why", "sentence"),
    [
        ("{home}", "nē", "is the home page of a site"),
        ("nav-adrese", "nē", "is no web address"),
        ("{home}x", " ", "Say why it is removed"),
    ],
)
def test_what_cannot_be_forgotten_is_said(
    source: Source, site: Site, data: Path, url: str, why: str, sentence: str
) -> None:
    with pytest.raises(Failure, match=sentence):
        run(data, "forget", url.format(home=site.home), "--why", why)


def test_an_address_that_was_never_read_is_remembered(source: Source, site: Site, data: Path) -> None:
    done = run(data, "forget", site.home + "zinas/vel-nav/", "--why", "lūgums")
    assert "the address is remembered" in done.stdout
    assert done.exit_code == 0
