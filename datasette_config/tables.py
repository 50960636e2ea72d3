"""Lists of articles and of grants as tables: CSV, and XLSX for those who work in a spreadsheet."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING, Any

from openpyxl import Workbook
from openpyxl.cell import WriteOnlyCell
from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE
from openpyxl.styles import Font

from datasette_config.reading.articles import Summary
from datasette_config.reading.rows import Record

if TYPE_CHECKING:
    from datasette_config.pages.visit import Visit

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
COLUMNS = (
    *("id", "title", "url", "source", "published", "financed", "mentioned", "grants", "places"),
    "page",
)
WIDTHS = (15, 60, 40, 20, 12, 24, 24, 34, 24, 40)  # characters
GRANT_COLUMNS = (
    *("identifier", "title", "funder", "programme", "recipient", "recipient_id", "amount", "currency"),
    *("awarded", "start", "end", "state", "due", "articles", "checked_on"),
)
GRANT_WIDTHS = (30, 44, 34, 24, 36, 16, 12, 9, 12, 12, 12, 18, 12, 9, 12, 70, 50)
LONGEST_CELL = 32_767  # characters that a spreadsheet takes
_FORMULA = ("=", "+", "-", "@", "\t", "\r")


def csv_table(articles: Sequence[Summary], visit: Visit) -> str:
    """A row an article; several values in one cell are parted by "; "."""
    return _csv(COLUMNS, (_row(article, visit) for article in articles))


def xlsx_table(articles: Sequence[Summary], visit: Visit) -> bytes:
    """The same table as a workbook."""
    rows = (_row(article, visit) for article in articles)
    return _xlsx(visit.messages("site.name"), COLUMNS, WIDTHS, rows)


def coverage_csv(grants: Iterable[Record], visit: Visit) -> str:
    """A row a grant of the register, headed by the names of the snapshot's columns."""
    columns = (*GRANT_COLUMNS, f"reason_{visit.language}", "page")
    return _csv(columns, ([_plain(value) for value in _grant(row, visit)] for row in grants))


def coverage_xlsx(grants: Iterable[Record], visit: Visit) -> bytes:
    """The same as a workbook for officers: headings and states in the visit's language, sums as numbers."""
    words = visit.messages
    headings = tuple(words(f"column.{name}") for name in (*GRANT_COLUMNS, "reason", "page"))
    worded = ({**row, "state": visit.words.code("grant_state", row["state"])} for row in grants)
    rows = (_grant(row, visit) for row in worded)
    return _xlsx(words("coverage.sheet"), headings, GRANT_WIDTHS, rows)


def _grant(row: Record, visit: Visit) -> tuple[Any, ...]:
    page = visit.origin + visit.addresses.grant(row["grant"])
    named = {**row, "funder": visit.words.funder(row, row["funder_name"])}
    return (*(named[column] for column in GRANT_COLUMNS), row[f"reason_{visit.language}"], page)


def _plain(value: Any) -> str:
    return "" if value is None else str(value)


def _csv(columns: Sequence[str], rows: Iterable[Iterable[str]]) -> str:
    table = io.StringIO()
    writer = csv.writer(table)
    writer.writerow(columns)
    for row in rows:
        writer.writerow(map(_csv_cell, row))
    return table.getvalue()


def _xlsx(title: str, columns: Sequence[str], widths: Sequence[int], rows: Iterable[Iterable[Any]]) -> bytes:
    """A workbook of one sheet with a header that stays in sight; texts are text whatever they begin with."""
    book = Workbook(write_only=True)
    sheet = book.create_sheet(title)
    sheet.freeze_panes = "A2"
    for place, width in enumerate(widths):
        sheet.column_dimensions[chr(ord("A") + place)].width = width
    header = [WriteOnlyCell(sheet, name) for name in columns]
    for cell in header:
        cell.font = Font(bold=True)
    sheet.append(header)
    for row in rows:
        sheet.append([_cell(sheet, value) for value in row])
    target = io.BytesIO()
    book.save(target)
    return target.getvalue()


def _row(article: Summary, visit: Visit) -> tuple[str, ...]:
    return (
        article.id,
        article.title,
        article.url,
        article.source,
        article.published or "",
        "; ".join(row["funder"] for row in article.funders if row["role"] == "financed"),
        "; ".join(row["funder"] for row in article.funders if row["role"] == "mentioned"),
        "; ".join(row["grant"] for row in article.grants),
        "; ".join(row["name"] for row in article.places),
        visit.origin + visit.addresses.article(article.id),
    )


def _csv_cell(value: str) -> str:
    """A text that a spreadsheet would run as a formula gets an apostrophe before it."""
    return f"'{value}" if value.startswith(_FORMULA) else value


def _cell(sheet: object, value: Any) -> WriteOnlyCell:
    """A number as it is; anything else as a text, never a formula."""
    if isinstance(value, int | float):
        return WriteOnlyCell(sheet, value)
    cell = WriteOnlyCell(sheet, ILLEGAL_CHARACTERS_RE.sub("", _plain(value))[:LONGEST_CELL])
    cell.data_type = "s"
    return cell
