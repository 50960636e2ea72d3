"""Article and rulebook to verdicts, rule by rule, each with evidence and the rule's document.

`not met` is said only of a binding rule in force on the day of publication, when neither the article nor the
rest of its page holds the words. What pictures show is judged by their names and by their likeness to
pictures that the operator gave, so a logo that was not seen is `cannot tell`. A rule of observed practice
that is not followed is advice: `not applicable`.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property
from typing import Literal

from normalise.grant_names import number_key
from normalise.grant_records import Grant
from normalise.logos import Pictures, judge_pictures
from normalise.records import Image, Link
from normalise.rule_search import find, find_denied, find_domain, find_in_other_order, find_weak, has_domain
from normalise.rulebook import GRANT_KINDS, FunderRules, Kind, Medium, Rule
from normalise.said import NOTHING, Said, say
from normalise.statements import Found, Words, nearest_words

Outcome = Literal["met", "not met", "cannot tell", "not applicable"]
_ANY_LANGUAGE = frozenset({"number", "title", "amount", "link", "logo", "hashtags"})


@dataclass(frozen=True, slots=True)
class Quote:
    """The words of the article that prove a verdict; `text[start:end] == quote`."""

    quote: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Verdict:
    """What one rule says of one article; `note` explains it to people, `note_lv` in Latvian."""

    rule: str
    verdict: Outcome
    evidence: Quote | None
    note: str
    note_lv: str
    status: Literal["prescribed", "observed"]
    binds: bool
    source: str
    kind: Kind


@dataclass(frozen=True, slots=True)
class LinkSeen:
    """How an address answered when it was last asked for."""

    status: int
    day: str


@dataclass(frozen=True)
class Judged:
    """An article as it is judged.

    `images` and `links` are null when they are not known. `whole_page` gives all words of the page as it
    was received, null when it cannot be had. `own` says that the site is one where the recipient
    publishes, `medium` where it appears. `written_as` is the misspelt number by which the article was
    recognised. `pictures` says which known logos its pictures look like, `link_seen` how an address last
    answered, null when unknown.
    """

    text: str
    published: str | None
    language: str | None = "lv"
    images: tuple[Image, ...] | None = None
    links: tuple[Link, ...] | None = None
    own: bool = True
    medium: Medium = "article"
    written_as: str | None = None
    whole_page: Callable[[], str | None] = field(default=lambda: None)
    pictures: Pictures = field(default_factory=Pictures)
    link_seen: Callable[[str], LinkSeen | None] = field(default=lambda address: None)

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
    """A verdict for each rule on articles of the grant's funder that belongs to the grant's period."""
    return tuple(
        _judge(article, grant, rule)
        for rule in (rules.rules if rules else ())
        if rule.is_of(grant.id) and rule.kind not in GRANT_KINDS
    )


def _judge(article: Judged, grant: Grant, rule: Rule) -> Verdict:
    set_aside = _set_aside(article, grant, rule)
    if set_aside:
        return _verdict(rule, *set_aside)
    if rule.kind == "link":
        return _link(article, rule)
    if rule.kind == "logo":
        return _verdict(rule, *judge_pictures(article.images or (), article.pictures, rule, grant))
    found = find(article.words, rule, grant)
    if found:
        return _met(article, rule, found)
    if rule.kind == "number" and article.written_as:
        note = say("written_as", written=article.written_as, number=grant.id)
        return _verdict(rule, "not met" if rule.binds else "not applicable", note)
    denied = find_denied(article.words, rule) if rule.binds else None
    if denied:
        quote = Quote(article.text[denied.start : denied.end], denied.start, denied.end)
        return _verdict(rule, "cannot tell", say("denied"), quote)
    return _missing(article, rule, grant)


def _set_aside(article: Judged, grant: Grant, rule: Rule) -> tuple[Outcome, Said] | None:
    """Why a rule is not to be judged on this article."""
    if rule.medium != article.medium:
        return "not applicable", say("other_medium")
    if not article.own:
        return "not applicable", say("other_site")
    dated = rule.valid_to or (rule.valid_from and not rule.numbers)  # a number tells the period too
    if dated and article.published is None:
        return "cannot tell", say("no_day")
    day = date.fromisoformat(article.published) if article.published else None
    if day and rule.valid_from and day < rule.valid_from:
        return "not applicable", say("in_force_since", day=rule.valid_from)
    if day and rule.valid_to and day > rule.valid_to:
        return "not applicable", say("in_force_until", day=rule.valid_to)
    if rule.kind == "title" and not grant.title:
        return "cannot tell", say("no_title")
    if rule.kind == "amount" and grant.amount is None:
        return "cannot tell", say("no_amount")
    return None


def _met(article: Judged, rule: Rule, found: Found) -> Verdict:
    quote = Quote(article.text[found.start : found.end], found.start, found.end)
    note = say("difference", what="; ".join(found.difference)) if found.difference else NOTHING
    return _verdict(rule, "met", note, quote)


def _missing(article: Judged, rule: Rule, grant: Grant) -> Verdict:
    if not _has_words_for(rule, article.language):
        return _verdict(rule, "cannot tell", say("other_language"))
    if rule.kind == "number" and article.images is None:
        return _verdict(rule, "cannot tell", say("media_unknown"))
    if rule.kind == "number" and _number_in_media(article, grant.id):
        return _verdict(rule, "met", say("number_in_media"))
    return _absent(article, rule, grant)


def _absent(article: Judged, rule: Rule, grant: Grant) -> Verdict:
    """The words are not in the article: what the rest of the page says decides."""
    if not rule.binds:
        return _verdict(rule, "not applicable", say("advice", rule=Said(rule.lv, rule.en)))
    if article.page_words is None:
        return _verdict(rule, "cannot tell", say("no_page"))
    if find(article.page_words, rule, grant, loosely=True):
        return _verdict(rule, "cannot tell", say("outside"))
    unsure = find_weak(article.words, rule)
    if unsure:
        return _verdict(rule, "cannot tell", say("unsure_name", name=article.text[unsure.start : unsure.end]))
    if find_in_other_order(article.words, rule):
        return _verdict(rule, "cannot tell", say("other_order"))
    near = nearest_words(article.words, rule.variants)
    return _verdict(rule, "not met", say("nearly", quote=near) if near else say("nowhere"))


def _has_words_for(rule: Rule, language: str | None) -> bool:
    """Whether the rule can be judged in a language: sentences in Latvian, names in what they are given in."""
    if language in (None, "lv") or rule.kind in _ANY_LANGUAGE:
        return True
    if rule.kind != "names":
        return False
    cyrillic = any("а" <= char <= "я" for names in rule.all_of for name in names for char in name.lower())
    return language == "en" or (language == "ru" and cyrillic)


def _number_in_media(article: Judged, number: str) -> bool:
    places = [image.address + " " + image.alt + " " + image.caption for image in article.images or ()]
    places += [link.address for link in article.links or ()]
    return any(number_key(number) in number_key(place) for place in places)


def _link(article: Judged, rule: Rule) -> Verdict:
    found = find_domain(article.text, rule)
    if found:
        return _met(article, rule, found)
    if article.links is None:
        return _verdict(rule, "cannot tell", say("no_links"))
    for link in article.links:
        if has_domain(link.address, rule):
            return _linked(article, rule, link)
    if not rule.binds:
        return _verdict(rule, "not applicable", say("advice", rule=Said(rule.lv, rule.en)))
    if article.page_words is None:
        return _verdict(rule, "cannot tell", say("no_page"))
    if has_domain(article.page_words.text, rule):
        return _verdict(rule, "cannot tell", say("address_outside"))
    return _verdict(rule, "not met", say("no_link", domains=" / ".join(rule.domains)))


def _linked(article: Judged, rule: Rule, link: Link) -> Verdict:
    at = article.text.find(link.text) if link.text else -1
    quote = Quote(link.text, at, at + len(link.text)) if at >= 0 else None
    seen = article.link_seen(link.address)
    if seen is None:
        return _verdict(rule, "met", say("link", address=link.address), quote)
    if seen.status < 400:
        return _verdict(rule, "met", say("link_alive", address=link.address, day=seen.day), quote)
    dead = say("link_dead", address=link.address, day=seen.day, status=seen.status)
    return _verdict(rule, "cannot tell", dead, quote)


def _verdict(rule: Rule, outcome: Outcome, note: Said, evidence: Quote | None = None) -> Verdict:
    return Verdict(
        rule.id, outcome, evidence, note.en, note.lv, rule.status, rule.binds, rule.source, rule.kind
    )
