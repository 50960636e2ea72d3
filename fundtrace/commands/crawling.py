"""`fundtrace crawl` and `fundtrace renormalise`."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from fundtrace.checking import sources_option
from fundtrace.contact import contact, warn_without_contact
from fundtrace.failure import Failure
from fundtrace.places import existing_work_database, make_data_folder, plain_failures, sources_folder
from fundtrace.progress import crawl_progress, print_table, report_table


@click.command()
@sources_option
@click.option("--full", is_flag=True, help="Ask for every page again, changed or not.")
@click.argument("ids", nargs=-1, metavar="[ID...]")
@click.pass_obj
def crawl(data: Path, folder: Path | None, full: bool, ids: tuple[str, ...]) -> None:
    """Visit the sources (or those named) and store what they say."""
    from crawlers.run import crawl as run_crawl
    from crawlers.run import pick
    from crawlers.sources import load_sources

    with plain_failures():
        registry = sources_folder(data, folder)
        chosen = pick(load_sources(registry), ids or None)
        click.echo(f"Visiting {len(chosen)} of the sources in {registry}", err=True)
        make_data_folder(data)
        if not all(source.allow_private_addresses for source in chosen):
            warn_without_contact(data)
        with crawl_progress() as on_progress:
            reports = run_crawl(chosen, data, full=full, on_progress=on_progress, contact=contact(data))
    print_table(report_table(reports))
    bad = [report.source for report in reports if report.state in {"failing", "cannot tell"}]
    if bad:
        click.echo(f"Not read as they should be: {', '.join(bad)}. The table says why.", err=True)
        sys.exit(1)


@click.command()
@sources_option
@click.option("--jobs", type=click.IntRange(1, 64), default=1, show_default=True, help="Processes to use.")
@click.argument("ids", nargs=-1, metavar="[ID...]")
@click.pass_obj
def renormalise(data: Path, folder: Path | None, jobs: int, ids: tuple[str, ...]) -> None:
    """Apply today's rules to all that was ever fetched; sends no request."""
    from crawlers.renormalise import renormalise as read_again
    from crawlers.sources import load_sources

    existing_work_database(data)
    with plain_failures():
        results = read_again(data, load_sources(sources_folder(data, folder)), ids=ids or None, jobs=jobs)
    for result in results:
        if not result.captures and result.source not in ids:
            continue
        click.echo(
            f"{result.source}: {result.captures} captures read again, {result.articles} articles, "
            f"{result.new} new, {result.changed} changed"
        )
    lost = sum(result.lost for result in results)
    if lost:
        raise Failure(f"{lost} captures are no longer in the archive: restore it from a backup.")
