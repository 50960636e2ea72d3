"""What stands beside a place's name: the words before and after, a sentence's start, a payer."""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass
from functools import cache, cached_property
from pathlib import Path
from typing import NamedTuple

from normalise.gazetteer import Place
from normalise.matcher import Folded, fold_phrase, spelling
from normalise.quoted_names import QuotedNames

_NEXT_WORD = re.compile(r"[ ]([^\W\d_]+)")
_PREVIOUS_WORD = re.compile(r"(?:^|[^\w-])([^\W\d_]+) $")
_LOWER_WORDS = re.compile(r"(?: [a-z]+){1,5}")
_INITIAL = re.compile(r"(?:^|\W)[A-Z]\. ?$")
_LOCATIVE_END = ("ā", "ē", "ī", "ās", "ēs", "īs", "os")
_LATVIAN_LETTER = re.compile("[āčēģīķļņšūž]", re.IGNORECASE)
_POSTCODE = re.compile(r",?(?: latvija,?)? ?\(?lv[- ]?\d{4}\b")
_LONGEST_WORD = 40
_OPENING = ' \u00a0\t"“„«([-–—•*'


class Sighting(NamedTuple):
    """A place's name in a text: offsets in the source and in the folded text, and the rule that took it."""

    place: Place
    start: int
    end: int
    folded_start: int
    folded_end: int
    rule: str


class Cues(NamedTuple):
    """The word lists of `vocabulary/place_cues.toml`."""

    street: frozenset[str]
    authority: tuple[str, ...]
    body: tuple[str, ...]
    settlement: tuple[str, ...]
    region: frozenset[str]
    prepositions: frozenset[str]
    payer: re.Pattern[str]
    no_parish: frozenset[str]
    common_locatives: frozenset[str]


@cache
def cues() -> Cues:
    """The cue words, read once."""
    data = tomllib.loads((Path(__file__).parent / "vocabulary" / "place_cues.toml").read_text("utf-8"))
    return Cues(
        street=frozenset(data["street"]),
        authority=tuple(data["authority"]),
        body=tuple(data["body"]),
        settlement=tuple(data["settlement"]),
        region=frozenset(data["region"]),
        prepositions=frozenset(data["prepositions"]),
        payer=re.compile("|".join(data["payer"])),
        no_parish=frozenset(data["no_parish"]),
        common_locatives=frozenset(data["common_locatives"]),
    )


@dataclass(frozen=True)
class Context:
    """A text with what the recogniser asks of the surroundings of a name; offsets are folded ones."""

    folded: Folded

    @cached_property
    def _quoted(self) -> QuotedNames:
        return QuotedNames(self.folded.source)

    @cached_property
    def _without_diacritics(self) -> bool:
        return not _LATVIAN_LETTER.search(self.folded.source)

    def spelled_as(self, written: str, form: str) -> bool:
        """Whether the letters are the form's, capitals aside; without diacritics where the text has none."""
        if spelling(written) == spelling(form):
            return True
        return self._without_diacritics and fold_phrase(written) == fold_phrase(form)

    def in_quoted_name(self, start: int) -> bool:
        """Whether an offset of the source stands inside the quoted name of something."""
        return self._quoted.covers(start)

    def next_word(self, end: int) -> str:
        """The word after one blank, without diacritics, with its capitals; empty where none follows."""
        found = _NEXT_WORD.match(self.folded.cased, end)
        return found.group(1) if found else ""

    def previous_word(self, start: int) -> str:
        """The word before one blank, like `next_word`."""
        found = _PREVIOUS_WORD.search(self.folded.cased, max(0, start - _LONGEST_WORD), start)
        return found.group(1) if found else ""

    def after_initial(self, start: int) -> bool:
        """Whether an initial stands before: `J. Liepa`."""
        return bool(_INITIAL.search(self.folded.cased, max(0, start - 5), start))

    def names_a_body(self, end: int) -> bool:
        """Whether the small words that follow name a body, and not as the place where something is."""
        words = _LOWER_WORDS.match(self.folded.cased, end)
        for word in re.finditer(r"[a-z]+", words.group()) if words else ():
            if word.group().startswith(cues().body):
                start, stop = self.folded.span(end + word.start(), end + word.end())
                # biedrību ļaudis: a genitive plural only says whose
                modifies = word.group().endswith("u") and bool(self.next_word(end + word.end()))
                return not modifies and not self.folded.source[start:stop].endswith(_LOCATIVE_END)
        return False

    def between(self, start: int, end: int) -> str:
        """The folded text between two names."""
        return self.folded.text[start:end]

    def starts_sentence(self, start: int) -> bool:
        """Whether the source's character at `start` (a source offset) begins a sentence or line."""
        before = self.folded.source[max(0, start - 8) : start].rstrip(_OPENING)
        if not before or before[-1] in "\n!?:;…":
            return True
        return before[-1] == "." and not before[-2:-1].isdigit()

    def glued(self, start: int, end: int) -> bool:
        """Whether the name is a part of an address, a tag or a file name: `@Rīga`, `kuldiga.lv`."""
        text = self.folded.text
        if start and text[start - 1] in "@#/\\_.":
            return True
        return text[end : end + 1] in ("@", "/", "_", "\\") or bool(re.match(r"\.\w", text[end : end + 2]))

    def in_postal_address(self, end: int) -> bool:
        """Whether a postcode follows: somebody's address."""
        return bool(_POSTCODE.match(self.folded.text, end))

    def names_a_payer(self, start: int, end: int) -> bool:
        """Whether words of paying stand close by in the same paragraph."""
        text = self.folded.text
        near = text[max(0, start - 45) : start].rpartition("\n")[2] + text[end : end + 30].partition("\n")[0]
        return bool(cues().payer.search(near))
