"""What can go wrong in the catalogue, in plain sentences."""

from __future__ import annotations


class CatalogueError(Exception):
    """The catalogue cannot be served; the message says what, where and how to mend it."""


class NothingHere(Exception):
    """No such page or no such record; `key` is the message that says so."""

    def __init__(self, key: str = "missing.page", name: str = "") -> None:
        super().__init__(key)
        self.key = key
        self.name = name


class NotUnderstood(Exception):
    """A file was asked for with a filter that cannot be read; `sentences` say so in the visit's language.

    A page shows what it took the filter for; a file cannot, and would hold more than was asked for.
    """

    def __init__(self, sentences: str) -> None:
        super().__init__(sentences)
        self.sentences = sentences


class TooSlow(Exception):
    """A question took longer than the catalogue allows."""
