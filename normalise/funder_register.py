"""The funder register: one TOML file a funder in `normalise/register/`, checked at load.

A funder's file gives its names (inflected by `normalise.inflect`), abbreviations, programmes and the
shapes of its grant numbers. A mistake is reported as `RegisterError` with file, key and mend.
"""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass
from functools import cache, cached_property
from pathlib import Path
from typing import Literal

from pydantic import BaseModel, ConfigDict, Field, ValidationError, field_validator, model_validator

REGISTER_FOLDER = Path(__file__).parent / "register"


class RegisterError(ValueError):
    """The register cannot be read; the message names the file, the key and how to mend it."""


class NumberPattern(BaseModel):
    """The shape of a programme's grant numbers.

    `pattern` is a regular expression over the text with dashes and blanks made plain (case ignored);
    blanks around separators are written `~`. `label` says whether a word such as "Nr." must stand
    before it. `hint` is a lower-case piece of text without which the pattern cannot match.
    """

    model_config = ConfigDict(extra="forbid", strict=True, frozen=True)

    name: str
    pattern: str
    hint: str = ""
    programme: str | None = None
    label: Literal["required", "optional"] = "optional"
    examples: list[str] = Field(min_length=1)
    source: str = ""

    @field_validator("pattern")
    @classmethod
    def _compiles(cls, value: str) -> str:
        try:
            compile_number(value)
        except re.error as wrong:
            raise ValueError(f"is no regular expression ({wrong})") from wrong
        return value


class Programme(BaseModel):
    """A programme or contest of a funder, found by its names.

    `names` name it beyond doubt; `weak` only beside a word of funding.
    """

    model_config = ConfigDict(extra="forbid", strict=True, frozen=True)

    id: str
    name_lv: str
    name_en: str = ""
    names: list[str] = []
    weak: list[str] = []
    abbreviations: list[str] = []


class DatedName(BaseModel):
    """A name that several funders have borne: this one's only in news of these years.

    It counts only beside a word of funding. A year left out leaves that side open; news of no known year
    takes the name for that of the funder whose years run on.
    """

    model_config = ConfigDict(extra="forbid", strict=True, frozen=True)

    name: str
    first_year: int | None = None
    last_year: int | None = None
    source: str = ""

    @model_validator(mode="after")
    def _in_order(self) -> DatedName:
        if self.first_year and self.last_year and self.first_year > self.last_year:
            raise ValueError(f"'{self.name}' ends in {self.last_year}, before it begins in {self.first_year}")
        return self

    def holds_in(self, year: int | None) -> bool:
        """Whether the name is this funder's in news of a year; None where no year is known."""
        if year is None:
            return self.last_year is None
        return (self.first_year or year) <= year <= (self.last_year or year)


class Funder(BaseModel):
    """One funder as its file describes it.

    `names` name it beyond doubt, in the nominative (they are inflected); `fixed` are phrases that
    stand as they are; `weak` count only beside a word of funding; `abbreviations` keep their case.
    `administrators` carry out the funder's programmes and pay nothing themselves: beside a word of
    funding, and where no other funder of theirs is named, they stand for this funder. `dated` names are
    weak ones that have been other funders' in other years.
    """

    model_config = ConfigDict(extra="forbid", strict=True, frozen=True)

    id: str = Field(pattern=r"^[a-z0-9][a-z0-9:-]*$")
    name_lv: str
    name_en: str
    parent: str | None = None
    website: str | None = None
    domains: list[str] = []
    names: list[str] = []
    fixed: list[str] = []
    weak: list[str] = []
    abbreviations: list[str] = []
    administrators: list[str] = []
    dated: list[DatedName] = []
    programmes: list[Programme] = []
    numbers: list[NumberPattern] = []
    note: str = ""


@dataclass(frozen=True)
class Register:
    """All funders by id."""

    funders: dict[str, Funder]

    @cached_property
    def _ancestors(self) -> dict[str, tuple[str, ...]]:
        return {id: tuple(self._walk(id)) for id in self.funders}

    def _walk(self, id: str) -> list[str]:
        chain: list[str] = []
        parent = self.funders[id].parent
        while parent and parent not in chain:
            chain.append(parent)
            parent = self.funders[parent].parent if parent in self.funders else None
        return chain

    def ancestors(self, id: str) -> tuple[str, ...]:
        """The parents of a funder, nearest first; empty for an unknown id."""
        return self._ancestors.get(id, ())


def compile_number(pattern: str) -> re.Pattern[str]:
    """The pattern as an expression, `~` standing for blanks that people put around separators."""
    return re.compile(pattern.replace("~", r"\s{0,2}"), re.IGNORECASE)


def read_funder(path: Path) -> Funder:
    """One funder's file; raises `RegisterError` naming file, key and mend."""
    try:
        data = tomllib.loads(path.read_text("utf-8"))
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as wrong:
        raise RegisterError(
            f"{path.name}: not readable as TOML ({wrong}). Mend the line it names."
        ) from wrong
    try:
        funder = Funder.model_validate(data)
    except ValidationError as wrong:
        first = wrong.errors()[0]
        key = ".".join(str(part) for part in first["loc"])
        raise RegisterError(
            f"{path.name}: key '{key}': {first['msg']}. Correct the key or leave it out."
        ) from wrong
    if funder.id.replace(":", "-") != path.stem:
        raise RegisterError(f"{path.name}: key 'id': '{funder.id}' is not the file's name. Make them equal.")
    return funder


@cache
def load_register(folder: Path = REGISTER_FOLDER) -> Register:
    """All funders of the folder; raises `RegisterError` for the first mistake."""
    funders = {funder.id: funder for funder in map(read_funder, sorted(folder.glob("*.toml")))}
    for funder in funders.values():
        if funder.parent and funder.parent not in funders:
            raise RegisterError(
                f"{funder.id}.toml: key 'parent': no funder '{funder.parent}' is known. "
                "Add its file or mend the id."
            )
    if not funders:
        raise RegisterError(f"{folder}: no funder file was found. The register lies in normalise/register.")
    return Register(funders)
