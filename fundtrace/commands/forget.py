"""`fundtrace forget`: takes an article out of everything, for good."""

from __future__ import annotations

import json
import sys
from dataclasses import asdict
from datetime import UTC, datetime
from pathlib import Path

import click

from fundtrace.commands.catalogue import publish_snapshot


@click.command()
@click.argument("url")
@click.option("--why", required=True, metavar="TEXT", help="The reason, kept beside a digest of the address.")
@click.option("--json", "as_json", is_flag=True, help="Print what was done as JSON.")
@click.pass_obj
def forget(data: Path, url: str, why: str, as_json: bool) -> None:
    """Remove an article and its captures everywhere, and remember not to fetch it again."""
    from fundtrace.keeping.forget import forget as forget_article

    done = forget_article(
        data, url, why, datetime.now(UTC), lambda force: publish_snapshot(data, force=force)
    )
    if as_json:
        click.echo(json.dumps(asdict(done), ensure_ascii=False))
    else:
        _say(done.articles, done.records, done.changed_records, done.removed_files)
    if done.left:
        click.echo(f"These files still speak of it; look at them: {', '.join(done.left)}", err=True)
        sys.exit(1)


def _say(articles: int, records: int, changed: int, files: tuple[str, ...]) -> None:
    what = f"{articles} article removed" if articles == 1 else f"{articles} articles removed"
    click.echo(
        f"{what}, with {records} captures; taken out of {changed} others. It will not be fetched again."
    )
    for name in files:
        click.echo(f"Removed or shortened: {name}")
    if not articles:
        click.echo("No article was known at this address; the address is remembered all the same.")
