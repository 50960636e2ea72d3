"""Looks at all that an operator depends on and says in plain sentences what is wrong and what to do."""

from __future__ import annotations

import platform
import shutil
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import closing
from dataclasses import dataclass
from datetime import datetime, timedelta
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from typing import Literal

from crawlers.sources import Source, SourceError, load_sources
from db.errors import StoreError
from db.forgetting import replaced_files
from db.grants.decisions import read_decisions
from db.grants.pictures import read_logos
from db.grants.problems import RegisterFileError
from db.outbox import troubles
from db.status import source_states
from db.store import Store, open_store
from db.superseded import left_over
from fundtrace.contact import contact
from fundtrace.failure import Failure
from fundtrace.keeping.archive_check import archive_faults
from fundtrace.keeping.database_check import database_faults, snapshot_faults
from fundtrace.places import is_empty_file, snapshot, work_database
from fundtrace.progress import counted
from fundtrace.schedule.planning import plan
from fundtrace.settings import Settings, load_settings
from fundtrace.telling.watches import load_watches

State = Literal["ok", "note", "wrong"]
_GIGABYTE = 1_000_000_000
_OVERDUE = timedelta(hours=6)
_MOST_NAMED = 10
_RESTORE = "restore a backup: fundtrace restore DIR"


@dataclass(frozen=True, slots=True)
class Finding:
    """What was looked at, how it is, and a sentence; `wrong` needs doing something."""

    what: str
    state: State
    sentence: str


def examine(data: Path, folder: Path, now: datetime, *, quick: bool = False) -> list[Finding]:
    """All findings; `quick` leaves out what reads every file whole (database integrity, archive digests)."""
    found = [_versions(), _disk(data), *_configuration(data, folder)]
    work = work_database(data)
    if not work.exists():
        return [
            *found,
            Finding("database", "note", f"There is no database yet: {work}. Run fundtrace crawl."),
        ]
    emptied = _emptied(work, snapshot(data))
    if emptied is not None:
        return [*found, emptied]
    whole = [] if quick else _whole("database", work, database_faults, _RESTORE)
    found += whole
    found += _whole("snapshot", snapshot(data), snapshot_faults, "publish it anew: fundtrace publish --force")
    if any(each.state == "wrong" for each in whole):
        sentence = "Schedule, sources and archive were not looked at: what the database says may be wrong."
        return [*found, Finding("left out", "note", sentence)]
    try:
        with open_store(work) as store:
            found += [*_schedule(store, data, folder, now), *_leftovers(store), *_sources(store)]
    except StoreError as wrong:
        return [*found, Finding("database", "wrong", f"{wrong}.")]
    except (sqlite3.DatabaseError, ValueError) as wrong:
        # a damaged database that was not looked at whole
        sentence = f"The database cannot be read ({wrong}): run fundtrace doctor without --quick."
        return [*found, Finding("database", "wrong", sentence)]
    return [*found, *([] if quick else _archive(data))]


def _emptied(work: Path, published: Path) -> Finding | None:
    """A database that lost all that it had: SQLite takes an empty file for a sound one."""
    if is_empty_file(work):
        return Finding("database", "wrong", f"{work.name} is empty (0 bytes); {_RESTORE}.")
    before = _articles(published)
    if before and _articles(work) == 0:
        sentence = f"{work.name} holds no article and {published.name} {before}; {_RESTORE}."
        return Finding("database", "wrong", sentence)
    return None


def _articles(path: Path) -> int | None:
    """How many articles a database holds; None where that cannot be told."""
    try:
        with closing(sqlite3.connect(f"{path.resolve().as_uri()}?mode=ro", uri=True)) as connection:
            return int(connection.execute("SELECT count(*) FROM articles").fetchone()[0])
    except sqlite3.Error:
        return None


def _versions() -> Finding:
    named = ", ".join(
        f"{name} {_version(name)}" for name in ("fundtrace", "scrapy", "datasette", "sqlite-utils")
    )
    sentence = f"Python {platform.python_version()}, SQLite {sqlite3.sqlite_version}, {named}."
    return Finding("versions", "ok", sentence)


def _version(name: str) -> str:
    try:
        return version(name)
    except PackageNotFoundError:
        return "(not installed)"


