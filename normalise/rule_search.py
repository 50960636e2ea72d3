"""Finds in words what a rule asks for: names, a number, a title, a sum, a sentence."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from itertools import islice

from normalise.cues import load_cues
from normalise.document import flatten
from normalise.grant_names import number_key
from normalise.grant_records import Grant
from normalise.rulebook import Rule
from normalise.statements import Found, Words, find_statement, phrase_places, phrase_stems

_BETWEEN_SENTENCES = re.compile(r"(?<=[.!?])\s+(?=[^\W\d_a-zāčēģīķļņšūž])|\n{2,}")
_NEAR = 8  # words between which words of one thought stand
_LONG_STATEMENT = 5  # words
_LONGEST_QUOTE = 200  # characters
_MOST_PLACES = 50
_SUM = re.compile(r"\d[\d \u00a0.,]*\d|\d")


def find(words: Words, rule: Rule, grant: Grant, *, loosely: bool = False) -> Found | None:
    """What the rule asks for, None when it is not there or the register lacks what to look for.

    `loosely` takes names in addresses and file names such as `lad-logo.png` too. A name of which the
    sentence says that it did not pay is not there.
    """
    if rule.kind == "number":
        return find_number(words, grant.id)
    if rule.kind == "title":
        return find_statement(words, grant.title) if grant.title else None
    if rule.kind == "amount":
        return _find_amount(words.text, grant.amount) if grant.amount is not None else None
    if rule.kind == "names":
        return _find_names(words, rule, loosely)
    if rule.kind == "together":
        return _find_together(words, rule)
    if rule.kind == "hashtags":
        return _find_hashtags(words.text, rule)
    places = (find_statement(words, variant, rule.keep) for variant in rule.variants)
    found = [place for place in places if place and not words.is_denied(place.start, place.end)]
    return min(found, key=lambda place: len(place.difference)) if found else None


def find_denied(words: Words, rule: Rule) -> Found | None:
    """The first name or sentence of the rule of which the text says that it did not pay."""
    names = (place for group in rule.all_of for name in group for place in phrase_places(words, name))
    told = (find_statement(words, one, rule.keep) for one in rule.variants if rule.kind == "statement")
    either = (place for place in (*names, *told) if place) if words.denials else ()
    return next((place for place in either if words.is_denied(place.start, place.end)), None)


def find_weak(words: Words, rule: Rule) -> Found | None:
    """The first place of a short name that may stand for something else."""
    return next((place for name in rule.weak for place in phrase_places(words, name)), None)


def find_in_other_order(words: Words, rule: Rule) -> Found | None:
    """A sentence of the text that holds all words of a statement, though not in its order."""
    asked = [set(phrase_stems(variant)) for variant in rule.variants if rule.kind == "statement"]
    for start, end in sentences(words.text) if asked else ():
        inside = words.between(start, end)
        there = {words.stems[at] for at in inside}
        if any(len(stems) >= _LONG_STATEMENT and stems <= there for stems in asked):
            return words.found(inside[0], inside[-1] + 1)
    return None


def _find_names(words: Words, rule: Rule, loosely: bool) -> Found | None:
    """A name of each list, those that stand nearest together; None when a list has none."""
    groups = [_named(words, rule, names, loosely) for names in rule.all_of]
    if not all(groups):
        return None
    best = min((_around(first, groups[1:]) for first in groups[0]), key=lambda one: one.end - one.start)
    return best if best.end - best.start <= _LONGEST_QUOTE else groups[0][0]


def _named(words: Words, rule: Rule, names: Iterable[str], loosely: bool) -> list[Found]:
    strong = (place for name in names for place in phrase_places(words, name, small_letters=loosely))
    beside = (place for name in rule.weak for place in phrase_places(words, name) if _funds(words, place))
    found = list(islice(_undenied(words, strong), _MOST_PLACES)) or list(islice(_undenied(words, beside), 1))
    return sorted(found, key=lambda place: place.start)


def _undenied(words: Words, places: Iterable[Found]) -> Iterator[Found]:
    return (place for place in places if not words.is_denied(place.start, place.end))


def _around(first: Found, groups: Iterable[list[Found]]) -> Found:
    """The stretch from a place over the nearest of each other list."""
    nearest = [first, *(min(group, key=lambda one: abs(one.start - first.start)) for group in groups)]
    return Found(min(one.start for one in nearest), max(one.end for one in nearest))


def _find_hashtags(text: str, rule: Rule) -> Found | None:
    """All hashtags and handles of the rule; the first that stands in the text."""
    places = [re.search(rf"(?<!\w){re.escape(tag)}(?!\w)", text, re.IGNORECASE) for tag in rule.variants]
    found = [place for place in places if place]
    if len(found) < len(rule.variants):
        return None
    first = min(found, key=lambda place: place.start())
    return Found(first.start(), first.end())


def _funds(words: Words, place: Found) -> bool:
    """Whether a word of funding stands within three words of the place, and it is not all shouting."""
    at = words.index_at(place.start)
    near = [
        words.text[start:end]
        for start, end in words.spans[max(0, at - 3) : at + 4]
        if words.same_sentence(place.start, start)
    ]
    near.remove(words.text[place.start : place.end])
    shouted = sum(1 for word in near if word.isupper() and len(word) > 1)
    beside = load_cues("publicity")["beside"]
    return shouted * 2 < max(1, len(near)) and any(beside.fullmatch(flatten(word)) for word in near)


def find_number(words: Words, number: str) -> Found | None:
    """Where a text gives a grant number, letters and digits compared, blanks and marks passed over."""
    key = number_key(number)
    bare, kept = words.bare
    at = bare.find(key)
    while at >= 0:
        start, end = kept[at], kept[at + len(key) - 1] + 1
        longer = words.text[end : end + 1].isdigit() and key[-1].isdigit()
        if end - start <= 2 * len(number) + 8 and not longer:
            return Found(start, end)
        at = bare.find(key, at + 1)
    return None


def _find_amount(text: str, amount: float) -> Found | None:
    """Where the sum stands: to the cent, or in whole euros."""
    wanted = {f"{amount:.2f}".replace(".", ""), str(round(amount))}
    for match in _SUM.finditer(text):
        digits = re.sub(r"\D", "", match.group())
        if digits in wanted or (digits.endswith("00") and digits[:-2] == str(round(amount))):
            return Found(match.start(), match.end())
    return None


def _find_together(words: Words, rule: Rule) -> Found | None:
    """The first place where a word of each group stands near the others, in one sentence, no question."""
    for start, end in sentences(words.text):
        if words.text[start:end].rstrip().endswith("?"):
            continue
        inside = words.between(start, end)
        groups = [[at for at in inside if _begins(words, at, group)] for group in rule.together]
        for first in groups[0] if all(groups) else ():
            nearest = [first, *(min(group, key=lambda at: abs(at - first)) for group in groups[1:])]
            if max(nearest) - min(nearest) <= _NEAR:
                return words.found(min(nearest), max(nearest) + 1)
    return None


def _begins(words: Words, at: int, group: Iterable[str]) -> bool:
    start, end = words.spans[at]
    return flatten(words.text[start:end]).startswith(tuple(group))


def sentences(text: str) -> Iterator[tuple[int, int]]:
    """Where sentences stand; a number's or an abbreviation's full stop may split one too early."""
    start = 0
    for match in _BETWEEN_SENTENCES.finditer(text):
        yield start, match.start()
        start = match.end()
    yield start, len(text)


def find_domain(text: str, rule: Rule) -> Found | None:
    """The first place of an address of the rule's sites; an e-mail address there is none."""
    match = _domains(rule).search(text)
    return Found(match.start(), match.end()) if match else None


def has_domain(text: str, rule: Rule) -> bool:
    """Whether an address of the rule's sites stands in a text."""
    return _domains(rule).search(text) is not None


def _domains(rule: Rule) -> re.Pattern[str]:
    either = "|".join(re.escape(domain) for domain in rule.domains)
    return re.compile(rf"(?<![\w@-])(?<!@[\w-]\.)(?:{either})", re.IGNORECASE)
