"""A reason in words cut into pieces: addresses, rules and sources lead to their pages, days are marked."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Literal

from datasette_config.reading.rows import Record

_ADDRESS = r"https?://[^\s<>“”«»\"]+[^\s<>“”«»\".,;:!?)\]]"
_DAY = r"(?<![\w/-])\d{4}-\d\d-\d\d(?![\w/-])"
_ID = r"(?<![\w/.-])[a-z0-9]+(?:-[a-z0-9]+)*(?![\w/-])"
_NAMED = re.compile(rf"(?P<address>{_ADDRESS})|(?P<day>{_DAY})|(?P<id>{_ID})")


@dataclass(frozen=True, slots=True)
class ReasonPiece:
    """`target` is an article's or source's id, an address, a rule's id or a day, by `kind`; "" for text."""

    text: str
    kind: Literal["text", "article", "address", "rule", "source", "day"] = "text"
    target: str = ""


@dataclass(frozen=True, slots=True)
class Known:
    """What a reason may name: articles by address, texts of rules and names of sources by id."""

    articles: Mapping[str, Record] = field(default_factory=dict)
    rules: Mapping[str, str] = field(default_factory=dict)
    sources: Mapping[str, str] = field(default_factory=dict)


def addresses_in(reasons: Iterable[str]) -> list[str]:
    """The addresses that the reasons name."""
    return list(dict.fromkeys(found for reason in reasons for found in re.findall(_ADDRESS, reason)))


def cut_reason(reason: str, known: Known) -> tuple[ReasonPiece, ...]:
    """The pieces of `reason`; a text at its beginning gets a capital letter."""
    found = tuple(_pieces(reason, known))
    if found and found[0].kind == "text":
        first = found[0].text
        return (ReasonPiece(first[:1].upper() + first[1:]), *found[1:])
    return found


def _pieces(reason: str, known: Known) -> Iterator[ReasonPiece]:
    end = 0
    for match in _NAMED.finditer(reason):
        piece = _named(match, known)
        if piece is not None:
            if match.start() > end:
                yield ReasonPiece(reason[end : match.start()])
            yield piece
            end = match.end()
    if reason[end:]:
        yield ReasonPiece(reason[end:])


def _named(match: re.Match[str], known: Known) -> ReasonPiece | None:
    said = match.group()
    if match.lastgroup == "day":
        return ReasonPiece(said, "day", said)
    if match.lastgroup == "address":
        article = known.articles.get(said)
        return (
            ReasonPiece(article["title"], "article", article["id"])
            if article
            else ReasonPiece(said, "address", said)
        )
    if said in known.rules:
        return ReasonPiece(known.rules[said].rstrip("."), "rule", said)
    if said in known.sources:
        return ReasonPiece(known.sources[said], "source", said)
    return None
