"""Tables of an HTML page as rows, spans filled; results lists are often published so."""

from __future__ import annotations

from bs4 import BeautifulSoup, Tag

from normalise.grant_rows import Row

_MOST_SPAN = 500


def read_tables(text: str, most_rows: int) -> list[list[Row]]:
    """Each table's rows; the line of a row is its place among all rows of the page."""
    soup = BeautifulSoup(text, "lxml")
    line = 0
    tables: list[list[Row]] = []
    for table in soup.find_all("table"):
        rows: list[Row] = []
        down: dict[int, tuple[int, str]] = {}
        for row in table.find_all("tr"):
            if row.find_parent("table") is not table:
                continue
            line += 1
            if line <= most_rows:
                rows.append((line, _cells(row, down)))
        tables.append(rows)
    return tables


def _cells(row: Tag, down: dict[int, tuple[int, str]]) -> list[str]:
    """The cells of a row, those that reach down from above among them; `down` is carried on."""
    cells: list[str] = []
    for cell in row.find_all(["td", "th"], recursive=False):
        _take_down(cells, down)
        text = cell.get_text(" ", strip=True)
        rows_down = _span(cell, "rowspan") - 1
        for across in range(_span(cell, "colspan")):
            if rows_down:
                down[len(cells)] = rows_down, text
            cells.append("" if across else text)
    _take_down(cells, down)
    return cells


def _take_down(cells: list[str], down: dict[int, tuple[int, str]]) -> None:
    while len(cells) in down:
        left, text = down.pop(len(cells))
        if left > 1:
            down[len(cells)] = left - 1, text
        cells.append(text)


def _span(cell: Tag, name: str) -> int:
    written = str(cell.get(name, "1")).strip()
    return min(max(int(written), 1), _MOST_SPAN) if written.isdigit() else 1
