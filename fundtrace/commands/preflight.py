"""`fundtrace preflight`: judges a draft before it is published."""

from __future__ import annotations

import json
import re
import sys
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from fundtrace import checking
from fundtrace.days import DAY
from fundtrace.drafts import read_draft
from fundtrace.failure import Failure
from fundtrace.places import existing_work_database, plain_failures
from fundtrace.progress import counted

if TYPE_CHECKING:
    from normalise.grant_records import Grant
    from normalise.rulebook import Medium

_SIGNS = {"met": "ok", "not met": "MISSING", "cannot tell": "look", "not applicable": "-"}
_ADVICE = "advice"  # a note that begins so says that advice was not followed (docs/contracts.md)
_FOLLOW = "advice that could still be followed"


@click.command()
@click.argument("document")
@click.option("--grant", "number", required=True, help="The grant's number, as in the register.")
@click.option("--published", type=DAY, help="The day it will be published (YYYY-MM-DD; default: today).")
@click.option(
    "--medium",
    type=click.Choice(["article", "social", "print"]),
    default="article",
    show_default=True,
    help="Where it will appear.",
)
@click.option("--json", "as_json", is_flag=True, help="As JSON.")
@click.option("--allow-private-addresses", is_flag=True, help="For an intranet or a test on this machine.")
@click.pass_obj
def preflight(
    data: Path,
    document: str,
    number: str,
    published: str | None,
    medium: Medium,
    as_json: bool,
    allow_private_addresses: bool,
) -> None:
    """Judge DOCUMENT (a text, HTML, DOCX or PDF file, a URL, or - for standard input) for a grant."""
    from fundtrace.preflight import judge_draft

    with plain_failures():
        grant = _grant(data, number)
        draft = read_draft(
            document,
            published or checking.today().isoformat(),
            data=data,
            allow_private_addresses=allow_private_addresses,
        )
        answer = judge_draft(grant, replace(draft, medium=medium))
    if as_json:
        click.echo(json.dumps(answer, ensure_ascii=False, indent=2))
    else:
        _say(grant, answer)
    if not answer["ready"]:
        sys.exit(1)


def _grant(data: Path, number: str) -> Grant:
    from db.grants.register import load_grants
    from db.store import open_store
    from normalise.grant_rows import number_of

    with open_store(existing_work_database(data)) as store:
        found = next((one for one in load_grants(store) if one.id == number_of(number)[0]), None)
    if found is None:
        raise Failure(
            f"The grant {number} is not in the register: put it in with 'fundtrace grants import FILE'."
        )
    return found


def _say(grant: Grant, answer: dict[str, Any]) -> None:
    if answer["written_as"]:
        click.echo(f"WRONG    the number {answer['written_as']}: the register has {grant.id}")
    for warning in answer["warnings"]:
        click.echo(f"WARNING  {warning['en']}")
    for verdict in answer["verdicts"]:
        click.echo(_line(verdict))
    if not answer["verdicts"]:
        click.echo(f"No publicity rules are known for {grant.funder or grant.funder_name or 'this funder'}.")
    if answer["sentence"]:
        click.echo(f"\nLatviski: {answer['sentence']['lv']}\nIn English: {answer['sentence']['en']}")
    click.echo(f"\n{_summary(answer)}")


def _line(verdict: dict[str, Any]) -> str:
    """A verdict with its proof; one that leaves something to do says what the rule asks."""
    quote = verdict["evidence"]["quote"] if verdict["evidence"] else ""
    words = "; ".join(filter(None, (re.sub(r"\s+", " ", quote), verdict["note"])))
    if verdict["verdict"] == "not applicable" and verdict["note"].startswith(_ADVICE):
        return f"{_SIGNS['not applicable']:8} {verdict['rule']}: {_FOLLOW}. {verdict['en']}"
    if verdict["verdict"] in {"not met", "cannot tell"}:
        words = f"{verdict['en']} ({words})" if words else verdict["en"]
    return f"{_SIGNS[verdict['verdict']]:8} {verdict['rule']}: {verdict['verdict']}. {words}".rstrip()


def _summary(answer: dict[str, Any]) -> str:
    open_ones = sum(verdict["verdict"] == "cannot tell" for verdict in answer["verdicts"])
    look = f"; {counted(open_ones, 'thing')} to look at yourself" if open_ones else ""
    if answer["outcome"] == "ready":
        more = f"; {counted(len(answer['warnings']), 'warning')} above" if answer["warnings"] else ""
        return f"Ready to be published{more}{look}."
    if answer["outcome"] == "nothing to judge by":
        return f"Nothing to judge by: no binding rule could be judged{look}."
    return f"Not ready: {' and '.join(_wrong(answer))}{look}."


def _wrong(answer: dict[str, Any]) -> list[str]:
    missing = sum(verdict["verdict"] == "not met" for verdict in answer["verdicts"])
    warnings = len(answer["warnings"])
    wrong = ["the number is wrong"] * bool(answer["written_as"])
    are = "is" if missing == 1 else "are"
    wrong += [f"{counted(missing, 'thing')} that must be there {are} missing"] * bool(missing)
    return wrong + [f"{counted(warnings, 'warning')} above"] * bool(warnings)
