"""Trying a source out: what is told of a site that works, and of each way in which one does not."""

from __future__ import annotations

import socket
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from crawlers.run import crawl
from crawlers.sources import Source
from crawlers.trying import Trial, try_source
from fundtrace.cli import cli
from tests.crawlers.conftest import Page, Serve, Site, article, listing

TITLES = ["Laipa pār upi gatava", "Divpadsmit liepas krastā", "Talka pulcē ciema ļaudis", "Seniori mācās"]
ENTRIES = [(f"/zinas/laipa-par-upi-{number}/", title) for number, title in enumerate(TITLES)]
ARTICLES: dict[str, Page] = {path: article(title) for path, title in ENTRIES}
WALL = (
    403,
    {"Server": "cloudflare"},
    b"<title>Just a moment...</title><div id=cf-chl-widget>challenge-platform</div>",
)
SCRIPTED = (
    "<html><head><title>B</title></head><body><div id=root></div><script src=/app.js></script></body></html>"
)


def tried(source: Source) -> Trial:
    return try_source(source)


def told(source: Source) -> str:
    return "\n".join(tried(source).sentences)


def good(serve: Serve) -> Site:
    return serve({"/": listing([]), "/jaunumi/": listing(ENTRIES), **ARTICLES})


def test_three_articles_are_read_and_told(serve: Serve) -> None:
    site = good(serve)
    trial = tried(site.source())
    assert [page.title for page, _ in trial.articles] == TITLES[:3]
    assert f"- {TITLES[0]} · 2023-05-14 · " in "\n".join(trial.sentences)
    assert (trial.failure, sum(path.startswith("/zinas/") for path in site.asked)) == (None, 3)


def test_the_list_pages_that_a_file_names_are_tried(serve: Serve) -> None:
    site = serve({"/": "<p>Biedrība</p>", "/zinas/visas": listing(ENTRIES), **ARTICLES})
    assert tried(site.source(start=["/zinas/visas"])).failure is None


def test_a_list_page_that_is_not_there_is_named(serve: Serve) -> None:
    text = told(good(serve).source(start=["/aktualitates/"]))
    assert "/aktualitates/, named in `start`, cannot be read: " in text


def test_a_list_page_without_articles_is_named(serve: Serve) -> None:
    site = good(serve)
    site.pages["/kontakti/"] = article("Kontakti")
    assert "/kontakti/, named in `start`, shows no article." in told(site.source(start=["/kontakti/"]))


@pytest.mark.parametrize(
    ("pages", "failure", "sentence"),
    [
        ({"/": "<p>Biedrība</p>"}, "empty", "No article was found"),
        ({"/": SCRIPTED}, "javascript", "shows its text by scripts"),
        ({"/": WALL}, "bot wall", "wall"),
        ({"/": (403, {}, b"no")}, "403", "refuses to show the page to us"),
        ({"/": (500, {}, b"no")}, "5xx", "fault of its own"),
        ({}, "404", "leads nowhere"),
        ({"/": listing([]), "/robots.txt": "User-agent: *\nDisallow: /"}, "robots", "robots.txt"),
        (
            {"/": listing(ENTRIES), **{path: (404, {}, b"") for path, _ in ENTRIES}},
            "empty",
            "was not read: The page is not there (404).",
        ),
    ],
)
def test_what_is_wrong_is_told(pages: dict[str, Page], failure: str, sentence: str, serve: Serve) -> None:
    trial = tried(serve(pages).source())
    assert trial.failure == failure
    assert sentence in "\n".join(trial.sentences)


def test_a_site_that_is_down_is_told() -> None:
    with socket.socket() as closed:
        closed.bind(("127.0.0.1", 0))
        port = closed.getsockname()[1]
    source = Site(f"http://127.0.0.1:{port}/", {}).source()
    assert "does not accept connections" in told(source)


# -- at the command line


def run(folder: Path, *words: str) -> Result:
    data = folder / "data"
    return CliRunner().invoke(cli, ["--data", str(data), "sources", *words, "--sources", str(folder)])


def write(folder: Path, site: Site, more: str = "") -> None:
    text = f'name = "Biedrība"\nhome = "{site.home}"\ndelay = 0\nallow_private_addresses = true\n{more}'
    (folder / "lielupe.toml").write_text(text, encoding="utf-8")


def test_check_live_prints_what_was_understood(serve: Serve, tmp_path: Path) -> None:
    write(tmp_path, good(serve))
    result = run(tmp_path, "check", "lielupe", "--live")
    assert result.exit_code == 0
    assert all(title in result.output for title in TITLES[:3])


def test_check_without_live_asks_nothing(serve: Serve, tmp_path: Path) -> None:
    site = good(serve)
    write(tmp_path, site)
    assert (run(tmp_path, "check", "lielupe").exit_code, site.asked) == (0, [])


def test_check_live_of_a_site_that_fails_is_a_failure(serve: Serve, tmp_path: Path) -> None:
    write(tmp_path, serve({"/": SCRIPTED}))
    result = run(tmp_path, "check", "--live")
    assert result.exit_code != 0
    assert str(result.exception) == "Cannot be read as the file stands: lielupe."
    assert "shows its text by scripts" in result.output


def test_check_tells_what_visits_have_learned(serve: Serve, tmp_path: Path) -> None:
    site = good(serve)
    write(tmp_path, site)
    crawl([site.source("lielupe")], tmp_path / "data", jobs=0)
    output = run(tmp_path, "check", "lielupe").output
    assert "/zinas/*: articles (4 were, 0 were not)" in output
    assert "The list of news shows 4 articles." in output


def test_add_tells_why_nothing_was_written(serve: Serve, tmp_path: Path) -> None:
    site = serve({"/": WALL})
    result = run(tmp_path, "add", site.home, "--id", "lielupe", "--allow-private-addresses")
    assert result.exit_code != 0
    assert "nothing was written" in str(result.exception)
    assert "Cloudflare" in str(result.exception)
    assert not (tmp_path / "lielupe.toml").exists()
