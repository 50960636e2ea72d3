"""The catalogue as an application: Datasette with our settings, pages and bounds."""

from __future__ import annotations

import sqlite3
import tomllib
from contextlib import closing
from pathlib import Path
from typing import Any
from urllib.parse import quote

import uvicorn
from datasette.app import Datasette
from datasette.plugins import pm

from datasette_config import plugin
from datasette_config.errors import CatalogueError
from datasette_config.pages.visit import PACKAGE, STATIC_FOLDER
from datasette_config.preflight import Preflight, hand_in
from datasette_config.search.index import check_edition
from datasette_config.settings import PLUGIN_NAME, Settings
from datasette_config.snapshot import DATABASE_NAME, Snapshot

TIME_LIMIT_MS = 2_000
THREADS = 4


def make_datasette(
    database: Path,
    settings: Settings | None = None,
    *,
    time_limit_ms: int = TIME_LIMIT_MS,
    preflight: Preflight | None = None,
) -> Datasette:
    """The catalogue over the snapshot `database`; CatalogueError when there is no such file.

    `time_limit_ms` is what any one question may take, a reader's own SQL included; `preflight` judges
    drafts, and without it there is no page for them.
    """
    if not database.is_file():
        raise CatalogueError(
            f"There is no snapshot at {database}: run “fundtrace crawl” and “fundtrace publish” first."
        )
    chosen = settings or Settings()
    if not pm.is_registered(plugin):
        pm.register(plugin, PLUGIN_NAME)
    datasette = Datasette(
        metadata=_metadata(chosen),
        settings=_datasette_settings(chosen, time_limit_ms),
        template_dir=str(PACKAGE / "templates" / "datasette"),
        static_mounts=[("static", str(STATIC_FOLDER))],
    )
    datasette.remove_database("_memory")
    datasette.add_database(Snapshot(datasette, database.resolve()), name=DATABASE_NAME)
    hand_in(datasette, preflight)
    return datasette


def serve(
    database: Path,
    host: str = "127.0.0.1",
    port: int = 8001,
    settings: Settings | None = None,
    *,
    preflight: Preflight | None = None,
) -> None:
    """Serves the catalogue until it is interrupted; CatalogueError for a snapshot that cannot be read."""
    refuse_unreadable(database)
    application = make_datasette(database, settings, preflight=preflight).app()
    uvicorn.run(application, host=host, port=port, log_level="warning", lifespan="on", timeout_keep_alive=75)


def refuse_unreadable(database: Path) -> None:
    """Raises CatalogueError for a snapshot that is damaged or of an older Fundtrace.

    One that goes bad later is told on the pages; at the start whoever starts it is told.
    """
    if not database.is_file():
        return  # make_datasette says so
    address = f"file:{quote(str(database.resolve()))}?mode=ro"
    try:
        with closing(sqlite3.connect(address, uri=True)) as connection:
            check_edition(connection)
    except sqlite3.Error as error:
        mend = "run “fundtrace publish” to make it anew"
        if error.sqlite_errorcode & 0xFF == sqlite3.SQLITE_CANTOPEN:
            mend = "check its owner and permissions"
        raise CatalogueError(f"{database} cannot be read ({error}): {mend}.") from error


def _datasette_settings(chosen: Settings, time_limit_ms: int) -> dict[str, Any]:
    """Measured: suggested facets alone make a table page thirty times slower at a million rows."""
    return {
        "suggest_facets": False,
        "default_page_size": 50,
        "max_returned_rows": 1_000,
        "num_sql_threads": THREADS,
        "sql_time_limit_ms": time_limit_ms,
        "facet_time_limit_ms": 500,
        "allow_download": chosen.open_data,
        "default_allow_sql": chosen.open_data,
        "allow_csv_stream": chosen.open_data,
        "max_csv_mb": 50,
        "truncate_cells_html": 600,
        "default_cache_ttl": 0,
    }


def _metadata(chosen: Settings) -> dict[str, Any]:
    with (PACKAGE / "metadata.toml").open("rb") as file:
        metadata: dict[str, Any] = tomllib.load(file)
    metadata["plugins"] = {PLUGIN_NAME: chosen.as_plugin_config()}
    metadata["allow_sql"] = chosen.open_data
    return metadata
