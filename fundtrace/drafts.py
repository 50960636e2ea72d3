"""Reads a draft that is to be judged: text, HTML, DOCX, PDF, an address, or standard input."""

from __future__ import annotations

import io
import sys
import zipfile
from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

import click
from lxml import etree

from fundtrace.contact import contact, warn_without_contact
from fundtrace.documents import UTF_16, is_address, is_binary, is_html, spoken_name
from fundtrace.failure import Failure
from fundtrace.pdf_files import is_pdf, unread
from fundtrace.places import plain_failures
from normalise.decoding import decode
from normalise.language import detect
from normalise.page import read_page
from normalise.records import Image, Link
from normalise.said import Said
from normalise.verdicts import Judged

if TYPE_CHECKING:
    from normalise.pdf import PdfState

_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_PROPERTIES = "{http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing}docPr"
_RELATION = "{http://schemas.openxmlformats.org/package/2006/relationships}Relationship"
# what word processors write beside DOCX
_OTHER_KINDS = {rb"{\rtf": "RTF", b"\xd0\xcf\x11\xe0": "DOC"}
Say = Callable[[Said], object]
_PDF_LV: dict[PdfState, str] = {
    "no text": "PDF ir tikai lapu attēli bez teksta.",
    "locked": "PDF prasa paroli.",
    "broken": "PDF nav lasāms.",
    "no document": "datne nav PDF.",
}
_MOST_UNPACKED = 50 * 1024 * 1024


def _to_nobody(_: Said) -> None: ...


class DraftFailure(Failure):
    """A draft that cannot be read, said in both languages."""

    def __init__(self, lv: str, en: str) -> None:
        super().__init__(en)
        self.lv = lv


def read_draft(document: str, published: str, *, data: Path, allow_private_addresses: bool = False) -> Judged:
    """The draft as an article of the recipient published on that day; Failure with a plain sentence."""
    if is_address(document):
        return _of_address(document, published, data, allow_private_addresses)
    return draft_of(_body(document), document, published, say=partial(_to_stderr, document))


def _to_stderr(document: str, said: Said) -> None:
    click.echo(f"{spoken_name(document)}: {said.en}", err=True)


def draft_of(
    body: bytes, name: str, published: str, lv: str | None = None, *, say: Say = _to_nobody
) -> Judged:
    """The draft in the bytes of a text, HTML, DOCX or PDF file; DraftFailure names it by `name`, or `lv`.

    `say` is told which pages of a PDF could not be read.
    """
    name = spoken_name(name)
    lv = lv or name
    if body.startswith(b"PK\x03\x04"):
        return _of_docx(name, lv, body, published)
    if is_pdf(body):
        return _of_pdf(name, lv, body, published, say)
    for start, kind in _OTHER_KINDS.items():
        if body.startswith(start):
            raise DraftFailure(
                f"{lv} ir {kind} datne: saglabājiet kā DOCX vai ielieciet tekstu.",
                f"{name} is a file in the form {kind}: save it as DOCX, or give the text.",
            )
    if body.startswith(UTF_16):
        body = body.decode("utf-16", "replace").encode()
    if not body.strip():
        raise DraftFailure(f"{lv}: nav teksta.", f"{name} is empty: give text, HTML, DOCX or PDF.")
    if is_binary(body):
        raise DraftFailure(
            f"{lv}: nav ne teksts, ne HTML, ne DOCX, ne PDF.",
            f"{name} is a binary file: give text, HTML, DOCX or PDF.",
        )
    return _of_text(decode(body).text, "", published)


def _body(document: str) -> bytes:
    if document == "-":
        return sys.stdin.buffer.read()
    try:
        return Path(document).read_bytes()
    except OSError as wrong:
        raise Failure(f"{document} cannot be read: {wrong.strerror}.") from wrong


def _of_address(url: str, published: str, data: Path, allow_private_addresses: bool) -> Judged:
    from crawlers.one_page import fetch_page

    warn_without_contact(data)
    with plain_failures():
        answer = fetch_page(url, allow_private_addresses=allow_private_addresses, contact=contact(data))
    return _of_text(answer.text, answer.url, published)


def _of_text(text: str, url: str, published: str) -> Judged:
    if not is_html(text):
        return _judged(text, published, (), ())
    page = read_page(text, url)
    day = page.published.date if page.published else published
    return _judged(page.text, day, page.images, page.links, page.language, whole=text)


def _judged(
    text: str,
    published: str,
    images: tuple[Image, ...],
    links: tuple[Link, ...],
    language: str | None = None,
    whole: str = "",
) -> Judged:
    return Judged(
        text=text,
        published=published,
        language=language or detect(text),
        images=images,
        links=links,
        whole_page=lambda: f"{text}\n{whole}",
    )


def _of_pdf(name: str, lv: str, body: bytes, published: str, say: Say) -> Judged:
    """Only the text of a PDF is seen: no pictures and no links."""
    from normalise.pdf import read_pdf

    pdf = read_pdf(body)
    if pdf.state != "read":
        raise DraftFailure(
            f"{lv}: {_PDF_LV[pdf.state]} Saglabājiet kā DOCX vai ielieciet tekstu.",
            f"{name}: {pdf.detail} Save it as DOCX, or give the text.",
        )
    for sentence in unread(pdf):
        say(sentence)
    return _judged(pdf.text, published, (), ())


def _of_docx(name: str, lv: str, body: bytes, published: str) -> Judged:
    try:
        with zipfile.ZipFile(io.BytesIO(body)) as packed:
            if sum(member.file_size for member in packed.infolist()) > _MOST_UNPACKED:
                raise DraftFailure(
                    f"{lv} izpakots pārsniedz 50 MB: saglabājiet bez lielajiem attēliem.",
                    f"{name} unpacks to more than 50 MB: save the draft without its large pictures.",
                )
            document = _parse(packed.read("word/document.xml"))
            relations = "word/_rels/document.xml.rels"
            related = _parse(packed.read(relations)) if relations in packed.namelist() else None
    except (KeyError, zipfile.BadZipFile, NotImplementedError, RuntimeError, etree.XMLSyntaxError) as wrong:
        raise DraftFailure(
            f"{lv} nav lasāms DOCX: saglabājiet vēlreiz vai ielieciet tekstu.",
            f"{name} is no readable DOCX file: save it again, or give the text.",
        ) from wrong
    targets = [] if related is None else [one.get("Target", "") for one in related.iter(_RELATION)]
    links = tuple(Link(target, "") for target in targets if target.startswith("http"))
    images = tuple(
        Image(one.get("name", ""), one.get("descr", "") or one.get("title", ""))
        for one in document.iter(_PROPERTIES)
    )
    paragraphs = ["".join(_words(paragraph)) for paragraph in document.iter(_W + "p")]
    return _judged("\n".join(filter(None, paragraphs)), published, images, links)


def _parse(xml: bytes) -> etree._Element:
    return etree.fromstring(xml, etree.XMLParser(resolve_entities=False, no_network=True, huge_tree=False))


def _words(paragraph: etree._Element) -> list[str]:
    breaks = {_W + "br": "\n", _W + "tab": "\t"}
    return [
        (node.text or "") if node.tag == _W + "t" else breaks.get(str(node.tag), "")
        for node in paragraph.iter()
    ]
