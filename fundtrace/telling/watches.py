"""`watch.toml` in the data folder: who wants to be told of what."""

from __future__ import annotations

import tomllib
from datetime import timedelta
from pathlib import Path
from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field, ValidationError, model_validator

from fundtrace.failure import Failure
from fundtrace.settings import sentences
from normalise.toml_text import parsed

FILE = "watch.toml"
Texts = Annotated[tuple[str, ...], Field(strict=False)]


class Watch(BaseModel):
    """One wish: of what (any of it), how often, and whither.

    `search` is what one types into the catalogue's search box, or the address of its page of results.
    """

    model_config = ConfigDict(extra="forbid", frozen=True, strict=True, str_strip_whitespace=True)

    name: str = Field(min_length=1, max_length=100)
    search: str | None = None
    grants: Texts = ()
    funders: Texts = ()
    organisations: Texts = ()
    every: Literal["day", "week"] = "day"
    language: Literal["lv", "en"] = "lv"
    mail: Texts = ()
    webhook: Texts = ()
    apprise: Texts = ()

    @model_validator(mode="after")
    def _asks_for_something(self) -> Watch:
        if not (self.search or self.grants or self.funders or self.organisations):
            raise ValueError("name a search, grants, funders or organisations")
        if not self.addresses:
            raise ValueError("name where to tell it: mail, webhook or apprise")
        return self

    @property
    def addresses(self) -> tuple[tuple[str, str], ...]:
        """Channel and address of each receiver."""
        return addresses(self.mail, self.webhook, self.apprise)

    @property
    def interval(self) -> timedelta:
        """The time between two digests."""
        return timedelta(days=1 if self.every == "day" else 7)


class _Watches(BaseModel):
    model_config = ConfigDict(extra="forbid", strict=True)

    watch: list[Watch] = []

    @model_validator(mode="after")
    def _names_differ(self) -> _Watches:
        names = [watch.name for watch in self.watch]
        twice = sorted({name for name in names if names.count(name) > 1})
        if twice:
            raise ValueError(f"two watches have the name {', '.join(twice)}; give each its own")
        return self


def addresses(
    mail: tuple[str, ...], webhook: tuple[str, ...], apprise: tuple[str, ...]
) -> tuple[tuple[str, str], ...]:
    """Channel and address of each receiver."""
    named = {"mail": mail, "webhook": webhook, "apprise": apprise}
    return tuple((channel, address) for channel, all_ in named.items() for address in all_)


def load_watches(data: Path) -> list[Watch]:
    """The watches of a data folder, none where there is no file; Failure with a line a mistake."""
    path = data / FILE
    try:
        body = parsed(path.read_bytes()) if path.is_file() else {}
    except (tomllib.TOMLDecodeError, OSError) as wrong:
        raise Failure(f"{path}: cannot be read: {wrong}") from wrong
    try:
        return _Watches.model_validate(body).watch
    except ValidationError as wrong:
        raise Failure("\n".join(f"{path.name}: {line}" for line in sentences(wrong))) from wrong
