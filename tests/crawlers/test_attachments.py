"""PDF documents that articles link to, through the real engine."""

from __future__ import annotations

import json
import os
from pathlib import Path
from typing import Any

import pytest

from crawlers.attachments import document_address
from crawlers.renormalise import renormalise
from crawlers.run import crawl
from db.store import open_store
from normalise.pdf import read_pdf
from tests.crawlers.conftest import PARAGRAPH, Page, Serve, Site, article, listing
from tests.crawlers.pdfs import pdf

NUMBER = "21-02-AL31-A019.2201-000005"
PAGES = [
    ["Pārskats par paveikto", "Ziņas par dalībniekiem un šķēršļiem."],
    ["Projekts Nr. " + NUMBER, "Projektu finansē Eiropas Lauksaimniecības fonds lauku attīstībai (ELFLA)."],
]
PDF = {"Content-Type": "application/pdf"}
GOOD = pdf(PAGES, "Pārskats 2023")
PATH = "/zinas/laipa-par-upi/"


def linked(serve: Serve, files: dict[str, Page]) -> Site:
    """Two articles; the first links to all the files."""
    links = "".join(f'<p>Pielikums: <a href="{path}">Pārskats {path}</a></p>' for path in files)
    first = article("Laipa pār upi gatava").replace("</main>", f"<p>{PARAGRAPH}</p>{links}</main>")
    entries = [(PATH, "Laipa pār upi gatava"), ("/zinas/talka-pulce-laudis/", "Talka pulcē ļaudis")]
    pages: dict[str, Page] = {"/": listing(entries), PATH: first}
    return serve(pages | {entries[1][0]: article(entries[1][1])} | files)


def rows(data: Path, sql: str) -> list[tuple[Any, ...]]:
    with open_store(data / "fundtrace.db") as store:
        return [tuple(row) for row in store.db.execute(sql).fetchall()]


def state_of(data: Path) -> tuple[str, str | None]:
    ((state, detail),) = rows(data, "SELECT state, detail FROM documents")
    return state, detail


def test_a_document_is_read_and_linked_to_its_article(serve: Serve, data: Path) -> None:
    site = linked(serve, {"/faili/parskats.pdf": (200, PDF, GOOD)})
    crawl([site.source()], data, jobs=0)
    found = rows(
        data,
        """SELECT a.title, l.label, d.title, d.pages, d.state, d.text FROM article_documents l
        JOIN articles a ON a.id = l.article JOIN documents d ON d.url = l.url""",
    )
    text = "\n\n".join("\n".join(page) for page in PAGES)
    assert found == [
        ("Laipa pār upi gatava", "Pārskats /faili/parskats.pdf", "Pārskats 2023", 2, "read", text)
    ]


def test_findings_are_the_documents_with_page_and_quote(serve: Serve, data: Path) -> None:
    site = linked(serve, {"/faili/parskats.pdf": (200, PDF, GOOD)})
    crawl([site.source()], data, jobs=0)
    (text,) = rows(data, "SELECT text FROM documents")[0]
    found = rows(data, 'SELECT field, key, page, quote, "start", "end" FROM document_findings')
    assert ("grants", NUMBER) in {(field, key) for field, key, *_ in found}
    assert "eafrd-leader" in {key for field, key, *_ in found if field == "funders"}
    assert {page for _field, _key, page, *_ in found} == {2}
    assert all(text[start:end] == quote for *_, quote, start, end in found)
    assert rows(data, "SELECT count(*) FROM article_grants") == [(0,)]
    assert rows(data, "SELECT count(*) FROM article_funders") == [(0,)]


