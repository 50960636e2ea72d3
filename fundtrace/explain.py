"""Explains an extraction: the text with its findings marked, and each finding with its rule in words."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from rich.console import Console
from rich.table import Table
from rich.text import Text

from normalise.records import Evidence, Extraction

STYLES = {
    "funder": "bold green",
    "grant": "bold cyan",
    "project": "bold magenta",
    "date": "bold yellow",
    "amount": "bold blue",
    "organisation": "bold red",
    "place": "underline",
}
_LONGEST_QUOTE = 60
# What would steer the terminal is shown as a sign instead, one for one, so that offsets stay right.
_SHOWN = {code: "\ufffd" for code in (*range(9), *range(11, 32), *range(127, 160)) if code != 13} | {13: " "}


@dataclass(frozen=True, slots=True)
class Row:
    """One quote of one finding: what was found, in which role, how surely, where and why."""

    field: str
    value: str
    role: str
    confidence: float | None
    evidence: Evidence


def explain(record: Extraction, console: Console) -> None:
    """Prints the marked text and the table of findings; colours only where the console is a terminal."""
    rows = list(findings(record))
    text = record.text.translate(_SHOWN)
    marked = coloured(text, rows) if console.is_terminal else Text(bracketed(text, rows))
    console.print(marked, soft_wrap=True, highlight=False)
    console.print()
    if rows:
        console.print(
            _table(rows) if console.is_terminal else Text(_plain(rows)), soft_wrap=True, highlight=False
        )
    else:
        console.print("Nothing was found.")
    for issue in record.issues:
        console.print(Text(f"{issue.kind}: {issue.detail}"), soft_wrap=True, highlight=False)


def findings(record: Extraction) -> Iterator[Row]:
    """A row for each quote of each finding, field by field."""
    for funder in record.funders:
        name = funder.id if funder.programme is None else f"{funder.id} ({funder.programme})"
        yield from _rows("funder", name, funder.role, funder.confidence, funder.evidence)
    for grant in record.grants:
        yield from _rows("grant", grant.id, grant.role, grant.confidence, grant.evidence)
    for project in record.projects:
        yield from _rows("project", project.title, project.grant or "", None, project.evidence)
    for date in record.dates:
        value = date.start if date.start == date.end else f"{date.start} to {date.end}"
        yield from _rows("date", f"{value}, {date.precision}", date.role, None, date.evidence)
    for amount in record.amounts:
        yield from _rows("amount", f"{amount.value:.2f} {amount.currency}", "", None, amount.evidence)
    for organisation in record.organisations:
        yield from _rows("organisation", organisation.name, organisation.role, None, organisation.evidence)
    for place in record.places:
        yield from _rows("place", place.name, "", None, place.evidence)


def _rows(
    field: str, value: str, role: str, confidence: float | None, evidence: Sequence[Evidence]
) -> Iterator[Row]:
    for one in evidence:
        yield Row(field, value, role, confidence, one)


def outermost(rows: Iterable[Row]) -> list[Row]:
    """The rows whose quotes can be marked side by side: of overlapping ones the first, then the longest."""
    kept: list[Row] = []
    for row in sorted(rows, key=lambda row: (row.evidence.start, -row.evidence.end)):
        if not kept or row.evidence.start >= kept[-1].evidence.end:
            kept.append(row)
    return kept


def bracketed(text: str, rows: Iterable[Row]) -> str:
    """The text with marks in plain brackets: `[[acf-lv: Aktīvo iedzīvotāju fonda]]`."""
    parts: list[str] = []
    at = 0
    for row in outermost(rows):
        parts += [
            text[at : row.evidence.start],
            f"[[{row.value}: {text[row.evidence.start : row.evidence.end]}]]",
        ]
        at = row.evidence.end
    return "".join([*parts, text[at:]])


def coloured(text: str, rows: Iterable[Row]) -> Text:
    """The text with each quote in its field's colour."""
    marked = Text(text)
    for row in outermost(rows):
        marked.stylize(STYLES[row.field], row.evidence.start, row.evidence.end)
    return marked


def _cells(row: Row) -> tuple[str, str, str, str, str, str]:
    quote = " ".join(row.evidence.quote.translate(_SHOWN).split())
    if len(quote) > _LONGEST_QUOTE:
        quote = quote[: _LONGEST_QUOTE - 1] + "…"
    sure = "" if row.confidence is None else f"{row.confidence:.2f}"
    return row.field, row.value.translate(_SHOWN), row.role, sure, quote, row.evidence.rule


_HEADINGS = ("field", "value", "role", "sure", "quote", "rule")


def _table(rows: Sequence[Row]) -> Table:
    table = Table(*_HEADINGS, header_style="bold")
    for row in rows:
        table.add_row(
            *(Text(cell, style=STYLES[row.field] if at == 0 else "") for at, cell in enumerate(_cells(row)))
        )
    return table


def _plain(rows: Sequence[Row]) -> str:
    """The same table for pipes and files: columns parted by two blanks, a line a row."""
    lines = [_HEADINGS, *map(_cells, rows)]
    widths = [max(len(line[at]) for line in lines) for at in range(len(_HEADINGS))]
    return "\n".join(
        "  ".join(cell.ljust(width) for cell, width in zip(line, widths, strict=True)).rstrip()
        for line in lines
    )
