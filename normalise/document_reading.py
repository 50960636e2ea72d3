"""What a PDF document says: its text, and the funders and grants it names, each with page and quote.

These are findings of the document. An article that links to it may be about something else.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import accumulate
from typing import Literal

from normalise.extract import Standing, extract_text
from normalise.pdf import PAGE_BREAK, PdfState, PdfText, read_pdf
from normalise.records import Extraction, FunderFinding, GrantFinding, Role


@dataclass(frozen=True, slots=True)
class DocumentFinding:
    """A funder or grant named in a document: the page (from 1) and where in the document's text it stands."""

    field: Literal["funders", "grants"]
    key: str
    role: Role
    page: int
    quote: str
    start: int
    end: int
    rule: str


@dataclass(frozen=True, slots=True)
class DocumentReading:
    """A document as read; `text` is None unless the state is `read`. `pages` counts all that it has."""

    state: PdfState
    detail: str | None = None
    title: str | None = None
    pages: int | None = None
    text: str | None = None
    findings: tuple[DocumentFinding, ...] = ()


def read_document(body: bytes, url: str, standing: Standing | None = None) -> DocumentReading:
    """Reads a PDF's bytes. Never raises: a file that cannot be read has a state that says so."""
    pdf = read_pdf(body)
    if pdf.state != "read":
        return DocumentReading(pdf.state, pdf.detail, pages=pdf.count)
    extraction = extract_text(pdf.text, url=url, title=pdf.title, standing=standing)
    return DocumentReading(
        "read", pdf.detail, extraction.title, pdf.count, pdf.text, tuple(_findings(extraction, pdf))
    )


def _findings(extraction: Extraction, pdf: PdfText) -> Iterator[DocumentFinding]:
    starts = list(accumulate((len(page) + len(PAGE_BREAK) for page in pdf.pages), initial=0))
    named: tuple[tuple[Literal["funders", "grants"], FunderFinding | GrantFinding], ...] = (
        *(("funders", finding) for finding in extraction.funders),
        *(("grants", finding) for finding in extraction.grants),
    )
    for field, finding in named:
        for proof in finding.evidence:
            if proof.start >= proof.end:
                # said by the address or the title, not by the text
                continue
            page = bisect_right(starts, proof.start)
            yield DocumentFinding(
                field, finding.id, finding.role, page, proof.quote, proof.start, proof.end, proof.rule
            )
