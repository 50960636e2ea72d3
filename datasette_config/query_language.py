"""What people type into the search box: words, "phrases", -minus and fields such as `funder:`.

Nothing of it reaches SQLite's own query language raw: this module only takes it apart.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Literal

from normalise.search_terms import fold

FieldName = Literal["funder", "grant", "place", "site", "year"]
ProblemKind = Literal["date", "field", "long", "year"]

LONGEST_QUERY = 400
MOST_TERMS = 24
SHORTEST_BEGINNING = 2  # letters before the star of projekt*
FIELDS: dict[str, FieldName] = {
    "funder": "funder",
    "finansetajs": "funder",
    "grant": "grant",
    "grants": "grant",
    "place": "place",
    "vieta": "place",
    "site": "site",
    "source": "site",
    "vietne": "site",
    "avots": "site",
    "year": "year",
    "gads": "year",
}
AFTER = frozenset({"after", "no", "pec"})
BEFORE = frozenset({"before", "lidz", "pirms"})
_FIELD_NAMES = frozenset(FIELDS) | AFTER | BEFORE
SHORTEST_NAME = 2  # letters of what looks like a field
_YEAR = re.compile(r"\d{4}$")
_QUOTES = str.maketrans(dict.fromkeys("„“”«»", '"'))
_TOKEN = re.compile(r'(?P<minus>-?)(?:(?P<name>[^\W\d_]+):(?=\S))?(?:"(?P<phrase>[^"]*)"|(?P<word>\S+))')
# a word, a colon and a word; no address, whose colon has strokes behind it
_UNKNOWN_FIELD = re.compile(rf'-?([^\W\d_]{{{SHORTEST_NAME},}}:)"?\w')
_ISO_DATE = re.compile(r"(\d{4})(?:-(\d{1,2}))?(?:-(\d{1,2}))?$")
_LATVIAN_DATE = re.compile(r"(\d{1,2})\.(\d{1,2})\.(\d{4})\.?$")


@dataclass(frozen=True, slots=True)
class Term:
    """A word, or a phrase whose words stand side by side as they are written.

    `beginning`: typed with a star at its end, it stands for all words that begin so.
    """

    text: str
    phrase: bool = False
    wanted: bool = True
    beginning: bool = False


@dataclass(frozen=True, slots=True)
class FieldTerm:
    """A wish about a field: `funder:sif`, `-place:Rīga`."""

    field: FieldName
    value: str
    wanted: bool = True


@dataclass(frozen=True, slots=True)
class Problem:
    """Something typed that cannot be understood; the page says so in words."""

    kind: ProblemKind
    value: str

    @property
    def widens(self) -> bool:
        """Whether it was left out, so that more is found than asked for; an unknown field is a word."""
        return self.kind != "field"


@dataclass(frozen=True, slots=True)
class Query:
    """What was typed, taken apart. `after` is inclusive, `before` exclusive, both ISO dates."""

    terms: tuple[Term, ...] = ()
    fields: tuple[FieldTerm, ...] = ()
    after: str | None = None
    before: str | None = None
    problems: tuple[Problem, ...] = ()
    pieces: tuple[str, ...] = ()  # as they were typed, in order

    @property
    def words(self) -> tuple[Term, ...]:
        """The wanted words and phrases."""
        return tuple(term for term in self.terms if term.wanted)


def parse(typed: str) -> Query:
    """Takes `typed` apart; never fails: what cannot be understood is kept in `problems`."""
    terms: list[Term] = []
    fields: list[FieldTerm] = []
    dates: dict[str, str] = {}
    problems: list[Problem] = []
    if len(typed) > LONGEST_QUERY:
        problems.append(Problem("long", str(LONGEST_QUERY)))
    pieces: list[str] = []
    for wanted, name, value, phrase, piece in _tokens(typed[:LONGEST_QUERY]):
        pieces.append(piece)
        if FIELDS.get(name) == "year" and not _YEAR.match(value):
            problems.append(Problem("year", value))
        elif name in FIELDS:
            fields.append(FieldTerm(FIELDS[name], value, wanted))
        elif name in AFTER or name in BEFORE:
            moment = read_date(value)
            if moment is None:
                problems.append(Problem("date", value))
            else:
                dates["after" if name in AFTER else "before"] = moment
        else:
            terms.append(_term(value, phrase, wanted))
            if unknown := _UNKNOWN_FIELD.match(piece):
                problems.append(Problem("field", unknown[1]))
    return Query(
        tuple(terms[:MOST_TERMS]),
        tuple(fields[:MOST_TERMS]),
        dates.get("after"),
        dates.get("before"),
        tuple(problems),
        tuple(pieces),
    )


def _term(value: str, phrase: bool, wanted: bool) -> Term:
    word = value.rstrip("*")
    beginning = not phrase and word != value and word.isalnum() and len(word) >= SHORTEST_BEGINNING
    return Term(word if beginning else value, phrase, wanted, beginning)


def without_quotes(typed: str) -> str:
    """`typed` with its phrases opened into words."""
    return " ".join(typed.translate(_QUOTES).replace('"', " ").split())


def read_date(value: str) -> str | None:
    """`2023`, `2023-06`, `2023-06-14` or `14.06.2023` as the first day that it names; else None."""
    if iso := _ISO_DATE.match(value):
        year, month, day = int(iso[1]), int(iso[2] or 1), int(iso[3] or 1)
    elif latvian := _LATVIAN_DATE.match(value):
        year, month, day = int(latvian[3]), int(latvian[2]), int(latvian[1])
    else:
        return None
    try:
        return date(year, month, day).isoformat()
    except ValueError:
        return None


def _tokens(typed: str) -> Iterator[tuple[bool, str, str, bool, str]]:
    """(wanted, field name or "", value, is a phrase, as typed) of every piece that says something."""
    plain = typed.translate(_QUOTES)
    if plain.count('"') % 2:
        plain = " ".join(plain.rsplit('"', 1))
    field: re.Match[str] | None = None
    for match in _TOKEN.finditer(plain):
        if _is_field_alone(match):
            field = match
            continue
        before, field = (None if match["name"] else field), None
        name = fold(before["word"][:-1] if before else match["name"] or "")
        phrase = match["phrase"] is not None
        value = (match["phrase"] if phrase else match["word"]).strip()
        if name and name not in _FIELD_NAMES:
            value, name = f"{match['name']}:{value}", ""
        if any(map(str.isalnum, value)):
            wanted = not (before or match)["minus"]
            yield wanted, name, value, phrase, f"{before[0] if before else ''}{match[0]}"


def _is_field_alone(match: re.Match[str]) -> bool:
    """Whether a field was typed with nothing behind its colon: what follows is meant, or nothing yet."""
    word = match["word"] or ""
    return not match["name"] and word.endswith(":") and fold(word[:-1]) in _FIELD_NAMES
