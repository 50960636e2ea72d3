"""`fundtrace workers start|visit`: the same crawl on several machines."""

from __future__ import annotations

import os
import socket
from pathlib import Path

import click

from fundtrace.checking import sources_option
from fundtrace.contact import contact
from fundtrace.failure import Failure
from fundtrace.places import existing_work_database, plain_failures, sources_folder

broker_option = click.option(
    "--broker",
    envvar="FUNDTRACE_BROKER",
    default="redis://127.0.0.1:6379/0",
    show_default=True,
    help="Redis that holds the queue (or FUNDTRACE_BROKER).",
)

store_option = click.option(
    "--store", required=True, envvar="FUNDTRACE_STORE", help="Shared folder, or s3://… and the like."
)


@click.group()
def workers() -> None:
    """Crawl with several processes or machines: a queue on Redis, bundles in a shared place."""


@workers.command()
@broker_option
def start(broker: str) -> None:
    """Be a worker until stopped; start one for each processor."""
    app = _app(broker)
    name = f"{socket.gethostname()}-{os.getpid()}"
    app.worker_main(
        [
            *("worker", "--pool=solo", "--queues=fundtrace", "--loglevel=ERROR", f"--hostname={name}"),
            *("--without-gossip", "--without-mingle", "--without-heartbeat"),
        ]
    )


@workers.command()
@broker_option
@sources_option
@store_option
@click.argument("ids", nargs=-1, metavar="[ID...]")
@click.pass_obj
def visit(data: Path, broker: str, folder: Path | None, store: str, ids: tuple[str, ...]) -> None:
    """Visit sources on all workers and merge what they bring into this database."""
    from crawlers.clock import utc_now
    from crawlers.run import pick
    from crawlers.sources import load_sources

    app = _app(broker)
    from fundtrace.workers.collecting import Collector
    from fundtrace.workers.queue import Queue
    from fundtrace.workers.sharing import Shared

    with plain_failures():
        chosen = pick(load_sources(sources_folder(data, folder)), ids or None)
        collector = Collector(data, Shared(store), store, Queue(broker, app), utc_now, contact(data))
        counts = collector.visit(chosen)
    click.echo(", ".join(f"{count} {what}" for what, count in counts.items()))


@workers.command()
@broker_option
@sources_option
@store_option
@click.argument("ids", nargs=-1, metavar="[ID...]")
@click.pass_obj
def renormalise(data: Path, broker: str, folder: Path | None, store: str, ids: tuple[str, ...]) -> None:
    """Read the archive again on all workers, a WARC file a task."""
    from crawlers.run import pick
    from crawlers.sources import load_sources

    app = _app(broker)
    from fundtrace.workers.queue import Queue
    from fundtrace.workers.rereading import Rereading
    from fundtrace.workers.sharing import Shared

    existing_work_database(data)
    with plain_failures():
        chosen = pick(load_sources(sources_folder(data, folder)), ids or None)
        results = Rereading(data, Shared(store), store, Queue(broker, app)).renormalise(chosen)
    lost = sum(result.lost for result in results)
    articles = sum(result.articles for result in results)
    click.echo(f"{articles} articles read again, {sum(result.changed for result in results)} changed")
    if lost:
        raise Failure(f"{lost} captures are no longer in the archive: restore it from a backup.")


def _app(broker: str):  # type: ignore[no-untyped-def]
    try:
        from fundtrace.workers.queue import is_address
        from fundtrace.workers.tasks import make_app
    except ImportError as wrong:
        raise Failure('Workers need more packages: pip install "fundtrace[workers]".') from wrong
    if not is_address(broker):
        raise Failure("--broker is no address of Redis: write for example redis://127.0.0.1:6379/0.")
    return make_app(broker)
