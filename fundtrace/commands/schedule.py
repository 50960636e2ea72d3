"""`fundtrace schedule run|next|systemd`."""

from __future__ import annotations

import json
import shutil
import signal
import sys
from datetime import UTC, datetime
from pathlib import Path

import click

from fundtrace.checking import sources_option
from fundtrace.commands.catalogue import publish_snapshot
from fundtrace.failure import Failure
from fundtrace.places import existing_work_database, plain_failures, sources_folder, work_database
from fundtrace.settings import load_settings


@click.group()
def schedule() -> None:
    """Crawl when it is due, judge, publish and tell."""


@schedule.command()
@sources_option
@click.pass_obj
def run(data: Path, folder: Path | None) -> None:
    """Run until stopped: each source when it is due, in a process of its own."""
    from crawlers.clock import utc_now
    from crawlers.sources import load_sources
    from fundtrace.schedule.launching import Processes
    from fundtrace.schedule.service import Service
    from fundtrace.schedule.watching import Watched

    registry = sources_folder(data, folder)
    with plain_failures():
        watched = Watched(registry, load_sources)
        service = Service(
            data,
            lambda: watched.sources,
            load_settings(data).schedule,
            Processes(data),
            utc_now,
            sources_folder=folder,
        )
        for number in (signal.SIGINT, signal.SIGTERM):
            signal.signal(number, lambda _number, _frame: service.stop())

        def look() -> None:
            if watched.changed():
                service.plan()

        service.run(look)


@schedule.command("next")
@sources_option
@click.option("--json", "as_json", is_flag=True, help="Print JSON.")
@click.pass_obj
def next_(data: Path, folder: Path | None, as_json: bool) -> None:
    """Say which source is due when, and what became of its last slot."""
    from crawlers.sources import load_sources
    from fundtrace.schedule.planning import plan

    with plain_failures():
        sources = load_sources(sources_folder(data, folder))
        rows = plan(work_database(data), sources, load_settings(data).schedule, datetime.now(UTC))
    if as_json:
        click.echo(json.dumps([row.as_dict() for row in rows], ensure_ascii=False))
        return
    for row in rows:
        last = f"last: {row.outcome} {row.last}" if row.last else "not visited by the schedule yet"
        click.echo(f"{row.due}  {row.source}  ({'overdue, ' if row.overdue else ''}{last})")


@schedule.command()
@click.option("--user", default="fundtrace", show_default=True, help="The account that runs it.")
@click.option("--backup", default="/var/backups/fundtrace", show_default=True, help="Folder of the backup.")
@click.option("--out", type=click.Path(path_type=Path, file_okay=False), help="Write the files here.")
@click.pass_obj
def systemd(data: Path, user: str, backup: str, out: Path | None) -> None:
    """Print unit files for systemd: schedule, catalogue, daily backup."""
    from fundtrace.schedule.units import units

    program = shutil.which("fundtrace") or sys.argv[0]
    try:
        files = units(str(Path(program).resolve()), str(data.resolve()), user, str(Path(backup).absolute()))
    except ValueError as wrong:
        raise Failure(f"{wrong}: name another.") from wrong
    if out is None:
        for name, body in files.items():
            click.echo(f"# /etc/systemd/system/{name}\n{body}")
        return
    try:
        out.mkdir(parents=True, exist_ok=True)
        for name, body in files.items():
            (out / name).write_text(body, encoding="utf-8")
    except OSError as wrong:
        raise Failure(f"{out} cannot be written ({wrong.strerror}).") from wrong
    click.echo(f"{', '.join(files)} are in {out}. Copy them to /etc/systemd/system and enable them.")


@schedule.command(hidden=True)
@sources_option
@click.pass_obj
def finish(data: Path, folder: Path | None) -> None:
    """What follows runs: judge, publish, tell the operator."""
    from fundtrace.checking import checked_store
    from fundtrace.telling.telling import tell_operator

    existing_work_database(data)
    with plain_failures():
        with checked_store(data, folder):
            pass
        publish_snapshot(data)
        tell_operator(data, load_settings(data), datetime.now(UTC))


@schedule.command(hidden=True)
@sources_option
@click.pass_obj
def digest(data: Path, folder: Path | None) -> None:
    """Send the digests that are due."""
    from fundtrace.checking import checked_store
    from fundtrace.telling.telling import tell_watchers

    existing_work_database(data)
    with plain_failures():
        with checked_store(data, folder):
            pass
        tell_watchers(data, load_settings(data), datetime.now(UTC))


@schedule.command("prune", hidden=True)
@sources_option
@click.pass_obj
def prune_(data: Path, folder: Path | None) -> None:
    """Remove superseded captures that sources keep no longer."""
    from fundtrace.commands.prune import prune_sources
    from fundtrace.logs import log

    existing_work_database(data)
    for each in prune_sources(data, folder):
        if each.captures or each.left:
            log("pruned", source=each.source, captures=each.captures, bytes=each.bytes, left=each.left)
