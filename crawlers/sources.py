"""The registry: one TOML file per website, its stem is the source's id."""

from __future__ import annotations

import re
import tomllib
from datetime import timedelta
from pathlib import Path
from typing import Annotated, Literal
from urllib.parse import urlsplit

from cssselect import HTMLTranslator, SelectorError
from pydantic import BaseModel, ConfigDict, Field, ValidationError, field_validator, model_validator

from crawlers.source_mistakes import sentences
from normalise.toml_text import parsed

BUNDLED = Path(__file__).parent / "sources"
# hosts that must not become sources (hijacked copies, mirrors), each with the reason
DENIED: dict[str, str] = tomllib.loads((Path(__file__).parent / "denied.toml").read_text("utf-8"))
DEFAULT_DELAY = 1.0
ID_PATTERN = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*\Z")
_EVERY = re.compile(r"([1-9][0-9]{0,3})([hdw])\Z")
_UNITS = {"h": "hours", "d": "days", "w": "weeks"}
_KEEP = re.compile(r"([1-9][0-9]{0,3})([dwy])\Z")
_KEEP_DAYS = {"d": 1, "w": 7, "y": 365}
ALWAYS = "always"

Kind = Literal["auto", "wordpress", "feed", "sitemap", "listing"]
Text = Annotated[str, Field(min_length=1, max_length=300)]
# TOML knows arrays only
Texts = Annotated[tuple[str, ...], Field(strict=False)]
TextSet = Annotated[frozenset[str], Field(strict=False)]


class SourceError(Exception):
    """What is wrong with the registry, one plain sentence a line."""


class _Strict(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True, strict=True, str_strip_whitespace=True)


class SourceSelectors(_Strict):
    """CSS selectors for a site that the general reader gets wrong."""

    title: Text | None = None
    date: Text | None = None
    body: Text | None = None

    @field_validator("title", "date", "body")
    @classmethod
    def _selector_can_be_read(cls, value: str | None) -> str | None:
        try:
            if value is not None:
                HTMLTranslator().css_to_xpath(value)
        except SelectorError as error:
            raise ValueError(f"“{value}” is no CSS selector ({error})") from error
        return value


class Organisation(_Strict):
    """Who publishes the site; the registration number has 11 digits in Latvia."""

    name: Text
    registration: Annotated[str, Field(pattern=r"^\d{11}$")] | None = None


class StandingFunders(_Strict):
    """What stands in the footer or sidebar of every page and says nothing about one article.

    `lines` are whole lines as the articles' texts have them; upper and lower case do not matter.
    """

    funders: TextSet = frozenset()
    grants: TextSet = frozenset()
    lines: TextSet = frozenset()


class Expectation(_Strict):
    """What a good run finds; less is a state of `degraded`."""

    min_articles: Annotated[int, Field(ge=1)] = 1


class Source(_Strict):
    """A website that we visit."""

    id: str
    name: Text
    home: str
    kind: Kind = "auto"
    start: Texts = ()
    allow: Texts = ()
    deny: Texts = ()
    every: str = "1d"
    keep: str | None = None
    delay: Annotated[float, Field(ge=0, le=600)] | None = None
    max_pages: Annotated[int, Field(ge=1, le=1_000_000)] = 5000
    max_megabytes: Annotated[int, Field(ge=1, le=1_000_000)] = 2000
    encoding: Text | None = None
    render: bool = False
    selectors: SourceSelectors = SourceSelectors()
    organisation: Organisation | None = None
    region: Text | None = None
    recipients: Texts = ()
    standing: StandingFunders = StandingFunders()
    expect: Expectation = Expectation()
    allow_private_addresses: bool = False

    @field_validator("id")
    @classmethod
    def _id_is_a_slug(cls, value: str) -> str:
        if not ID_PATTERN.match(value):
            raise ValueError("the file's name may hold lower case letters, digits and hyphens only")
        return value

    @field_validator("home")
    @classmethod
    def _home_is_a_web_address(cls, value: str) -> str:
        return _web_address(value)

    @field_validator("allow", "deny")
    @classmethod
    def _patterns_compile(cls, value: tuple[str, ...]) -> tuple[str, ...]:
        for pattern in value:
            try:
                re.compile(pattern)
            except re.error as error:
                raise ValueError(f"“{pattern}” is no regular expression ({error})") from error
        return value

    @field_validator("every")
    @classmethod
    def _every_is_a_span(cls, value: str) -> str:
        if not _EVERY.match(value):
            raise ValueError(f'“{value}” is no span of time: write for example "12h", "1d" or "1w"')
        return value

    @field_validator("keep")
    @classmethod
    def _keep_is_a_span(cls, value: str | None) -> str | None:
        return checked_keep(value)

    @field_validator("encoding")
    @classmethod
    def _encoding_is_known(cls, value: str | None) -> str | None:
        if value is not None:
            try:
                "".encode(value)
            except LookupError as error:
                raise ValueError(
                    f'“{value}” is no known encoding: write for example "windows-1257"'
                ) from error
        return value

    @model_validator(mode="after")
    def _fits_together(self) -> Source:
        host = urlsplit(self.home).netloc
        if (why := denied(host)) is not None:
            raise ValueError(f"home: {host} is left out: it {why}")
        for address in self.start:
            start = urlsplit(address) if "://" in address else None
            if start is not None and site_name(start.netloc) != site_name(host):
                raise ValueError(f"start: “{address}” lies on another host than home ({host})")
        if self.delay is not None and self.delay < DEFAULT_DELAY and not self.allow_private_addresses:
            raise ValueError(f"delay: at least {DEFAULT_DELAY:g} second; smaller hurts the site")
        return self

    @property
    def host(self) -> str:
        """Host and port of the home page as written there, in lower case."""
        return urlsplit(self.home).netloc.lower()

    @property
    def seconds_between(self) -> float:
        """Seconds from one request to the next."""
        if self.delay is not None:
            return self.delay
        return DEFAULT_DELAY

    @property
    def interval(self) -> timedelta:
        """How often the site is due."""
        match = _EVERY.match(self.every)
        assert match is not None  # noqa: S101 - checked when the source was read
        return timedelta(**{_UNITS[match[2]]: int(match[1])})

    def admits(self, path: str) -> bool:
        """Whether `allow` and `deny` let a path (with its query) be an article's."""
        if self.denies(path):
            return False
        return not self.allow or any(re.search(pattern, path) for pattern in self.allow)

    def denies(self, path: str) -> bool:
        """Whether `deny` leaves a path (with its query) out altogether."""
        return any(re.search(pattern, path) for pattern in self.deny)


