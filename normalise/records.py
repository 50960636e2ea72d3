"""The records that the house passes on: what was read, what was found, and where it stands.

Every record is frozen. Dates are ISO 8601 strings (`YYYY-MM-DD`), money is a `float` with an
ISO 4217 code, languages are ISO 639-1 codes. Offsets count characters of the record's `text`.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any, Literal

Role = Literal["financed", "mentioned"]
Precision = Literal["day", "month", "season", "quarter", "half-year", "year"]
DateRole = Literal["activity", "project_period", "deadline", "other"]
OrganisationRole = Literal["lead", "partner", "mentioned"]
PublishedHow = Literal["given", "metadata", "visible line", "url", "feed"]


@dataclass(frozen=True, slots=True)
class Evidence:
    """A quote from the text that supports a finding; `text[start:end] == quote`."""

    quote: str
    start: int
    end: int
    rule: str


@dataclass(frozen=True, slots=True)
class FunderFinding:
    """A funder named or implied; `financed` when it paid for what the article reports."""

    id: str
    role: Role
    confidence: float
    evidence: tuple[Evidence, ...]
    programme: str | None = None


@dataclass(frozen=True, slots=True)
class GrantFinding:
    """A grant number in canonical form: upper case, no blanks, real hyphens and slashes."""

    id: str
    funder: str | None
    role: Role
    confidence: float
    evidence: tuple[Evidence, ...]


@dataclass(frozen=True, slots=True)
class ProjectFinding:
    """A project's title as written, without its quotation marks."""

    title: str
    funder: str | None
    grant: str | None
    evidence: tuple[Evidence, ...]


@dataclass(frozen=True, slots=True)
class DateFinding:
    """A date or range; both ends inclusive."""

    start: str
    end: str
    precision: Precision
    role: DateRole
    evidence: tuple[Evidence, ...]


@dataclass(frozen=True, slots=True)
class AmountFinding:
    """A sum of money that concerns the project or grant."""

    value: float
    currency: str
    evidence: tuple[Evidence, ...]


@dataclass(frozen=True, slots=True)
class OrganisationFinding:
    """An organisation, its name in the nominative where the grammar allows."""

    name: str
    role: OrganisationRole
    evidence: tuple[Evidence, ...]


@dataclass(frozen=True, slots=True)
class PlaceFinding:
    """A place, its name in the nominative; WGS 84 degrees, null where the gazetteer has none."""

    name: str
    latitude: float | None
    longitude: float | None
    evidence: tuple[Evidence, ...]


@dataclass(frozen=True, slots=True)
class IssueRecord:
    """Something odd that an operator should see; `kind` is a stable word, `detail` is for people."""

    kind: str
    detail: str


# of pages that came and whose words, if they have any, were not read
UNREAD_KINDS = ("empty page", "pictures alone")


@dataclass(frozen=True, slots=True)
class Published:
    """An article's own date, how it is known, and how sure that is (0 to 1)."""

    date: str
    how: PublishedHow
    confidence: float


@dataclass(frozen=True, slots=True)
class Image:
    """A picture of the article as the page names it."""

    address: str
    alt: str = ""
    caption: str = ""


@dataclass(frozen=True, slots=True)
class Link:
    """A link in the article's part of the page; the address is absolute."""

    address: str
    text: str


@dataclass(frozen=True, slots=True)
class Page:
    """What a capture says, boilerplate left out. `text` holds the title as its first line."""

    url: str
    canonical: str
    title: str | None
    text: str
    language: str | None
    published: Published | None
    modified: str | None = None
    images: tuple[Image, ...] = ()
    links: tuple[Link, ...] = ()
    issues: tuple[IssueRecord, ...] = ()


@dataclass(frozen=True, slots=True)
class Extraction:
    """All findings of one document; `as_dict` gives the record that `fundtrace extract` prints."""

    id: str | None
    url: str | None
    title: str | None
    text: str
    language: str | None
    published: Published | None
    funders: tuple[FunderFinding, ...] = ()
    grants: tuple[GrantFinding, ...] = ()
    projects: tuple[ProjectFinding, ...] = ()
    dates: tuple[DateFinding, ...] = ()
    amounts: tuple[AmountFinding, ...] = ()
    organisations: tuple[OrganisationFinding, ...] = ()
    places: tuple[PlaceFinding, ...] = ()
    issues: tuple[IssueRecord, ...] = field(default=())

    def as_dict(self) -> dict[str, Any]:
        """The record as plain data, `published` as an ISO date or None."""
        record: dict[str, Any] = {name: _plain(getattr(self, name)) for name in self.__slots__}
        record["published"] = self.published.date if self.published else None
        record["published_how"] = self.published.how if self.published else None
        return record


def _plain(value: Any) -> Any:
    """Records as dictionaries; `dataclasses.asdict` copies every leaf too, at six times the cost."""
    if isinstance(value, tuple):
        return tuple(_plain(one) for one in value)
    if hasattr(value, "__slots__"):
        return {name: _plain(getattr(value, name)) for name in value.__slots__}
    return value
