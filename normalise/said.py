"""What is said to people, in Latvian and in English, from one list of sentences."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from functools import cache
from pathlib import Path

WORDS = Path(__file__).parent / "compliance_words.toml"


@dataclass(frozen=True, slots=True)
class Said:
    """The same in both languages."""

    lv: str
    en: str


NOTHING = Said("", "")


def say(key: str, **values: object) -> Said:
    """The sentence of that key with its places filled; a `Said` fills each with its own language."""
    sentence = _sentences()[key]
    return Said(
        sentence.lv.format_map({name: _in("lv", value) for name, value in values.items()}),
        sentence.en.format_map({name: _in("en", value) for name, value in values.items()}),
    )


def is_sentence(key: str) -> bool:
    """Whether there is a sentence of that key."""
    return key in _sentences()


def _in(language: str, value: object) -> str:
    return str(getattr(value, language)) if isinstance(value, Said) else str(value)


@cache
def _sentences() -> dict[str, Said]:
    return {key: Said(**both) for key, both in tomllib.loads(WORDS.read_text("utf-8")).items()}
