"""Titles that headings give: a project's own page, a paragraph above a number; and what a title may be."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from normalise.cues import load_cues
from normalise.document import Document, Span, flatten
from normalise.funders import begins_with_funder, names_funder
from normalise.grants import NumberFound
from normalise.quotes import Quoted, all_quoted, is_mark, quoted_at

_CUES = load_cues("projects")
# so many titles and numbers of one text are compared with one another: keeps the cost linear
MOST_LOOKED_AT = 40
# from how many characters on two sentences are somebody's words and no title
_SPEECH = 120
_SENTENCE = re.compile(r"[.!?]\s[A-ZĀČĒĢĪĶĻŅŠŪŽ]")
_TITLE_CASE_END = re.compile(r"[\w!?)”“\"]\s?$")
_TITLE_CASE = re.compile(
    r"[Pp]rojekt(?:s|a|u)\s(?P<title>[A-ZĀČĒĢĪĶĻŅŠŪŽ][\w-]+(?:\s[A-ZĀČĒĢĪĶĻŅŠŪŽ][\w-]+){1,5}[!?]?)$"
)
# "Projekts Sportojam kopā", of which the text says that "Projekts Sportojam kopā īstenots"
_OWN_TITLE = re.compile(r"^Projekts\s(?P<title>[A-ZĀČĒĢĪĶĻŅŠŪŽ][^\n\"„“”.:]{8,80})$")
_OWN_TITLE_DONE = re.compile(r"\s(?:ir\s|tika\s|tiek\s)?(?:isteno|realize|finanse|noslegu?|norisin)\w+")
_NUMBER_LABEL = re.compile(r"[\s,.(–-]*(?:(?:ID|[Ll]īguma|[Pp]rojekta)\s)?Nr\.?\s*$")
_CYRILLIC = re.compile("[а-я]")
_ENDING = 2  # letters of a name that may change with its case
_LONGEST_HEADING = 110
_SITE_BEHIND = re.compile(r"\s[|»]\s")
_YEAR_BEHIND = re.compile(r"\s(?:19|20)\d\d\.?$")


@dataclass(frozen=True, slots=True)
class Candidate:
    title: str
    start: int
    end: int
    rule: str
    strength: int


# "projekta “neredzamā” daļa"
# "uzskata, ka projektam “būs pieejama nauda”"
_SAID = re.compile(r"(?:būs|ir|nav|tiks|var|varēs)\s")
_QUALIFIED = re.compile(r"\s(?:dal|pus|aizkulis)\w{1,3}\b")
# "“Kopienu līdzdalībai (nr. 2019.LV/NVOF/DAP/053)”"
_NUMBER_INSIDE = re.compile(
    r"\s\((?:[Nn]r\.?\s?(?=[^)]*\d)[\w./-]{5,40}|[A-Z]{2,4}-?\d{2,5}, [A-Z][\w-]{2,30})\)$"
)
# the same in a name whose mark never closes before it
_LABEL_INSIDE = re.compile(r"\s\((?:[Pp]rojekta (?:numurs|[Nn]r)|[Ii][Dd] [Nn]r)\b.*$")
# "programmas „NVO fonds” līguma 2023.LV/…": what the number is of, and no title
_CONTRACT_END = re.compile(r"\b[Ll]īgum\w{1,3}\W*$")
# letters, or the age of those whom a project is for: “55+”
_WORDED = re.compile(r"[^\W\d]{2}|^\d\d\+$")


def quoted_candidate(document: Document, quoted: Quoted, rule: str) -> Candidate | None:
    title = document.text[quoted.inner_start : quoted.inner_end].strip(" .,;")
    title = _LABEL_INSIDE.sub("", _NUMBER_INSIDE.sub("", re.sub(r"\s+", " ", title)))
    if not 3 <= len(title) <= 300 or not _WORDED.search(title) or names_funder(title):
        return None
    if len(title) > _SPEECH and len(_SENTENCE.findall(title)) > 1:
        return None
    if _SAID.match(title):
        return None
    if title.isalpha() and title.islower() and _QUALIFIED.match(document.flat, quoted.end):
        return None
    if _CUES["no_title"].search(flatten(title)) or names_funder(_YEAR_BEHIND.sub("", title)):
        return None
    return Candidate(title, quoted.start, quoted.end, rule, 2)


def above_numbers(
    document: Document, numbers: Sequence[NumberFound], found: Sequence[Candidate]
) -> list[Candidate]:
    """In a page of several projects: the heading of the paragraph in which a number stands alone."""
    made: list[Candidate] = []
    for start, end in _paragraphs(document):
        inside = [number for number in numbers if start <= number.start < end]
        if len(inside) != 1 or any(start <= candidate.start < end for candidate in found):
            continue
        line = document.line_at(start)
        heading = document.text[line.start : line.end].strip()
        if line.start < inside[0].start < line.end <= inside[0].end + 1:
            # "Solis pretī. Nr. 2024.LV/NVOF/MIC/118"
            before = document.text[line.start : inside[0].start]
            labelled = _NUMBER_LABEL.search(before)
            heading = _NUMBER_LABEL.sub("", before).rstrip(" .,–-")
            fits = labelled is not None and not begins_with_funder(heading)
        else:
            fits = inside[0].start >= line.end
        fits = fits and 4 <= len(heading) <= _LONGEST_HEADING
        if fits and heading[0].isupper() and _TITLE_CASE_END.search(heading):
            made.append(
                Candidate(heading, line.start, line.start + len(heading), "heading above a number", 1)
            )
    return made


def _paragraphs(document: Document) -> Iterator[tuple[int, int]]:
    """Stretches between blank lines."""
    start = 0
    for gap in re.finditer(r"\n\s*\n", document.text):
        yield start, gap.start()
        start = gap.end()
    yield start, len(document.text)


def from_title(document: Document, numbers: Sequence[NumberFound], paid: bool) -> list[Candidate]:
    """A project's own page: its quoted title stands in the heading, or the heading is the title."""
    if _is_programme(document):
        return []
    card = bool(_CUES["project_card"].search(document.flat))
    if not document.title or not (card or "projekt" in document.flat or "project" in document.flat):
        return []
    if headed := _before_its_number(document, numbers) or _at_end_of_title(document):
        return headed
    quoted = [
        q
        for q in all_quoted(document.title)
        if q.inner_end - q.inner_start >= 6
        and not _CUES["organisation_before"].search(document.flat_title[max(0, q.start - 30) : q.start])
        and not names_funder(document.title[q.inner_start : q.inner_end])
        and not _names_body(document, document.flat_title[q.inner_start : q.inner_end])
        and not _CUES["meeting_before"].search(document.flat_title, 0, q.start)
        and not _CUES["contest_behind"].match(document.flat_title, q.end)
    ]
    if not quoted and numbers and not card and (headed := _quoted_headings(document)):
        return headed
    if quoted and card and "projekt" not in document.flat_title:
        return _located(document, _fullest_heading(document), "title of a project’s page")
    if len(quoted) == 1 and (paid or card or numbers or "projekt" in document.flat_title):
        return _located(
            document, document.title[quoted[0].inner_start : quoted[0].inner_end], "quoted in the title"
        )
    for line in document.lines[:6]:
        found = quoted_at(document.text, line.start)
        if found and found.end >= line.end - 1 and document.text[line.end - 1] != ".":
            candidate = quoted_candidate(document, found, "heading in quotation marks on a project’s page")
            if candidate:
                return [candidate]
    if not card or _CUES["of_many"].search(document.flat_title) or _CUES["news"].match(document.flat_title):
        return []
    if names_funder(document.title) or _CYRILLIC.search(document.title):
        return []  # headlines in Russian tell of their projects
    return _located(document, _fullest_heading(document), "title of a project’s page")


