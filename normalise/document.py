"""A text made ready for the recognisers: flattened once, cut into lines and sentences once.

`flat` has exactly one character for each character of `text`, so every offset found in it is an
offset in the text: lower case, diacritics off, all dashes `-`, all quotation marks `"`, all blanks
but the line break a space.
"""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_right
from collections.abc import Iterator
from functools import cached_property, lru_cache
from typing import Literal, NamedTuple

from normalise.letter_tables import LetterTable
from normalise.matcher import Folded, fold_with_map
from normalise.number_places import number_places
from normalise.records import Evidence, Published

DASHES = "‐‑‒–—―−﹘﹣-"
QUOTES = "„“”«»‟‘’‚′″＂❝❞\u201f"
# A line break and the mark of a new item are kept: they end sentences.
_KEPT = {"\n": "\n"}


class _Flattener(dict[int, str]):
    """Fills itself as characters are seen; each maps to exactly one character."""

    def __missing__(self, code: int) -> str:
        char = chr(code)
        flat = _flat_char(char)
        self[code] = flat
        return flat


def _flat_char(char: str) -> str:
    if char in _KEPT:
        return _KEPT[char]
    if char in DASHES:
        return "-"
    if char in QUOTES:
        return '"'
    if char.isspace() or unicodedata.category(char) in {"Cc", "Cf", "Zs"}:
        return " "
    base = unicodedata.normalize("NFD", char.lower())[:1]
    return base if base and not unicodedata.combining(base) else " "


_flat = LetterTable(_Flattener())


# ",,Zaļais ceļš”": typed for a low quotation mark
_TWO_COMMAS = re.compile(r",,(?=\w)")
# "‘’Mēs – sabiedrībai’’": two apostrophes typed for a quotation mark
_TWO_APOSTROPHES = re.compile(r"[’‘']{2}(?P<opens>(?<=(?<=[\s(])..)(?=\s?\w))?")


@lru_cache(maxsize=32)
def with_marks(text: str) -> str:
    """The text with one quotation mark and a blank for two apostrophes, one character for one."""
    if "’’" in text or "''" in text or "‘’" in text:
        return _TWO_APOSTROPHES.sub(lambda pair: ' "' if pair["opens"] is not None else '" ', text)
    return text


def flatten(text: str) -> str:
    """The text in lower case without diacritics, one character for one.

    Two commas that open a name become a blank and a quotation mark, two apostrophes likewise.
    """
    flat = _flat(with_marks(text))
    return _TWO_COMMAS.sub(' "', flat) if ",," in flat else flat


SpanKind = Literal["breadcrumb", "heading", "item", "field", "text"]


class Span(NamedTuple):
    """A stretch of the text with what it is."""

    start: int
    end: int
    kind: SpanKind = "text"


# What runs on longer is a table or a list without marks; it is read in pieces, so that reading a
# sentence for each finding in it stays cheap.
_LONGEST_SENTENCE = 1500
_SENTENCE_END = re.compile(r"[.!?…]+[\"”“»)]*\s+(?=[\"„“«(]*[A-ZĀČĒĢĪĶĻŅŠŪŽА-Я0-9])")
_MOST_ITEMS = 20  # lines of a list up to its heading
_LONG_WORD = 7  # letters; longer than every abbreviation
# What stands before a dot that ends no sentence.
_ABBREVIATION = re.compile(
    r"(?:\b(?:nr|no|reg|id|plkst|pl|lpp|piem|utt|tel|talr|t|sk|u|c|tml|a|s|z|g|gs|un|dr|prof|sv|st|"
    r"art|p|apm|att|angl|liguma|t\.sk|u\.c|s\.g)|(?<!\d[.\-/])\b\d{1,3}|\b\w)$"
)


