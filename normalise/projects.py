"""Project titles: quoted beside the word "projekts" or a grant number, in fields, in headings."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from normalise.alike import group_alike
from normalise.cues import load_cues
from normalise.document import Document, flatten, merge_spans, overlaps
from normalise.funders import names_funder
from normalise.grants import NumberFound
from normalise.quotes import Quoted, all_quoted, quoted_at, quoted_behind_blank, quoted_ending
from normalise.records import Evidence, ProjectFinding
from normalise.unquoted_titles import unquoted_titles

# "projekts" and what may stand between it and the title's opening mark: a number, brackets, a colon
_CUES = load_cues("projects")
_MOST_LOOKED_AT = 40
_UNQUOTED = re.compile(r"[A-ZĀČĒĢĪĶĻŅŠŪŽ][^,.;:(\n„“”«»\"]{3,80}(?=[,.;(\n])")
_TITLE_CASE = re.compile(
    r"[Pp]rojekt(?:s|a|u)\s(?P<title>[A-ZĀČĒĢĪĶĻŅŠŪŽ][\w-]+(?:\s[A-ZĀČĒĢĪĶĻŅŠŪŽ][\w-]+){1,5}[!?]?)$"
)
_TITLE_CASE_END = re.compile(r"[\w!?)”“\"]\s?$")
_NUMBER_LABEL = re.compile(r"[\s,(–-]*(?:(?:ID|[Ll]īguma|[Pp]rojekta)\s)?Nr\.?\s*$")
_BULLET = re.compile(r"^[\s•·▪◦*–-]+")
# the next labels of a card that lost its line breaks: "... attīstībai” NORISES LAIKS: 01.05.2021."
_NEXT_LABEL = re.compile(r"\s[A-ZĀČĒĢĪĶĻŅŠŪŽ]{4,}(?:\s[A-ZĀČĒĢĪĶĻŅŠŪŽ]{3,})?:\s.*$", re.DOTALL)
_NUMBER_BEHIND = re.compile(r"\s(?:[A-ZĀČĒĢĪĶĻŅŠŪŽ]{2,6}\s)?(?:ID\s|[Pp]rojekta\s)?Nr\.?\s?\S*\d\S*$")
_LONGEST_HEADING = 110
_YEAR_BEHIND = re.compile(r"\s(?:19|20)\d\d\.?$")
_CODE_BEFORE = re.compile(r"^[A-Z]{2,4}-?\d{2,5}\s(?=\w)")


@dataclass(frozen=True, slots=True)
class _Candidate:
    title: str
    start: int
    end: int
    rule: str
    strength: int


def find_projects(
    document: Document,
    numbers: Sequence[NumberFound],
    funder: str | None,
    named: Sequence[tuple[int, int]] = (),
) -> tuple[ProjectFinding, ...]:
    """The reported projects' titles, each once in its fullest spelling.

    `funder` is the article's only financing funder, given to projects without a number of their own.
    `named` are stretches that name funders and programmes: these are no titles.
    """
    groups = group_alike(
        _candidates(document, numbers, named, funder is not None), lambda c: _words(c.title), _same
    )
    by_line: dict[int, list[NumberFound]] = {}
    for number in numbers:
        by_line.setdefault(document.line_at(number.start).start, []).append(number)
    only = numbers[0] if len({number.id for number in numbers}) == 1 else None
    return tuple(
        _finding(document, group, only or _number_beside(document, group, by_line), funder)
        for group in groups
    )


def _candidates(
    document: Document, numbers: Sequence[NumberFound], named: Sequence[tuple[int, int]], paid: bool
) -> list[_Candidate]:
    found = list(_quoted_after(document, "opening", "quoted after “projekts”"))
    found += _before_the_word(document, named)
    found += _beside_number(document, numbers, found, named)
    found += _fields(document)
    found += _unquoted(document)
    if not found:
        found += _quoted_after(document, "opening_else", "quoted after a word for a project")
    if not found:
        found += _behind_number(document, numbers) or _carried_out(document)
    if len({number.id for number in numbers}) > 1:
        found += _above_numbers(document, numbers, found)
    if not found:
        found += _from_title(document, numbers, paid)
    if not found and paid and "projekt" in document.flat:
        found += list(_quoted_after(document, "event", "event that the project is"))[:1]
    twofold = [c.title for c in found if " / " in c.title or ": " in c.title][:_MOST_LOOKED_AT]
    titles = [flatten(candidate.title) for candidate in found[:_MOST_LOOKED_AT]]
    whole = [
        candidate
        for candidate in found
        if not _is_half(candidate.title, twofold) and not _is_beginning(candidate.title, titles)
    ]
    return sorted(whole, key=lambda candidate: candidate.start)


def _quoted_candidate(document: Document, quoted: Quoted, rule: str) -> _Candidate | None:
    title = document.text[quoted.inner_start : quoted.inner_end].strip(" .,;")
    title = re.sub(r"\s+", " ", title)
    if not 3 <= len(title) <= 300 or not re.search(r"[^\W\d]{2}", title) or names_funder(title):
        return None
    if _CUES["no_title"].search(flatten(title)) or names_funder(_YEAR_BEHIND.sub("", title)):
        return None
    return _Candidate(title, quoted.start, quoted.end, rule, 2)


def _quoted_after(document: Document, cue: str, rule: str) -> Iterator[_Candidate]:
    """Titles quoted right behind a word of the list, further ones joined by commas and “un”."""
    for match in _CUES[cue].finditer(document.flat):
        sentence = document.sentence_at(match.start())
        if _CUES["others"].search(document.flat, sentence.start, sentence.end):
            continue
        quoted = quoted_at(document.text, match.end()) or quoted_behind_blank(document.text, match.end())
        while quoted:
            candidate = _quoted_candidate(document, quoted, rule)
            if candidate:
                yield candidate
            further = _CUES["several"].match(document.flat, quoted.end)
            quoted = quoted_at(document.text, further.end()) if further else None


def _before_the_word(document: Document, named: Sequence[tuple[int, int]]) -> Iterator[_Candidate]:
    """`“Zaļais ceļš” projekta komanda`: a quoted name before the word, when it names no programme."""
    spans = merge_spans(list(named))
    for match in _CUES["closing"].finditer(document.flat):
        quoted = quoted_ending(document, match.start())
        if quoted is None:
            continue
        names_programme = overlaps(spans, quoted.start, quoted.end)
        before = document.flat[max(0, quoted.start - 30) : quoted.start]
        if (
            names_programme
            or _CUES["organisation_before"].search(before)
            or _CUES["programme_before"].search(before)
            or _CUES["another_behind"].match(document.flat, quoted.end)
        ):
            continue
        candidate = _quoted_candidate(document, quoted, "quoted before “projekts”")
        if candidate:
            yield candidate


def _beside_number(
    document: Document,
    numbers: Sequence[NumberFound],
    found: list[_Candidate],
    named: Sequence[tuple[int, int]],
) -> list[_Candidate]:
    """A quoted name directly before or after a grant number."""
    made: list[_Candidate] = []
    if not numbers:
        return made
    taken = merge_spans([*((candidate.start, candidate.end) for candidate in found), *named])
    starts = [number.start for number in numbers]
    for quoted in all_quoted(document.text):
        if overlaps(taken, quoted.start, quoted.end):
            continue
        if _CUES["organisation_before"].search(document.flat, max(0, quoted.start - 30), quoted.start):
            continue
        nearby = slice(bisect_left(starts, quoted.start - 200), bisect_left(starts, quoted.end + 45))
        for number in numbers[nearby][:_MOST_LOOKED_AT]:
            between = document.flat[min(quoted.end, number.end) : max(quoted.start, number.start)]
            gap = between if quoted.end <= number.start or number.end <= quoted.start else "far away"
            if (
                len(gap) < 45
                and not re.match(r"\s*projekt", gap)
                and re.fullmatch(
                    r"[\s,(:;|-]*(?:projekt\w*|granta|ligum\w*|identifikacijas|finansesanas|vienosanas|id|reg|nr|no|\W)*[\s.:,)(-]*",
                    gap,
                )
            ):
                candidate = _quoted_candidate(document, quoted, "quoted beside a grant number")
                if candidate:
                    made.append(candidate)
                break
    return made


def _behind_number(document: Document, numbers: Sequence[NumberFound]) -> list[_Candidate]:
    """`CB916 – Stones & Stories, a project of`: an unquoted title behind the number."""
    made: list[_Candidate] = []
    for number in numbers:
        dash = _CUES["behind_number"].match(document.flat, number.end)
        title = _UNQUOTED.match(document.text, dash.end()) if dash else None
        if title:
            made.append(_Candidate(title.group().strip(), *title.span(), "behind a grant number", 1))
    return made


def _above_numbers(
    document: Document, numbers: Sequence[NumberFound], found: Sequence[_Candidate]
) -> list[_Candidate]:
    """In a page of several projects: the heading of the paragraph in which a number stands alone."""
    made: list[_Candidate] = []
    for start, end in _paragraphs(document):
        inside = [number for number in numbers if start <= number.start < end]
        if len(inside) != 1 or any(start <= candidate.start < end for candidate in found):
            continue
        line = document.line_at(start)
        heading = document.text[line.start : line.end].strip()
        fits = 4 <= len(heading) <= _LONGEST_HEADING and inside[0].start >= line.end
        if fits and heading[0].isupper() and _TITLE_CASE_END.search(heading):
            made.append(
                _Candidate(heading, line.start, line.start + len(heading), "heading above a number", 1)
            )
    return made


def _paragraphs(document: Document) -> Iterator[tuple[int, int]]:
    """Stretches between blank lines."""
    start = 0
    for gap in re.finditer(r"\n\s*\n", document.text):
        yield start, gap.start()
        start = gap.end()
    yield start, len(document.text)


def _carried_out(document: Document) -> list[_Candidate]:
    made: list[_Candidate] = []
    for match in _CUES["carried_out"].finditer(document.flat):
        quoted = quoted_ending(document, match.start())
        candidate = quoted and _quoted_candidate(document, quoted, "quoted before who carries it out")
        if candidate:
            made.append(candidate)
    return made


def _fields(document: Document) -> Iterator[_Candidate]:
    for expression in (_CUES["field"], _CUES["field_bare"], _CUES["field_above"]):
        for match in expression.finditer(document.flat):
            start, end = match.span("title")
            start = end - len(_BULLET.sub("", document.text[start:end]))
            own = _NEXT_LABEL.sub("", document.text[start:end])
            end = start + len(_NUMBER_BEHIND.sub("", own))
            written = document.text[start:end].strip()
            quoted = quoted_at(document.text, start)
            if quoted and quoted.end >= end - 60:
                candidate = _quoted_candidate(document, quoted, "field with the project’s name")
                if candidate:
                    yield candidate
            elif (
                len(written) >= 4
                and not written.endswith(":")
                and not _CUES["label"].search(flatten(written))
            ):
                yield _Candidate(
                    written.strip(" .,;"),
                    start,
                    start + len(document.text[start:end].rstrip()),
                    "field with the project’s name",
                    2,
                )


def _unquoted(document: Document) -> Iterator[_Candidate]:
    for written, at, rule in unquoted_titles(document):
        title = _CODE_BEFORE.sub("", written)
        start = at + len(written) - len(title)
        yield _Candidate(title, start, start + len(title), rule, 1)


def _from_title(document: Document, numbers: Sequence[NumberFound], paid: bool) -> list[_Candidate]:
    """A project's own page: its quoted title stands in the heading, or the heading is the title."""
    if not document.title or not ("projekt" in document.flat or "project" in document.flat):
        return []
    if headed := _before_its_number(document, numbers) or _at_end_of_title(document):
        return headed
    quoted = [
        q
        for q in all_quoted(document.title)
        if q.inner_end - q.inner_start >= 6
        and not _CUES["organisation_before"].search(document.flat_title[max(0, q.start - 30) : q.start])
        and not names_funder(document.title[q.inner_start : q.inner_end])
        and not _CUES["contest_behind"].match(document.flat_title, q.end)
    ]
    card = bool(_CUES["project_card"].search(document.flat))
    if not quoted and numbers and (headed := _quoted_headings(document)):
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
            candidate = _quoted_candidate(document, found, "heading in quotation marks on a project’s page")
            return [candidate] if candidate else []
    if not card or _CUES["of_many"].search(document.flat_title) or _CUES["news"].match(document.flat_title):
        return []
    return _located(document, _fullest_heading(document), "title of a project’s page")