def _is_programme(document: Document) -> bool:
    """A card without its project's name: the title is the programme that a field gives."""
    named = (found["name"].strip(' "') for found in _CUES["programme_card"].finditer(document.flat))
    return document.flat_title.strip(' "') in named


def _names_body(document: Document, name: str) -> bool:
    """A name that the text says to be a body's: "Dēklai" of the headline is the `biedrība "Dēkla"`."""
    stem = '"' + name.strip()[:-_ENDING]
    at = document.flat.find(stem)
    while at >= 0:
        if _CUES["organisation_before"].search(document.flat, max(0, at - 30), at):
            return True
        at = document.flat.find(stem, at + 1)
    return False


def _at_end_of_title(document: Document) -> list[Candidate]:
    """`Apstiprināts novada projekts Upmala Open`: a name in title case at the title's end."""
    if found := _TITLE_CASE.search(document.title or ""):
        return _located(document, found.group("title"), "title case at the end of the title")
    if own := _OWN_TITLE.match((document.title or "").strip()):
        at = document.flat.find("projekts " + flatten(own["title"]))
        if at >= 0 and _OWN_TITLE_DONE.match(document.flat, at + len(own.group())):
            return _located(document, own["title"], "title of the page, told in the text")
    return []


def _before_its_number(document: Document, numbers: Sequence[NumberFound]) -> list[Candidate]:
    """`Mēs esam novads! Nr. 2023.LV/NVOF/MAC/904/15`: a heading that ends in the project's number."""
    for number in numbers[:MOST_LOOKED_AT]:
        line = document.line_at(number.start)
        written = _NUMBER_LABEL.sub("", document.text[line.start : number.start])
        above = document.line_above(number.start)
        if above and not written and line.end - number.end <= 1 and _is_title(document, above):
            title = document.text[above.start : above.end]
            return [Candidate(title, above.start, above.end, "heading above its number", 1)]
        fits = line.kind == "heading" and line.end - number.end <= 2 and 5 <= len(written) <= _LONGEST_HEADING
        is_label = _CONTRACT_END.search(written) or begins_with_funder(written)
        if fits and written[0].isupper() and not is_label and "projekt" not in flatten(written):
            return [
                Candidate(
                    written.strip(), line.start, line.start + len(written), "heading with its number", 1
                )
            ]
    return []


