"""Our extension of Datasette: pages, bounds, closed doors and headers, all by its plugin hooks.

Hooks are called for every Datasette of the process; those that were not made by us are left alone.
"""

from __future__ import annotations

import inspect
import re
import sqlite3
import traceback
from collections.abc import Awaitable, Callable, Generator
from pathlib import Path
from typing import Any

from datasette.app import Datasette
from datasette.utils.asgi import Request, Response, asgi_send_file
from datasette.views.base import DatasetteError
from pluggy import HookimplMarker, Result

from datasette_config.errors import CatalogueError, NothingHere, NotUnderstood, TooSlow
from datasette_config.headers import ANYONE, Application, Scope, with_headers
from datasette_config.limits import SHADOWS, bound
from datasette_config.pages import articles, grants, home, machine, preflight, records, search, watch
from datasette_config.pages.visit import Page, Visit, compile_templates
from datasette_config.search.index import build_index
from datasette_config.settings import is_ours, settings_of
from datasette_config.snapshot import DATABASE_NAME, read_with

hookimpl = HookimplMarker("datasette")
PAGES: tuple[tuple[str, Page], ...] = (
    (r"/", home.home),
    (r"/about", home.about),
    (r"/overview", home.overview),
    (r"/search", search.search),
    (r"/search\.json", search.search_json),
    (r"/search\.csv", search.search_csv),
    (r"/search\.xlsx", search.search_xlsx),
    (r"/search\.ics", search.search_ics),
    (r"/search\.atom", search.search_atom),
    (r"/grants\.json", machine.grants_json),
    (r"/article/(?P<id>[^/]+)", articles.article),
    (r"/article/(?P<id>[^/]+)/revisions", articles.revisions),
    (r"/funder/(?P<id>[^/]+)", records.funder),
    (r"/grant/(?P<number>.+)", grants.grant),
    (r"/coverage", grants.coverage),
    (r"/coverage\.csv", grants.coverage_csv_file),
    (r"/coverage\.xlsx", grants.coverage_xlsx_file),
    (r"/coverage\.json", grants.coverage_json),
    (r"/rules", grants.rules),
    (r"/organisation/(?P<id>[^/]+)", records.organisation),
    (r"/place/(?P<name>[^/]+)", records.place),
    (r"/source/(?P<id>[^/]+)", records.source),
    (r"/status", records.status),
    (r"/watch", watch.watch),
)
FORMS: tuple[tuple[str, Page], ...] = ((r"/preflight", preflight.preflight),)  # take POST, change nothing
ONCE: tuple[tuple[str, Page], ...] = (  # not in two languages
    (r"/openapi\.json", machine.openapi_json),
    (r"/robots\.txt", machine.robots),
    (r"/sitemap\.xml", machine.sitemap),
    (r"/sitemap-records\.xml", machine.sitemap_records),
    (r"/sitemap-(?P<part>\d{1,6})\.xml", machine.sitemap_articles),
)
# Datasette's pages about itself: what they tell (paths, threads, actors) is of no use to readers
CLOSED = r"/-/(?!static/|static-plugins/|versions|settings|metadata)"
View = Callable[[Datasette, Request], Awaitable[Response]]


@hookimpl
def register_routes(datasette: Datasette) -> list[tuple[str, Any]]:
    """Our pages, without prefix in Latvian and under /en in English."""
    if not is_ours(datasette):
        return []
    routes = [(rf"(?P<language>/en)?{path}$", _view(page)) for path, page in PAGES]
    routes += [(rf"(?P<language>/en)?{path}$", _view(page, ("GET", "HEAD", "POST"))) for path, page in FORMS]
    routes += [(rf"{path}$", _view(page)) for path, page in ONCE]
    database = (rf"/{DATABASE_NAME}\.db$", _send_database)
    return [*routes, (r"(?P<language>/en)$", _view(home.home)), database, (CLOSED, _closed)]


def _view(page: Page, methods: tuple[str, ...] = ("GET", "HEAD")) -> View:
    async def view(datasette: Datasette, request: Request) -> Response:
        visit = visit_of(datasette, request)
        if request.method not in methods:
            return Response.text(f"Only {methods[0]}", status=405, headers={"Allow": ", ".join(methods)})
        try:
            return await page(visit)
        except NothingHere as missing:
            return _sorry(visit, 404, missing.key, missing.name)
        except NotUnderstood as asked:
            return _refusal(visit, asked.sentences)
        except TooSlow:
            return _sorry(visit, 503, "missing.slow")

    return view


