"""Words for what stands in the data as codes: rules, states, kinds, names in two languages."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from datasette_config.language import Messages
from normalise.search_terms import fold

_NOT_PLAIN = re.compile(r"[^a-z0-9]+")


@dataclass(frozen=True, slots=True)
class Wording:
    """Turns codes into words of one language; a code without words is shown as it is."""

    messages: Messages

    def code(self, group: str, code: str | None) -> str:
        """The words for `code` of `group` (`state`, `role`, `kind`, …); the code itself when unknown."""
        if not code:
            return ""
        return self.messages.find(f"{group}.{_key(code)}") or code.replace("_", " ")

    def rule(self, rule: str) -> str:
        """What the rule that fired means: the words for it or for the longest beginning that has some."""
        parts = _key(rule).split("-")
        for length in range(len(parts), 0, -1):
            words = self.messages.find("rule." + "-".join(parts[:length]))
            if words:
                return words
        return rule

    def funder(self, row: Mapping[str, Any] | None, funder: str | None = None) -> str:
        """A funder's name in this language, else in the other, else its id."""
        if row is None:
            return funder or ""
        first, second = ("name_en", "name_lv") if self.messages.language == "en" else ("name_lv", "name_en")
        name: str = row.get(first) or row.get(second) or row.get("funder") or row.get("id") or funder or ""
        return name


def _key(code: str) -> str:
    """“Named in the project’s title” as `named-in-the-project-s-title`."""
    return _NOT_PLAIN.sub("-", fold(code)).strip("-")
