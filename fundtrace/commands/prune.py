"""`fundtrace prune`: removes captures that sources keep no longer."""

from __future__ import annotations

import json
import sys
from dataclasses import asdict
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

import click

from fundtrace.checking import sources_option
from fundtrace.places import plain_failures, sources_folder
from fundtrace.settings import load_settings

if TYPE_CHECKING:
    from fundtrace.keeping.pruning import Pruned

_MEGABYTE = 1_000_000


@click.command()
@sources_option
@click.option("--dry-run", is_flag=True, help="Only say what would be removed.")
@click.option("--json", "as_json", is_flag=True, help="Print JSON.")
@click.argument("ids", nargs=-1, metavar="[ID...]")
@click.pass_obj
def prune(data: Path, folder: Path | None, dry_run: bool, as_json: bool, ids: tuple[str, ...]) -> None:
    """Remove captures that later ones superseded and that are older than `keep` of their source.

    Nothing goes that an article, one of its revisions or any evidence relies on, nor what was received last.
    """
    found = prune_sources(data, folder, ids, dry_run=dry_run)
    if as_json:
        click.echo(json.dumps({"sources": [asdict(each) for each in found]}, ensure_ascii=False))
    elif not found:
        click.echo("Everything is kept: no source and no [archive] in fundtrace.toml says `keep`.")
    else:
        _say(found, dry_run)
    if not all(each.sound for each in found):
        sys.exit(1)


def prune_sources(
    data: Path, folder: Path | None, ids: tuple[str, ...] = (), *, dry_run: bool = False
) -> list[Pruned]:
    """Prunes the sources of the registry (or those named) by the settings of the data folder."""
    from crawlers.run import pick
    from crawlers.sources import load_sources
    from fundtrace.keeping.pruning import prune as prune_archive

    with plain_failures():
        chosen = pick(load_sources(sources_folder(data, folder)), ids or None)
        default = load_settings(data).archive.keep
        return prune_archive(data, chosen, default, datetime.now(UTC), dry_run=dry_run)


def _line(each: Pruned) -> str:
    what = f"{each.captures} captures from before {each.before[:10]}, {each.bytes / _MEGABYTE:.1f} MB"
    return f"{each.source}: {what}{f'; left alone: {each.left}' if each.left else ''}"


def _say(found: list[Pruned], dry_run: bool) -> None:
    for each in found:
        if each.captures or each.left:
            click.echo(_line(each))
    captures, size = sum(each.captures for each in found), sum(each.bytes for each in found)
    verb = "would be removed" if dry_run else "were removed"
    files = sum(each.files for each in found)
    click.echo(f"{captures} captures {verb}, {size / _MEGABYTE:.1f} MB, from {files} files.")
