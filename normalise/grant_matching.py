"""Which grants an article is about, and why.

A number decides; one slip in a number counts only when recipient or title agree; a title counts when
it is told by enough words or the recipient agrees. Recipient and period support, never alone.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Literal

from normalise.grant_names import (
    named_in,
    number_key,
    one_slip,
    same_name,
    slips_of,
    title_likeness,
    title_stems,
)
from normalise.grant_records import Grant
from normalise.records import Role
from normalise.said import Said, say
from normalise.search_terms import stems

How = Literal["number", "number with a typo", "title", "confirmed", "earlier text"]
NoteKind = Literal["another grantee's number", "number not in the register", "two grants fit"]
_LEAST_KEY = 8
_COMMON_WORD = 60


@dataclass(frozen=True, slots=True)
class NumberIn:
    """A grant number of an article, with the funder whose numbers look so, and its part in the article."""

    number: str
    role: Role
    funder: str | None = None


@dataclass(frozen=True, slots=True)
class TitleIn:
    """A project's title in an article, with the number that the article gives it."""

    title: str
    number: str | None = None


@dataclass(frozen=True, slots=True)
class ArticleFacts:
    """What an article says that may tie it to a grant."""

    id: str
    url: str
    source: str
    published: str | None
    text: str
    numbers: tuple[NumberIn, ...] = ()
    titles: tuple[TitleIn, ...] = ()
    organisations: tuple[str, ...] = ()
    financed: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class GrantMatch:
    """An article that is about a grant, and why in both languages.

    `written` is the number as the article misspells it, null when it does not.
    """

    article: str
    grant: str
    how: How
    role: Role
    confidence: float
    said: Said
    written: str | None = None

    @property
    def reason(self) -> str:
        """Why, in English."""
        return self.said.en


@dataclass(frozen=True, slots=True)
class MatchNote:
    """Something that an officer should look at."""

    kind: NoteKind
    article: str
    said: Said

    @property
    def detail(self) -> str:
        """What is odd, in English."""
        return self.said.en


class GrantIndex:
    """The register ready to be asked about articles one by one.

    `publishers` says for each source whose news it carries: names of recipients.
    """

    def __init__(self, grants: Iterable[Grant], publishers: Mapping[str, Iterable[str]]) -> None:
        self._grants = {grant.id: grant for grant in grants}
        self._publishers = {source: tuple(names) for source, names in publishers.items()}
        self._by_key: dict[str, str] = {}
        self._slips: dict[str, list[str]] = defaultdict(list)
        self._by_title: dict[str, list[str]] = defaultdict(list)
        self._by_word: dict[str, list[str]] = defaultdict(list)
        self._funders = {grant.funder for grant in self._grants.values() if grant.funder}
        for grant in self._grants.values():
            self._add(grant)

    def _add(self, grant: Grant) -> None:
        key = number_key(grant.id)
        self._by_key.setdefault(key, grant.id)
        if len(key) >= _LEAST_KEY:
            for slip in slips_of(key):
                self._slips[slip].append(grant.id)
        if grant.title:
            words = title_stems(grant.title)
            self._by_title[words].append(grant.id)
            for word in set(words.split()):
                self._by_word[word].append(grant.id)

    def grant_of(self, number: str) -> str | None:
        """The grant with exactly this number, however it is spaced."""
        return self._by_key.get(number_key(number))

    def match(self, article: ArticleFacts) -> tuple[list[GrantMatch], list[MatchNote]]:
        """The grants of the article, each once and by its strongest reason, and what is odd."""
        matches: dict[str, GrantMatch] = {}
        notes: list[MatchNote] = []
        seen = _Seen(article, self._publishers.get(article.source, ()))
        for number in article.numbers:
            found = self._by_number(number, seen)
            if isinstance(found, GrantMatch):
                matches.setdefault(found.grant, found)
            elif found:
                notes.append(found)
        for title in article.titles:
            if title.number and number_key(title.number) in self._by_key:
                continue
            titled = self._of_title(title, seen)
            if isinstance(titled, GrantMatch):
                matches.setdefault(titled.grant, titled)
            elif titled and not matches:
                notes.append(titled)
        return list(matches.values()), notes

    def _by_number(self, number: NumberIn, seen: _Seen) -> GrantMatch | MatchNote | None:
        key = number_key(number.number)
        exact = self._by_key.get(key)
        if exact:
            return self._exact(number, self._grants[exact], seen)
        return self._misspelt(number, key, seen) or self._unknown(number, seen)

    def _exact(self, number: NumberIn, grant: Grant, seen: _Seen) -> GrantMatch | MatchNote:
        if number.role == "financed" and seen.is_strange_to(grant):
            said = say("others_number", number=grant.id, recipient=grant.recipient, title=grant.title)
            return MatchNote("another grantee's number", seen.article.id, said)
        sure = 0.99 if number.role == "financed" else 0.9
        said = say("match_number", number=grant.id)
        return GrantMatch(seen.article.id, grant.id, "number", number.role, sure, said)

    def _misspelt(self, number: NumberIn, key: str, seen: _Seen) -> GrantMatch | MatchNote | None:
        if len(key) < _LEAST_KEY:
            return None
        near = {id for slip in slips_of(key) for id in self._slips.get(slip, ())}
        found = []
        for grant in (self._grants[id] for id in sorted(near) if one_slip(key, number_key(id))):
            titled, recipient = seen.titled(grant, number.number), seen.recipient_agrees(grant)
            if titled or (recipient and titled is not False):
                found.append((bool(titled), recipient, grant))
        if not found:
            return None
        best = max(titled + recipient for titled, recipient, _ in found)
        fitting = [one for one in found if one[0] + one[1] == best]
        if len(fitting) > 1:
            names = ", ".join(grant.id for _, _, grant in fitting)
            said = say("slip_from", written=number.number, numbers=names)
            return MatchNote("two grants fit", seen.article.id, said)
        titled, recipient, grant = fitting[0]
        both = "title_and_recipient" if titled and recipient else "title_only" if titled else "recipient_only"
        said = say("match_slip", written=number.number, number=grant.id, agree=say(both))
        sure = {2: 0.93, 1: 0.85 if titled else 0.7}[titled + recipient]
        return GrantMatch(
            seen.article.id, grant.id, "number with a typo", number.role, sure, said, number.number
        )

    def _unknown(self, number: NumberIn, seen: _Seen) -> MatchNote | None:
        if number.role != "financed" or (number.funder not in self._funders):
            return None
        said = say("not_in_register", number=number.number, funder=number.funder)
        return MatchNote("number not in the register", seen.article.id, said)

    def _of_title(self, title: TitleIn, seen: _Seen) -> GrantMatch | MatchNote | None:
        words = title_stems(title.title)
        found: list[tuple[float, str, GrantMatch]] = []
        for id in self._alike(words):
            grant = self._grants[id]
            match = self._titled(grant, title_likeness(title.title, grant.title or ""), words, seen)
            if match:
                found.append((match.confidence, id, match))
        if not found:
            return None
        found.sort(key=lambda one: (-one[0], one[1]))
        if len(found) > 1 and found[0][0] == found[1][0]:
            names = ", ".join(id for sure, id, _ in found if sure == found[0][0])
            said = say("title_fits", title=title.title, numbers=names)
            return MatchNote("two grants fit", seen.article.id, said)
        return found[0][2]

    def _alike(self, words: str) -> list[str]:
        """Grants whose title may be alike: the same words, else those that share a word that few have."""
        if words in self._by_title:
            return self._by_title[words]
        lists = [ids for word in set(words.split()) if (ids := self._by_word.get(word))]
        return sorted({id for ids in lists if len(ids) <= _COMMON_WORD for id in ids})

    def _titled(self, grant: Grant, likeness: float, words: str, seen: _Seen) -> GrantMatch | None:
        recipient, in_time = seen.recipient_agrees(grant), seen.in_period(grant)
        if likeness < 0.92 or in_time is False or seen.gives_other_number(grant):
            return None
        if not recipient and (
            likeness < 1 or len(words.split()) < 3 or seen.is_strange_to(grant, by_title=True)
        ):
            return None
        sure = (0.9 if recipient else 0.7) - (0 if likeness == 1 else 0.1) + (0.05 if in_time else 0)
        said = say("match_title_recipient" if recipient else "match_title")
        said = say("and_time", said=said) if in_time else said
        return GrantMatch(seen.article.id, grant.id, "title", seen.role(grant), round(sure, 2), said)


