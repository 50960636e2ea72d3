"""`fundtrace publish` and `fundtrace serve`."""

from __future__ import annotations

import errno
import socket
from datetime import UTC, datetime
from pathlib import Path

import click

from fundtrace.checking import bring_check_up_to_date
from fundtrace.contact import contact
from fundtrace.failure import Failure
from fundtrace.places import existing_work_database, plain_failures, snapshot
from fundtrace.settings import load_settings


@click.command()
@click.option("--force", is_flag=True, help="Publish even when much has vanished since the last snapshot.")
@click.pass_obj
def publish(data: Path, force: bool) -> None:
    """Build a new snapshot for the catalogue and hand it over."""
    # what publishes stands before what serves: a fault in the settings must not wait for the next start
    load_settings(data)
    made = publish_snapshot(data, force=force)
    click.echo(f"Published {made} articles to {snapshot(data)}.")


def publish_snapshot(data: Path, *, force: bool = False) -> int:
    """Checks the register and builds the snapshot; gives the number of articles in it."""
    from db.publish import publish as build

    work = existing_work_database(data)
    bring_check_up_to_date(data)
    with plain_failures():
        return build(work, snapshot(data), built_at=datetime.now(UTC), force=force).articles


@click.command()
@click.option("--host", default="127.0.0.1", show_default=True, help="Address to listen on.")
@click.option(
    "--port", default=8001, show_default=True, type=click.IntRange(1, 65535), help="Port to listen on."
)
@click.option("--closed-data", is_flag=True, help="No SQL for readers and no download of the database.")
@click.pass_obj
def serve(data: Path, host: str, port: int, closed_data: bool) -> None:
    """Serve the catalogue; publishes a first snapshot where there is none."""
    serve_catalogue(data, host, port, open_data=not closed_data)


def serve_catalogue(data: Path, host: str, port: int, open_data: bool = True) -> None:
    """Serves until interrupted; a taken port ends in a plain sentence."""
    from datasette_config.app import refuse_unreadable
    from datasette_config.app import serve as run_server
    from datasette_config.settings import Settings
    from fundtrace.preflight import preflight

    if not snapshot(data).is_file():
        publish_snapshot(data)
    with plain_failures():
        refuse_unreadable(snapshot(data))
    check_port(host, port)
    address = load_settings(data).takedown or contact(data) or ""
    settings = Settings(open_data=open_data, contact=address)
    click.echo(f"The catalogue is at http://{host}:{port}/ (stop with Ctrl-C).")
    with plain_failures():
        run_server(snapshot(data), host, port, settings, preflight=preflight)


def check_port(host: str, port: int) -> None:
    """Raises `Failure` where the catalogue cannot listen on that address."""
    try:
        socket.getaddrinfo(host, port)
        with socket.create_server((host, port)):
            pass
    except (socket.gaierror, UnicodeError) as wrong:
        raise Failure(
            f"“{host}” is no address to listen on. Give one of this machine's with --host."
        ) from wrong
    except OSError as wrong:
        option = "--host" if wrong.errno == errno.EADDRNOTAVAIL else "--port"
        # Python adds to the system's words where it tried
        said = (wrong.strerror or str(wrong)).partition(" (while")[0]
        raise Failure(
            f"Port {port} on {host} cannot be used ({said}). Choose another with {option}."
        ) from wrong
