"""The check of drafts, which whoever serves the catalogue hands in: the rules are not the catalogue's own."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Protocol
from weakref import WeakKeyDictionary

from datasette.app import Datasette


class Preflight(Protocol):
    """Judges a draft for `grant`, a row of `coverage`.

    `draft` is a text, HTML, DOCX or PDF, `published` a day as YYYY-MM-DD.
    The answer is described in docs/contracts.md; it takes time and must not run in the event loop.
    """

    def __call__(self, grant: Mapping[str, Any], draft: str | bytes, published: str) -> dict[str, Any]: ...


_HANDED_IN: WeakKeyDictionary[Datasette, Preflight] = WeakKeyDictionary()


def hand_in(datasette: Datasette, preflight: Preflight | None) -> None:
    """Gives the catalogue its check of drafts; None leaves it without."""
    if preflight is not None:
        _HANDED_IN[datasette] = preflight


def preflight_of(datasette: Datasette) -> Preflight | None:
    """The check of drafts, None where the catalogue was made without."""
    return _HANDED_IN.get(datasette)