class Document:
    """One text with its title, address and publication date, and the views that recognisers need.

    `written` is the text as it came; in `text` a line that was broken at a width goes on behind a blank,
    character for character in the same place. Lines of a page are its blocks and never broken so.
    """

    def __init__(
        self,
        text: str,
        *,
        title: str | None = None,
        url: str | None = None,
        published: Published | None = None,
        may_be_wrapped: bool = True,
    ) -> None:
        self.written = text
        self.text = _unwrapped(text) if may_be_wrapped else text
        self.title = title
        self.url = url
        self.published = published

    @cached_property
    def flat(self) -> str:
        return flatten(self.text)

    @cached_property
    def folded(self) -> Folded:
        """The text as the phrase matchers read it."""
        return fold_with_map(self.text)

    @cached_property
    def numbers(self) -> list[int]:
        """Where each number begins."""
        return number_places(self.flat)

    @cached_property
    def flat_title(self) -> str:
        return flatten(self.title or "")

    @cached_property
    def lines(self) -> tuple[Span, ...]:
        """Each line that is not blank, with what kind of line it is."""
        spans = []
        at = 0
        for line in self.text.split("\n"):
            if written := line.strip():
                start = at if line is written else at + len(line) - len(line.lstrip())
                spans.append(Span(start, start + len(written), _line_kind(written)))
            at += len(line) + 1
        return tuple(spans)

    @cached_property
    def first_passage(self) -> int:
        """Where the running text begins: the first line that is long; the end where none is."""
        return next((line.start for line in self.lines if line.end - line.start >= _PASSAGE), len(self.text))

    @cached_property
    def last_passage(self) -> int:
        """Where the last line begins that is long; the end where none is."""
        long = (line.start for line in reversed(self.lines) if line.end - line.start >= _PASSAGE)
        return next(long, len(self.text))

    @cached_property
    def footer(self) -> int:
        """Where a footer set off by a rule (`---`, `____`) begins, in the last third; else the text's end.

        What names a project below the rule is the article's own statement, not the site's footer.
        """
        rules = [m.end() for m in _RULE.finditer(self.text) if m.start() > len(self.text) * _FOOTER_FROM]
        return rules[0] if rules and not _OWN_STATEMENT.search(self.flat, rules[0]) else len(self.text)

    @cached_property
    def teasers(self) -> int:
        """Where a list of the site's other articles begins, in the second half; else the text's end."""
        found = next((m for m in _TEASERS.finditer(self.flat) if m.start() > len(self.text) / 2), None)
        return found.start() if found else len(self.text)

    @cached_property
    def sentences(self) -> tuple[Span, ...]:
        """Sentences in order; a line break always ends one."""
        spans: list[Span] = []
        for line in self.lines:
            begin = line.start
            for match in _SENTENCE_END.finditer(self.text, line.start, line.end):
                if self._ends_sentence(match.start(), match.end()):
                    spans.append(Span(begin, match.end(), line.kind))
                    begin = match.end()
            if begin < line.end:
                spans.append(Span(begin, line.end, line.kind))
        if all(span.end - span.start <= _LONGEST_SENTENCE for span in spans):
            return tuple(spans)
        return tuple(piece for span in spans for piece in self._pieces(span))

    def _pieces(self, sentence: Span) -> Iterator[Span]:
        """The sentence itself, or stretches of it of bearable length, cut at blanks."""
        begin = sentence.start
        while sentence.end - begin > _LONGEST_SENTENCE:
            cut = self.flat.rfind(" ", begin + 1, begin + _LONGEST_SENTENCE) + 1 or begin + _LONGEST_SENTENCE
            yield Span(begin, cut, sentence.kind)
            begin = cut
        yield Span(begin, sentence.end, sentence.kind)

    def _ends_sentence(self, dot: int, after: int) -> bool:
        if self.text[dot] in "!?…":
            return True
        if self.text[after : after + 1].isdigit() and self.flat[max(0, dot - 2) : dot].isdigit():
            return False
        if self.flat[max(0, dot - _LONG_WORD) : dot].isalpha() and dot >= _LONG_WORD:
            return True
        return not _ABBREVIATION.search(self.flat[max(0, dot - 8) : dot])

    @cached_property
    def _sentence_starts(self) -> list[int]:
        return [span.start for span in self.sentences]

    def sentence_index(self, offset: int) -> int:
        """The index in `sentences` of the one that holds the offset."""
        return max(0, bisect_right(self._sentence_starts, offset) - 1)

    def sentence_at(self, offset: int) -> Span:
        """The sentence that holds the offset; an empty span where the text has none."""
        if not self.sentences:
            return Span(0, 0)
        return self.sentences[self.sentence_index(offset)]

    @cached_property
    def _line_starts(self) -> list[int]:
        return [span.start for span in self.lines]

    def line_at(self, offset: int) -> Span:
        """The line that holds the offset."""
        if not self.lines:
            return Span(0, 0)
        return self.lines[max(0, bisect_right(self._line_starts, offset) - 1)]

    def line_above(self, at: int) -> Span | None:
        """The line before that of an offset; None for the first."""
        line = bisect_right(self._line_starts, at) - 1
        return self.lines[line - 1] if line > 0 else None

    def list_heading(self, offset: int) -> Span | None:
        """The line ending in a colon above the list whose item holds the offset; None elsewhere."""
        at = bisect_right(self._line_starts, offset) - 1
        first = max(0, at - _MOST_ITEMS)
        while at > first and self.lines[at].kind == "item":
            at -= 1
            if self.lines[at].kind != "item" and self.text[self.lines[at].end - 1] == ":":
                return self.lines[at]
        return None

    def evidence(self, start: int, end: int, rule: str) -> Evidence:
        """Evidence for the stretch, blanks at its edges left out."""
        quote = self.written[start:end]
        start += len(quote) - len(quote.lstrip())
        end -= len(quote) - len(quote.rstrip())
        return Evidence(self.written[start:end], start, end, rule)


