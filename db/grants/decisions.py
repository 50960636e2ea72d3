"""`decisions.toml`: what an officer confirmed or refused; it outlives every crawl and every rule."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Literal

from db.grants.naming import articles_named
from db.grants.problems import RegisterFileError
from db.store import Store
from normalise.grant_matching import GrantMatch
from normalise.grant_rows import number_of
from normalise.said import say
from normalise.toml_text import parsed


@dataclass(frozen=True, slots=True)
class Decision:
    """One decision on the article at `url` and a grant."""

    url: str
    grant: str
    decision: Literal["confirmed", "refused"]
    why: str


def read_decisions(path: Path) -> list[Decision]:
    """The decisions of the file, none where there is no file; RegisterFileError for a mistake in it.

    Each is a block `[[decisions]]` with `article` (its address), `grant`, `decision` ("confirmed" or
    "refused") and `why`.
    """
    if not path.is_file():
        return []
    try:
        data = parsed(path.read_bytes())
    except tomllib.TOMLDecodeError as wrong:
        raise RegisterFileError(f"{path.name}: not readable as TOML ({wrong}).") from wrong
    blocks = data.get("decisions", [])
    if set(data) - {"decisions"} or not isinstance(blocks, list):
        raise RegisterFileError(f"{path.name}: it holds blocks [[decisions]] only.")
    decisions: list[Decision] = []
    for number, block in enumerate(blocks, start=1):
        decision = _decision(path.name, number, block)
        _refuse_contradiction(path.name, number, decision, decisions)
        decisions.append(decision)
    return decisions


def _refuse_contradiction(name: str, number: int, decision: Decision, before: list[Decision]) -> None:
    for at, other in enumerate(before, start=1):
        same = (other.url, other.grant) == (decision.url, decision.grant)
        if same and other.decision != decision.decision:
            raise RegisterFileError(
                f"{name}, decision {number}: decision {at} says “{other.decision}” of the same article and "
                f"grant {decision.grant}; leave one of them."
            )


def _decision(name: str, number: int, block: Any) -> Decision:
    fields = ("article", "grant", "decision", "why")
    sound = (
        isinstance(block, dict)
        and set(block) <= set(fields)
        and {"article", "grant", "decision"} <= set(block)
    )
    if not sound or not all(isinstance(value, str) for value in block.values()):
        raise RegisterFileError(
            f"{name}, decision {number}: it needs article, grant, decision and may have why."
        )
    if block["decision"] not in {"confirmed", "refused"}:
        raise RegisterFileError(f"{name}, decision {number}: decision is “confirmed” or “refused”.")
    return Decision(block["article"], number_of(block["grant"])[0], block["decision"], block.get("why", ""))


class Decisions:
    """The decisions by article, ready to be applied.

    An article is named by its address, with or without http, https, www and the slash at the end, by an
    address where it was seen before, or by its page of the catalogue.
    """

    def __init__(self, store: Store, decisions: list[Decision]) -> None:
        articles = articles_named(store, {decision.url for decision in decisions})
        self._by_article: dict[str, list[Decision]] = {}
        self._without_effect: list[str] = []
        grants = {row[0] for row in store.db.execute("SELECT id FROM register_grants")}
        for number, decision in enumerate(decisions, start=1):
            article = articles.get(decision.url)
            if article is None:
                said = f"no article with the address {decision.url} is known"
            elif decision.grant not in grants:
                said = f"the grant {decision.grant} is not in the register"
            else:
                self._by_article.setdefault(article, []).append(decision)
                continue
            self._without_effect.append(f"decision {number} has no effect: {said}.")

    @property
    def articles(self) -> frozenset[str]:
        """Ids of the articles that something was decided on."""
        return frozenset(self._by_article)

    @property
    def without_effect(self) -> list[str]:
        """A sentence for each decision whose article or grant is not known."""
        return self._without_effect

    def refused(self, article: str, grant: str) -> bool:
        """Whether it was decided that the article is not about the grant."""
        return any(
            one.grant == grant and one.decision == "refused" for one in self._by_article.get(article, ())
        )

    def apply(self, article: str, matches: list[GrantMatch]) -> list[GrantMatch]:
        """The matches without the refused ones and with the confirmed ones."""
        for decision in self._by_article.get(article, ()):
            matches = [match for match in matches if match.grant != decision.grant]
            if decision.decision == "confirmed":
                said = say("confirmed", why=f": {decision.why}" if decision.why else "")
                matches.append(GrantMatch(article, decision.grant, "confirmed", "financed", 1.0, said))
        return matches
