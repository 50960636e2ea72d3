"""`fundtrace extract`: prints the extraction record of a file, an address or standard input."""

from __future__ import annotations

import json
import re
import sys
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

import click
from rich.console import Console

from fundtrace.contact import contact, warn_without_contact
from fundtrace.days import DAY
from fundtrace.documents import is_address, is_binary, is_html, spoken_name
from fundtrace.explain import explain
from fundtrace.failure import Failure
from fundtrace.pdf_files import is_pdf, unread
from fundtrace.places import plain_failures
from normalise.decoding import decode
from normalise.extract import extract_page, extract_text
from normalise.page import read_page
from normalise.records import Extraction


@click.command()
@click.option("--jsonl", is_flag=True, help="Read one JSON document a line, answer one line each.")
@click.option("--published", type=DAY, help="The publication date (YYYY-MM-DD) when it is known.")
@click.option("--allow-private-addresses", is_flag=True, help="For an intranet or a test on this machine.")
@click.option(
    "--explain", "explained", is_flag=True, help="Print the text with its findings marked, and why."
)
@click.argument("document")
@click.pass_obj
def extract(
    data: Path,
    document: str,
    jsonl: bool,
    published: str | None,
    allow_private_addresses: bool,
    explained: bool,
) -> None:
    """Print the extraction record of DOCUMENT: a FILE, a URL, or - for standard input.

    A FILE is a text (UTF-8, UTF-16 with its mark, or an older encoding of Latvian), an HTML page or a PDF. Of
    a PDF the text is read, not the pictures: a scanned one is refused, and pages without text are named.
    """
    if jsonl and explained:
        raise Failure("--explain is for one document: leave out --jsonl.")
    if jsonl:
        if not _answer_lines(_lines(document)):
            sys.exit(1)
        return
    record = _extract_one(data, document, published, allow_private_addresses)
    if explained:
        explain(record, Console(file=sys.stdout))
        return
    click.echo(json.dumps(record.as_dict(), ensure_ascii=False, indent=2))


def _extract_one(
    data: Path, document: str, published: str | None, allow_private_addresses: bool
) -> Extraction:
    if is_address(document):
        return _extract_url(data, document, allow_private_addresses)
    body = _read(document)
    if is_pdf(body):
        return _extract_pdf(spoken_name(document), body, published)
    text = decode(body).text
    if is_binary(body) or not text.strip():
        what = "is empty" if not text.strip() else "is a binary file"
        raise Failure(f"{spoken_name(document)} {what}: give a text, an HTML page or a PDF.")
    if is_html(text):
        return extract_page(read_page(text, ""))
    return extract_text(text, published=published)


def _extract_pdf(name: str, body: bytes, published: str | None) -> Extraction:
    from normalise.pdf import read_pdf

    pdf = read_pdf(body)
    if pdf.state != "read":
        raise Failure(f"{name}: {pdf.detail}")
    for sentence in unread(pdf):
        click.echo(f"{name}: {sentence.en}", err=True)
    return extract_text(pdf.text, title=pdf.title, published=published)


def _extract_url(data: Path, url: str, allow_private_addresses: bool) -> Extraction:
    from crawlers.one_page import fetch_page

    warn_without_contact(data)
    with plain_failures():
        answer = fetch_page(url, allow_private_addresses=allow_private_addresses, contact=contact(data))
    if is_html(answer.text):
        return extract_page(read_page(answer.text, answer.url))
    return extract_text(answer.text, url=answer.url)


def _read(document: str) -> bytes:
    if document == "-":
        return sys.stdin.buffer.read()
    try:
        return Path(document).read_bytes()
    except FileNotFoundError:
        raise Failure(
            f"{document}: there is no such file. Give a file, an address, or - for standard input."
        ) from None
    except IsADirectoryError:
        raise Failure(f"{document} is a folder: give one file.") from None
    except OSError as wrong:
        raise Failure(f"{document} cannot be read: {wrong.strerror}.") from wrong


def _lines(document: str) -> Iterator[bytes]:
    if document == "-":
        yield from sys.stdin.buffer
    else:
        yield from _read(document).splitlines()


def _answer_lines(lines: Iterable[bytes]) -> bool:
    """Answers each line; True when all could be read."""
    all_read = True
    for number, line in enumerate(lines, 1):
        if line.strip():
            answer = _answer(line, number)
            all_read = all_read and "error" not in answer
            sys.stdout.write(json.dumps(answer, ensure_ascii=False) + "\n")
    sys.stdout.flush()
    return all_read


def _answer(line: bytes, number: int) -> dict[str, Any]:
    try:
        document = json.loads(line)
    except (json.JSONDecodeError, UnicodeDecodeError) as wrong:
        return {"id": None, "error": f"line {number}: not JSON ({wrong})"}
    if not isinstance(document, dict):
        return {"id": None, "error": f"line {number}: not a JSON object"}
    id, text, html = document.get("id"), document.get("text"), document.get("html")
    title, url = document.get("title"), document.get("url")
    if isinstance(text, str):
        published = document.get("published")
        if published is not None and not (
            isinstance(published, str) and re.fullmatch(r"\d{4}-\d\d-\d\d", published)
        ):
            return {"id": id, "error": f"line {number}: 'published' must be a date as YYYY-MM-DD or null"}
        return extract_text(text, id=id, url=url, title=title, published=published).as_dict()
    if isinstance(html, str):
        record = extract_page(read_page(html, url or ""))
        return {**record.as_dict(), "id": id}
    return {"id": id, "error": f"line {number}: neither 'text' nor 'html' is given as a string"}
