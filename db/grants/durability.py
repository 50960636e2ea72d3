"""What earlier captures of an article had and later ones have no more."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import asdict, dataclass
from typing import Any

from db.store import Store
from normalise.document import Document
from normalise.funder_register import load_register
from normalise.grant_records import Grant
from normalise.grants import find_numbers
from normalise.rule_search import find, find_number
from normalise.rulebook import FunderRules
from normalise.statements import Found, Words

_WORD_KINDS = frozenset({"names", "number", "title", "amount", "statement", "together"})


@dataclass(frozen=True, slots=True)
class TextState:
    """One text of an article, when it was fetched and the digest of the body that it was read from."""

    text: str
    seen_at: str
    sha256: str | None


@dataclass(frozen=True, slots=True)
class Disappearance:
    """Words that a capture had and a later one has no more; `rule` is a rule's id, `number` or `article`."""

    rule: str
    quote: str
    seen_at: str
    seen_sha256: str | None
    missed_at: str
    missed_sha256: str | None

    def as_record(self) -> dict[str, Any]:
        """As it is kept with the check."""
        return asdict(self)


def states_of(store: Store, article: str) -> list[TextState]:
    """All texts of an article, the oldest first, the present one last."""
    earlier = store.db.execute(
        """SELECT r.text, c.fetched_at, c.sha256 FROM revisions r JOIN captures c ON c.id = r.capture
        WHERE r.article = ? ORDER BY c.fetched_at, c.id""",
        [article],
    ).fetchall()
    present = store.db.execute(
        """SELECT a.text, c.fetched_at, c.sha256 FROM articles a JOIN captures c ON c.id = a.capture
        WHERE a.id = ?""",
        [article],
    ).fetchall()
    return [TextState(*row) for row in [*earlier, *present]]


def earlier_numbers(store: Store) -> Iterator[tuple[str, str, str]]:
    """Article, grant number and day of each number that an earlier text of an article gave."""
    rows = store.db.execute(
        """SELECT r.article, r.text, date(c.fetched_at) FROM revisions r JOIN captures c ON c.id = r.capture
        ORDER BY r.article, c.fetched_at"""
    )
    for article, text, day in rows:
        for number in find_numbers(Document(text), load_register()):
            yield article, number.id, day


def disappearances(
    states: Sequence[TextState], grant: Grant, rules: FunderRules | None
) -> list[Disappearance]:
    """Of each rule about words, and of the number: what the present text lacks and an earlier one had."""
    if len(states) < 2:
        return []
    words = [Words(state.text) for state in states]
    places = {"number": [find_number(one, grant.id) for one in words]}
    for rule in rules.rules if rules else ():
        if rule.kind in _WORD_KINDS and rule.medium == "article" and rule.is_of(grant.id):
            name = "number" if rule.kind == "number" else rule.id
            places[name] = [find(one, rule, grant) for one in words]
    lost = (_lost(name, found, states) for name, found in places.items())
    return [one for one in lost if one]


def _lost(rule: str, found: Sequence[Found | None], states: Sequence[TextState]) -> Disappearance | None:
    if found[-1]:
        return None
    last = max((at for at, place in enumerate(found) if place), default=None)
    place = found[last] if last is not None else None
    if last is None or place is None:
        return None
    had, missed = states[last], states[last + 1]
    return Disappearance(
        rule, had.text[place.start : place.end], had.seen_at, had.sha256, missed.seen_at, missed.sha256
    )


def gone_article(store: Store, article: str) -> Disappearance | None:
    """That an article is gone from its site: when it was last there and when the site denied it."""
    row = store.db.execute(
        """SELECT a.title, a.last_seen, c.sha256, min(d.gone_since) FROM articles a
        JOIN captures c ON c.id = a.capture LEFT JOIN addresses d ON d.article = a.id
        WHERE a.id = ? AND a.state = 'gone' GROUP BY a.id""",
        [article],
    ).fetchone()
    if row is None:
        return None
    title, last_seen, digest, since = row
    return Disappearance("article", title or "", last_seen, digest, since or last_seen, None)
