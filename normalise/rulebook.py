"""The publicity rules: one TOML file a funder in `normalise/rulebook/`, checked at load."""

from __future__ import annotations

import hashlib
import re
import tomllib
from datetime import date
from functools import cache
from pathlib import Path
from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field, ValidationError, field_validator, model_validator

RULEBOOK_FOLDER = Path(__file__).parent / "rulebook"

Kind = Literal["names", "number", "statement", "link", "logo", "hashtags", "least"]
Medium = Literal["article", "social", "print"]
Texts = Annotated[tuple[str, ...], Field(strict=False)]
TextsOfTexts = Annotated[tuple[Texts, ...], Field(strict=False)]


class RulebookError(ValueError):
    """The rulebook cannot be read; the message names the file, the key and how to mend it."""


class Rule(BaseModel):
    """One publicity rule.

    `status` says whether a document prescribes it or grantees are only seen to do so; only a prescribed
    rule with severity `must` binds. `valid_from` and `valid_to` are publication days, `numbers` a
    regular expression for the grant's number: the programme period that the rule belongs to. `source`
    is the address of the document that says so. What is looked for: `all_of` (a variant of each),
    `variants` (one of them), `domains`, `marks` (words in a picture's text or file name), `least`.
    """

    model_config = ConfigDict(extra="forbid", strict=True, frozen=True)

    id: str = Field(pattern=r"^[a-z0-9]+(-[a-z0-9]+)*$")
    kind: Kind
    lv: str
    en: str
    status: Literal["prescribed", "observed"]
    severity: Literal["must", "should"]
    source: str = Field(pattern=r"^https?://")
    medium: Medium = "article"
    valid_from: date | None = None
    valid_to: date | None = None
    numbers: str | None = None
    all_of: TextsOfTexts = ()
    variants: Texts = ()
    domains: Texts = ()
    marks: Texts = ()
    least: Annotated[int, Field(ge=1)] | None = None

    @field_validator("numbers")
    @classmethod
    def _compiles(cls, value: str | None) -> str | None:
        try:
            re.compile(value or "")
        except re.error as wrong:
            raise ValueError(f"is no regular expression ({wrong})") from wrong
        return value

    @model_validator(mode="after")
    def _has_what_its_kind_needs(self) -> Rule:
        needed = {"names": self.all_of, "statement": self.variants, "link": self.domains, "logo": self.marks,
                  "hashtags": self.variants, "least": self.least, "number": True}  # fmt: skip
        if not needed[self.kind]:
            raise ValueError(f"a rule of kind “{self.kind}” lacks what it looks for")
        return self

    @property
    def binds(self) -> bool:
        """Whether an article that does not meet the rule breaks it."""
        return self.status == "prescribed" and self.severity == "must"

    @property
    def version(self) -> str:
        """The first 12 hexadecimal digits of SHA-256 over the rule: another wording is another version."""
        return hashlib.sha256(self.model_dump_json().encode()).hexdigest()[:12]

    def is_of(self, grant: str) -> bool:
        """Whether the rule belongs to the programme period of the grant number."""
        return self.numbers is None or re.search(self.numbers, grant) is not None


class Sentence(BaseModel):
    """The sentence that a grantee can take over; `{number}`, `{recipient}`, `{title}` are filled in."""

    model_config = ConfigDict(extra="forbid", strict=True, frozen=True)

    lv: str
    en: str
    numbers: str | None = None


class FunderRules(BaseModel):
    """All rules of one funder and the sentences that meet them (the first that fits the number)."""

    model_config = ConfigDict(extra="forbid", strict=True, frozen=True)

    funder: str
    rules: Annotated[tuple[Rule, ...], Field(strict=False)]
    sentences: Annotated[tuple[Sentence, ...], Field(strict=False)] = ()


@cache
def load_rulebook(folder: Path = RULEBOOK_FOLDER) -> dict[str, FunderRules]:
    """The rules of each funder by its id; RulebookError for the first mistake."""
    books = [_read(path) for path in sorted(folder.glob("*.toml"))]
    ids = [rule.id for book in books for rule in book.rules]
    twice = next((id for id in ids if ids.count(id) > 1), None)
    if twice:
        raise RulebookError(f"rule '{twice}' stands twice. Give each rule an id of its own.")
    return {book.funder: book for book in books}


def _read(path: Path) -> FunderRules:
    try:
        book = FunderRules.model_validate(tomllib.loads(path.read_text("utf-8")))
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as wrong:
        raise RulebookError(
            f"{path.name}: not readable as TOML ({wrong}). Mend the line it names."
        ) from wrong
    except ValidationError as wrong:
        first = wrong.errors()[0]
        key = ".".join(str(part) for part in first["loc"])
        raise RulebookError(f"{path.name}: key '{key}': {first['msg']}.") from wrong
    if book.funder != path.stem:
        raise RulebookError(f"{path.name}: key 'funder': '{book.funder}' is not the file's name.")
    return book
