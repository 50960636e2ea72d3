"""The projects that a text reports: titles from every place, each once in its fullest spelling."""

from __future__ import annotations

import re
from collections.abc import Sequence

from normalise.alike import group_alike
from normalise.cues import load_cues
from normalise.document import Document, flatten
from normalise.grants import NumberFound
from normalise.project_headings import MOST_LOOKED_AT, Candidate, above_numbers, from_title, title_words
from normalise.project_titles import (
    before_the_word,
    behind_number,
    beside_number,
    carried_out,
    in_fields,
    quoted_after,
    unquoted,
)
from normalise.quotes import quoted_at
from normalise.records import Evidence, ProjectFinding
from normalise.unquoted_titles import titles_in_rows

_CUES = load_cues("projects")
_NAME = re.compile(r"\b[A-ZĀČĒĢĪĶĻŅŠŪŽ]\w{3,}|^\W*\w+")
_A_PROJECT = re.compile(
    r"projekt|проект|youth exchange"
    # "Nometni finansēja ASV vēstniecība": the event is what is paid for
    r"|\b(?:nometni|pleneru|festivalu|ekspediciju|akciju) (?:\w+ )?(?:lidz)?finanse"
)
_OR = re.compile(
    r"\s?\(anglu (?:valoda|val\.)\s"
    r"|\s?(?:\([^()\n]{2,40}\)\s)?(?:(?:jeb|saisinati)\s{1,2}(?:[a-z]+\s){0,3}|/\s?)"
)
_IN_BRACKETS_BEHIND = re.compile(r"(?:\s?nr\.?\s?[\w./-]{5,30})?\s?\((?P<short>[^()\n]{2,40})\)")
_NEAR_TITLE = 300  # characters from a title to its short name
_LONG_TITLE = 3  # blanks in a title that is told in full
_SHORT_NAME = re.compile(r"(?:LIFE )?\w*[A-ZĀČĒĢĪĶĻŅŠŪŽ]\w*[A-ZĀČĒĢĪĶĻŅŠŪŽ]\w*(?: [A-ZĀČĒĢĪĶĻŅŠŪŽ]{2,})?")


def find_projects(
    document: Document,
    numbers: Sequence[NumberFound],
    funder: str | None,
    named: Sequence[tuple[int, int]] = (),
    *,
    paid: bool = False,
) -> tuple[ProjectFinding, ...]:
    """The reported projects' titles, each once in its fullest spelling.

    `funder` is the article's only financing funder, given to projects without a number of their own;
    `paid` tells that there are several.
    `named` are stretches that name funders and programmes: these are no titles.
    """
    alike = group_alike(
        _candidates(document, numbers, named, paid or funder is not None),
        lambda c: title_words(c.title),
        _same,
    )
    groups = [part for group in alike for part in _by_place(group)]
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
) -> list[Candidate]:
    found = list(quoted_after(document, "opening", "quoted after “projekts”"))
    found += quoted_after(document, "list_of", "quoted in a list of projects")
    found += before_the_word(document, named)
    found += beside_number(document, numbers, found, named)
    found += in_fields(document)
    found += unquoted(document)
    if not found:
        found += [
            Candidate(title, at, at + len(title), rule, 1) for title, at, rule in titles_in_rows(document)
        ]
    if not found:
        found += quoted_after(document, "opening_else", "quoted after a word for a project")
    if not found:
        found += behind_number(document, numbers) or carried_out(document)
    if len({number.id for number in numbers}) > 1:
        found += above_numbers(document, numbers, found)
    if not found:
        found += from_title(document, numbers, paid)
    if not found and paid and _A_PROJECT.search(document.flat):
        found += list(quoted_after(document, "event", "event that the project is"))[:1]
    twofold = [c.title for c in found if " / " in c.title or ": " in c.title][:MOST_LOOKED_AT]
    titles = [flatten(candidate.title) for candidate in found[:MOST_LOOKED_AT]]
    whole = [
        candidate
        for candidate in found
        if not _is_half(candidate.title, twofold) and not _is_beginning(candidate.title, titles)
    ]
    return sorted(_without_other_names(document, whole), key=lambda candidate: candidate.start)


def _same(left: frozenset[str], right: frozenset[str]) -> bool:
    """Two spellings of one title: nearly the same words, or one cut short."""
    common = len(left & right)
    smaller = min(len(left), len(right))
    alike = sum(1 for a in left - right if any(a[:5] == b[:5] and len(a) > 4 for b in right - left))
    return (common + alike) / max(len(left), len(right)) >= 0.6 or (smaller >= 3 and common / smaller >= 0.9)


