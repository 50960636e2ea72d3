"""`fundtrace evidence`: a file that proves what stood on a page, and its verification."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from fundtrace.checking import checked_store, sources_option
from fundtrace.failure import Failure

if TYPE_CHECKING:
    from db.store import Store


@click.command()
@click.argument("what", metavar="ARTICLE-OR-GRANT")
@click.option("--out", type=click.Path(path_type=Path, dir_okay=False), help="The zip file to write.")
@click.option(
    "--verify", is_flag=True, help="Verify the evidence file that is named instead; needs no database."
)
@click.option("--without-screenshots", is_flag=True, help="No pictures of the archived pages.")
@sources_option
@click.pass_obj
def evidence(
    data: Path, what: str, out: Path | None, verify: bool, without_screenshots: bool, folder: Path | None
) -> None:
    """Pack the proof of a grant (its number) or an article (its address or id) into a zip file."""
    from fundtrace.checking import archived_pages
    from fundtrace.reports.evidence import write_evidence

    if verify:
        _verify(Path(what))
        return
    if out is None:
        raise Failure("Name the file to write: --out FILE.zip.")
    with checked_store(data, folder) as store:
        pages = archived_pages(store, data, folder)
        written = write_evidence(
            store, data / "archive", pages, _records(store, what), out, pictures=not without_screenshots
        )
    if not without_screenshots and written.pictured < written.articles:
        missing = f"{written.articles - written.pictured} of {written.articles} pages"
        click.echo(f"No screenshot of {missing}: that needs Chromium and the page's record.", err=True)
    click.echo(f"{out}\nNote the SHA-256 of its manifest: {written.digest}")


def _records(store: Store, what: str) -> list[dict[str, Any]]:
    """The checked grants that are meant, with the articles that are meant."""
    from db.grants.checking import checked
    from db.grants.naming import articles_named
    from normalise.grant_rows import number_of

    found = checked(store, number_of(what)[0])
    if not found:
        article = articles_named(store, [what]).get(what, what)
        found = [
            {**record, "articles": articles}
            for record in checked(store)
            if (articles := [one for one in record["articles"] if one["id"] == article])
        ]
    if not found:
        raise Failure(f"{what} is neither a grant of the register nor an article that one was found in.")
    if not any(record["articles"] for record in found):
        raise Failure(
            f"{what} has no article, so there is nothing to prove: 'fundtrace check --grant' says why."
        )
    return found


def _verify(path: Path) -> None:
    from fundtrace.reports.verifying import verify_evidence

    if not path.is_file():
        raise Failure(f"{path}: there is no such file.")
    wrong, digest = verify_evidence(path)
    for line in wrong:
        click.echo(f"WRONG: {line}", err=True)
    if wrong:
        sys.exit(1)
    click.echo(f"{path.name} is sound. SHA-256 of its manifest: {digest}")
