"""Titles quoted beside the word "projekts" or a grant number, in fields, and unquoted ones."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence

from normalise.cues import load_cues
from normalise.document import Document, flatten, merge_spans, overlaps
from normalise.funders import names_funder
from normalise.grants import NumberFound
from normalise.project_headings import MOST_LOOKED_AT, Candidate, quoted_candidate
from normalise.quotes import Quoted, all_quoted, quoted_at, quoted_behind_blank, quoted_ending
from normalise.unquoted_titles import unquoted_titles

# "projekts" and what may stand between it and the title's opening mark: a number, brackets, a colon
_CUES = load_cues("projects")
FIELD = "field with the project’s name"
_UNQUOTED = re.compile(r"[A-ZĀČĒĢĪĶĻŅŠŪŽ][^,.;:(\n„“”«»\"]{3,80}(?=[,.;(\n])")
# "projekts partnerībā (Vestes pūtēju orķestrim "Smiltene", 23-09-AL10-A019.2204-000012)"
_IN_BRACKETS = re.compile(
    r"\((?P<title>[A-ZĀČĒĢĪĶĻŅŠŪŽ][^()\n,]{6,160}),\s(?:(?:projekta|ID)\s)?(?:Nr\.?\s?)?\Z"
)
# "projektam nr. LLI-282 (Youth empowerment)", "LLI-323 HANDICRAFTS “Skolu darbnīcas”"
_BEHIND_NUMBER = re.compile(r"\s\((?P<title>[A-ZĀČĒĢĪĶĻŅŠŪŽ][a-zāčēģīķļņšūž][^()\n,\d]{4,80})\)")
_NO_NAME = re.compile(r"programm|finans|pieskir|apstiprin|konkurs")
_SHORT_NAME_BEHIND = re.compile(
    r"\s{1,2}(?!(?:SIA|VSIA|VAS|NVO|PII|BDR)\s)[A-Z][A-Z\d&-]{2,30}\s{1,2}(?=[„“\"«])"
)
# "Klubs “Trikāta” MEDNIEKMĀJAS REMONTS UN IERĪKOŠANA (Nr. 16-09-AL12-A019.2202-000010)"
_CAPITALS_BEFORE = re.compile(
    r"(?P<title>(?<!\w)[A-ZĀČĒĢĪĶĻŅŠŪŽ]{4,}(?:[\s,–-]{1,3}[A-ZĀČĒĢĪĶĻŅŠŪŽ]{2,}){2,14})\s\((?:Nr\.?\s?)?\Z"
)
_BULLET = re.compile(r"^[\s•·▪◦*–-]+")
# the next labels of a card that lost its line breaks: "... attīstībai” NORISES LAIKS: 01.05.2021."
_NEXT_LABEL = re.compile(r"\s[A-ZĀČĒĢĪĶĻŅŠŪŽ]{4,}(?:\s[A-ZĀČĒĢĪĶĻŅŠŪŽ]{3,})?:\s.*$", re.DOTALL)
_LABEL_BEHIND = re.compile(r"\s[A-ZĀČĒĢĪĶĻŅŠŪŽ]\w+(?:\s\w+){0,2}:|\s?\||,?\s(?:Nr|ID)\b")
_NUMBER_BEHIND = re.compile(r"\s(?:[A-ZĀČĒĢĪĶĻŅŠŪŽ]{2,6}\s)?(?:ID\s|[Pp]rojekta\s)?Nr\.?\s?\S*\d\S*$")
_CODE_BEFORE = re.compile(r"^[A-Z]{2,4}-?\d{2,5}\s(?=[\w“„«\"])")


def quoted_after(document: Document, cue: str, rule: str) -> Iterator[Candidate]:
    """Titles quoted right behind a word of the list, further ones joined by commas and “un”."""
    for match in _CUES[cue].finditer(document.flat):
        sentence = document.sentence_at(match.start())
        of_others = _CUES["others"].search(document.flat, sentence.start, sentence.end)
        if of_others or _CUES["earlier_before"].search(document.flat[sentence.start : match.start()]):
            continue
        quoted = quoted_at(document.text, match.end()) or quoted_behind_blank(document.text, match.end())
        while quoted:
            candidate = quoted_candidate(document, quoted, rule)
            if candidate and not (
                cue == "list_of" and _CUES["said_or_named"].match(document.flat, quoted.inner_end)
            ):
                yield candidate
            further = _further(document, quoted.end, listed=cue == "list_of")
            quoted = quoted_at(document.text, further.end()) if further else None


def _further(document: Document, at: int, *, listed: bool) -> re.Match[str] | None:
    """What joins the next title of a row; in a list it may stand on the next line."""
    found = _CUES["several"].match(document.flat, at)
    if found or not listed:
        return found
    return _CUES["several_listed"].match(document.flat, at) or _CUES["next_in_list"].match(document.flat, at)


def before_the_word(document: Document, named: Sequence[tuple[int, int]]) -> Iterator[Candidate]:
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
        candidate = quoted_candidate(document, quoted, "quoted before “projekts”")
        if candidate:
            yield candidate


def beside_number(
    document: Document,
    numbers: Sequence[NumberFound],
    found: list[Candidate],
    named: Sequence[tuple[int, int]],
) -> list[Candidate]:
    """A quoted name directly before or after a grant number."""
    made: list[Candidate] = []
    if not numbers:
        return made
    taken = merge_spans([*((candidate.start, candidate.end) for candidate in found), *named])
    starts = [number.start for number in numbers]
    for quoted in all_quoted(document.text):
        if overlaps(taken, quoted.start, quoted.end):
            continue
        before = document.flat[max(0, quoted.start - 30) : quoted.start]
        if any(
            _CUES[cue].search(before) for cue in ("organisation_before", "budget_before", "programme_before")
        ):
            continue
        nearby = slice(bisect_left(starts, quoted.start - 200), bisect_left(starts, quoted.end + 45))
        for number in numbers[nearby][:MOST_LOOKED_AT]:
            between = document.flat[min(quoted.end, number.end) : max(quoted.start, number.start)]
            gap = between if quoted.end <= number.start or number.end <= quoted.start else "far away"
            if "." in document.text[quoted.end : quoted.end + 1] and "\n" in gap:
                continue  # the sentence ends, and another paragraph begins with its number
            if (
                len(gap) < 45
                and not re.match(r"\s*projekt", gap)
                and re.fullmatch(
                    r"[\s,(:;|-]*(?:projekt\w*|granta|ligum\w*|identifikacijas|finansesanas|vienosanas|id|reg|nr|no|\W)*[\s.:,)(-]*",
                    gap,
                )
            ):
                candidate = _whole_heading(document, quoted, number) or quoted_candidate(
                    document, quoted, "quoted beside a grant number"
                )
                if candidate:
                    made.append(candidate)
                break
    return made


def _whole_heading(document: Document, quoted: Quoted, number: NumberFound) -> Candidate | None:
    """`Vides nometne „Zaļais aplis”` above its number: the name in quotation marks only ends the title."""
    line = document.line_at(quoted.start)
    title = document.text[line.start : line.end]
    fits = line.kind == "heading" and quoted.end == line.end < number.start and quoted.start > line.start
    if not fits or "projekt" in flatten(title) or _CUES["news"].match(flatten(title)):
        return None
    return Candidate(title, line.start, line.end, "heading above its number", 2)


def behind_number(document: Document, numbers: Sequence[NumberFound]) -> list[Candidate]:
    """`CB916 – Stones & Stories, a project of`: an unquoted title beside the number."""
    made: list[Candidate] = []
    for number in numbers:
        if capitals := _CAPITALS_BEFORE.search(document.text, max(0, number.start - 200), number.start):
            made.append(
                Candidate(capitals["title"], *capitals.span("title"), "capitals before its number", 1)
            )
            continue
        if named := _IN_BRACKETS.search(document.text, max(0, number.start - 200), number.start):
            made.append(Candidate(named["title"], *named.span("title"), "in brackets with its number", 1))
            continue
        if short := _SHORT_NAME_BEHIND.match(document.text, number.end):
            quoted = quoted_at(document.text, short.end())
            candidate = quoted and quoted_candidate(document, quoted, "quoted behind a grant number")
            made += [candidate] if candidate else []
            continue
        behind = _BEHIND_NUMBER.match(document.text, number.end)
        if behind and not names_funder(behind["title"]) and not _NO_NAME.search(flatten(behind["title"])):
            made.append(Candidate(behind["title"], *behind.span("title"), "behind a grant number", 1))
            continue
        dash = _CUES["behind_number"].match(document.flat, number.end)
        title = _UNQUOTED.match(document.text, dash.end()) if dash else None
        if title:
            made.append(Candidate(title.group().strip(), *title.span(), "behind a grant number", 1))
    return made


def carried_out(document: Document) -> list[Candidate]:
    """`“Zaļais aplis”, ko īsteno biedrība`: a name quoted before who carries it out."""
    made: list[Candidate] = []
    for match in _CUES["carried_out"].finditer(document.flat):
        quoted = quoted_ending(document, match.start())
        candidate = quoted and quoted_candidate(document, quoted, "quoted before who carries it out")
        if candidate:
            made.append(candidate)
    return made


def in_fields(document: Document) -> Iterator[Candidate]:
    """The titles that stand behind a label: `Projekta nosaukums: Zaļais aplis`, or in the line below it."""
    for expression in (_CUES["field"], _CUES["field_bare"], _CUES["field_above"]):
        for match in expression.finditer(document.flat):
            start, end = match.span("title")
            start = end - len(_CODE_BEFORE.sub("", _BULLET.sub("", document.text[start:end])))
            own = _NEXT_LABEL.sub("", document.text[start:end])
            end = start + len(_NUMBER_BEHIND.sub("", own))
            written = document.text[start:end].strip()
            inside = _CUES["opening"].search(document.flat, start, end)
            quoted = quoted_at(document.text, inside.end() if inside else start)
            if quoted and (quoted.end >= end - 60 or _LABEL_BEHIND.match(document.text, quoted.end)):
                candidate = quoted_candidate(document, quoted, FIELD)
                if candidate:
                    yield candidate
            elif (
                len(written) >= 4
                and not written.endswith(":")
                and not (written.startswith("(") and written.endswith(")"))
                and not _CUES["label"].search(flatten(written))
            ):
                yield Candidate(
                    written.strip(" .,;"),
                    start,
                    start + len(document.text[start:end].rstrip()),
                    FIELD,
                    2,
                )


def unquoted(document: Document) -> Iterator[Candidate]:
    """Titles without quotation marks, without the code that may stand before them."""
    for written, at, rule in unquoted_titles(document):
        title = _CODE_BEFORE.sub("", written)
        start = at + len(written) - len(title)
        yield Candidate(title, start, start + len(title), rule, 1)
