"""Finds funders by their names: every name, case form and abbreviation in one pass."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache
from typing import Literal

from normalise.document import Document, merge_spans, overlaps
from normalise.funder_register import DatedName, Funder, Register, load_register
from normalise.grants import NumberFound
from normalise.inflect import abbreviation_forms, inflections
from normalise.matcher import PhraseMatcher, fold_with_map

# a year as dates and names of programmes hold it, and no number of people
_YEAR = re.compile(
    r"(?<!© )(?<!\d)20[0-4]\d(?=\.|\s?gad|\s?[-–/]\s?\d|\s(?:ietvaros|programm)|[\")])"
    r"|(?<=[./-])20[0-4]\d(?!\d)"
)
Strength = Literal["name", "programme", "weak", "administrator", "number", "address"]


@dataclass(frozen=True, slots=True)
class Naming:
    """What a phrase stands for."""

    funder: str
    strength: Strength
    programme: str | None = None
    dated: DatedName | None = None


@dataclass(frozen=True, slots=True)
class Mention:
    """One place where a funder is named or implied."""

    funder: str
    strength: Strength
    programme: str | None
    start: int
    end: int


@cache
def _matcher(register_name: str = "") -> PhraseMatcher[tuple[Naming, ...]]:
    register = load_register()
    phrases: dict[str, tuple[Naming, ...]] = {}
    cased: set[str] = set()
    for phrase, naming, keep_case in _phrases(register):
        phrases[phrase] = (*phrases.get(phrase, ()), naming)
        if keep_case:
            cased.add(phrase)
    return PhraseMatcher(phrases, cased=cased)


def _phrases(register: Register) -> Iterator[tuple[str, Naming, bool]]:
    for funder in register.funders.values():
        yield from _own_phrases(funder)
        for programme in funder.programmes:
            naming = Naming(funder.id, "programme", programme.id)
            yield from _inflected(programme.names, naming)
            yield from _inflected(programme.weak, Naming(funder.id, "weak", programme.id))
            yield from _abbreviated(programme.abbreviations, naming)


def _own_phrases(funder: Funder) -> Iterator[tuple[str, Naming, bool]]:
    name = Naming(funder.id, "name")
    yield from _inflected(funder.names, name)
    yield from ((phrase, name, _is_abbreviation(phrase)) for phrase in funder.fixed)
    yield from _abbreviated(funder.abbreviations, name)
    yield from _inflected(funder.weak, Naming(funder.id, "weak"))
    for dated in funder.dated:
        yield from _inflected([dated.name], Naming(funder.id, "weak", dated=dated))
    yield from _inflected(funder.administrators, Naming(funder.id, "administrator"))


def _is_abbreviation(phrase: str) -> bool:
    return phrase.isupper() and len(phrase) <= 5


def _abbreviated(names: Iterable[str], naming: Naming) -> Iterator[tuple[str, Naming, bool]]:
    for name in names:
        for form in abbreviation_forms(name):
            yield form, naming, True


def _inflected(names: Iterable[str], naming: Naming) -> Iterator[tuple[str, Naming, bool]]:
    for name in names:
        if _is_abbreviation(name):
            yield from _abbreviated([name], naming)
            continue
        for form in inflections(name):
            yield form, naming, False


def find_mentions(document: Document, numbers: Iterable[NumberFound]) -> tuple[Mention, ...]:
    """All mentions in order of the text; a number implies its funder, whatever letters it holds."""
    numbers = [number for number in numbers if number.funder]
    inside_numbers = merge_spans([(number.start, number.end) for number in numbers])
    year = _year_of(document)
    mentions = [
        Mention(naming.funder, naming.strength, naming.programme, match.start, match.end)
        for match in _matcher().find(document.folded)
        for naming in match.payload
        if not overlaps(inside_numbers, match.start, match.end)
        and (naming.dated is None or naming.dated.holds_in(year))
    ]
    mentions += [
        Mention(number.funder, "number", number.programme, number.start, number.end)
        for number in numbers
        if number.funder
    ]
    return tuple(sorted(mentions, key=lambda mention: (mention.start, mention.end)))


def _year_of(document: Document) -> int | None:
    """The year of the news: the publication's, else the latest that the text names; None for neither."""
    if document.published:
        return int(document.published.date[:4])
    years = (int(year) for year in _YEAR.findall(document.flat, 0, document.footer))
    return max(years, default=None)


# "Par AIF projektiem", "Ko fonds atstāj aiz sevis"
_ABOUT = re.compile(r"(?:par|ko|ka|kas|kapec) ")


def title_mentions(document: Document) -> frozenset[str]:
    """The funders that the title names beyond doubt, a weak name beside "projekts" among them."""
    if not document.title:
        return frozenset()
    found = _matcher().find(fold_with_map(document.title))
    return frozenset(
        n.funder
        for match in found
        for n in match.payload
        if n.strength in {"name", "programme"}
        or document.flat_title.startswith(("projekt", "partner"), match.end + 1)
    )


def title_subject(document: Document) -> str | None:
    """The funder with whose name the title begins, or with "par" and it; None for any other beginning."""
    if not document.title:
        return None
    about = _ABOUT.match(document.flat_title)
    title = document.title[about.end() :] if about else document.title
    found = _matcher().find(fold_with_map(title))
    return next(
        (n.funder for m in found if m.start <= 1 for n in m.payload if n.strength in {"name", "programme"}),
        None,
    )


def begins_with_funder(words: str) -> bool:
    """Whether a funder's or programme's name opens the words."""
    return any(match.start == 0 for match in _matcher().find(fold_with_map(words)))


def names_funder(words: str) -> bool:
    """True when the words are a funder's or programme's name and nothing more."""
    return any(
        match.start <= 1 and match.end >= len(words.rstrip()) - 1
        for match in _matcher().find(fold_with_map(words))
    )
