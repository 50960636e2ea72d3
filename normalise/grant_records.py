"""A grant of the register, with the fields of the 360Giving standard."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Grant:
    """One award, as its funder's file gives it; what the file does not say is null.

    `id` is the number in canonical form, `identifier` the number as the funder wrote it; `funder` is an id
    of the funder register, null where the name is not known there; days are `YYYY-MM-DD`;
    `publicity_due` is the day by which the contract asks for news.
    """

    id: str
    identifier: str
    title: str | None = None
    description: str | None = None
    funder: str | None = None
    funder_name: str | None = None
    programme: str | None = None
    recipient: str | None = None
    recipient_id: str | None = None
    amount: float | None = None
    currency: str | None = None
    awarded: str | None = None
    start: str | None = None
    end: str | None = None
    location: str | None = None
    publicity_due: str | None = None


@dataclass(frozen=True, slots=True)
class RowProblem:
    """A row that did not go in, or `went_in` with something odd; `line` counts from 1 in the file."""

    line: int
    reason: str
    went_in: bool = False
