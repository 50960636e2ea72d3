"""`fundtrace export`: articles, the register and its coverage as files for other programs."""

from __future__ import annotations

import csv
import json
import sys
from collections.abc import Iterable, Iterator
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from fundtrace.checking import checked_store, sources_option
from fundtrace.failure import Failure
from fundtrace.places import existing_work_database, plain_failures

if TYPE_CHECKING:
    from db.store import Store
    from normalise.grant_records import Grant


@click.command()
@click.argument("what", type=click.Choice(["articles", "grants", "coverage"]))
@click.option(
    "--format", "form", type=click.Choice(["jsonl", "csv", "360giving"]), default="jsonl", show_default=True
)
@sources_option
@click.pass_obj
def export(data: Path, what: str, form: str, folder: Path | None) -> None:
    """Write articles, grants or coverage to standard output."""
    from db.store import open_store

    if form == "360giving" and what != "grants":
        raise Failure("360Giving is a standard for grants: use it with 'export grants'.")
    if what == "coverage":
        with checked_store(data, folder) as store:
            _write(_coverage(store), form)
        return
    with plain_failures(), open_store(existing_work_database(data)) as store:
        if form == "360giving":
            click.echo(json.dumps(_giving(store), ensure_ascii=False, indent=2))
        else:
            _write(_articles(store) if what == "articles" else _grants(store), form)


def _write(rows: Iterable[dict[str, Any]], form: str) -> None:
    if form == "jsonl":
        for row in rows:
            sys.stdout.write(json.dumps(row, ensure_ascii=False) + "\n")
        return
    table = None
    for row in rows:
        if table is None:
            table = csv.DictWriter(sys.stdout, list(row), lineterminator="\n")
            table.writeheader()
        table.writerow({key: _cell(value) for key, value in row.items()})


def _cell(value: Any) -> Any:
    """A cell that no spreadsheet takes for a formula; lists joined by a semicolon."""
    text = "; ".join(map(str, value)) if isinstance(value, list) else value
    return "'" + text if isinstance(text, str) and text[:1] in {"=", "+", "-", "@", "\t"} else text


def _articles(store: Store) -> Iterator[dict[str, Any]]:
    columns = "id, source, url, title, published, language, state"
    sql = f"SELECT {columns} FROM articles ORDER BY source, published, id"  # noqa: S608 - names of ours
    funders = "SELECT funder FROM article_funders WHERE article = ? AND role = ? ORDER BY position"
    numbers = 'SELECT "grant" FROM article_grants WHERE article = ? ORDER BY position'
    for article in store.db.query(sql):
        id = article.pop("id")
        named = {
            role: [row[0] for row in store.db.execute(funders, [id, role])]
            for role in ("financed", "mentioned")
        }
        yield {
            **article,
            "id": id,
            "funders": named["financed"],
            "mentioned_funders": named["mentioned"],
            "grants": [row[0] for row in store.db.execute(numbers, [id])],
        }


def _grants(store: Store) -> Iterator[dict[str, Any]]:
    from db.grants.register import load_grants

    return (asdict(grant) for grant in load_grants(store))


def _coverage(store: Store) -> Iterator[dict[str, Any]]:
    from db.grants.checking import checked

    for record in checked(store):
        articles, sources = record.pop("articles"), record.pop("sources")
        del record["verdicts"]
        yield {
            **record,
            "sources": [source["source"] for source in sources],
            "articles": [article["url"] for article in articles],
        }


def _giving(store: Store) -> dict[str, Any]:
    from db.grants.register import load_grants

    return {"version": "1.3", "grants": [_one_giving(grant) for grant in load_grants(store)]}


def _one_giving(grant: Grant) -> dict[str, Any]:
    """A grant in the shape of the standard; what is not known is left out, nothing is made up."""
    funder = {"id": f"fundtrace-{grant.funder or 'unknown'}", "name": grant.funder_name or grant.funder}
    recipient = {
        "id": f"LV-REG-{grant.recipient_id}" if grant.recipient_id else None,
        "name": grant.recipient,
    }
    record = {
        "id": grant.identifier,
        "title": grant.title,
        "description": grant.description,
        "currency": grant.currency,
        "amountAwarded": grant.amount,
        "awardDate": grant.awarded,
        "fundingOrganization": [_known(funder)],
        "recipientOrganization": [_known(recipient)] if grant.recipient else None,
        "plannedDates": [_known({"startDate": grant.start, "endDate": grant.end})]
        if grant.start or grant.end
        else None,
        "grantProgramme": [{"title": grant.programme}] if grant.programme else None,
        "beneficiaryLocation": [{"name": grant.location}] if grant.location else None,
    }
    return _known(record)


def _known(record: dict[str, Any]) -> dict[str, Any]:
    return {key: value for key, value in record.items() if value is not None}
