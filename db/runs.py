"""Sources, runs, and the account of what happened to every request."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import asdict

from sqlite_utils import Database

from db.records import Request, SourceRecord, SourceRun


def upsert_sources(db: Database, sources: Iterable[SourceRecord]) -> None:
    """Keeps what is known of each source; a source that is no longer named stays."""
    db.table("sources").upsert_all((asdict(source) for source in sources), pk="id")


def insert_run(db: Database, started: str, version: str | None) -> str:
    """A new run's id: its start as `YYYYMMDDTHHMMSSZ`, with `-2`, `-3`, ... when that is taken."""
    stem = started.replace("-", "").replace(":", "")
    taken = {row[0] for row in db.execute("SELECT id FROM runs WHERE started = ?", [started])}
    number = 1
    while (identity := stem if number == 1 else f"{stem}-{number}") in taken:
        number += 1
    db.execute("INSERT INTO runs (id, started, version) VALUES (?, ?, ?)", [identity, started, version])
    return identity


def finish_run(db: Database, run: str, finished: str) -> None:
    """Notes when the run ended."""
    db.execute("UPDATE runs SET finished = ? WHERE id = ?", [finished, run])


def upsert_requests(db: Database, run: str, source: str, requests: Iterable[Request]) -> None:
    """One row per request of the run; the last outcome of an address stands."""
    db.conn.executemany(
        """INSERT INTO requests (run, source, url, outcome, failure, detail) VALUES (?, ?, ?, ?, ?, ?)
        ON CONFLICT (run, source, url)
        DO UPDATE SET outcome = excluded.outcome, failure = excluded.failure, detail = excluded.detail""",
        [[run, source, each.url, each.outcome, each.failure, each.detail] for each in requests],
    )


def count_outcomes(db: Database, run: str, source: str) -> dict[str, int]:
    """How many requests of the source ended how in the run."""
    rows = db.execute(
        "SELECT outcome, count(*) FROM requests WHERE run = ? AND source = ? GROUP BY outcome", [run, source]
    )
    return dict(rows.fetchall())


def upsert_source_run(
    db: Database, run: str, source: str, account: SourceRun, started: str, finished: str
) -> None:
    """Keeps the account of a source in a run; one that does not add up is an issue of the source."""
    row = {"run": run, "source": source, "started": started, "finished": finished} | asdict(account)
    db.table("source_runs").upsert(row, pk=("run", "source"))
    kind = "account does not add up"
    if account.requests == account.accounted:
        clear_issues(db, source, kind)
    else:
        detail = f"{account.requests} requests, {account.accounted} outcomes in run {run}"
        insert_issue(db, source, None, kind, detail, finished)


def insert_issue(db: Database, source: str, article: str | None, kind: str, detail: str, since: str) -> None:
    """Notes something odd; the same again keeps its first date."""
    db.execute(
        """INSERT INTO issues (source, article, kind, detail, since) VALUES (?, ?, ?, ?, ?)
        ON CONFLICT DO UPDATE SET since = min(since, excluded.since)""",
        [source, article, kind, detail, since],
    )


def keep_issue(db: Database, source: str, kind: str, detail: str, since: str) -> None:
    """Notes the one thing of this kind that is odd about the source; the same again keeps its first date."""
    db.execute(
        "DELETE FROM issues WHERE source = ? AND article IS NULL AND kind = ? AND detail <> ?",
        [source, kind, detail],
    )
    insert_issue(db, source, None, kind, detail, since)


def clear_issues(db: Database, source: str, kind: str) -> None:
    """Takes back what was noted of this kind about the source itself."""
    db.execute("DELETE FROM issues WHERE source = ? AND article IS NULL AND kind = ?", [source, kind])
