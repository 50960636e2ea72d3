"""`contact` of the data folder's fundtrace.toml goes out with every command that asks a site."""

from __future__ import annotations

from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from PIL import Image

from fundtrace.cli import cli
from tests.crawlers.conftest import Serve, Site, article, listing

CONTACT = "https://example.org/me"
TITLES = ["Laipa pār upi gatava", "Divpadsmit liepas krastā", "Talka pulcē ciema ļaudis"]
ENTRIES = [(f"/zinas/laipa-par-upi-{number}/", title) for number, title in enumerate(TITLES)]
NUMBER = "1-08/905/2023"
REGISTER = f"identifier,title,funder,recipient\n{NUMBER},Laipa,lvaf,Biedrība “Ozolzars”\n"


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A data folder whose settings name the contact."""
    monkeypatch.delenv("FUNDTRACE_CONTACT", raising=False)
    (tmp_path / "fundtrace.toml").write_text(f'contact = "{CONTACT}"\n')
    return tmp_path


def site_of(serve: Serve) -> Site:
    picture = '</p><p><img src="/logo.png" alt=""></p><p>'
    text = f"Biedrība būvē laipu. Projekts Nr. {NUMBER}, LVAF atbalsts. " * 8
    pages = {path: article(title, text=text + picture) for path, title in ENTRIES}
    return serve({"/": listing([]), "/jaunumi/": listing(ENTRIES), **pages})


def run(folder: Path, *arguments: str) -> Result:
    done = CliRunner().invoke(cli, ["--data", str(folder), *arguments])
    assert "No contact is set" not in done.output
    return done


def agents(site: Site) -> set[bool]:
    """Whether the requests carried the contact."""
    return {headers["user-agent"].endswith(f" (+{CONTACT})") for headers in site.headers}


def source_file(folder: Path, site: Site) -> None:
    (folder / "sources").mkdir()
    text = f'name = "B"\nhome = "{site.home}"\ndelay = 0\nallow_private_addresses = true\n'
    (folder / "sources" / "b.toml").write_text(f'{text}recipients = ["Biedrība “Ozolzars”"]\n')


def test_adding_a_source(serve: Serve, folder: Path) -> None:
    site = site_of(serve)
    done = run(
        folder, "sources", "add", site.home, "--sources", str(folder / "s"), "--allow-private-addresses"
    )
    assert (done.exit_code, agents(site)) == (0, {True})


def test_looking_at_a_source(serve: Serve, folder: Path) -> None:
    site = site_of(serve)
    source_file(folder, site)
    assert run(folder, "sources", "check", "b", "--live").exit_code == 0
    assert agents(site) == {True}


def test_extracting_an_address(serve: Serve, folder: Path) -> None:
    site = site_of(serve)
    done = run(folder, "extract", site.home + ENTRIES[0][0][1:], "--allow-private-addresses")
    assert (done.exit_code, agents(site)) == (0, {True})


def test_judging_a_draft_at_an_address(serve: Serve, folder: Path) -> None:
    site = site_of(serve)
    (folder / "g.csv").write_text(REGISTER)
    run(folder, "grants", "import", str(folder / "g.csv"))
    address = site.home + ENTRIES[0][0][1:]
    run(folder, "preflight", address, "--grant", NUMBER, "--allow-private-addresses")
    assert agents(site) == {True}


def test_crawling_and_looking_at_pictures(serve: Serve, folder: Path) -> None:
    site = site_of(serve)
    source_file(folder, site)
    Image.new("RGB", (40, 20), "white").save(folder / "logo.png")
    site.pages["/logo.png"] = (200, {"Content-Type": "image/png"}, (folder / "logo.png").read_bytes())
    (folder / "g.csv").write_text(REGISTER)
    run(folder, "grants", "import", str(folder / "g.csv"))
    run(folder, "logos", "add", str(folder / "logo.png"), "--rule", "lvaf-logo")
    assert run(folder, "crawl").exit_code == 0
    run(folder, "logos", "look")
    assert (site.count("/logo.png"), agents(site)) == (1, {True})


def test_settings_that_cannot_be_read_stop_the_request(serve: Serve, folder: Path) -> None:
    site = site_of(serve)
    (folder / "fundtrace.toml").write_text("contact = \n")
    done = run(folder, "extract", site.home, "--allow-private-addresses")
    assert "fundtrace.toml: cannot be read" in str(done.exception)
    assert site.asked == []


def test_without_a_contact_both_places_for_it_are_named(serve: Serve, folder: Path) -> None:
    (folder / "fundtrace.toml").unlink()
    site = site_of(serve)
    done = CliRunner().invoke(cli, ["--data", str(folder), "extract", site.home, "--allow-private-addresses"])
    assert f"`contact` in {folder / 'fundtrace.toml'}, or in FUNDTRACE_CONTACT" in done.stderr