def visit_of(datasette: Datasette, request: Request) -> Visit:
    """The visit of a request: the language is what its path begins with."""
    path = request.path
    if path == "/en" or path.startswith("/en/"):
        return Visit(datasette, request, "en", path.removeprefix("/en") or "/")
    return Visit(datasette, request, "lv", path)


def _sorry(visit: Visit, status: int, key: str, name: str = "") -> Response:
    return visit.render("catalogue/sorry.html", code=status, key=key, name=name)


def _refusal(visit: Visit, sentences: str) -> Response:
    if visit.path.endswith(".json"):
        told = {"ok": False, "error": sentences}
        return Response.json(told, status=400, headers=ANYONE)
    return _sorry(visit, 400, "missing.not_understood", sentences)


async def _closed(datasette: Datasette, request: Request) -> Response:
    return _sorry(visit_of(datasette, request), 404, "missing.page")


async def _send_database(datasette: Datasette, request: Request, send: Any) -> Response | None:
    """The snapshot itself as a file, where data are open."""
    if not settings_of(datasette).open_data:
        return _sorry(visit_of(datasette, request), 404, "missing.closed")
    path = Path(datasette.get_database(DATABASE_NAME).path)
    await asgi_send_file(
        send, str(path), filename=f"{DATABASE_NAME}.db", content_type="application/vnd.sqlite3"
    )
    return None


@hookimpl
def skip_csrf(datasette: Datasette, scope: Scope) -> bool | None:
    """Our forms change nothing and know no reader, so there is nothing to forge, and no cookie is needed."""
    if is_ours(datasette) and any(re.fullmatch(rf"(/en)?{path}", scope["path"]) for path, _ in FORMS):
        return True
    return None


@hookimpl
def startup(datasette: Datasette) -> Callable[[], Awaitable[None]] | None:
    """Builds the search index and the templates before the first visitor comes."""
    if not is_ours(datasette):
        return None

    async def warm() -> None:
        compile_templates()
        try:
            await read_with(datasette, build_index, lambda connection, index: None)
        except (sqlite3.Error, CatalogueError):
            traceback.print_exc()  # the pages will say that they cannot be shown

    return warm


@hookimpl
def prepare_connection(conn: sqlite3.Connection, database: str, datasette: Datasette) -> None:
    """Bounds what SQL may take."""
    if is_ours(datasette) and database == DATABASE_NAME:
        bound(conn)


@hookimpl
def asgi_wrapper(datasette: Datasette) -> Callable[[Application], Application]:
    """Security headers on all responses."""
    return with_headers if is_ours(datasette) else lambda application: application


@hookimpl(tryfirst=True)
def permission_allowed(datasette: Datasette, action: str, resource: Any) -> bool | None:
    """Closes the tables in which SQLite keeps its search index."""
    if is_ours(datasette) and action == "view-table" and resource[1].startswith(SHADOWS):
        return False
    return None


@hookimpl(hookwrapper=True)
def handle_exception(
    datasette: Datasette, request: Request, exception: Exception
) -> Generator[None, Result[list[Any]], None]:
    """Plain pages for what is missing or went wrong.

    A wrapper, because Datasette's own handler would also run and write a reader's every mistake, with
    all variables, to the log.
    """
    outcome = yield
    if is_ours(datasette):
        for answer in outcome.get_result():
            if inspect.iscoroutine(answer):
                answer.close()
        outcome.force_result([_plain_answer(visit_of(datasette, request), exception)])


def _plain_answer(visit: Visit, exception: Exception) -> Response:
    code = getattr(exception, "status", 500)
    if code == 500 and isinstance(exception, DatasetteError):
        code = 400  # Datasette's word for what a reader asked of a table: “Cannot sort table by …”
    detail = str(getattr(exception, "message", None) or exception)
    if code >= 500:
        traceback.print_exception(exception)
        detail = ""
    if visit.path.endswith(".json"):
        return Response.json({"ok": False, "error": detail or visit.messages("missing.broken")}, status=code)
    if code == 404:
        return _sorry(visit, 404, "missing.page")
    if code >= 500:
        return _sorry(visit, code, "missing.broken")
    return _sorry(visit, code, "missing.refused", detail)
