"""`fundtrace status`: how each source fares."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import click
from rich.table import Table

from fundtrace.failure import Failure
from fundtrace.places import existing_work_database, plain_failures
from fundtrace.progress import counted, new_table, print_table
from fundtrace.settings import load_settings


@click.command()
@click.option("--json", "as_json", is_flag=True, help="As JSON.")
@click.option("--prometheus", is_flag=True, help="As metrics for Prometheus' textfile collector.")
@click.pass_obj
def status(data: Path, as_json: bool, prometheus: bool) -> None:
    """Show each source's state, its last good run and what it has brought."""
    from db.outbox import troubles
    from db.schedule_log import outcome_counts
    from db.status import source_states
    from db.store import open_store
    from fundtrace.metrics import prometheus as as_metrics

    work = existing_work_database(data)
    with plain_failures(), open_store(work) as store:
        states = source_states(store)
        slots, unsent = outcome_counts(store), len(troubles(store))
    _warn_of_settings(data)
    if prometheus:
        click.echo(as_metrics(states["sources"], slots, unsent), nl=False)
        return
    if as_json:
        click.echo(json.dumps(states, ensure_ascii=False, indent=2))
        return
    print_table(_table(states["sources"]))


def _warn_of_settings(data: Path) -> None:
    """Says on standard error that the settings cannot be read: all but this command stop at them."""
    try:
        load_settings(data)
    except Failure as wrong:
        click.echo(f"The settings are wrong, services will not start with them: {wrong}", err=True)


def _table(states: dict[str, dict[str, Any]]) -> Table:
    table = new_table(
        counted(len(states), "source"),
        ("Source", "State", "Articles", "Known pages read", "Last run", "Last good run", "What is odd"),
        whole={"Source", "State", "Articles", "Last run", "Last good run"},
        figures={"Articles", "Known pages read"},
    )
    for id, row in states.items():
        table.add_row(
            id,
            row["state"],
            str(row["articles"]),
            _share(row["run"]),
            row["last_run"] or "",
            row["last_good_run"] or "",
            _odd(row),
        )
    return table


def _odd(row: dict[str, Any]) -> str:
    """What is odd with a source, by the class that the reference lists, and what to do about it."""
    from crawlers.advice import advice

    if not row["failure"]:
        return row["detail"] or ""
    return f"{row['failure']}: {row['detail'] or ''}\nNext step: {advice(row['failure'])}"


def _share(run: dict[str, Any] | None) -> str:
    """How many of the known pages whose turn had come the last run read, and how many rest."""
    if not run or not run["known"]:
        return ""
    resting = f", {run['resting']} rest" if run["resting"] else ""
    return f"{run['known_read']} of {run['known'] - run['resting']}{resting}"