def _at_end_of_title(document: Document) -> list[_Candidate]:
    """`Apstiprināts novada projekts Upmala Open`: a name in title case at the title's end."""
    found = _TITLE_CASE.search(document.title or "")
    return _located(document, found.group("title"), "title case at the end of the title") if found else []


def _before_its_number(document: Document, numbers: Sequence[NumberFound]) -> list[_Candidate]:
    """`Mēs esam novads! Nr. 2023.LV/NVOF/MAC/904/15`: a heading that ends in the project's number."""
    for number in numbers[:_MOST_LOOKED_AT]:
        line = document.line_at(number.start)
        written = _NUMBER_LABEL.sub("", document.text[line.start : number.start])
        fits = line.kind == "heading" and line.end - number.end <= 2 and 5 <= len(written) <= _LONGEST_HEADING
        if fits and written[0].isupper() and "projekt" not in flatten(written):
            return [
                _Candidate(
                    written.strip(), line.start, line.start + len(written), "heading with its number", 1
                )
            ]
    return []


def _quoted_headings(document: Document) -> list[_Candidate]:
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
            return [_Candidate(title, start, end, "quoted in a heading", 1)]
    return []


def _fullest_heading(document: Document) -> str:
    """A page's title may be cut: the heading that holds all its words and more is the project's name."""
    title = document.title or ""
    for line in document.lines[:5]:
        heading = document.text[line.start : line.end]
        if line.kind == "heading" and _words(title) < _words(heading):
            return heading
    return title


