"""The two languages of the pages: every sentence lives in `messages/<language>.toml`.

A message is named by its table and key (`search.button`); `{name}` stands for a value. A message
that depends on a number is a table with `one` and `other` (`count.articles.one`).
"""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any, Literal, get_args

Language = Literal["lv", "en"]
LANGUAGES: tuple[Language, ...] = get_args(Language)
MESSAGES_FOLDER = Path(__file__).parent / "messages"


class MessageError(KeyError):
    """A page asks for a message that the language does not have."""


@dataclass(frozen=True, slots=True)
class Messages:
    """The sentences of one language; call it with a key and the values that the sentence names."""

    language: Language
    texts: Mapping[str, str]

    def __call__(self, key: str, **values: object) -> str:
        """The sentence named `key` with its values filled in; MessageError when there is none."""
        try:
            sentence = self.texts[key]
        except KeyError:
            raise MessageError(f"no message {key!r} in {self.language}.toml") from None
        return sentence.format(**values) if values else sentence

    def count(self, key: str, number: int, written: str | None = None) -> str:
        """The sentence `key.one` or `key.other`, whichever `number` takes; `written` is how it looks."""
        form = "one" if takes_singular(number, self.language) else "other"
        return self(f"{key}.{form}", number=str(number) if written is None else written)

    def find(self, key: str) -> str | None:
        """The sentence named `key`, or None: for words that come from the data."""
        return self.texts.get(key)


def takes_singular(number: int, language: Language) -> bool:
    """Whether a noun after `number` is singular: 1 in English; 1, 21, 101 but not 11 in Latvian."""
    if language == "en":
        return number == 1
    return number % 10 == 1 and number % 100 != 11


@cache
def load_messages(language: Language) -> Messages:
    """The messages of `language`."""
    with (MESSAGES_FOLDER / f"{language}.toml").open("rb") as file:
        return Messages(language, dict(_flatten(tomllib.load(file), "")))


def _flatten(table: Mapping[str, Any], prefix: str) -> list[tuple[str, str]]:
    pairs: list[tuple[str, str]] = []
    for key, value in table.items():
        if isinstance(value, dict):
            pairs.extend(_flatten(value, f"{prefix}{key}."))
        else:
            pairs.append((f"{prefix}{key}", str(value)))
    return pairs
