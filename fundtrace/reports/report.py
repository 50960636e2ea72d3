"""A funder's report as HTML, PDF, XLSX or CSV, from the records of the check."""

from __future__ import annotations

import csv
import io
import tomllib
from collections import Counter
from collections.abc import Callable
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any, Literal

from jinja2 import Environment, PackageLoader
from openpyxl import Workbook
from openpyxl.styles import Font

from datasette_config.formats import Formats
from datasette_config.language import load_messages
from datasette_config.reasons import Known, ReasonPiece, cut_reason
from datasette_config.wording import Wording
from fundtrace.commands.check import COLUMNS, flat_rows
from fundtrace.failure import Failure
from fundtrace.reports.browser import NoBrowser, print_pdf
from normalise.funder_register import load_register
from normalise.rulebook import load_rulebook

STATES = ("silent", "late", "incomplete", "cannot tell", "not due", "covered")
Record = dict[str, Any]
Language = Literal["lv", "en"]


def write_report(
    records: list[Record], funder: str, today: date, out: Path, language: Language = "en"
) -> None:
    """Writes the report in the form that the file's ending names; Failure for another ending."""
    ordered = sorted(records, key=lambda one: (STATES.index(one["coverage"]), one["id"]))
    ending = out.suffix.lower()
    if ending == ".csv":
        body = _csv(ordered)
    elif ending == ".xlsx":
        body = _xlsx(ordered, language)
    elif ending == ".html":
        body = _html(ordered, funder, today, language).encode()
    elif ending == ".pdf":
        body = _pdf(_html(ordered, funder, today, language))
    else:
        raise Failure(f"{out.name}: name a file that ends in .html, .pdf, .xlsx or .csv.")
    try:
        out.write_bytes(body)
    except OSError as wrong:
        raise Failure(f"{out} cannot be written: {wrong.strerror}.") from wrong


def _rows(records: list[Record]) -> list[list[Any]]:
    """A row a rule; a text that a spreadsheet would take for a formula is quoted."""
    return [
        [_plain(row.get(column)) for column in COLUMNS] for record in records for row in flat_rows(record)
    ]


def _plain(value: Any) -> Any:
    return "'" + value if isinstance(value, str) and value[:1] in {"=", "+", "-", "@"} else value


def _csv(records: list[Record]) -> bytes:
    out = io.StringIO()
    table = csv.writer(out, lineterminator="\n")
    table.writerow(COLUMNS)
    table.writerows(_rows(records))
    return ("\ufeff" + out.getvalue()).encode()


def _xlsx(records: list[Record], language: Language) -> bytes:
    words, codes = _words()[language], Wording(load_messages(language))
    book = Workbook()
    summary, grants, rules = book.active, book.create_sheet("Grants"), book.create_sheet("Rules")
    summary.title = "Summary"
    counts = Counter(record["coverage"] for record in records)
    summary.append((words["state"], words["grants"]))
    for state in STATES:
        summary.append((codes.code("grant_state", state), counts[state]))
    heads = ("id", "funder", "recipient", "title", "start", "end", "coverage", "reason", "reason_lv", "due")
    grants.append(heads)
    for record in records:
        grants.append([_plain(record[head]) for head in heads])
    rules.append(COLUMNS)
    for row in _rows(records):
        rules.append(row)
    for sheet in (summary, grants, rules):
        sheet.freeze_panes = "A2"
        sheet.auto_filter.ref = sheet.dimensions
        for cell in sheet[1]:
            cell.font = Font(bold=True)
            sheet.column_dimensions[cell.column_letter].width = 24
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def _html(records: list[Record], funder: str, today: date, language: Language) -> str:
    counts = Counter(record["coverage"] for record in records)
    rules = {rule.id: rule for book in load_rulebook().values() for rule in book.rules}
    known = load_register().funders.get(funder)
    broken = Counter(
        verdict["rule"]
        for record in records
        for article in record["articles"]
        for verdict in article["verdicts"]
        if verdict["verdict"] == "not met"
    )
    pieces = _reasons_in(records, {id: getattr(rule, language) for id, rule in rules.items()})
    page = Environment(loader=PackageLoader("fundtrace.reports"), autoescape=True).get_template("report.html")
    return page.render(
        records=records,
        funder=funder,
        funder_name=(known.name_lv if language == "lv" else known.name_en) if known else funder,
        language=language,
        words=_words()[language],
        broken=sorted(broken.items(), key=lambda one: (-one[1], one[0])),
        codes=Wording(load_messages(language)),
        fmt=Formats(language),
        pieces=pieces,
        today=today.isoformat(),
        counts=[(state, counts[state]) for state in STATES],
        most=max(counts.values(), default=1),
        rules=rules,
    )


def _reasons_in(records: list[Record], rules: dict[str, str]) -> Callable[[str], tuple[ReasonPiece, ...]]:
    """Cuts a reason as the catalogue does: an address is a link with its title, a rule its words."""
    articles = {
        article["url"]: {"id": article["url"], "title": article["title"] or article["url"]}
        for record in records
        for article in record["articles"]
    }
    return lambda reason: cut_reason(reason, Known(articles, rules))


@cache
def _words() -> dict[str, dict[str, Any]]:
    return tomllib.loads(Path(__file__).with_name("words.toml").read_text("utf-8"))


def _pdf(html: str) -> bytes:
    try:
        return print_pdf(html)
    except NoBrowser as wrong:
        raise Failure(f"A PDF needs Chromium; {wrong}. Write .html and print it to a file.") from wrong
