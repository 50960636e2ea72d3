"""The project's own labelled news texts and their loader; see tests/labelled/README.md."""

import tomllib
from datetime import date
from pathlib import Path
from typing import Annotated, Literal, Self

from pydantic import BaseModel, ConfigDict, Field, ValidationError, model_validator

FOLDER = Path(__file__).parent / "labelled"

FUNDER_IDS = frozenset(
    [
        "acf-lv",
        "eea-norway",
        "sif",
        "eafrd-leader",
        "emff",
        "esf",
        "erdf",
        "rrf",
        "interreg",
        "erasmus-plus",
        "esc",
        "cerv",
        "life",
        "amif",
        "mfa-lv",
        "vkkf",
        "lvaf",
        "izm-lv",
        "km-lv",
        "lm-lv",
        "zm-lv",
        "varam",
        "municipality",
        "nordic",
        "us-embassy",
        "swiss",
        "lvm",
    ]
)
OTHER_FUNDER = "other:"

Precision = Literal["day", "month", "season", "quarter", "half-year", "year"]
Role = Literal["activity", "project_period", "deadline", "other"]
NonEmpty = Annotated[str, Field(min_length=1)]


class LabelledSetError(Exception):
    """A labelled text that cannot be used; the message names the file and what is wrong in it."""


class _Strict(BaseModel):
    model_config = ConfigDict(strict=True, extra="forbid", frozen=True)


class LabelledDate(_Strict):
    """A date or range that the text states; both ends inclusive."""

    start: date
    end: date
    precision: Precision
    role: Role

    @model_validator(mode="after")
    def _in_order(self) -> Self:
        if self.end < self.start:
            raise ValueError(f"the range {self.start} to {self.end} ends before it starts")
        return self


class LabelledAmount(_Strict):
    """A sum of money; the currency as ISO 4217."""

    value: Annotated[float, Field(gt=0)]
    currency: Annotated[str, Field(pattern=r"^[A-Z]{3}$")]


class Labels(_Strict):
    """What a careful reader finds in the text; `note` says what is debatable."""

    published: date | None = None
    funders: list[NonEmpty]
    mentioned_funders: list[NonEmpty]
    grants: list[NonEmpty]
    projects: list[NonEmpty]
    dates: list[LabelledDate]
    amounts: list[LabelledAmount]
    lead_org: NonEmpty | None = None
    note: NonEmpty | None = None

    @model_validator(mode="after")
    def _known_funders(self) -> Self:
        named = [*self.funders, *self.mentioned_funders]
        unknown = [name for name in named if name not in FUNDER_IDS and not name.startswith(OTHER_FUNDER)]
        if unknown:
            raise ValueError(f"unknown funder ids: {', '.join(unknown)}")
        if len(set(named)) != len(named):
            raise ValueError("a funder is labelled twice")
        return self


class LabelledText(_Strict):
    """One news text with its labels."""

    id: Annotated[str, Field(pattern=r"^t\d{3}$")]
    title: NonEmpty
    url: Annotated[str, Field(pattern=r"^https://www\.[a-z0-9.-]+\.example/")]
    tags: Annotated[list[NonEmpty], Field(min_length=1)]
    text: NonEmpty
    labels: Labels


def load_labelled(folder: Path = FOLDER) -> list[LabelledText]:
    """All labelled texts of `folder` (its `*.toml` files) in the order of their file names.

    Raises LabelledSetError, naming the file, for a file that is not TOML or does not fit the form.
    """
    return [_load(path) for path in sorted(folder.glob("*.toml"))]


def _load(path: Path) -> LabelledText:
    try:
        return LabelledText.model_validate(tomllib.loads(path.read_text(encoding="utf-8")))
    except UnicodeDecodeError as error:
        raise LabelledSetError(f"{path.name}: not UTF-8 ({error}); save it as UTF-8.") from error
    except tomllib.TOMLDecodeError as error:
        raise LabelledSetError(f"{path.name}: not TOML ({error}); mend the line it names.") from error
    except ValidationError as error:
        faults = "; ".join(f"{_place(fault['loc'])}: {fault['msg']}" for fault in error.errors())
        raise LabelledSetError(f"{path.name}: {faults}") from error


def _place(location: tuple[int | str, ...]) -> str:
    return ".".join(str(part) for part in location) or "the whole file"
