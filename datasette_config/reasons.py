"""A reason in words cut into pieces: an article's address leads to our page, a rule's id to its text."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Literal

from datasette_config.reading.rows import Record

_ADDRESS = re.compile(r"https?://[^\s<>“”«»\"]+[^\s<>“”«»\".,;:!?)\]]")
_ID = re.compile(r"(?<![\w/-])[a-z0-9]+(?:-[a-z0-9]+)+(?![\w/-])")


@dataclass(frozen=True, slots=True)
class ReasonPiece:
    """`target` is an article's id, an address or a rule's id, by `kind`; "" for plain text."""

    text: str
    kind: Literal["text", "article", "address", "rule"] = "text"
    target: str = ""


def addresses_in(reasons: Iterable[str]) -> list[str]:
    """The addresses that the reasons name."""
    return list(dict.fromkeys(found.group() for reason in reasons for found in _ADDRESS.finditer(reason)))


def cut_reason(
    reason: str, articles: Mapping[str, Record], rules: Mapping[str, str]
) -> tuple[ReasonPiece, ...]:
    """The pieces of `reason`; `articles` are rows by address, `rules` texts by id."""
    found: list[ReasonPiece] = []
    end = 0
    for match in _ADDRESS.finditer(reason):
        found += _with_rules(reason[end : match.start()], rules)
        end = match.end()
        article = articles.get(match.group())
        if article is None:
            found.append(ReasonPiece(match.group(), "address", match.group()))
        else:
            found.append(ReasonPiece(article["title"], "article", article["id"]))
    return (*found, *_with_rules(reason[end:], rules))


def _with_rules(text: str, rules: Mapping[str, str]) -> list[ReasonPiece]:
    found: list[ReasonPiece] = []
    end = 0
    for match in _ID.finditer(text):
        if match.group() in rules:
            found += [
                ReasonPiece(text[end : match.start()]),
                ReasonPiece(rules[match.group()].rstrip("."), "rule", match.group()),
            ]
            end = match.end()
    found.append(ReasonPiece(text[end:]))
    return [piece for piece in found if piece.text]
