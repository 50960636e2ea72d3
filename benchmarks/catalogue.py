"""Speed of the catalogue: `python -m benchmarks.catalogue [--articles N] [--snapshot FILE]`.

Generates a snapshot (in a temporary folder unless FILE is given and kept), serves it in this process and
times whole responses; beside them Datasette's own table page with search over the same file.
"""

from __future__ import annotations

import asyncio
import shutil
import sqlite3
import sys
import tempfile
import time
from contextlib import closing
from pathlib import Path

import click
from datasette.app import Datasette

from benchmarks.catalogue_snapshot import build
from datasette_config.app import make_datasette

BYTES_AN_ARTICLE = 6_000  # of disk while a snapshot is built, generously
ROUNDS = 15
SEARCHES = {
    "common word": "q=projekts",
    "common word, two facets": "q=projekts&funder=sif&year=2020",
    "three common words": "q=jaunieši+biedrība+seminārs",
    "rare word": "q=Kalnariekstiņi",
    "name and place": "q=Bērziņa+place:Talsi",
    "beginning": "q=brīv*",
    "phrase": "q=%22kopienas+d%C4%81rzs%22",
    "alias": "q=AIF",
    "number": "q=AIF%2F2019%2FKAPAC2%2F023",
    "misspelt": "q=bibliotkeāre",
    "nothing typed": "",
}
LIMITS_MS = {"search": (80.0, 250.0), "page": (80.0, 60.0), "home": (80.0, 100.0)}  # up to 25,000; above


@click.command()
@click.option("--articles", default=25_000, show_default=True, help="How many articles to generate.")
@click.option("--snapshot", type=click.Path(path_type=Path, dir_okay=False), help="Built here, or used.")
def main(articles: int, snapshot: Path | None) -> None:
    """Prints the median and 95th percentile of each page; exit status 1 where a limit is passed."""
    with tempfile.TemporaryDirectory() as folder:
        path = snapshot or Path(folder) / "catalogue.db"
        if not path.is_file():
            _check_room(path.parent, articles)
            started = time.perf_counter()
            build(path, articles)
            click.echo(f"built {articles} articles in {time.perf_counter() - started:.0f} s")
        sys.exit(1 if asyncio.run(measure(path)) else 0)


def _check_room(folder: Path, articles: int) -> None:
    needed = articles * BYTES_AN_ARTICLE
    free = shutil.disk_usage(folder).free
    if free < 2 * needed:
        raise click.ClickException(
            f"{articles} articles may take {needed >> 20} MB in {folder} and {free >> 20} MB are free: "
            "ask for fewer articles, or give --snapshot on another disk."
        )


async def measure(path: Path) -> list[str]:
    """Times all pages of the snapshot; gives those that passed their limit."""
    catalogue = make_datasette(path, time_limit_ms=10_000)
    size = _one(path, "SELECT count(*) FROM articles")
    large = int(size) > 25_000
    started = time.perf_counter()
    await catalogue.invoke_startup()
    await catalogue.client.get("/search.json?size=1")
    click.echo(f"{size} articles, {path.stat().st_size >> 20} MB; first search {_since(started):.0f} ms")
    slow = []
    for kind, name, address in _pages(path):
        times = await _times(catalogue, address)
        median, late = times[len(times) // 2], times[int(len(times) * 0.95)]
        limit = LIMITS_MS[kind][large]
        click.echo(f"{name:<26}{median:8.0f} ms median {late:8.0f} ms p95   limit {limit:.0f}")
        if late > limit:
            slow.append(name)
    plain = Datasette(files=[str(path)], settings={"sql_time_limit_ms": 10_000})
    await plain.invoke_startup()
    theirs = await _times(plain, f"/{path.stem}/articles?_search=projekta", rounds=3)
    click.echo(f"{'Datasette table, search':<26}{theirs[1]:8.0f} ms median, as it comes, common word")
    return slow


def _pages(path: Path) -> list[tuple[str, str, str]]:
    article = _one(path, "SELECT id FROM articles ORDER BY rowid DESC LIMIT 1 OFFSET 500")
    grant = _one(path, "SELECT id FROM grants ORDER BY articles DESC LIMIT 1")
    pages = [("search", name, f"/search?{query}") for name, query in SEARCHES.items()]
    return [
        *pages,
        ("home", "home", "/"),
        ("page", "article", f"/article/{article}"),
        ("page", "funder", "/funder/acf-lv"),
        ("page", "grant", f"/grant/{grant}"),
        ("page", "source", "/source/avots-7"),
        ("page", "place", "/place/Talsi"),
        ("page", "overview", "/overview"),
        ("page", "status", "/status"),
    ]


async def _times(datasette: Datasette, address: str, rounds: int = ROUNDS) -> list[float]:
    times = []
    for _ in range(rounds):
        started = time.perf_counter()
        response = await datasette.client.get(address)
        times.append(_since(started))
        if response.status_code != 200:
            raise click.ClickException(f"{address} answered {response.status_code}.")
    return sorted(times)


def _since(started: float) -> float:
    return (time.perf_counter() - started) * 1000


def _one(path: Path, sql: str) -> str:
    with closing(sqlite3.connect(f"file:{path}?mode=ro", uri=True)) as connection:
        return str(connection.execute(sql).fetchone()[0])


if __name__ == "__main__":
    main()
