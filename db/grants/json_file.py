"""A 360Giving JSON file: each grant checked for the fields that the standard requires."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

from db.grants.problems import RegisterFileError
from normalise.decoding import decode
from normalise.grant_records import Grant, RowProblem
from normalise.grant_rows import grant_of

# https://standard.threesixtygiving.org/en/latest/technical/reference/ : what every grant must have
REQUIRED = ("id", "title", "description", "currency", "amountAwarded", "awardDate", "fundingOrganization")


def read_grants(name: str, body: bytes) -> Iterator[tuple[int, Grant] | RowProblem]:
    """The grants of `{"grants": [...]}`; a problem's line is the grant's place in the list, from 1."""
    try:
        data = json.loads(decode(body).text.removeprefix("\ufeff"))
    except (json.JSONDecodeError, RecursionError) as wrong:
        raise RegisterFileError(f"{name}: not readable as JSON ({wrong}).") from wrong
    grants = data.get("grants") if isinstance(data, dict) else data
    if not isinstance(grants, list):
        raise RegisterFileError(f'{name}: a 360Giving file holds {{"grants": [...]}}; this one does not.')
    yield from (_grant(line, grant) for line, grant in enumerate(grants, start=1))


def _grant(line: int, grant: object) -> tuple[int, Grant] | RowProblem:
    if not isinstance(grant, dict):
        return RowProblem(line, "this is no grant but a bare value")
    missing = [key for key in REQUIRED if grant.get(key) in (None, "", [])]
    if not grant.get("recipientOrganization") and not grant.get("recipientIndividual"):
        missing.append("recipientOrganization")
    if missing:
        identifier = grant.get("id") or "a grant without id"
        return RowProblem(line, f"{identifier}: 360Giving requires {', '.join(missing)}")
    return grant_of(line, _values(grant), {})


def _values(grant: dict[str, Any]) -> dict[str, object]:
    funder, recipient = _first(grant, "fundingOrganization"), _first(grant, "recipientOrganization")
    dates, programme = _first(grant, "plannedDates"), _first(grant, "grantProgramme")
    return {
        "identifier": grant["id"],
        "title": grant["title"],
        "description": grant["description"],
        "funder": funder.get("name") or funder.get("id"),
        "programme": programme.get("title") or programme.get("code"),
        "recipient": recipient.get("name") or _first(grant, "recipientIndividual").get("name"),
        "recipient_id": recipient.get("companyNumber")
        or recipient.get("charityNumber")
        or recipient.get("id"),
        "amount": grant["amountAwarded"],
        "currency": grant["currency"],
        "awarded": grant["awardDate"],
        "start": dates.get("startDate"),
        "end": dates.get("endDate"),
        "location": _first(grant, "beneficiaryLocation").get("name"),
    }


def _first(grant: dict[str, Any], key: str) -> dict[str, Any]:
    """The first object of a list of objects, empty where the key holds something else."""
    value = grant.get(key)
    value = value[0] if isinstance(value, list) and value else value
    return value if isinstance(value, dict) else {}
