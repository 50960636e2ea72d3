"""The registry: what a file may say, what a mistake is told, and what holds for all bundled files."""

from __future__ import annotations

import re
from datetime import timedelta
from pathlib import Path
from urllib.parse import urlsplit

import pytest

from crawlers.add import add_source
from crawlers.sources import (
    BUNDLED,
    DEFAULT_DELAY,
    DENIED,
    ID_PATTERN,
    Source,
    SourceError,
    load_sources,
    site_name,
)
from normalise.funder_register import load_register

GOOD = 'name = "Lauku partnerība “Lielupe”"\nhome = "https://www.example.lv/"\n'
FILES = sorted(BUNDLED.glob("*.toml"))
LOADED = {source.id: source for source in load_sources(BUNDLED)}


def write(folder: Path, **files: str) -> Path:
    for stem, text in files.items():
        (folder / f"{stem.replace('_', '-')}.toml").write_text(text, encoding="utf-8")
    return folder


def test_a_minimal_file_is_enough(tmp_path: Path) -> None:
    (source,) = load_sources(write(tmp_path, lielupe=GOOD))
    assert (source.id, source.kind, source.seconds_between) == ("lielupe", "auto", DEFAULT_DELAY)


@pytest.mark.parametrize(
    ("every", "span"),
    [("12h", timedelta(hours=12)), ("1d", timedelta(days=1)), ("2w", timedelta(weeks=2))],
)
def test_every_is_a_span(every: str, span: timedelta, tmp_path: Path) -> None:
    (source,) = load_sources(write(tmp_path, a=f'{GOOD}every = "{every}"'))
    assert source.interval == span


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("name = \n", "a.toml: this is no TOML"),
        ('home = "https://www.example.lv/"', "a.toml: name: this key is needed"),
        (GOOD + 'colour = "red"', "a.toml: colour: no such key; leave it out or mend its spelling"),
        (GOOD + "[selectors]\nheadline = 'h1'", "a.toml: selectors.headline: no such key"),
        (GOOD + 'every = "daily"', "a.toml: every: “daily” is no span of time"),
        (GOOD + 'deny = ["("]', "a.toml: deny: “(” is no regular expression"),
        (GOOD + "delay = 0.1", "a.toml: delay: at least 1 second"),
        (GOOD + 'encoding = "baltic"', "a.toml: encoding: “baltic” is no known encoding"),
        (GOOD + 'kind = "joomla"', "a.toml: kind: write one of 'auto', 'wordpress'"),
        (GOOD + 'start = ["https://other.lv/"]', "a.toml: start: “https://other.lv/” lies on another host"),
        (GOOD + 'id = "b"', "a.toml: id: leave this key out"),
        (
            GOOD + 'organisation = { name = "B", registration = "12" }',
            "a.toml: organisation.registration: “12” is no registration number: write its 11 digits",
        ),
        (GOOD + 'render = "yes"', "a.toml: render: write true or false, without"),
        (GOOD + 'max_pages = "5"', "a.toml: max_pages: write a whole number, without"),
        (GOOD + 'start = "/zinas/"', 'a.toml: start: write a list: ["…"]'),
        (GOOD + "max_pages = 0", "a.toml: max_pages: write 1 or more"),
        (GOOD + "delay = -1", "a.toml: delay: write 0 or more"),
        (GOOD + 'delay = "5"', "a.toml: delay: write a number, without quotation marks"),
        (GOOD + "selectors = 5", "a.toml: selectors: write a table"),
        (GOOD + '[selectors]\ntitle = "h1[["', "a.toml: selectors.title: “h1[[” is no CSS selector"),
        (GOOD + "start = [5]", "a.toml: start.0: write a text in quotation marks"),
        (
            GOOD + 'start = ["ftp://www.example.com/"]',
            "a.toml: start: “ftp://www.example.com/” lies on another",
        ),
        (GOOD.replace("https://", ""), "a.toml: home: “www.example.lv/” is no web address"),
        (
            GOOD.replace("https://", "https://a:b@"),
            "a.toml: home: “https://a:b@www.example.lv/” is no web address",
        ),
        (GOOD.replace("https://", "ftp://"), "a.toml: home: “ftp://www.example.lv/” is no web address"),
    ],
)
def test_a_mistake_names_file_key_and_mend(text: str, sentence: str, tmp_path: Path) -> None:
    with pytest.raises(SourceError) as caught:
        load_sources(write(tmp_path, a=text))
    assert sentence in str(caught.value)