def _by_place(group: list[Candidate]) -> list[list[Candidate]]:
    """Titles that differ in a name alone are different projects: "… Alūksnes ezerā" and "… Indzera ezerā"."""
    parts: list[tuple[frozenset[str], list[Candidate]]] = []
    for candidate in group[:MOST_LOOKED_AT]:
        names = _names_in(candidate.title)
        at = next((part for known, part in parts if not (names - known and known - names)), None)
        if at is None:
            parts.append((names, [candidate]))
        else:
            at.append(candidate)
    return [part for _, part in parts]


def _names_in(title: str) -> frozenset[str]:
    """The beginnings of a title's capitalised words behind the first; none of a title in capitals."""
    if title.isupper():
        return frozenset()
    return frozenset(flatten(word[:4]) for word in _NAME.findall(title)[1:])


def _is_half(title: str, titles: Sequence[str]) -> bool:
    """One language of a title that another candidate gives in two: "GREEN YARDS / Zaļie pagalmi"."""
    return any(
        title != other and title in (part.strip() for part in re.split(r"/|: ", other)) for other in titles
    )


def _without_other_names(document: Document, found: list[Candidate]) -> list[Candidate]:
    """`“Muižas parki …” jeb “Green Heritage”`: what stands behind "jeb" is the same project's other name."""
    other: set[str] = set()
    for candidate in found[:MOST_LOOKED_AT]:
        if short := _IN_BRACKETS_BEHIND.match(document.flat, candidate.end):
            other.add(short["short"].strip('" '))
        joined = _OR.match(document.flat, candidate.end)
        quoted = quoted_at(document.text, joined.end()) if joined else None
        if quoted:
            other.add(document.flat[quoted.inner_start : quoted.inner_end].strip(" .,"))
    for label in _CUES["short_name"].finditer(document.flat):
        if quoted := quoted_at(document.text, label.end()):
            other.add(document.flat[quoted.inner_start : quoted.inner_end].strip(" .,"))
    kept = [c for c in found if flatten(c.title) not in other]
    return _without_short_names(document, kept or found)


def _without_short_names(document: Document, found: list[Candidate]) -> list[Candidate]:
    """`“…” (OCTOPUS)`: capitals near the only title in full are that project's short name."""
    full = [candidate for candidate in found if not _SHORT_NAME.fullmatch(candidate.title)]
    if len({title_words(c.title) for c in full}) != 1 or full[0].title.count(" ") < _LONG_TITLE:
        return found
    near = any(
        abs(short.start - whole.start) < _NEAR_TITLE
        and not _CUES["next_project"].fullmatch(document.flat, whole.end, max(whole.end, short.start))
        for short in found[:MOST_LOOKED_AT]
        if short not in full
        for whole in full[:MOST_LOOKED_AT]
    )
    return full if near else found


def _is_beginning(title: str, titles: Sequence[str]) -> bool:
    """A title cut short, "Break…" beside "Break Out", or the name in another title."""
    own = flatten(title)
    if any(f'"{own}"' in other for other in titles if other != own):
        return True  # „Centra „Sniedz roku” izveide” beside “Sniedz roku”
    cut = own.rstrip("….!? ") + " "
    return any(other != own and other.startswith(cut) for other in titles)


def _finding(
    document: Document, group: list[Candidate], number: NumberFound | None, funder: str | None
) -> ProjectFinding:
    best = max(
        group,
        key=lambda c: (
            c.strength,
            not c.title.isupper(),
            number is not None and 0 <= number.start - c.end < 60,
            len(title_words(c.title)),
            -c.start,
        ),
    )
    evidence: list[Evidence] = [document.evidence(c.start, c.end, c.rule) for c in group[:5]]
    return ProjectFinding(
        best.title.strip(),
        number.funder if number and number.funder else funder,
        number.id if number else None,
        tuple(evidence),
    )


def _number_beside(
    document: Document, group: list[Candidate], by_line: dict[int, list[NumberFound]]
) -> NumberFound | None:
    """The number that stands nearest to the project's name, in the same line."""
    near = [
        (abs(number.start - candidate.start), number.start, number)
        for candidate in group[:MOST_LOOKED_AT]
        for number in by_line.get(document.line_at(candidate.start).start, [])[:MOST_LOOKED_AT]
    ]
    return min(near, key=lambda item: item[:2])[2] if near else None