def _disk(data: Path) -> Finding:
    there = data if data.exists() else Path.cwd()
    usage = shutil.disk_usage(there)
    work = work_database(data)
    # a publication and a clean-up each need the room of the database once more
    needed = max(_GIGABYTE, 3 * work.stat().st_size if work.is_file() else 0)
    free = f"{usage.free / _GIGABYTE:.1f} GB are free"
    if usage.free < needed:
        sentence = f"{free} on the disk of {there}, {needed / _GIGABYTE:.1f} GB are needed: make room."
        return Finding("disk", "wrong", sentence)
    return Finding("disk", "ok", f"{free} on the disk of {there}.")


def _configuration(data: Path, folder: Path) -> Iterator[Finding]:
    looks: tuple[tuple[str, Callable[[], object]], ...] = (
        ("settings", lambda: load_settings(data)),
        ("watches", lambda: load_watches(data)),
        ("decisions", lambda: read_decisions(data / "decisions.toml")),
        ("logos", lambda: read_logos(data / "logos.toml")),
        ("sources", lambda: load_sources(folder)),
    )
    for what, look in looks:
        try:
            look()
        except (Failure, SourceError, RegisterFileError) as wrong:
            yield Finding(what, "wrong", str(wrong))
        else:
            yield Finding(what, "ok", f"The {what} can be read.")
    try:
        reachable = contact(data) is not None
    except Failure:
        # said already
        return
    if not reachable:
        sentence = "No contact is set: write `contact` in fundtrace.toml so that sites' owners can reach you."
        yield Finding("contact", "note", sentence)


def _schedule(store: Store, data: Path, folder: Path, now: datetime) -> Iterator[Finding]:
    try:
        sources: list[Source] = load_sources(folder)
        settings: Settings = load_settings(data)
    except (Failure, SourceError):
        # said already
        return
    rows = plan(store.path, sources, settings.schedule, now)
    known = [row for row in rows if row.last is not None]
    late = [row.source for row in known if row.overdue and datetime.fromisoformat(row.due) < now - _OVERDUE]
    if late:
        sentence = (
            f"{counted(len(late), 'source')} overdue ({_named(late)}): is `fundtrace schedule run` running?"
        )
        yield Finding("schedule", "wrong", sentence)
    elif not known:
        yield Finding("schedule", "note", "The schedule has not run here yet: fundtrace schedule run.")
    else:
        yield Finding("schedule", "ok", f"Next is {known[0].source}, at {known[0].due}.")


def _leftovers(store: Store) -> Iterator[Finding]:
    if replaced_files(store.db):
        sentence = (
            "An article was being forgotten when the process ended: say the same fundtrace forget again."
        )
        yield Finding("forgetting", "wrong", sentence)
    if left_over(store.db):
        sentence = "The archive was being pruned when the process ended: the next fundtrace prune tidies up."
        yield Finding("pruning", "note", sentence)
    stuck = troubles(store)
    if stuck:
        key, fault = stuck[0]
        sentence = f"{len(stuck)} messages were not, or perhaps not, sent; the first: {key} ({fault})."
        yield Finding("messages", "wrong", sentence)


def _sources(store: Store) -> Iterator[Finding]:
    states = source_states(store)["sources"]
    bad = [id for id, state in states.items() if state["state"] in {"failing", "degraded"}]
    if bad:
        sentence = f"{len(bad)} of {counted(len(states), 'source')} not read as it should be ({_named(bad)})"
        yield Finding("reading", "note", f"{sentence}: fundtrace status says why.")


def _whole(what: str, path: Path, faults: Callable[[Path], Iterator[str]], mend: str) -> list[Finding]:
    if not path.exists():
        return [Finding(what, "note", f"There is no {path.name} yet.")]
    try:
        with path.open("rb") as file:
            file.read(1)
    except OSError as wrong:
        sentence = (
            f"{path} cannot be read ({wrong.strerror}): check what is there, its owner and permissions."
        )
        return [Finding(what, "wrong", sentence)]
    found = [Finding(what, "wrong", f"{fault}; {mend}.") for fault in faults(path)]
    return found or [Finding(what, "ok", f"{path.name} is whole.")]


def _archive(data: Path) -> Iterator[Finding]:
    wrong = False
    for fault in archive_faults(data / "archive", work_database(data)):
        wrong = True
        yield Finding("archive", "wrong", f"{fault}; restore the file from a backup.")
    if not wrong:
        yield Finding("archive", "ok", "Every record of the archive fits its digest.")


def _named(ids: list[str]) -> str:
    more = f" and {len(ids) - _MOST_NAMED} more" if len(ids) > _MOST_NAMED else ""
    return ", ".join(ids[:_MOST_NAMED]) + more
