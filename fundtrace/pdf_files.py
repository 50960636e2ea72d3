"""A user's PDF: known by its first bytes, and told plainly what of it could not be read."""

from __future__ import annotations

from typing import TYPE_CHECKING

from normalise.said import Said

if TYPE_CHECKING:
    from normalise.pdf import PdfText


def is_pdf(body: bytes) -> bool:
    """Whether the bytes say of themselves that they are a PDF."""
    return body[:1024].lstrip().startswith(b"%PDF-")


def unread(pdf: PdfText) -> list[Said]:
    """What of a PDF that was read is missing, in sentences: pages without text, and pages past the limit."""
    empty = [number for number, page in enumerate(pdf.pages, 1) if not any(map(str.isalpha, page))]
    return [
        *([_without_text(empty, pdf.count)] if empty else []),
        *([_past_limit(pdf)] if pdf.detail else []),
    ]


def _without_text(empty: list[int], count: int | None) -> Said:
    english = (
        f"Page {empty[0]} of {count} holds" if len(empty) == 1 else f"Pages {_row(empty)} of {count} hold"
    )
    return Said(
        f"{_row(empty, '.')} lapā no {count} nav teksta; attēli netiek lasīti.",
        f"{english} no text; pictures are not read.",
    )


def _row(numbers: list[int], dot: str = "") -> str:
    return ", ".join(f"{number}{dot}" for number in numbers)


def _past_limit(pdf: PdfText) -> Said:
    return Said(f"Izlasītas tikai pirmās {len(pdf.pages)} lapas no {pdf.count}.", pdf.detail or "")
