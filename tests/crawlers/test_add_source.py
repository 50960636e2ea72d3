"""Adding a site: what is looked at, what is written, what is refused."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from crawlers.add import add_source, id_from
from crawlers.sources import SourceError, load_source
from tests.crawlers.conftest import Serve, Site, article, listing

TITLES = ["Laipa pār upi gatava", "Divpadsmit liepas krastā", "Talka pulcē ciema ļaudis"]
ENTRIES = [(f"/zinas/laipa-par-upi-{number}/", title) for number, title in enumerate(TITLES)]


@pytest.fixture
def site(serve: Serve) -> Site:
    pages: dict[str, Any] = {"/jaunumi/": listing(ENTRIES)} | {
        path: article(title) for path, title in ENTRIES
    }
    pages["/"] = listing([]).replace("<title>Biedrība</title>", "<title>Lauku partnerība “Lielupe”</title>")
    return serve(pages)


def add(site: Site, folder: Path, **how: Any) -> tuple[Path, str]:
    return add_source(site.home, folder, "lielupe", allow_private_addresses=True, **how)


def test_the_file_can_be_loaded(site: Site, tmp_path: Path) -> None:
    path, _text = add(site, tmp_path / "sources")
    source = load_source(path)
    assert (source.id, source.name, source.home) == ("lielupe", "Lauku partnerība “Lielupe”", site.home)


def test_what_was_understood_is_told(site: Site, tmp_path: Path) -> None:
    _path, text = add(site, tmp_path)
    assert "The list of news shows 3 articles." in text


def test_three_articles_are_shown(site: Site, tmp_path: Path) -> None:
    _path, text = add(site, tmp_path)
    assert all(title in text for title in TITLES)


def test_robots_txt_is_obeyed(site: Site, tmp_path: Path) -> None:
    site.pages["/robots.txt"] = "User-agent: *\nDisallow: /"
    with pytest.raises(SourceError, match=r"robots\.txt does not allow it"):
        add(site, tmp_path)
    assert site.asked == ["/robots.txt"]


def test_a_private_address_is_refused(site: Site, tmp_path: Path) -> None:
    with pytest.raises(SourceError, match="no public address"):
        add_source(site.home, tmp_path, "lielupe")
    assert site.asked == []


def test_a_site_without_articles_writes_nothing(serve: Serve, tmp_path: Path) -> None:
    with pytest.raises(SourceError, match="No article was found"):
        add(serve({"/": "<html><body>Biedrība</body></html>"}), tmp_path)
    assert list(tmp_path.iterdir()) == []


def test_a_known_host_is_refused(site: Site, tmp_path: Path) -> None:
    add(site, tmp_path)
    with pytest.raises(SourceError, match=r"lielupe.toml names the host"):
        add_source(site.home, tmp_path, "cita", allow_private_addresses=True)


def test_a_known_id_is_refused(site: Site, tmp_path: Path) -> None:
    add(site, tmp_path)
    with pytest.raises(SourceError, match="is there already"):
        add(site, tmp_path)


@pytest.mark.parametrize("url", ["ftp://www.example.lv/", "https://", "mailto:a@example.lv"])
def test_what_is_no_address_is_refused(url: str, tmp_path: Path) -> None:
    with pytest.raises(SourceError, match="no web address"):
        add_source(url, tmp_path, "a")


def test_a_bad_id_is_refused(tmp_path: Path) -> None:
    with pytest.raises(SourceError, match="is no id"):
        add_source("https://www.example.lv/", tmp_path, "Lielupe!")


@pytest.mark.parametrize(
    ("url", "identity"),
    [
        ("https://www.partneribalielupe.lv/", "partneribalielupe"),
        ("https://balvi.partneribas.lv/", "balvi-partneribas"),
        ("https://stopini-salaspils.lv/jaunumi", "stopini-salaspils"),
    ],
)
def test_an_id_comes_from_the_host(url: str, identity: str) -> None:
    assert id_from(url) == identity
