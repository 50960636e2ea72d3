"""`fundtrace demo`: crawls the bundled demo sites over real HTTP and serves the catalogue."""

from __future__ import annotations

import shutil
import sqlite3
import sys
from pathlib import Path

import click
from rich.table import Table

from fundtrace.commands.catalogue import check_port, publish_snapshot, serve_catalogue
from fundtrace.commands.grants import import_register
from fundtrace.failure import Failure
from fundtrace.places import make_data_folder, plain_failures, snapshot
from fundtrace.progress import crawl_progress, print_table, report_table
from fundtrace.settings import load_settings

BUNDLED_REGISTER = Path(__file__).parent.parent / "demo" / "register.csv"
_HOST = "127.0.0.1"
_MADE_BY_US = (
    "fundtrace.db",
    "fundtrace.db-wal",
    "fundtrace.db-shm",
    "catalogue.db",
    "catalogue.db.sha256",
    "archive",
    "demo-sources",
)


@click.command()
@click.option(
    "--port", default=8001, show_default=True, type=click.IntRange(1, 65535), help="Port of the catalogue."
)
@click.option("--no-serve", is_flag=True, help="End after the crawl, do not serve the catalogue.")
@click.pass_obj
def demo(data: Path, port: int, no_serve: bool) -> None:
    """Crawl the five bundled demo sites into a fresh database and serve the catalogue."""
    from crawlers.run import crawl
    from crawlers.sources import load_sources
    from fundtrace.demo.server import serve_demo, write_sources

    if not no_serve:
        # what would stop the catalogue is told before the crawl, and before an earlier demo is removed
        load_settings(data)
        check_port(_HOST, port)
    _start_afresh(data)
    with serve_demo() as sites, plain_failures():
        click.echo(f"Five demo sites answer on this machine: {', '.join(sites.addresses.values())}", err=True)
        write_sources(data / "demo-sources", sites.ports)
        with crawl_progress() as on_progress:
            reports = crawl(load_sources(data / "demo-sources"), data, on_progress=on_progress)
    import_register(data, BUNDLED_REGISTER)
    articles = publish_snapshot(data)
    print_table(report_table(reports))
    print_table(_found(snapshot(data)))
    if not articles or any(report.state != "ok" for report in reports):
        click.echo("The demo did not read all its sites: the table says why.", err=True)
        sys.exit(1)
    if no_serve:
        click.echo(
            f"{articles} articles are in {snapshot(data)}. "
            f"See them: fundtrace --data {data} serve --port {port}\n"
            f"Which grants were made known: fundtrace --data {data} check"
        )
        return
    serve_catalogue(data, _HOST, port)


def _start_afresh(data: Path) -> None:
    """Removes what an earlier demo left; refuses a folder that holds a real crawl."""
    if (data / "fundtrace.db").exists() and not (data / "demo-sources").is_dir():
        raise Failure(
            f"{data} holds a database that no demo made. "
            "Give the demo a folder of its own: fundtrace --data DIR demo."
        )
    make_data_folder(data)
    for name in _MADE_BY_US:
        path = data / name
        if path.is_dir():
            shutil.rmtree(path)
        else:
            path.unlink(missing_ok=True)


def _found(catalogue: Path) -> Table:
    """What the crawl found: articles, funders, grants, and what is odd."""
    table = Table(title="Found")
    table.add_column("Source")
    for heading in ("Articles", "With a payer", "Grant numbers", "Payers", "Odd"):
        table.add_column(heading, justify="right")
    connection = sqlite3.connect(f"file:{catalogue}?mode=ro", uri=True)
    try:
        for row in connection.execute(_FOUND):
            table.add_row(*map(str, row))
    finally:
        connection.close()
    return table


_FOUND = """
select s.id,
  (select count(*) from articles a where a.source = s.id),
  (select count(distinct f.article) from article_funders f join articles a on a.id = f.article
    where a.source = s.id and f.role = 'financed'),
  (select count(distinct g.grant) from article_grants g join articles a on a.id = g.article
    where a.source = s.id),
  (select count(distinct f.funder) from article_funders f join articles a on a.id = f.article
    where a.source = s.id and f.role = 'financed'),
  (select count(*) from issues i where i.source = s.id)
from sources s order by s.id
"""
