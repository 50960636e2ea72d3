"""The words and turns of phrase that recognisers go by, kept as data in `normalise/vocabulary/`.

A file holds lists of regular expressions over flattened text (lower case, no diacritics); the
expressions of a list are alternatives. `{name}` in one stands for the whole list of that name.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping
from functools import cache
from pathlib import Path

VOCABULARY_FOLDER = Path(__file__).parent / "vocabulary"
_REFERENCE = re.compile(r"\{([a-z][a-z_]+)\}")


class CueError(ValueError):
    """A vocabulary file cannot be read; the message names file, list and mend."""


@cache
def load_cues(name: str) -> Mapping[str, re.Pattern[str]]:
    """The lists of `vocabulary/<name>.toml`, each as one compiled expression."""
    path = VOCABULARY_FOLDER / f"{name}.toml"
    lists: dict[str, list[str]] = tomllib.loads(path.read_text("utf-8"))
    return {key: _compiled(path.name, key, lists) for key in lists}


def _compiled(file: str, key: str, lists: Mapping[str, list[str]]) -> re.Pattern[str]:
    try:
        return re.compile(_joined(key, lists))
    except (re.error, KeyError) as wrong:
        raise CueError(
            f"{file}: list '{key}': {wrong}. Mend the expression or the name it refers to."
        ) from wrong


def _joined(key: str, lists: Mapping[str, list[str]]) -> str:
    alternatives = "|".join(lists[key])
    return _REFERENCE.sub(lambda found: f"(?:{_joined(found.group(1), lists)})", alternatives)
