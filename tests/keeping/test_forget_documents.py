"""`forget` takes along the documents that only the forgotten article links to."""

from __future__ import annotations

from pathlib import Path

import pytest

from crawlers.run import crawl
from db.store import open_store
from tests.crawlers.conftest import Serve
from tests.crawlers.pdfs import pdf
from tests.crawlers.test_attachments import PATH, PDF, linked
from tests.keeping.test_forget import run, traces

SECRET = "Ilze Kārkliņa lūdz atbalstu, jo viņai nav par ko dzīvot."


@pytest.mark.parametrize("shared", [False, True])
def test_a_document_goes_with_its_last_article(shared: bool, serve: Serve, data: Path) -> None:
    site = linked(serve, {"/faili/lugums.pdf": (200, PDF, pdf([[SECRET]], "Lūgums"))})
    if shared:
        other = str(site.pages["/zinas/talka-pulce-laudis/"])
        link = '<p>Pielikums: <a href="/faili/lugums.pdf">Lūgums</a></p></main>'
        site.pages["/zinas/talka-pulce-laudis/"] = other.replace("</main>", link)
    crawl([site.source()], data, jobs=0)
    done = run(data, "forget", site.home.rstrip("/") + PATH, "--why", "lūdza pati", "--json")
    assert done.exit_code == 0, done.output
    with open_store(data / "fundtrace.db") as store:
        kept = store.db.execute("SELECT url FROM documents").fetchall()
        loose = store.db.execute("PRAGMA foreign_key_check").fetchall()
    assert (len(kept), loose) == (int(shared), [])
    if not shared:
        assert traces(data, SECRET, "lugums.pdf") == []
        crawl([site.source()], data, jobs=0)
        assert site.count("/faili/lugums.pdf") == 1
