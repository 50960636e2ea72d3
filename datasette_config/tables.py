"""A list of articles as a table: CSV, and XLSX for those who work in a spreadsheet."""

from __future__ import annotations

import csv
import io
from collections.abc import Sequence
from typing import TYPE_CHECKING

from openpyxl import Workbook
from openpyxl.cell import WriteOnlyCell
from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE
from openpyxl.styles import Font

from datasette_config.reading.articles import Summary

if TYPE_CHECKING:
    from datasette_config.pages.visit import Visit

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
COLUMNS = (
    *("id", "title", "url", "source", "published", "financed", "mentioned", "grants", "places"),
    "page",
)
WIDTHS = (15, 60, 40, 20, 12, 24, 24, 34, 24, 40)  # characters
LONGEST_CELL = 32_767  # characters that a spreadsheet takes
_FORMULA = ("=", "+", "-", "@", "\t", "\r")


def csv_table(articles: Sequence[Summary], visit: Visit) -> str:
    """A row an article; several values in one cell are parted by "; "."""
    table = io.StringIO()
    writer = csv.writer(table)
    writer.writerow(COLUMNS)
    for article in articles:
        writer.writerow(map(_csv_cell, _row(article, visit)))
    return table.getvalue()


def xlsx_table(articles: Sequence[Summary], visit: Visit) -> bytes:
    """The same table as a workbook of one sheet with a header that stays in sight; all cells are text."""
    book = Workbook(write_only=True)
    sheet = book.create_sheet(visit.messages("site.name"))
    sheet.freeze_panes = "A2"
    for place, width in enumerate(WIDTHS):
        sheet.column_dimensions[chr(ord("A") + place)].width = width
    header = [WriteOnlyCell(sheet, name) for name in COLUMNS]
    for cell in header:
        cell.font = Font(bold=True)
    sheet.append(header)
    for article in articles:
        sheet.append([_text_cell(sheet, value) for value in _row(article, visit)])
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


def _text_cell(sheet: object, value: str) -> WriteOnlyCell:
    """A cell that is text whatever it begins with."""
    cell = WriteOnlyCell(sheet, ILLEGAL_CHARACTERS_RE.sub("", value)[:LONGEST_CELL])
    cell.data_type = "s"
    return cell
