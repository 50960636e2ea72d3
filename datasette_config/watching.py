"""What a reader wants to follow, as the lines that an operator puts into `watch.toml`, and as feeds.

The lines' keys are those of the file; whoever writes messages reads it. Nothing is kept here.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Literal

from datasette_config.language import Language
from datasette_config.query_language import LONGEST_QUERY
from datasette_config.search.wish import Arguments, Wish, read_saved

Kind = Literal["grants", "funders", "organisations"]
KINDS: tuple[Kind, ...] = ("grants", "funders", "organisations")
MOST_OF_A_KIND = 20
LONGEST_VALUE = 200
LONGEST_NAME = 100
_LONGEST_SAVED = 3 * LONGEST_QUERY
_NOT_TEXT = re.compile(r"[\x00-\x1f\x7f-\x9f]+")
_ADDRESS: dict[Language, str] = {"lv": "vards.uzvards@example.org", "en": "your.name@example.org"}


@dataclass(frozen=True, slots=True)
class Following:
    """What is asked for: any of a search, grants, funders, organisations; how often, in which language."""

    search: Wish | None
    grants: tuple[str, ...]
    funders: tuple[str, ...]
    organisations: tuple[str, ...]
    name: str
    every: Literal["day", "week"]
    language: Language
    left_out: bool = False  # more was asked for than one watch takes here

    @property
    def saved(self) -> str:
        """The search as the file has it, "" for none."""
        return self.search.saved() if self.search else ""

    def __bool__(self) -> bool:
        return bool(self.search or self.grants or self.funders or self.organisations)


def read_following(arguments: Arguments, language: Language) -> Following:
    """What the parameters of an address ask for; `grants` and the like may hold several, one a line."""
    typed = _plain(arguments.get("search") or "")[:_LONGEST_SAVED]
    wish = read_saved(typed)
    lists = {kind: _lines(arguments.getlist(kind)) for kind in KINDS}
    said = arguments.get("language")
    return Following(
        search=wish if wish.typed or any(wish.selection.values()) else None,
        **{kind: values[:MOST_OF_A_KIND] for kind, values in lists.items()},
        name=_plain(arguments.get("name") or "")[:LONGEST_NAME].strip(),
        every="week" if arguments.get("every") == "week" else "day",
        language="lv" if said == "lv" else "en" if said == "en" else language,
        left_out=any(len(values) > MOST_OF_A_KIND for values in lists.values()),
    )


def watch_lines(following: Following, name: str) -> str:
    """The lines for `watch.toml`; the address is one to be replaced."""
    lists = {kind: getattr(following, kind) for kind in KINDS}
    lines = [
        "[[watch]]",
        f"name = {_text(name)}",
        *([f"search = {_text(following.saved)}"] if following.search else []),
        *(f"{kind} = [{', '.join(map(_text, values))}]" for kind, values in lists.items() if values),
        f'every = "{following.every}"',
        f'language = "{following.language}"',
        f'mail = ["{_ADDRESS[following.language]}"]',
    ]
    return "\n".join(lines) + "\n"


def _lines(values: Iterable[str]) -> tuple[str, ...]:
    pieces = (_plain(line)[:LONGEST_VALUE].strip() for value in values for line in value.splitlines())
    return tuple(dict.fromkeys(filter(None, pieces)))


def _plain(text: str) -> str:
    return _NOT_TEXT.sub(" ", text).strip()


def _text(value: str) -> str:
    # what JSON escapes, TOML escapes alike; control characters are gone by now
    return json.dumps(value, ensure_ascii=False)
