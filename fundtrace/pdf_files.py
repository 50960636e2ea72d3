"""A user's PDF: known by its first bytes, and told plainly what of it could not be read."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from normalise.pdf import PdfText


def is_pdf(body: bytes) -> bool:
    """Whether the bytes say of themselves that they are a PDF."""
    return body[:1024].lstrip().startswith(b"%PDF-")


def unread(pdf: PdfText) -> list[str]:
    """What of a PDF that was read is missing, in sentences: pages without text, and pages past the limit."""
    empty = [number for number, page in enumerate(pdf.pages, 1) if not any(map(str.isalpha, page))]
    named = f"{'Page' if len(empty) == 1 else 'Pages'} {', '.join(map(str, empty))}"
    without = (
        f"{named} of {pdf.count} {'holds' if len(empty) == 1 else 'hold'} no text; pictures are not read."
    )
    return [*([without] if empty else []), *([pdf.detail] if pdf.detail else [])]
