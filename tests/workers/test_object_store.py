"""A real S3 server on loopback as the shared place."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any
from wsgiref.types import StartResponse, WSGIEnvironment

import pytest
from moto.moto_server.werkzeug_app import create_backend_app
from s3fs import S3FileSystem
from werkzeug.serving import make_server

from crawlers.run import crawl
from crawlers.sources import load_sources
from db.store import open_store
from fundtrace.failure import Failure
from fundtrace.workers.patience import Away
from fundtrace.workers.sharing import Shared
from tests.crawlers.conftest import Site
from tests.workers.conftest import Collect, Start, wait_until
from tests.workers.rows import rows

_FULL = (
    b"<Error><Code>XMinioStorageFull</Code><Message>Storage backend has reached its limit</Message></Error>"
)


class ObjectStore:
    """An S3 server; while `is_full` it takes nothing."""

    def __init__(self) -> None:
        self._app: Callable[..., Any] = create_backend_app("s3")
        self.is_full = False
        self.refused = 0
        self.server = make_server("127.0.0.1", 0, self._answer, threaded=True)
        self.environment = {
            "AWS_ENDPOINT_URL_S3": f"http://127.0.0.1:{self.server.server_port}",
            "AWS_ACCESS_KEY_ID": "someone",
            "AWS_SECRET_ACCESS_KEY": "secret",
            "AWS_DEFAULT_REGION": "us-east-1",
        }

    def _answer(self, request: WSGIEnvironment, start: StartResponse) -> Any:
        if self.is_full and request["REQUEST_METHOD"] in ("PUT", "POST"):
            self.refused += 1
            request["wsgi.input"].read(int(request.get("CONTENT_LENGTH") or 0))
            start("507 Insufficient Storage", [("Content-Type", "application/xml")])
            return [_FULL]
        return self._app(request, start)


@pytest.fixture
def objects(monkeypatch: pytest.MonkeyPatch) -> Iterator[ObjectStore]:
    """A running S3 server, which this process and those that it starts find by their environment."""
    running = ObjectStore()
    threading.Thread(target=running.server.serve_forever, daemon=True).start()
    for name, value in running.environment.items():
        monkeypatch.setenv(name, value)
    yield running
    # it would be taken for the next test's store
    S3FileSystem.clear_instance_cache()
    running.server.shutdown()
    running.server.server_close()


@pytest.fixture
def store(objects: ObjectStore) -> str:
    """A folder in a bucket that does not exist yet."""
    return "s3://fundtrace/shared"


def test_an_object_store_that_is_full_for_a_while_gives_the_same_rows(
    registry: tuple[Path, list[Site]],
    data: Path,
    tmp_path: Path,
    objects: ObjectStore,
    store: str,
    start: Start,
    collect: Collect,
) -> None:
    folder, sites = registry
    workers = [start(), start()]
    collector = collect("visit")
    wait_until(lambda: '"merged"' in collector.said())
    objects.is_full = True
    wait_until(lambda: any("cannot be written" in worker.said() for worker in workers))
    objects.is_full = False
    assert collector.wait() == 0
    said = "".join(process.said() for process in (*workers, collector))
    assert "has reached its limit" in said
    assert "Traceback" not in said
    crawl(load_sources(folder), tmp_path / "alone", jobs=0)
    assert rows(data) == rows(tmp_path / "alone")
    assert Shared(store).names("bundles") == Shared(store).names("tasks") == []
    assert [site.count(path) for site in sites for path in list(site.pages)[1:]] == [2] * 4 * len(sites)


def test_a_store_on_loopback_is_used_and_a_source_on_loopback_is_still_refused(
    registry: tuple[Path, list[Site]], data: Path, start: Start, collect: Collect
) -> None:
    folder, sites = registry
    for path in sorted(folder.iterdir())[1:]:
        path.unlink()
    (folder / "s000.toml").write_text(f'name = "B"\nhome = "{sites[0].home}"\n', encoding="utf-8")
    start()
    assert collect("visit").wait() == 0
    assert sites[0].asked == []
    with open_store(data / "fundtrace.db") as opened:
        states = opened.db.execute("SELECT source, state, refused > 0 FROM source_runs").fetchall()
    assert [tuple(state) for state in states] == [("s000", "failing", 1)]


def test_a_store_keeps_names_and_bytes(store: str) -> None:
    shared = Shared(store)
    shared.put("tasks", "a.1.tar", b"x" * 100_000)
    shared.put("tasks", "a.1.tar", b"y")
    assert (shared.names("tasks"), shared.names("bundles")) == (["a.1.tar"], [])
    assert shared.get("tasks", "a.1.tar") == b"y"
    shared.remove("tasks", "a.1.tar")
    shared.remove("tasks", "a.1.tar")
    with pytest.raises(FileNotFoundError):
        shared.get("tasks", "a.1.tar")


def test_a_store_that_does_not_answer_is_named(objects: ObjectStore, store: str) -> None:
    shared = Shared(store)
    objects.is_full = True
    with pytest.raises(Away, match=r"The store s3://fundtrace/shared cannot be written \(.*limit"):
        shared.put("tasks", "a.1.tar", b"x")


def test_an_address_that_leads_nowhere_is_named() -> None:
    with pytest.raises(Failure, match="The store nothing://x cannot be used: Protocol not known"):
        Shared("nothing://x")
