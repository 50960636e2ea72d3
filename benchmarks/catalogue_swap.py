"""Readers at once while the snapshot is replaced: `python -m benchmarks.catalogue_swap`.

A server in a process of its own serves generated news; readers ask for searches and pages without a pause,
and every few seconds a new snapshot is handed over. Counted are errors and pages older than the snapshot
that was handed over before the newest one when they were asked for.
"""

from __future__ import annotations

import asyncio
import multiprocessing
import re
import shutil
import socket
import sqlite3
import sys
import tempfile
import time
from contextlib import closing
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import quote

import click
import httpx
import uvicorn

from benchmarks.catalogue_snapshot import build
from datasette_config.app import make_datasette
from db.handover import hand_over

PATHS = ("/search.json?size=1", "/", "/search?sort=newest", "/en/search?sort=newest")
_MARK = re.compile(r"Laidiens (\d+)\.")


@dataclass(slots=True)
class Tally:
    """What the readers met; `handed_over` is the number of the newest snapshot."""

    handed_over: int = 0
    answers: int = 0
    errors: list[str] = field(default_factory=list)
    stale: list[tuple[str, int, int]] = field(default_factory=list)
    behind: int = 0
    times: list[float] = field(default_factory=list)


@click.command()
@click.option("--articles", default=25_000, show_default=True)
@click.option("--readers", default=50, show_default=True)
@click.option("--seconds", default=60, show_default=True)
@click.option("--every", default=5.0, show_default=True, help="Seconds between two snapshots.")
def main(articles: int, readers: int, seconds: int, every: float) -> None:
    """Prints what the readers met; exit status 1 on an error or a stale page."""
    with tempfile.TemporaryDirectory() as folder:
        base = build(Path(folder) / "base.db", articles)
        tally = asyncio.run(_run(base, readers, seconds, every))
    times = sorted(tally.times)
    click.echo(
        f"{articles} articles, {readers} readers, {seconds} s, {tally.handed_over} snapshots: "
        f"{tally.answers} answers, {len(tally.errors)} errors, {len(tally.stale)} stale, "
        f"{tally.behind} of the snapshot before; "
        f"median {times[len(times) // 2]:.0f} ms, p95 {times[int(len(times) * 0.95)]:.0f} ms"
    )
    for problem in [*tally.errors[:5], *tally.stale[:5]]:
        click.echo(problem)
    sys.exit(1 if tally.errors or tally.stale else 0)


def mark(path: Path, number: int) -> None:
    """Writes into the snapshot which one it is: the title of its newest article."""
    with closing(sqlite3.connect(path)) as connection, connection:
        newest = connection.execute(
            "SELECT rowid FROM articles WHERE published IS NOT NULL ORDER BY rowid DESC LIMIT 1"
        ).fetchone()[0]
        title = f"Laidiens {number}."
        connection.execute("UPDATE articles SET title = ? WHERE rowid = ?", (title, newest))


def edition_of(page: str) -> int:
    """Which snapshot a page was made from; -1 when it does not say."""
    found = _MARK.search(page)
    return int(found[1]) if found else -1


async def _run(base: Path, readers: int, seconds: int, every: float) -> Tally:
    live = base.with_name("catalogue.db")
    mark(base, 0)
    shutil.copyfile(base, live)
    listener = socket.socket()
    listener.bind(("127.0.0.1", 0))
    listener.listen(256)
    address = f"http://127.0.0.1:{listener.getsockname()[1]}"
    server = multiprocessing.get_context("fork").Process(target=_serve, args=(live, listener))
    server.start()
    tally = Tally()
    try:
        limits = httpx.Limits(max_connections=readers)
        async with httpx.AsyncClient(base_url=address, limits=limits, timeout=30) as client:
            await client.get(PATHS[0])
            end = time.monotonic() + seconds
            asked = [_read(client, tally, place, end) for place in range(readers)]
            await asyncio.gather(_swap(base, live, tally, end, every), *asked)
    finally:
        server.terminate()
        server.join()
        listener.close()
    return tally


def _serve(live: Path, listener: socket.socket) -> None:
    config = uvicorn.Config(
        make_datasette(live).app(), log_level="error", lifespan="on", timeout_keep_alive=75
    )
    uvicorn.Server(config).run(sockets=[listener])


async def _swap(base: Path, live: Path, tally: Tally, end: float, every: float) -> None:
    while time.monotonic() + every < end:
        started = time.monotonic()
        await asyncio.to_thread(_hand_over_next, base, live, tally.handed_over + 1)
        tally.handed_over += 1
        await asyncio.sleep(max(0.0, started + every - time.monotonic()))


def _hand_over_next(base: Path, live: Path, number: int) -> None:
    made = live.with_name("next.db")
    shutil.copyfile(base, made)
    mark(made, number)
    hand_over(made, live)


async def _read(client: httpx.AsyncClient, tally: Tally, place: int, end: float) -> None:
    paths = [*PATHS, f"/search?q={quote('projekts jaunieši')}&year={2012 + place % 14}"]
    while time.monotonic() < end:
        path = paths[place % len(paths)]
        place += 1
        before, started = tally.handed_over, time.monotonic()
        try:
            response = await client.get(path)
        except httpx.HTTPError as error:
            tally.errors.append(f"{path}: {error!r}")
            continue
        tally.times.append((time.monotonic() - started) * 1000)
        tally.answers += 1
        if response.status_code != 200:
            tally.errors.append(f"{path}: {response.status_code}")
        elif path in PATHS:
            seen = edition_of(response.text)
            tally.behind += seen == before - 1
            if seen < before - 1:
                tally.stale.append((path, seen, before))


if __name__ == "__main__":
    main()