def test_all_mistakes_of_a_folder_are_told_together(tmp_path: Path) -> None:
    with pytest.raises(SourceError) as caught:
        load_sources(write(tmp_path, a=GOOD + "colour = 1", b="name = 1"))
    assert len(str(caught.value).splitlines()) == 3


def test_two_sources_of_one_host_are_a_mistake(tmp_path: Path) -> None:
    with pytest.raises(SourceError, match=r"b.toml: home: the host example.lv is already that of a.toml"):
        load_sources(write(tmp_path, a=GOOD, b=GOOD.replace("www.", "")))


def test_a_bad_file_name_is_a_mistake(tmp_path: Path) -> None:
    (tmp_path / "Lielupe 2.toml").write_text(GOOD, encoding="utf-8")
    with pytest.raises(SourceError, match="lower case letters, digits and hyphens"):
        load_sources(tmp_path)


@pytest.mark.parametrize("folder", ["nowhere", "."])
def test_a_folder_without_sources_is_told(folder: str, tmp_path: Path) -> None:
    with pytest.raises(SourceError):
        load_sources(tmp_path / folder)


def test_a_demo_source_may_be_quick(tmp_path: Path) -> None:
    (source,) = load_sources(write(tmp_path, a=GOOD + "delay = 0\nallow_private_addresses = true"))
    assert source.seconds_between == 0


# -- the bundled fleet


def test_the_fleet_is_there() -> None:
    assert len(FILES) >= 60


@pytest.mark.parametrize("host", DENIED)
def test_a_denied_host_is_no_source(host: str, tmp_path: Path) -> None:
    with pytest.raises(SourceError, match=f"home: www.{host} is left out: it "):
        load_sources(write(tmp_path, a=GOOD.replace("www.example.lv", f"www.{host}")))


@pytest.mark.parametrize("host", DENIED)
def test_a_denied_host_cannot_be_added(host: str, tmp_path: Path) -> None:
    with pytest.raises(SourceError, match="is left out of the registry"):
        add_source(f"http://{host}/", tmp_path)
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("source", LOADED.values(), ids=lambda source: source.id)
def test_patterns_of_a_bundled_source_compile_and_leave_its_lists_in(source: Source) -> None:
    for pattern in (*source.allow, *source.deny):
        re.compile(pattern)
    assert not any(source.denies(start) for start in source.start)


@pytest.mark.parametrize("source", LOADED.values(), ids=lambda source: source.id)
def test_a_bundled_file_names_nothing_that_is_the_default(source: Source) -> None:
    """Unsure of a kind, `auto` looks for itself; no file may visit a site more often than daily."""
    assert source.kind == "auto"
    assert source.interval >= timedelta(days=1)


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.stem)
def test_the_stem_is_the_id(file: Path) -> None:
    assert LOADED[file.stem].id == file.stem
    assert ID_PATTERN.match(file.stem)


@pytest.mark.parametrize("source", LOADED.values(), ids=lambda source: source.id)
def test_a_bundled_source_is_polite_and_public(source: Source) -> None:
    assert source.seconds_between >= DEFAULT_DELAY
    assert not source.allow_private_addresses


@pytest.mark.parametrize("source", LOADED.values(), ids=lambda source: source.id)
def test_a_bundled_home_is_a_whole_address(source: Source) -> None:
    assert urlsplit(source.home).path == "/"


def test_no_host_is_visited_twice() -> None:
    assert len({site_name(source.host) for source in LOADED.values()}) == len(LOADED)


def test_standing_funders_are_in_the_register() -> None:
    known = set(load_register().funders)
    assert {funder for source in LOADED.values() for funder in source.standing.funders} <= known
