"""Quoted names, with nested, mixed and missing quotation marks (Latvian pages have all of these)."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from normalise.document import QUOTES, Document, with_marks

_MARKS = frozenset(QUOTES + '"') - {"′", "″", "’", "‘", "'"}
_IN_CLASS = re.escape("".join(sorted(_MARKS)))
_NO_COMMA = r"(?:(?<!,)|(?<=,,)(?=\w))"
_MARK = re.compile(rf"[{_IN_CLASS},]{_NO_COMMA}")
_MARK_OR_BREAK = re.compile(rf"[{_IN_CLASS},\n]{_NO_COMMA}")
_LONGEST = 320
_LONGEST_NAME = 160
_SHORTEST_BROKEN_LINE = 60
# "… „Stādījumi” aizsardzības pasākumu īstenošana, projekta reģ. nr."
_TO_NUMBER = re.compile(
    r"\s[a-zāčēģīķļņšūž][^,(.\n]{3,200}(?=,\s(?:projekta|reģ|līguma|ID|Nr)|\s\((?:Nr|ID)\b)"
)
_SENTENCE_ENDS = re.compile(r"\w[a-zāčēģīķļņšūž]{2}\.\s[A-ZĀČĒĢĪĶĻŅŠŪŽ]\w")
# a row of marks opens no name; without the limit each of them would be read to the longest stretch
_DEEPEST = 6


@dataclass(frozen=True, slots=True)
class Quoted:
    """A quoted stretch: `start` is the opening mark, `end` just behind the closing one."""

    start: int
    end: int
    inner_start: int
    inner_end: int
    closed: bool = True


def is_mark(char: str) -> bool:
    """True for a character that people use as a double quotation mark."""
    return char in _MARKS


def _is_mark_at(text: str, at: int) -> bool:
    """A mark, or the second of two commas typed for a low one: ",,Zaļais ceļš”"."""
    return text[at] in _MARKS or (
        text[at] == "," and text[at - 1 : at] == "," and text[at + 1 : at + 2].isalnum()
    )


def quoted_at(text: str, opening: int) -> Quoted | None:
    """The quoted stretch that opens at the offset, nested ones inside it.

    Where the closing mark is missing the stretch ends with the sentence or line (`closed` is False);
    None where the offset holds no opening mark, or only one of a row of marks.
    """
    text = with_marks(text)
    if opening >= len(text) or not _is_mark_at(text, opening) or not _opens(text, opening):
        return None
    read = _read_marks(text, opening)
    if read is None:
        return None
    closing, nested_end, limit = read
    if closing and not (nested_end and _SENTENCE_ENDS.search(text, nested_end, closing)):
        return Quoted(opening, closing + 1, opening + 1, closing)
    return _ending_nested(text, opening, nested_end, limit) or _unclosed(text, opening, limit)


def _read_marks(text: str, opening: int) -> tuple[int, int, int] | None:
    """Where the closing mark stands, where the first name inside ends, each 0 for none, and how far was read.

    None for a row of marks.
    """
    depth = nested_end = 0
    limit = min(len(text), opening + _LONGEST)
    for match in _MARK_OR_BREAK.finditer(text, opening, limit):
        at = match.start()
        if text[at] == "\n":
            if not _goes_on(text, at):
                return 0, nested_end, at
        elif _opens(text, at) and not (depth and _closes(text, at) and text[at] in "”»"):
            depth += 1
            if depth > _DEEPEST:
                return None
        elif depth:
            depth -= 1
            if depth == 1:
                nested_end = nested_end or at + 1
            if depth == 0:
                return at, nested_end, limit
    return 0, nested_end, limit


def _ending_nested(text: str, opening: int, nested_end: int, limit: int) -> Quoted | None:
    """`Dabas parka „Daugavas loki” (5.4.1.1/17/A/018) realizāciju. Tas …`: the outer mark is missing."""
    if not nested_end:
        return None
    goes_on = _TO_NUMBER.match(text, nested_end)
    ends = _SENTENCE_ENDS.search(text, nested_end, limit) or _MARK.search(text, nested_end, limit)
    if not (goes_on or ends):
        return None
    end = goes_on.end() if goes_on else nested_end
    return Quoted(opening, end, opening + 1, end, closed=False)


def quoted_behind_blank(text: str, opening: int) -> Quoted | None:
    """`projekta " Jaunieši ar invaliditāti" ietvaros`: a blank slipped in behind the opening mark."""
    text = with_marks(text)
    if not text[opening + 1 : opening + 2].isspace() or not text[opening + 2 : opening + 3].isupper():
        return None
    closing = _MARK.search(text, opening + 1, opening + _LONGEST_NAME)
    if closing is None or "\n" in text[opening : closing.start()]:
        return None
    return Quoted(opening, closing.end(), opening + 2, closing.start())


def _goes_on(text: str, line_end: int) -> bool:
    """A name in text broken at a width: the line is long, and the next one's first mark closes the name."""
    if line_end - text.rfind("\n", 0, line_end) < _SHORTEST_BROKEN_LINE:
        return False
    mark = _MARK.search(text, line_end + 1, line_end + _LONGEST_NAME)
    if mark is None or "\n" in text[line_end + 1 : mark.start()]:
        return False
    return not _opens(text, mark.start())


def _unclosed(text: str, opening: int, limit: int) -> Quoted | None:
    """A missing mark: the last closing one in the line will do, else the end of the sentence or line."""
    last = max(
        (at for at in range(opening + 1, limit) if is_mark(text[at]) and not _opens(text, at)), default=None
    )
    if last is not None and (limit >= len(text) or text[limit : limit + 1] != "\n" or last > limit - 3):
        return Quoted(opening, last + 1, opening + 1, last)
    sentence = _SENTENCE_ENDS.search(text, opening, limit) if last is None else None
    if sentence or limit - opening <= 200:
        end = text.index(".", sentence.start()) if sentence else limit
        while end > opening and text[end - 1] in " .,;":
            end -= 1
        return Quoted(opening, end, opening + 1, end, closed=False)
    if last is not None:
        return Quoted(opening, last + 1, opening + 1, last)
    return None


def _opens(text: str, at: int) -> bool:
    before = text[at - 1] if at else " "
    after = text[at + 1] if at + 1 < len(text) else " "
    if text[at] in "„«,":
        return True
    if after.isspace() or after in ".,;:!?)":
        return False
    return (
        before.isspace()
        or before in "(-–—/:[,.>"
        or is_mark(before)
        or (text[at] == "“" and not before.isalnum())
        or (before.isdigit() and after.isupper())
    )


def _closes(text: str, at: int) -> bool:
    before = text[at - 1] if at else " "
    after = text[at + 1] if at + 1 < len(text) else " "
    return not before.isspace() and (after.isspace() or not after.isalnum())


def all_quoted(text: str) -> Iterator[Quoted]:
    """The outermost quoted stretches in order."""
    text = with_marks(text)
    at = 0
    while mark := _MARK.search(text, at):
        quoted = quoted_at(text, mark.start())
        if quoted:
            yield quoted
        at = quoted.end if quoted else mark.end()


def quoted_ending(document: Document, closing: int) -> Quoted | None:
    """The quoted stretch of the same sentence that the mark at the offset closes."""
    begin = max(document.sentence_at(closing).start, closing - _LONGEST_NAME)
    at = document.flat.find('"', begin, closing)
    while at >= 0:
        quoted = quoted_at(document.text, at)
        if quoted and quoted.end == closing + 1:
            return quoted
        at = document.flat.find('"', at + 1, closing)
    return None
