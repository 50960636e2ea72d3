"""`decisions.toml`: what an officer confirmed or refused; it outlives every crawl and every rule."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Literal

from db.grants.problems import RegisterFileError
from normalise.grant_matching import GrantMatch
from normalise.grant_rows import number_of
from normalise.said import say


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
        data = tomllib.loads(path.read_text("utf-8"))
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as wrong:
        raise RegisterFileError(f"{path.name}: not readable as TOML ({wrong}).") from wrong
    blocks = data.get("decisions", [])
    if set(data) - {"decisions"} or not isinstance(blocks, list):
        raise RegisterFileError(f"{path.name}: it holds blocks [[decisions]] only.")
    return [_decision(path.name, number, block) for number, block in enumerate(blocks, start=1)]


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
    """The decisions by article, ready to be applied."""

    def __init__(self, decisions: list[Decision]) -> None:
        self._by_url: dict[str, list[Decision]] = {}
        for decision in decisions:
            self._by_url.setdefault(decision.url, []).append(decision)

    @property
    def urls(self) -> frozenset[str]:
        """Addresses that something was decided on."""
        return frozenset(self._by_url)

    def apply(self, article: str, url: str, matches: list[GrantMatch]) -> list[GrantMatch]:
        """The matches without the refused ones and with the confirmed ones."""
        for decision in self._by_url.get(url, ()):
            matches = [match for match in matches if match.grant != decision.grant]
            if decision.decision == "confirmed":
                said = say("confirmed", why=f": {decision.why}" if decision.why else "")
                matches.append(GrantMatch(article, decision.grant, "confirmed", "financed", 1.0, said))
        return matches
