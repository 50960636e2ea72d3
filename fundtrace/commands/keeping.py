"""`fundtrace backup` and `fundtrace restore`."""

from __future__ import annotations

import sys
from datetime import UTC, datetime
from pathlib import Path

import click

from fundtrace.commands.catalogue import publish_snapshot

_MEGABYTE = 1_000_000


@click.command()
@click.argument("folder", type=click.Path(path_type=Path), metavar="DIR")
@click.option("--verify", is_flag=True, help="Only check the backup that DIR holds.")
@click.pass_obj
def backup(data: Path, folder: Path, verify: bool) -> None:
    """Copy database and archive to DIR, while crawls go on; the same DIR again copies what is new."""
    from fundtrace.keeping.backup import make_backup
    from fundtrace.keeping.manifest import read_manifest
    from fundtrace.keeping.restoring import backup_faults

    if verify:
        faults = list(backup_faults(folder))
        for fault in faults:
            click.echo(fault)
        if faults:
            click.echo("The backup is not sound: make another, or restore an older one.", err=True)
            sys.exit(1)
        held = read_manifest(folder)
        click.echo(f"The backup of {held.made_at} is sound: {len(held.files)} files.")
        return
    made = make_backup(data, folder, datetime.now(UTC))
    click.echo(
        f"{len(made.files)} files, {made.size / _MEGABYTE:.1f} MB, of them {made.copied} new or changed, "
        f"are in {folder}."
    )


@click.command()
@click.argument("folder", type=click.Path(path_type=Path, exists=True, file_okay=False), metavar="DIR")
@click.pass_obj
def restore(data: Path, folder: Path) -> None:
    """Put the backup in DIR into an empty data folder, check it, and publish."""
    from fundtrace.keeping.restoring import restore as put_back

    held = put_back(folder, data)
    articles = publish_snapshot(data)
    click.echo(
        f"Restored the backup of {held.made_at} to {data}: {len(held.files)} files; "
        f"{articles} articles are published."
    )