@pytest.mark.parametrize(
    ("body", "headers", "state"),
    [
        (b"%PDF-1.7\n" + os.urandom(2000), PDF, "broken"),
        (GOOD[: len(GOOD) // 2], PDF, "broken"),
        (b"%PDF-1.4\n%%EOF", PDF, "broken"),
        (b"<html><body>Nav atrasts</body></html>", {}, "no document"),
        (pdf([[" "], ["1"]]), PDF, "no text"),
        (b"%PDF-1.7\n" + b"x" * (8 * 1024 * 1024 + 1), PDF, "too large"),
    ],
    ids=["noise", "torn", "empty", "html", "scanned", "large"],
)
def test_a_bad_document_ends_in_its_own_state(
    body: bytes, headers: dict[str, str], state: str, serve: Serve, data: Path
) -> None:
    site = linked(serve, {"/faili/parskats.pdf": (200, headers, body)})
    report = crawl([site.source()], data, jobs=0)[0]
    assert (state_of(data)[0], report.state, report.found) == (state, "ok", 2)


@pytest.mark.parametrize(
    ("status", "state"), [(404, "gone"), (410, "gone"), (403, "failed"), (301, "refused")]
)
def test_a_document_that_cannot_be_had_says_so(status: int, state: str, serve: Serve, data: Path) -> None:
    where = {"Location": "http://127.0.0.9/x.pdf"} if status == 301 else {}
    site = linked(serve, {"/faili/parskats.pdf": (status, where, b"")})
    report = crawl([site.source()], data, jobs=0)[0]
    assert (state_of(data)[0], report.state) == (state, "ok")


def test_a_document_that_is_there_is_not_asked_again(serve: Serve, data: Path) -> None:
    site = linked(serve, {"/faili/parskats.pdf": (200, PDF, GOOD)})
    for _visit in range(2):
        crawl([site.source()], data, jobs=0)
    assert site.count("/faili/parskats.pdf") == 1
    crawl([site.source()], data, full=True, jobs=0)
    assert site.count("/faili/parskats.pdf") == 2


def test_a_document_that_fails_is_asked_three_times(serve: Serve, data: Path) -> None:
    site = linked(serve, {"/faili/parskats.pdf": (403, {}, b"")})
    for _visit in range(5):
        crawl([site.source()], data, jobs=0)
    assert site.count("/faili/parskats.pdf") == 3


def test_renormalise_reads_documents_again(serve: Serve, data: Path) -> None:
    site = linked(serve, {"/faili/parskats.pdf": (200, PDF, GOOD)})
    crawl([site.source()], data, jobs=0)
    tables = "SELECT * FROM documents", "SELECT * FROM document_findings", "SELECT * FROM article_documents"
    before = [rows(data, sql) for sql in tables]
    with open_store(data / "fundtrace.db") as store, store.batch():
        store.db.execute("UPDATE documents SET text = 'vecs'")
    asked = len(site.asked)
    renormalise(data, [site.source()])
    assert ([rows(data, sql) for sql in tables], len(site.asked)) == (before, asked)


def test_a_worker_reads_documents_where_there_are_workers(serve: Serve, data: Path) -> None:
    site = linked(serve, {"/faili/parskats.pdf": (200, PDF, GOOD)})
    crawl([site.source()], data, jobs=1)
    assert state_of(data) == ("read", None)


@pytest.mark.parametrize(
    ("link", "address"),
    [
        ("https://www.a.lv/f/b.pdf", "https://www.a.lv/f/b.pdf"),
        ("http://a.lv/f/B.PDF#page=2", "https://www.a.lv/f/B.PDF"),
        ("https://site-1.mozfiles.com/files/1/b.pdf?7", "https://site-1.mozfiles.com/files/1/b.pdf?7="),
        ("https://other.lv/b.pdf", None),
        ("https://www.a.lv/b.docx", None),
        ("https://www.a.lv/pdf", None),
        ("mailto:a@a.lv", None),
        ("http://[", None),
    ],
)
def test_which_links_are_documents_of_the_site(link: str, address: str | None) -> None:
    assert document_address(link, "https://www.a.lv/") == address


def test_no_bytes_make_the_reader_raise() -> None:
    states = {read_pdf(GOOD[:cut]).state for cut in range(0, len(GOOD), 37)}
    flipped = {read_pdf(GOOD[:at] + b"\xff" + GOOD[at + 1 :]).state for at in range(0, len(GOOD), 29)}
    assert states | flipped <= {"read", "no text", "locked", "broken", "no document"}


def test_a_word_that_a_line_breaks_is_put_together() -> None:
    assert json.dumps(
        read_pdf(pdf([["Projekta īsteno-", "šana ilga gadu un devusi daudz."]])).text
    ) == json.dumps("Projekta īstenošana ilga gadu un devusi daudz.")
