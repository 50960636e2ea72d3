"""Speed of the catalogue: `python -m benchmarks.catalogue [--articles N] [--snapshot FILE]`.

Generates a snapshot (in a temporary folder unless FILE is given and kept), serves it in this process and
times whole responses, each for words or records not asked for before; beside them Datasette's own table
page with search over the same file.
"""

from __future__ import annotations

import asyncio
import os
import random
import shutil
import sqlite3
import sys
import tempfile
import time
from collections.abc import Callable, Sequence
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import quote

import click
from datasette.app import Datasette

from benchmarks.catalogue_articles import word_lists
from benchmarks.catalogue_snapshot import build
from benchmarks.catalogue_vocabulary import vocabulary
from datasette_config.app import make_datasette

BYTES_AN_ARTICLE = 6_000  # of disk while a snapshot is built, generously
ROUNDS = 40
THEIR_ROUNDS = 5
LIMITS_MS = {"search": (80.0, 250.0), "page": (80.0, 60.0), "home": (80.0, 100.0)}  # up to 25,000; above
COMMON = (
    *(
        "projekts",
        "biedrība",
        "jaunieši",
        "pasākums",
        "darbnīca",
        "kaimiņi",
        "dalībnieki",
        "vakars",
        "saruna",
    ),
    *("stāsts", "nometne", "seminārs", "grāmata", "izstāde", "māja", "skola", "nodibinājums", "iedzīvotāji"),
)


@dataclass(frozen=True, slots=True)
class Kind:
    """A kind of page: its name, which limit holds for it, and a way to draw an address."""

    name: str
    limit: str
    draw: Callable[[random.Random], str]


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
            f"{articles} articles need about {needed >> 20} MB in {folder} and {free >> 20} MB are free: "
            "ask for fewer articles, or give --snapshot on another disk."
        )


async def measure(path: Path) -> list[str]:
    """Times all pages of the snapshot; gives those that passed their limit."""
    catalogue = make_datasette(path, time_limit_ms=10_000)
    size = int(_column(path, "SELECT count(*) FROM articles")[0])
    started = time.perf_counter()
    await catalogue.invoke_startup()
    await catalogue.client.get("/search.json?size=1")
    megabytes = path.stat().st_size >> 20
    click.echo(f"{size} articles, {megabytes} MB, load {_load()}; started in {_since(started):.0f} ms")
    _read_through(path)
    slow, common = [], 0.0
    for kind in _kinds(path):
        median, late, work = await _times(catalogue, kind.draw, ROUNDS)
        limit = LIMITS_MS[kind.limit][size > 25_000]
        click.echo(_line(kind.name, median, late, work) + f"   limit {limit:.0f}")
        common = common or median
        if late > limit:
            slow.append(kind.name)
    for name, settings in {"as it comes": {}, "tuned": {"suggest_facets": False}}.items():
        plain = Datasette(files=[str(path)], settings={"sql_time_limit_ms": 20_000, **settings})
        await plain.invoke_startup()
        their = f"/{path.stem}/articles?_search="
        median, late, work = await _times(plain, lambda chance, to=their: to + _common(chance), THEIR_ROUNDS)
        click.echo(
            _line(f"Datasette table, {name}", median, late, work) + f"   {median / common:.0f} times ours"
        )
    click.echo(f"load {_load()}; over the limit: {', '.join(slow) or 'none'}")
    return slow


def _line(name: str, median: float, late: float, work: float) -> str:
    return f"{name:<28}{median:7.0f} ms median {late:7.0f} ms p95 {work:7.0f} ms p95 of the processor"


