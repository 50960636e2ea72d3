"""TOML files that people write: on Windows, too, where editors set a mark before the text."""

from __future__ import annotations

import tomllib
from typing import Any


def parsed(body: bytes) -> dict[str, Any]:
    """What a TOML file holds; TOMLDecodeError with a plain sentence for a mistake in it."""
    try:
        text = body.decode("utf-8-sig")
    except UnicodeDecodeError as wrong:
        line = body.count(b"\n", 0, wrong.start) + 1
        raise tomllib.TOMLDecodeError(f"line {line} is not in UTF-8: save the file as UTF-8") from wrong
    return tomllib.loads(text)
