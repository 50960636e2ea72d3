"""Article and rulebook to verdicts, rule by rule, each with evidence and the rule's document.

`not met` is said only of a binding rule in force on the day of publication, when neither the article nor the
rest of its page holds the words. What pictures show is judged by their names only, so a logo that was
not seen is `cannot tell`. A rule of observed practice that is not followed is advice: `not applicable`.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property
from typing import Literal

from normalise.document import flatten
from normalise.grant_names import number_key
from normalise.grant_records import Grant
from normalise.records import Image, Link
from normalise.rulebook import FunderRules, Kind, Rule
from normalise.statements import Found, Words, find_phrase, find_statement

Outcome = Literal["met", "not met", "cannot tell", "not applicable"]


@dataclass(frozen=True, slots=True)
class Quote:
    """The words of the article that prove a verdict; `text[start:end] == quote`."""

    quote: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Verdict:
    """What one rule says of one article; `note` explains it to people."""

    rule: str
    verdict: Outcome
    evidence: Quote | None
    note: str
    status: Literal["prescribed", "observed"]
    binds: bool
    source: str
    kind: Kind


@dataclass(frozen=True)
class Judged:
    """An article as it is judged.

    `images` and `links` are null when they are not known. `whole_page` gives all words of the page as it
    was received, null when it cannot be had. `own` says that the site is one where the recipient
    publishes; `written_as` is the misspelt number by which the article was recognised.
    """

    text: str
    published: str | None
    language: str | None = "lv"
    images: tuple[Image, ...] | None = None
    links: tuple[Link, ...] | None = None
    own: bool = True
    written_as: str | None = None
    whole_page: Callable[[], str | None] = field(default=lambda: None)

    @cached_property
    def words(self) -> Words:
        """The text in stems."""
        return Words(self.text)

    @cached_property
    def page_words(self) -> Words | None:
        """The whole page in stems."""
        page = self.whole_page()
        return None if page is None else Words(page)


def judge(article: Judged, grant: Grant, rules: FunderRules | None) -> tuple[Verdict, ...]:
    """A verdict for each rule of the grant's funder that belongs to the grant's period."""
    return (
        tuple(_judge(article, grant, rule) for rule in rules.rules if rule.is_of(grant.id)) if rules else ()
    )


def _judge(article: Judged, grant: Grant, rule: Rule) -> Verdict:
    set_aside = _set_aside(article, rule)
    if set_aside:
        return _verdict(rule, *set_aside)
    if rule.kind == "link":
        return _link(article, rule)
    if rule.kind == "logo":
        return _logo(article, rule)
    found = _find(article.words, rule, grant)
    if found:
        return _met(article, rule, found)
    if rule.kind == "number" and article.written_as:
        note = f"the article writes {article.written_as} instead of {grant.id}"
        return _verdict(rule, "not met" if rule.binds else "not applicable", note)
    return _missing(article, rule, grant)


def _set_aside(article: Judged, rule: Rule) -> tuple[Outcome, str] | None:
    """Why a rule is not to be judged on this article."""
    if rule.medium != "article" or rule.kind == "least":
        return "not applicable", "the rule is not about one article on a website"
    if not article.own:
        return "not applicable", "the article stands on another organisation's site"
    bounded = rule.valid_from or rule.valid_to
    if bounded and article.published is None:
        return "cannot tell", "the day of publication is not known, so neither is the rule in force"
    day = date.fromisoformat(article.published) if article.published else None
    if day and rule.valid_from and day < rule.valid_from:
        return "not applicable", f"the rule is in force since {rule.valid_from}"
    if day and rule.valid_to and day > rule.valid_to:
        return "not applicable", f"the rule was in force until {rule.valid_to}"
    return None


def _find(words: Words, rule: Rule, grant: Grant, *, loosely: bool = False) -> Found | None:
    """What the rule asks for; `loosely` takes file names such as `lad-logo.png` too."""
    if rule.kind == "number":
        return find_number(words.text, grant.id)
    if rule.kind == "names":
        places = [
            _first(find_phrase(words, name, small_letters=loosely) for name in names) for names in rule.all_of
        ]
        if any(place is None for place in places):
            return None
        return min((place for place in places if place), key=lambda place: place.start)
    found = [place for variant in rule.variants if (place := find_statement(words, variant))]
    return min(found, key=lambda place: len(place.difference)) if found else None


def _first(places: Iterable[Found | None]) -> Found | None:
    return next((place for place in places if place), None)


def find_number(text: str, number: str) -> Found | None:
    """Where a text gives a grant number, letters and digits compared, blanks and marks passed over."""
    key = number_key(number)
    kept = [(at, folded) for at, char in enumerate(text) for folded in number_key(char)]
    bare = "".join(char for _, char in kept)
    at = bare.find(key)
    while at >= 0:
        start, end = kept[at][0], kept[at + len(key) - 1][0] + 1
        if end - start <= 2 * len(number) + 8 and not (text[end : end + 1].isdigit() and key[-1].isdigit()):
            return Found(start, end)
        at = bare.find(key, at + 1)
    return None


def _met(article: Judged, rule: Rule, found: Found) -> Verdict:
    quote = Quote(article.text[found.start : found.end], found.start, found.end)
    note = "; ".join(found.difference)
    return _verdict(rule, "met", f"with a difference: {note}" if note else "", quote)


def _missing(article: Judged, rule: Rule, grant: Grant) -> Verdict:
    if article.language not in (None, "lv") and rule.kind == "statement":
        return _verdict(
            rule, "cannot tell", "the article is not in Latvian; the rule gives no words for that"
        )
    if rule.kind == "number" and article.images is None:
        return _verdict(rule, "cannot tell", "pictures and links, which may hold the number, are not known")
    if rule.kind == "number" and _number_in_media(article, grant.id):
        return _verdict(rule, "met", "in the address of a picture or link only")
    if not rule.binds:
        return _verdict(rule, "not applicable", f"advice: {rule.en}")
    if article.page_words is None:
        return _verdict(rule, "cannot tell", "the page as it was received is not at hand")
    if _find(article.page_words, rule, grant, loosely=True):
        return _verdict(rule, "cannot tell", "the words stand on the page, outside the article")
    return _verdict(rule, "not met", "neither the article nor the rest of its page holds it")


def _number_in_media(article: Judged, number: str) -> bool:
    places = [image.address + " " + image.alt + " " + image.caption for image in article.images or ()]
    places += [link.address for link in article.links or ()]
    return any(number_key(number) in number_key(place) for place in places)


def _link(article: Judged, rule: Rule) -> Verdict:
    for domain in rule.domains:
        at = article.text.lower().find(domain)
        if at >= 0:
            return _met(article, rule, Found(at, at + len(domain)))
    if article.links is None:
        return _verdict(rule, "cannot tell", "the links of the article are not known")
    for link in article.links:
        if any(domain in link.address.lower() for domain in rule.domains):
            at = article.text.find(link.text) if link.text else -1
            quote = Quote(link.text, at, at + len(link.text)) if at >= 0 else None
            return _verdict(rule, "met", f"link to {link.address}", quote)
    if not rule.binds:
        return _verdict(rule, "not applicable", f"advice: {rule.en}")
    if article.page_words is None:
        return _verdict(rule, "cannot tell", "the page as it was received is not at hand")
    if any(domain in article.page_words.text.lower() for domain in rule.domains):
        return _verdict(rule, "cannot tell", "the address stands on the page, outside the article")
    return _verdict(rule, "not met", f"no link to {' or '.join(rule.domains)}")


def _logo(article: Judged, rule: Rule) -> Verdict:
    for image in article.images or ():
        shown = flatten(f"{image.address.rsplit('/', 1)[-1]} {image.alt} {image.caption}")
        if any(re.search(rf"(?<![a-z]){re.escape(mark)}", shown) for mark in rule.marks):
            return _verdict(rule, "met", f"picture {image.alt or image.address}")
    return _verdict(
        rule, "cannot tell", "no picture of the article is named so; what pictures show is not seen"
    )


def _verdict(rule: Rule, outcome: Outcome, note: str, evidence: Quote | None = None) -> Verdict:
    return Verdict(rule.id, outcome, evidence, note, rule.status, rule.binds, rule.source, rule.kind)