def _is_title(document: Document, line: Span) -> bool:
    """Whether a line is the page's own title and could be a project's."""
    title = document.flat[line.start : line.end]
    return title == document.flat_title.strip() and not (
        "projekt" in title or _CUES["news"].match(title) or names_funder(title)
    )


def _quoted_headings(document: Document) -> list[Candidate]:
    """The quoted name in the first heading that has one."""
    for line in document.lines[:5]:
        if line.kind != "heading":
            continue
        for quoted in all_quoted(document.text[line.start : line.end]):
            opening = line.start + quoted.start
            if _CUES["organisation_before"].search(document.flat, line.start, opening):
                continue
            start = line.start + quoted.inner_start
            end = line.start + quoted.inner_end
            title = document.text[start:end]
            return [Candidate(title, start, end, "quoted in a heading", 1)]
    return []


def _fullest_heading(document: Document) -> str:
    """A page's title may be cut: the heading that holds all its words and more is the project's name."""
    title = document.title or ""
    for line in document.lines[:5]:
        heading = document.text[line.start : line.end]
        of_browser = _SITE_BEHIND.match(heading.removeprefix(title)) is not None  # "Laivas | Upmalas klubs"
        if line.kind == "heading" and title_words(title) < title_words(heading) and not of_browser:
            return heading
    return title


def _located(document: Document, title: str, rule: str) -> list[Candidate]:
    at = document.flat.find(flatten(title.strip()))
    if at < 0:
        return []
    clean = document.text[at : at + len(title.strip())]
    first = quoted_at(clean, 0)
    rest = clean[first.end :] if first and first.closed else ""
    if first and rest.startswith(",") and not is_mark(rest.lstrip(", ")[:1]):
        clean = clean[: first.end]  # "“Kopā tālāk”, Preiļu jauniešu centrs “Četri”"
    inner = clean.strip('„“”«»" ') if clean[:1] in '„“”«»"' else clean.strip()
    start = at + clean.find(inner)
    return [Candidate(inner, start, start + len(inner), rule, 1)]


def title_words(title: str) -> frozenset[str]:
    return frozenset(re.findall(r"\w+", flatten(title).replace("×", "x")))
