"""What a text gives, read for tests: who pays, which projects it names."""

from normalise.extract import extract_text

OWN = "Biedrība “Krasta ļaudis” atklāj lasītavu.\n"


def payers(text: str, title: str | None = None) -> set[str]:
    found = extract_text(text, title=title).funders
    return {funder.id for funder in found if funder.role == "financed"}


def titles(text: str, title: str | None = None) -> list[str]:
    return [project.title for project in extract_text(text, title=title).projects]
