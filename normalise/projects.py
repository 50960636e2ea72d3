"""Project titles: quoted beside the word "projekts" or a grant number, in fields, in headings."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence

from normalise.alike import group_alike
from normalise.cues import load_cues
from normalise.document import Document, flatten, merge_spans, overlaps
from normalise.funders import names_funder
from normalise.grants import NumberFound
from normalise.project_headings import Candidate, above_numbers, from_title, quoted_candidate, title_words
from normalise.quotes import Quoted, all_quoted, quoted_at, quoted_behind_blank, quoted_ending
from normalise.records import Evidence, ProjectFinding
from normalise.unquoted_titles import titles_in_rows, unquoted_titles

# "projekts" and what may stand between it and the title's opening mark: a number, brackets, a colon
_CUES = load_cues("projects")
FIELD = "field with the project’s name"
_MOST_LOOKED_AT = 40
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
_CODE_BEFORE = re.compile(r"^[A-Z]{2,4}-?\d{2,5}\s(?=[\w“„«\"])")


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
    found = list(_quoted_after(document, "opening", "quoted after “projekts”"))
    found += _quoted_after(document, "list_of", "quoted in a list of projects")
    found += _before_the_word(document, named)
    found += _beside_number(document, numbers, found, named)
    found += _fields(document)
    found += _unquoted(document)
    if not found:
        found += [
            Candidate(title, at, at + len(title), rule, 1) for title, at, rule in titles_in_rows(document)
        ]
    if not found:
        found += _quoted_after(document, "opening_else", "quoted after a word for a project")
    if not found:
        found += _behind_number(document, numbers) or _carried_out(document)
    if len({number.id for number in numbers}) > 1:
        found += above_numbers(document, numbers, found)
    if not found:
        found += from_title(document, numbers, paid)
    if not found and paid and _A_PROJECT.search(document.flat):
        found += list(_quoted_after(document, "event", "event that the project is"))[:1]
    twofold = [c.title for c in found if " / " in c.title or ": " in c.title][:_MOST_LOOKED_AT]
    titles = [flatten(candidate.title) for candidate in found[:_MOST_LOOKED_AT]]
    whole = [
        candidate
        for candidate in found
        if not _is_half(candidate.title, twofold) and not _is_beginning(candidate.title, titles)
    ]
    return sorted(_without_other_names(document, whole), key=lambda candidate: candidate.start)


def _quoted_after(document: Document, cue: str, rule: str) -> Iterator[Candidate]:
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


def _before_the_word(document: Document, named: Sequence[tuple[int, int]]) -> Iterator[Candidate]:
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


def _beside_number(
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
        for number in numbers[nearby][:_MOST_LOOKED_AT]:
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


def _behind_number(document: Document, numbers: Sequence[NumberFound]) -> list[Candidate]:
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


def _carried_out(document: Document) -> list[Candidate]:
    made: list[Candidate] = []
    for match in _CUES["carried_out"].finditer(document.flat):
        quoted = quoted_ending(document, match.start())
        candidate = quoted and quoted_candidate(document, quoted, "quoted before who carries it out")
        if candidate:
            made.append(candidate)
    return made


def _fields(document: Document) -> Iterator[Candidate]:
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


def _unquoted(document: Document) -> Iterator[Candidate]:
    for written, at, rule in unquoted_titles(document):
        title = _CODE_BEFORE.sub("", written)
        start = at + len(written) - len(title)
        yield Candidate(title, start, start + len(title), rule, 1)


def _same(left: frozenset[str], right: frozenset[str]) -> bool:
    """Two spellings of one title: nearly the same words, or one cut short."""
    common = len(left & right)
    smaller = min(len(left), len(right))
    alike = sum(1 for a in left - right if any(a[:5] == b[:5] and len(a) > 4 for b in right - left))
    return (common + alike) / max(len(left), len(right)) >= 0.6 or (smaller >= 3 and common / smaller >= 0.9)


def _by_place(group: list[Candidate]) -> list[list[Candidate]]:
    """Titles that differ in a name alone are different projects: "… Alūksnes ezerā" and "… Indzera ezerā"."""
    parts: list[tuple[frozenset[str], list[Candidate]]] = []
    for candidate in group[:_MOST_LOOKED_AT]:
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
    for candidate in found[:_MOST_LOOKED_AT]:
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
        for short in found[:_MOST_LOOKED_AT]
        if short not in full
        for whole in full[:_MOST_LOOKED_AT]
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
        for candidate in group[:_MOST_LOOKED_AT]
        for number in by_line.get(document.line_at(candidate.start).start, [])[:_MOST_LOOKED_AT]
    ]
    return min(near, key=lambda item: item[:2])[2] if near else None