def checked_keep(value: str | None) -> str | None:
    """What was written, when it says how long superseded captures are kept; ValueError otherwise."""
    if value is not None and value != ALWAYS and not _KEEP.match(value):
        raise ValueError(f'“{value}” is no span of time: write for example "90d", "26w", "2y" or "{ALWAYS}"')
    return value


def keep_span(value: str | None) -> timedelta | None:
    """For how long superseded captures are kept; None for always, and where nothing is said."""
    match = _KEEP.match(value) if value is not None else None
    return timedelta(days=int(match[1]) * _KEEP_DAYS[match[2]]) if match is not None else None


def site_name(netloc: str) -> str:
    """A host (with port) without `www.`, in lower case: two that agree are one site."""
    return netloc.lower().removeprefix("www.")


def denied(netloc: str) -> str | None:
    """Why a host must not become a source; None for any other."""
    return DENIED.get(site_name(netloc))


def load_sources(folder: Path) -> list[Source]:
    """All sources of a folder, by id.

    Raises SourceError with a line for every mistake in any file: file, key, what is wrong.
    """
    if not folder.is_dir():
        raise SourceError(f"{folder}: there is no such folder of sources; name another with --sources")
    sources: list[Source] = []
    mistakes: list[str] = []
    for file in sorted(folder.glob("*.toml")):
        try:
            sources.append(load_source(file))
        except SourceError as error:
            mistakes.append(str(error))
    mistakes += _shared_hosts(sources)
    if mistakes:
        raise SourceError("\n".join(mistakes))
    if not sources:
        raise SourceError(f"{folder}: holds no source; add one with: fundtrace sources add URL")
    return sources


def load_source(file: Path) -> Source:
    """One source; raises SourceError with a line for every mistake in the file."""
    try:
        data = parsed(file.read_bytes())
    except tomllib.TOMLDecodeError as error:
        raise SourceError(f"{file.name}: this is no TOML: {error}") from error
    except OSError as error:
        raise SourceError(f"{file.name}: cannot be read: {error.strerror}") from error
    if "id" in data:
        raise SourceError(f"{file.name}: id: leave this key out, the file's name is the id")
    try:
        return Source.model_validate({**data, "id": file.stem})
    except ValidationError as error:
        raise SourceError("\n".join(f"{file.name}: {line}" for line in sentences(error))) from error


def _shared_hosts(sources: list[Source]) -> list[str]:
    first: dict[str, Source] = {}
    mistakes = []
    for source in sources:
        other = first.setdefault(site_name(source.host), source)
        if other is not source:
            mistakes.append(
                f"{source.id}.toml: home: the host {source.host} is already that of {other.id}.toml"
            )
    return mistakes


def _web_address(value: str) -> str:
    parts = urlsplit(value)
    if parts.scheme not in {"http", "https"} or not parts.hostname or parts.username:
        raise ValueError(f'“{value}” is no web address: write for example "https://www.example.lv/"')
    return value
