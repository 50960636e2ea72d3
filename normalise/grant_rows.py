"""Rows of a funder's table as grants: which column is which, and what each cell says."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path

from normalise.document import Document, flatten
from normalise.funder_register import load_register
from normalise.grant_names import number_key
from normalise.grant_records import Grant, RowProblem
from normalise.grants import canonical_number, find_numbers
from normalise.typed_values import cell_text, read_currency, read_day, read_sum

Columns = dict[str, int]
Row = tuple[int, Sequence[object]]
FIELDS = ("identifier", "title", "description", "funder", "programme", "recipient", "recipient_id",
          "amount", "currency", "awarded", "start", "end", "location", "publicity_due")  # fmt: skip
LOOKED_AT = 40
_REGISTRATION = re.compile(r"\d{11}\Z")


@dataclass(frozen=True, slots=True)
class Mapping360:
    """What an operator says about a file: headings by field, and values for fields without a column."""

    columns: Mapping[str, str]
    defaults: Mapping[str, str]


NO_MAPPING = Mapping360({}, {})


def find_headings(rows: Sequence[Row], mapping: Mapping360 = NO_MAPPING) -> tuple[int, Columns] | None:
    """The position of the heading row among the first forty and the column of each field.

    The row with the most known headings wins; it must hold the number's heading and one more. None when
    no row does.
    """
    best: tuple[int, Columns] | None = None
    for at, (_, cells) in enumerate(rows[:LOOKED_AT]):
        columns = _columns(cells, mapping)
        if "identifier" in columns and len(columns) > 1 and (best is None or len(columns) > len(best[1])):
            best = at, columns
    return best


def _columns(cells: Sequence[object], mapping: Mapping360) -> Columns:
    wanted = {plain_heading(heading): field for field, heading in mapping.columns.items()}
    columns: Columns = {}
    for at, cell in enumerate(cells):
        heading = plain_heading(cell_text(cell) or "")
        field = wanted.get(heading) or (_headings().get(heading) if heading else None)
        if field and (field not in columns or heading in wanted):
            columns[field] = at
    return columns


def plain_heading(heading: str) -> str:
    """A heading for comparing: folded, without brackets and marks."""
    return " ".join(re.findall(r"[a-z0-9]+", re.sub(r"\([^)]*\)|:\d+:", " ", flatten(heading))))


@cache
def _headings() -> dict[str, str]:
    data = tomllib.loads(Path(__file__).with_name("grant_headings.toml").read_text("utf-8"))
    return {heading: field for field, headings in data.items() for heading in headings}


def read_rows(
    rows: Iterable[Row], columns: Columns, mapping: Mapping360 = NO_MAPPING
) -> Iterator[tuple[int, Grant] | RowProblem]:
    """Each row below the headings as its line and grant, or why it is none; empty rows are passed over."""
    known = set(columns)
    for line, cells in rows:
        values = {field: cells[at] if at < len(cells) else None for field, at in columns.items()}
        if all(cell_text(value) is None for value in values.values()):
            continue
        if _columns(cells, mapping).keys() == known:
            continue  # the headings again, at the top of a printed page
        yield grant_of(line, values, mapping.defaults)


def grant_of(
    line: int, values: Mapping[str, object], defaults: Mapping[str, str]
) -> tuple[int, Grant] | RowProblem:
    """The line and the grant that named values describe, or the reason why they do not."""
    values = {
        field: values.get(field) if cell_text(values.get(field)) else defaults.get(field) for field in FIELDS
    }
    identifier = cell_text(values["identifier"])
    if identifier is None:
        return RowProblem(line, "the grant's number is missing; without it nothing can be matched")
    try:
        return line, _checked(_read(identifier, values))
    except ValueError as wrong:
        return RowProblem(line, f"{identifier}: {wrong}")


def _read(identifier: str, values: Mapping[str, object]) -> Grant:
    number, funder_by_number = number_of(identifier)
    amount, beside = read_sum(values["amount"])
    funder_name = cell_text(values["funder"])
    registration = re.sub(r"\s|^LV-(?:REG|UR)-|^LV", "", cell_text(values["recipient_id"]) or "")
    return Grant(
        id=number,
        identifier=identifier,
        title=_unquoted(cell_text(values["title"])),
        description=cell_text(values["description"]),
        funder=funder_id(funder_name) or funder_by_number,
        funder_name=funder_name,
        programme=cell_text(values["programme"]),
        recipient=cell_text(values["recipient"]),
        recipient_id=registration or None,
        amount=amount,
        currency=beside or read_currency(values["currency"]) or ("EUR" if amount is not None else None),
        awarded=_day("award date", values["awarded"], last=False),
        start=_day("start", values["start"], last=False),
        end=_day("end", values["end"], last=True),
        location=cell_text(values["location"]),
        publicity_due=_day("publicity due", values["publicity_due"], last=True),
    )


def lost_signs(line: int, grant: Grant) -> list[RowProblem]:
    """A note on a grant whose names hold signs that were lost when its file was saved."""
    named = (grant.identifier, grant.title, grant.recipient, grant.funder_name)
    if not any("\ufffd" in (text or "") for text in named):
        return []
    said = "letters were lost when the file was saved (�): ask for it as UTF-8; the row went in as it is"
    return [RowProblem(line, f"{grant.identifier}: {said}", went_in=True)]


def _day(name: str, value: object, *, last: bool) -> str | None:
    try:
        return read_day(value, "last" if last else "first")
    except ValueError as wrong:
        raise ValueError(f"{name}: {wrong}") from wrong


def _checked(grant: Grant) -> Grant:
    if grant.start and grant.end and grant.end < grant.start:
        raise ValueError(f"it ends ({grant.end}) before it starts ({grant.start})")
    if grant.recipient_id and not _REGISTRATION.match(grant.recipient_id):
        return replace(grant, recipient_id=None)
    return grant


def _unquoted(title: str | None) -> str | None:
    if title is None:
        return None
    bare = re.fullmatch(r"[\"„“”«»'‘’](.+?)[\"„“”«»'‘’]", title)
    return bare.group(1).strip() if bare else title


@cache
def number_of(identifier: str) -> tuple[str, str | None]:
    """The number in canonical form, and the funder whose numbers look like that, or None.

    A prefix before a number of known shape (`360G-sif-2023.LV/NVOF/MIC/901`) is left out.
    """
    bare = re.sub(r"(?i)^360g-[a-z0-9]+-", "", identifier)
    found = find_numbers(Document(f"Projekta Nr. {bare}"), load_register())
    whole = number_key(bare)
    known = [number for number in found if number.funder and whole.endswith(number_key(number.id))]
    return (known[0].id, known[0].funder) if len(known) == 1 else (canonical_number(bare), None)


def funder_id(name: str | None) -> str | None:
    """The register's id of a funder by its id, name, further name or abbreviation; None when not known."""
    return _funder_names().get(plain_heading(name)) if name else None


@cache
def _funder_names() -> dict[str, str]:
    names: dict[str, str] = {}
    for id, funder in load_register().funders.items():
        for name in (id, funder.name_lv, funder.name_en, *funder.names, *funder.abbreviations):
            names.setdefault(plain_heading(name.replace("*", "")), id)
    return names