def _located(document: Document, title: str, rule: str) -> list[_Candidate]:
    at = document.flat.find(flatten(title.strip()))
    if at < 0:
        return []
    clean = document.text[at : at + len(title.strip())]
    inner = clean.strip('„“”«»" ') if clean[:1] in '„“”«»"' else clean.strip()
    start = at + clean.find(inner)
    return [_Candidate(inner, start, start + len(inner), rule, 1)]


def _words(title: str) -> frozenset[str]:
    return frozenset(re.findall(r"\w+", flatten(title).replace("×", "x")))


def _same(left: frozenset[str], right: frozenset[str]) -> bool:
    """Two spellings of one title: nearly the same words, or one cut short."""
    common = len(left & right)
    smaller = min(len(left), len(right))
    alike = sum(1 for a in left - right if any(a[:5] == b[:5] and len(a) > 4 for b in right - left))
    return (common + alike) / max(len(left), len(right)) >= 0.6 or (smaller >= 3 and common / smaller >= 0.9)


def _is_half(title: str, titles: Sequence[str]) -> bool:
    """One language of a title that another candidate gives in two: "GREEN YARDS / Zaļie pagalmi"."""
    return any(
        title != other and title in (part.strip() for part in re.split(r"/|: ", other)) for other in titles
    )


def _is_beginning(title: str, titles: Sequence[str]) -> bool:
    """A title cut short, "Break…" beside "Break Out"."""
    own = flatten(title)
    cut = own.rstrip("….!? ") + " "
    return any(other != own and other.startswith(cut) for other in titles)


def _finding(
    document: Document, group: list[_Candidate], number: NumberFound | None, funder: str | None
) -> ProjectFinding:
    best = max(group, key=lambda c: (c.strength, not c.title.isupper(), len(_words(c.title)), -c.start))
    evidence: list[Evidence] = [document.evidence(c.start, c.end, c.rule) for c in group[:5]]
    return ProjectFinding(
        best.title,
        number.funder if number and number.funder else funder,
        number.id if number else None,
        tuple(evidence),
    )


def _number_beside(
    document: Document, group: list[_Candidate], by_line: dict[int, list[NumberFound]]
) -> NumberFound | None:
    """The number that stands nearest to the project's name, in the same line."""
    near = [
        (abs(number.start - candidate.start), number.start, number)
        for candidate in group[:_MOST_LOOKED_AT]
        for number in by_line.get(document.line_at(candidate.start).start, [])[:_MOST_LOOKED_AT]
    ]
    return min(near, key=lambda item: item[:2])[2] if near else None
