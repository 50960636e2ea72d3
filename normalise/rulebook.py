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
ACCURACY = Path(__file__).parent / "rulebook_accuracy.toml"
LEAST_PRECISION = 0.95

Kind = Literal[
    "names", "number", "title", "amount", "statement", "together", "link", "logo", "hashtags",
    "least", "updates", "kept", "news_within",
]  # fmt: skip
GRANT_KINDS: frozenset[Kind] = frozenset(("least", "updates", "kept", "news_within"))
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
    is the address of the document that says so. What is looked for: `all_of` (a variant of each; `weak`
    ones count only beside a word of funding), `variants` (one of them; none of its `keep` words may be
    off), `together` (the beginnings of words that stand near each other), `domains`, `marks` (words in a
    picture's text or file name), `least` (articles of a grant), `days` (the longest time between two
    articles, after the end that they are kept, or after the start for the first).
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
    weak: Texts = ()
    keep: Texts = ()
    together: TextsOfTexts = ()
    domains: Texts = ()
    marks: Texts = ()
    least: Annotated[int, Field(ge=1)] | None = None
    days: Annotated[int, Field(ge=1)] | None = None
    precision: float | None = None
    recall: float | None = None
    situations: int = 0

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
                  "hashtags": self.variants, "together": self.together, "number": True, "title": True,
                  "amount": True, "least": self.least, "updates": self.days, "kept": self.days,
                  "news_within": self.days}  # fmt: skip
        if not needed[self.kind]:
            raise ValueError(f"a rule of kind “{self.kind}” lacks what it looks for")
        return self

    @property
    def binds(self) -> bool:
        """Whether an article that does not meet the rule breaks it: prescribed, and measured to be sure."""
        sure = self.precision is None or self.precision >= LEAST_PRECISION
        return self.status == "prescribed" and self.severity == "must" and sure

    @property
    def version(self) -> str:
        """The first 12 hexadecimal digits of SHA-256 over the rule: another wording is another version."""
        words = self.model_dump_json(exclude={"precision", "recall", "situations"})
        return hashlib.sha256(words.encode()).hexdigest()[:12]

    def is_of(self, grant: str) -> bool:
        """Whether the rule belongs to the programme period of the grant number."""
        return self.numbers is None or re.search(self.numbers, grant) is not None


class Sentence(BaseModel):
    """The sentence that a grantee can take over.

    `{number}`, `{recipient}`, `{title}`, `{period}` (years of the programme) and `{amount}` are filled in.
    """

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
def load_rulebook(folder: Path = RULEBOOK_FOLDER, *, measured: bool = True) -> dict[str, FunderRules]:
    """The rules of each funder by its id; RulebookError for the first mistake.

    `measured` adds to each rule how sure its `not met` is on our labelled situations.
    """
    books = [_read(path) for path in sorted(folder.glob("*.toml"))]
    ids = [rule.id for book in books for rule in book.rules]
    twice = next((id for id in ids if ids.count(id) > 1), None)
    if twice:
        raise RulebookError(f"rule '{twice}' stands twice. Give each rule an id of its own.")
    figures = tomllib.loads(ACCURACY.read_text("utf-8")) if measured else {}
    return {book.funder: _with_figures(book, figures) for book in books}


def _with_figures(book: FunderRules, figures: dict[str, dict[str, float]]) -> FunderRules:
    rules = tuple(rule.model_copy(update=figures.get(rule.id, {})) for rule in book.rules)
    return book.model_copy(update={"rules": rules})


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
