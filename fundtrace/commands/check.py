"""`fundtrace check`: coverage of each grant and what each rule says."""

from __future__ import annotations

import csv
import json
import sys
from collections import Counter
from pathlib import Path
from typing import Any

import click

from fundtrace.checking import checked_store, sources_option
from fundtrace.commands.grants import funder_among
from fundtrace.failure import Failure
from fundtrace.progress import counted, new_table, print_table

COLUMNS = ("id", "funder", "recipient", "title", "coverage", "reason", "due", "article", "published", "match",
        "rule", "verdict", "quote", "note", "status", "source", "reason_lv", "note_lv")  # fmt: skip
# what an officer looks at first; the catalogue lists grants in the same order
_URGENT = ("silent", "late", "incomplete", "cannot tell", "not due", "covered")


@click.command()
@click.option("--funder", help="Only the grants of this funder (id, name or abbreviation).")
@click.option("--grant", "number", help="Only this grant (its number).")
@click.option(
    "--format", "form", type=click.Choice(["table", "csv", "json"]), default="table", show_default=True
)
@sources_option
@click.pass_obj
def check(data: Path, funder: str | None, number: str | None, form: str, folder: Path | None) -> None:
    """Say of each grant whether it was made known as its funder asks, and why."""
    from db.grants.checking import check_notes

    with checked_store(data, folder) as store:
        records = chosen(store, funder, number)
        notes = check_notes(store) if not number and not funder else []
    if form == "json":
        click.echo(json.dumps({"grants": records, "notes": notes}, ensure_ascii=False, indent=2))
    elif form == "csv":
        _write_csv(records)
    else:
        _print(records, notes, with_rules=number is not None)


def chosen(store: Any, funder: str | None, number: str | None) -> list[dict[str, Any]]:
    """The checked grants that were asked for; Failure when there is none to speak of."""
    from db.grants.checking import checked
    from normalise.grant_rows import number_of

    records = checked(store, number_of(number)[0] if number else None)
    if not records:
        wanted = f"The grant {number} is not in the register" if number else "The register holds no grant"
        raise Failure(f"{wanted}: put it in with 'fundtrace grants import FILE'.")
    if funder is None:
        return records
    wanted = funder_among(funder, (record["funder"] for record in records))
    return [record for record in records if record["funder"] == wanted]


def _write_csv(records: list[dict[str, Any]]) -> None:
    out = csv.DictWriter(sys.stdout, COLUMNS, extrasaction="ignore", lineterminator="\n")
    out.writeheader()
    for record in records:
        for row in flat_rows(record):
            out.writerow(row)


def flat_rows(record: dict[str, Any]) -> list[dict[str, Any]]:
    """A grant as rows: one a rule of each article, one where there is no article."""
    rows: list[dict[str, Any]] = []
    for article in record["articles"]:
        about = {"article": article["url"], "published": article["published"], "match": article["match"]}
        for verdict in article["verdicts"] or [{}]:
            quote = (verdict.get("evidence") or {}).get("quote")
            rows.append({**record, **about, **verdict, "reason": record["reason"], "quote": quote})
    return rows or [record]


def _print(records: list[dict[str, Any]], notes: list[dict[str, Any]], *, with_rules: bool) -> None:
    headings = ("Grant", "Funder", "Recipient", "Coverage", "Why")
    table = new_table(counted(len(records), "grant"), headings, whole={"Grant", "Coverage"})
    for record in sorted(records, key=lambda one: _URGENT.index(one["coverage"])):
        table.add_row(
            *(str(record[key] or "") for key in ("id", "funder", "recipient", "coverage", "reason"))
        )
    print_table(table)
    if not with_rules:
        states = Counter(record["coverage"] for record in records)
        click.echo(", ".join(f"{state} {states[state]}" for state in _URGENT if states[state]))
    if with_rules:
        for record in records:
            _print_news(record)
            for article in record["articles"]:
                _print_rules(article)
    for note in notes:
        click.echo(f"{note['kind']}: {note['detail']} ({note['url']})")


def _print_news(record: dict[str, Any]) -> None:
    """What was read for a grant, and what the rules on all its news say."""
    for one in record["sources"]:
        read = f"last read whole on {one['read_whole']}" if one["read_whole"] else "never read whole"
        click.echo("; ".join(filter(None, (f"{one['source']}: {read}", one["trouble"]))))
    for verdict in record["verdicts"]:
        click.echo(f"{verdict['rule']}: {verdict['verdict']}. {verdict['note']}")


def _print_rules(article: dict[str, Any]) -> None:
    title = f"{article['url']} ({article['match']}: {article['reason']})"
    table = new_table(title, ("Rule", "Verdict", "Evidence"), whole={"Rule"})
    for verdict in article["verdicts"]:
        evidence = " ".join(verdict["evidence"]["quote"].split()) if verdict["evidence"] else ""
        table.add_row(
            verdict["rule"], verdict["verdict"], "; ".join(filter(None, (evidence, verdict["note"])))
        )
    print_table(table)
    for lost in article["disappearances"]:
        days = f"there on {lost['seen_at'][:10]}, no more on {lost['missed_at'][:10]}"
        click.echo(f"DISAPPEARED {lost['rule']}: “{lost['quote']}”, {days}")
