"""What a text gives, read for tests: who pays, which projects it names, who leads, which days it tells."""

from normalise.dates import find_dates
from normalise.document import Document
from normalise.extract import extract_text
from normalise.records import DateFinding, Published

OWN = "Biedrība “Krasta ļaudis” atklāj lasītavu.\n"


def payers(text: str, title: str | None = None) -> set[str]:
    found = extract_text(text, title=title).funders
    return {funder.id for funder in found if funder.role == "financed"}


def titles(text: str, title: str | None = None) -> list[str]:
    return [project.title for project in extract_text(text, title=title).projects]


def lead(text: str) -> str | None:
    return next((one.name for one in extract_text(text).organisations if one.role == "lead"), None)


def named(text: str) -> dict[str, str]:
    return {one.name: one.role for one in extract_text(text).organisations}


def dates(text: str, published: str | None = None, title: str | None = None) -> tuple[DateFinding, ...]:
    known = Published(published, "given", 1.0) if published else None
    return find_dates(Document(text, title=title, published=known)).findings


def spans(text: str, published: str | None = None, title: str | None = None) -> list[tuple[str, str]]:
    return [(one.start, one.end) for one in dates(text, published, title)]