class _Seen:
    """One article's answers about a grant."""

    def __init__(self, article: ArticleFacts, publishers: tuple[str, ...]) -> None:
        self.article = article
        self._publishers = publishers
        self._stems: frozenset[str] | None = None

    def recipient_agrees(self, grant: Grant) -> bool:
        """Whether the article, or the site that carries it, is the recipient's."""
        name = grant.recipient
        others = (*self.article.organisations, *self._publishers)
        return name is not None and any(same_name(name, other) for other in others)

    def titled(self, grant: Grant, number: str | None) -> bool | None:
        """Whether a title of the article is the grant's; None when the article gives none to compare."""
        titles = [one for one in self.article.titles if one.number in (None, number)]
        if not titles or not grant.title:
            return None
        return any(title_likeness(one.title, grant.title) >= 0.92 for one in titles)

    def is_strange_to(self, grant: Grant, *, by_title: bool = False) -> bool:
        """Whether nothing in the article or about its site speaks of the grant's recipient or project."""
        if not grant.recipient or not self._publishers or self.recipient_agrees(grant):
            return False
        if self._stems is None:
            self._stems = frozenset(stems(self.article.text).split())
        if named_in(grant.recipient, self._stems):
            return False
        return by_title or not (grant.title and named_in(grant.title, self._stems))

    def in_period(self, grant: Grant) -> bool | None:
        """Whether the article appeared between a year before the start and three years after the end."""
        published, start, end = self.article.published, grant.start or grant.awarded, grant.end
        if not published or not (start or end):
            return None
        after = not start or int(published[:4]) >= int(start[:4]) - 1
        before = not end or int(published[:4]) <= int(end[:4]) + 3
        return after and before

    def gives_other_number(self, grant: Grant) -> bool:
        """Whether the article's one title has one number and it is not the grant's."""
        numbers = [number for number in self.article.numbers if number.role == "financed"]
        return (
            len(self.article.titles) == 1
            and len(numbers) == 1
            and numbers[0].funder is not None
            and grant.funder == numbers[0].funder
            and number_key(numbers[0].number) != number_key(grant.id)
        )

    def role(self, grant: Grant) -> Role:
        """`financed` when the grant's funder paid for what the article reports."""
        financed = self.article.financed
        return "financed" if (grant.funder in financed if grant.funder else bool(financed)) else "mentioned"