def _kinds(path: Path) -> Sequence[Kind]:
    words = word_lists()
    articles = _column(path, "SELECT id FROM articles ORDER BY random() LIMIT 500")
    grants = _column(path, "SELECT id FROM grants ORDER BY random() LIMIT 500")
    sources = _column(path, "SELECT id FROM sources")
    funders = _column(path, "SELECT id FROM funders WHERE financed > 0")
    places = _column(path, "SELECT name FROM places")

    def farm(chance: random.Random) -> str:
        return str(chance.choice(words["farm_first"]) + chance.choice(words["farm_second"]))

    def person(chance: random.Random) -> str:
        return str(chance.choice(words["surname_roots"]) + chance.choice(words["surname_ends"]))

    def any_word(chance: random.Random) -> str:
        return vocabulary().sentences(chance, 1)[0].rstrip(".")

    def slip(chance: random.Random) -> str:
        word = person(chance)
        place = chance.randrange(2, len(word) - 1)
        return word[:place] + word[place + 1] + word[place] + word[place + 2 :]

    searches: dict[str, Callable[[random.Random], str]] = {
        "common word": _common,
        "common word, two facets": lambda c: f"{_common(c)}&funder=sif&year={c.randrange(2013, 2026)}",
        "three common words": lambda c: "+".join(c.sample(COMMON, 3)),
        "rare word": farm,
        "any word": any_word,
        "three rare words": lambda c: f"{farm(c)}+{person(c)}+{any_word(c)}",
        "name and place": lambda c: f"{person(c)}+place:{c.choice(places)}",
        "beginning, 2 letters": lambda c: _common(c)[:2] + "*",
        "beginning, 4 letters": lambda c: any_word(c)[:4] + "*",
        "phrase": lambda c: quote(f'"{c.choice(words["things"])}"'),
        "funder's name": lambda c: c.choice(words["funders"])["written"].replace("“Erasmus+”", "Erasmus"),
        "number": lambda c: quote(c.choice(grants), safe=""),
        "misspelt": slip,
    }
    return [
        *(
            Kind(name, "search", lambda c, draw=draw: f"/search?q={draw(c)}")
            for name, draw in searches.items()
        ),
        Kind("nothing typed", "search", lambda c: f"/search?year={c.randrange(2013, 2026)}"),
        Kind("home", "home", lambda _: "/"),
        Kind("article", "page", lambda c: f"/article/{c.choice(articles)}"),
        Kind("funder", "page", lambda c: f"/funder/{c.choice(funders)}"),
        Kind("grant", "page", lambda c: f"/grant/{c.choice(grants)}"),
        Kind("source", "page", lambda c: f"/source/{c.choice(sources)}"),
        Kind("place", "page", lambda c: f"/place/{c.choice(places)}"),
        Kind("overview", "page", lambda _: "/overview"),
        Kind("status", "page", lambda _: "/status"),
    ]


def _common(chance: random.Random) -> str:
    return chance.choice(COMMON)


async def _times(
    datasette: Datasette, draw: Callable[[random.Random], str], rounds: int
) -> tuple[float, float, float]:
    """The median, the 95th percentile, and that of the processor's time, in milliseconds."""
    chance, times, work = random.Random(rounds), [], []
    for _ in range(rounds):
        address = draw(chance)
        started, worked = time.perf_counter(), time.process_time()
        response = await datasette.client.get(address)
        times.append(_since(started))
        work.append((time.process_time() - worked) * 1000)
        if response.status_code != 200:
            raise click.ClickException(f"{address} answered {response.status_code}.")
    times.sort()
    late = int(rounds * 0.95)
    return times[rounds // 2], times[late], sorted(work)[late]


def _read_through(path: Path) -> None:
    """The file into the system's memory, where it lies after a minute of serving."""
    with path.open("rb", buffering=0) as file:
        while file.read(1 << 20):
            pass


def _load() -> str:
    return f"{os.getloadavg()[0]:.1f}"


def _since(started: float) -> float:
    return (time.perf_counter() - started) * 1000


def _column(path: Path, sql: str) -> list[str]:
    with closing(sqlite3.connect(f"file:{path}?mode=ro", uri=True)) as connection:
        return [str(row[0]) for row in connection.execute(sql)]


if __name__ == "__main__":
    main()