# the end of a line that was broken at a width: a long line, no mark of an end, a small letter below
# that opens no field; what stands before is asked behind the break, once it is found
_BREAK = re.compile(
    r"\n(?=[a-zāčēģīķļņšūž])(?<=[^\n]{64}[\w,]\n)"
    r"(?![^\n:]{2,40}:)(?!\S*(?:@|www\.|https?:|admin\b|posted\b|public))"
)
_FEWEST_BREAKS = 2
_WIDTHS_APART = 25  # characters


def _unwrapped(text: str) -> str:
    """The text with the lines that were broken at a width joined by a blank, character for character.

    Two breaks at about the same width are the least: a single long line may end anywhere. The first
    line may be the title.
    """
    breaks = [found.start() for found in _BREAK.finditer(text)]
    if len(breaks) < _FEWEST_BREAKS:
        return text
    first = text.find("\n")
    widths = {at: at - text.rfind("\n", 0, at) for at in breaks if at != first}
    widest = max(widths.values(), default=0)
    broken = [at for at, width in widths.items() if widest - width <= _WIDTHS_APART]
    if len(broken) < _FEWEST_BREAKS:
        return text
    pieces = []
    last = 0
    for at in broken:
        pieces += [text[last:at], " "]
        last = at + 1
    return "".join([*pieces, text[last:]])


_RULE = re.compile(r"(?m)^[\-–—_=*]{3,}[ \t]*$")
_FOOTER_FROM = 0.6
_OWN_STATEMENT = re.compile(
    r'\bprojekt(?:u|s|a) "(?![^\n]{0,160}(?:majas ?lap|timekla))'
    r"|projekta (?:kopejas )?izmaksas|lidzfinansejums \d"
    r"|\b(?:aktivitates|pasakumi?|projekts)s? (?:ir dala no|tiek (?:lidz)?finans)"
)
_TEASERS = re.compile(
    r"(?m)^[^\w\n]{0,8}(?:cit(?:as|i) (?:zinas|jaunumi|ieraksti|raksti)(?: saja numura)?"
    r"|saistit(?:ie|as) (?:raksti|zinas)|lidzigi (?:raksti|jaunumi)|las(?:i|iet) (?:vel|ari)"
    r"|jaunakie (?:raksti|ieraksti)|(?:next|previous) story|related (?:posts|articles|news)"
    r"|you may also like)(?:\s?:[^\n]*|[^\w\n]{0,8})$"
)
_PASSAGE = 120  # characters of a line of running text
_BREADCRUMB = re.compile(r"^[^.!?]{1,80}(?:\s[»›>]\s|\s/\s)[^.!?]{1,140}$")
# a line that begins with a day is no item of a list: "21. aprīlī biedrība ..."
_MONTHS = "jan|feb|mart|apr|maij|jūn|jūl|aug|sept|okt|nov|dec"
_ITEM = re.compile(rf"^(?:[•·▪◦*]|-\s|–\s|\d{{1,2}}[.)]\s(?!(?:{_MONTHS})))", re.IGNORECASE)
_FIELD = re.compile(r"^[^.!?:]{3,60}:\s*\S")


def _line_kind(line: str) -> SpanKind:
    if len(line) <= 240 and ("»" in line or "›" in line or len(line) < 80) and _BREADCRUMB.match(line):
        return "breadcrumb"
    if _ITEM.match(line):
        return "item"
    if _FIELD.match(line) and len(line) < 200:
        return "field"
    if len(line) <= 140 and line[-1] not in ".!?…;,:":
        return "heading"
    return "text"


def merge_spans(spans: list[tuple[int, int]]) -> list[tuple[int, int]]:
    """Sorted spans, overlapping ones joined."""
    merged: list[tuple[int, int]] = []
    for start, end in sorted(spans):
        if merged and start <= merged[-1][1]:
            merged[-1] = (merged[-1][0], max(end, merged[-1][1]))
        else:
            merged.append((start, end))
    return merged


def inside(spans: list[tuple[int, int]], start: int, end: int) -> bool:
    """True when one of the spans (merged and sorted) holds the whole stretch."""
    at = bisect_right(spans, start, key=lambda span: span[0]) - 1
    return at >= 0 and spans[at][0] <= start and end <= spans[at][1]


def overlaps(spans: list[tuple[int, int]], start: int, end: int) -> bool:
    """True when the stretch touches any of the spans (merged and sorted)."""
    at = bisect_right(spans, (start, end))
    return (at > 0 and spans[at - 1][1] > start) or (at < len(spans) and spans[at][0] < end)
