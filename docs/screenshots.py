"""Pictures of the catalogue for the documentation: `python -m docs.screenshots [--data FOLDER]`.

Serves the published snapshot of the folder on loopback, opens its pages in Debian's Chromium and keeps
what is seen as `docs/screenshots/<page>-<language>-<look>.png`.
"""

from __future__ import annotations

import shutil
import socket
import sqlite3
import threading
from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Literal
from urllib.parse import quote

import click
import uvicorn

from datasette_config.app import make_datasette
from fundtrace.preflight import preflight

if TYPE_CHECKING:
    from playwright.sync_api import Page

TARGET = Path(__file__).parent / "screenshots"
LARGEST = 200_000  # bytes of one picture
BROWSER_ARGUMENTS = (
    *("--no-sandbox", "--headless", "--disable-gpu", "--disable-quic", "--no-first-run"),
    *("--disable-background-networking", "--disable-component-update", "--disable-sync"),
)


@dataclass(frozen=True, slots=True)
class Look:
    """How the page is looked at: a name, a language's prefix, light or dark, the window's size."""

    name: str
    prefix: str
    scheme: Literal["light", "dark"]
    width: int
    height: int


LOOKS = (
    Look("lv-light", "", "light", 1040, 720),
    Look("lv-dark", "", "dark", 1040, 720),
    Look("lv-phone", "", "light", 390, 844),
    Look("en-light", "/en", "light", 1040, 720),
)
# what the check of a draft is shown with
DRAFT = "Vakar atklājām jauno laukumu. Paldies visiem, kas nāca talkā!"


@click.command()
@click.option(
    "--data",
    type=click.Path(path_type=Path, file_okay=False),
    default=Path("data/demo"),
    show_default=True,
    help="Folder with a published snapshot; `make demo SERVE=0` makes one.",
)
def main(data: Path) -> None:
    """Makes the pictures; ends in a plain sentence when there is no snapshot or no browser."""
    snapshot = data / "catalogue.db"
    chromium = shutil.which("chromium")
    if not snapshot.is_file():
        raise click.ClickException(f"There is no snapshot at {snapshot}: run “make demo SERVE=0” first.")
    if chromium is None:
        raise click.ClickException("There is no browser: install Debian's package “chromium”.")
    TARGET.mkdir(exist_ok=True)
    for old in TARGET.glob("*.png"):
        old.unlink()
    with served(snapshot) as address:
        for path in take(address, pages(snapshot), chromium):
            click.echo(f"{path.name}: {path.stat().st_size // 1000} kB")


def pages(snapshot: Path) -> dict[str, str]:
    """The pages to show, by name: those with most on them."""
    with closing(sqlite3.connect(f"file:{quote(str(snapshot.resolve()))}?mode=ro", uri=True)) as connection:
        article = _most(connection, "evidence", "article", "count(DISTINCT field)")
        judged = _most(connection, "verdicts", "article", "sum(verdict = 'not met'), count(*)")
        funder = _most(connection, "coverage", "funder", "count(DISTINCT state), count(*)")
        missing = _most(connection, "coverage", '"grant"', "state = 'incomplete'")
        silent = _most(connection, "coverage", '"grant"', "state = 'silent'")
        organisation = _most(connection, "coverage", "organisation", "count(*)")
        place = _most(connection, "article_places", "name", "count(*)")
        source = _most(connection, "articles", "source", "count(*)")
    return {
        "home": "/",
        "search": "/search?q=projektam",
        "article": f"/article/{quote(article)}",
        "article-rules": f"/article/{quote(judged)}#rules-{quote(missing)}",
        "coverage": "/coverage",
        "grant": f"/grant/{quote(missing)}",
        "grant-silent": f"/grant/{quote(silent)}",
        "funder": f"/funder/{quote(funder)}",
        "rules": "/rules",
        "preflight": f"/preflight?grant={quote(missing, safe='')}",
        "organisation": f"/organisation/{quote(organisation)}",
        "place": f"/place/{quote(place)}",
        "source": f"/source/{quote(source)}",
        "overview": "/overview",
        "map": "/overview#map",
        "status": "/status",
        "about": "/about",
    }


def _most(connection: sqlite3.Connection, table: str, column: str, measure: str) -> str:
    order = ", ".join(f"{each} DESC" for each in measure.split(", "))
    sql = f"SELECT {column} FROM {table} WHERE {column} IS NOT NULL GROUP BY 1 ORDER BY {order}, 1 LIMIT 1"  # noqa: S608 - our names
    row = connection.execute(sql).fetchone()
    if row is None:
        raise click.ClickException(f"The snapshot's table {table} is empty: crawl something first.")
    return str(row[0])


@contextmanager
def served(snapshot: Path) -> Iterator[str]:
    """The catalogue on a free loopback port; gives its address."""
    listener = socket.socket()
    listener.bind(("127.0.0.1", 0))
    listener.listen()
    application = make_datasette(snapshot, preflight=preflight).app()
    server = uvicorn.Server(uvicorn.Config(application, log_level="error", lifespan="on"))
    thread = threading.Thread(target=server.run, kwargs={"sockets": [listener]}, daemon=True)
    thread.start()
    try:
        yield f"http://127.0.0.1:{listener.getsockname()[1]}"
    finally:
        server.should_exit = True
        thread.join()


def take(address: str, shown: dict[str, str], chromium: str) -> Iterator[Path]:
    """Opens each page in each look, sends a draft to be checked, and gives the files as they are made."""
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium, args=list(BROWSER_ARGUMENTS))
        for look in LOOKS:
            context = browser.new_context(
                color_scheme=look.scheme,
                reduced_motion="reduce",
                viewport={"width": look.width, "height": look.height},
            )
            page = context.new_page()
            for name, path in shown.items():
                page.goto(address + look.prefix + path)
                yield _keep(page, name, look)
            page.goto(address + look.prefix + shown["preflight"])
            page.locator("#draft").fill(DRAFT)
            page.locator("form[method=post] button").click()
            page.locator("#result").wait_for()
            yield _keep(page, "preflight-result", look)
        browser.close()


def _keep(page: Page, name: str, look: Look) -> Path:
    target = TARGET / f"{name}-{look.name}.png"
    page.screenshot(path=str(target))
    if target.stat().st_size > LARGEST:
        raise click.ClickException(f"{target.name} is larger than {LARGEST} bytes.")
    return target


if __name__ == "__main__":
    main()
