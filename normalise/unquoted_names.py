"""Names of bodies without quotation marks: a run of words from a capital letter to a kind of body.

`Cēsu novada pašvaldība`, `Siguldas 1.pamatskola`, `Kurzemes NVO atbalsta centrs`.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from normalise.cues import load_cues
from normalise.document import Document

_CUES = load_cues("organisations")
_WORD = r"[\w’'+-]+\.?"
WORD_ALONE = re.compile(_WORD)
_CAPITAL = r"(?=[^\W\d_a-z])(?<![\w’'+-])(?<!\s\d\.)(?<!\s\d\d\.)"  # or a small letter beyond ASCII
# the blank behind an ordinal is often left out
_RUN = re.compile(rf"{_CAPITAL}{_WORD}(?:(?:[^\S\n]|(?<=\s\d\.)|(?<=\s\d\d\.)){_WORD}){{1,8}}")
# without one of these no run can be a name; most runs have none
_KIND_OR_REGION = re.compile(f"{_CUES['kind'].pattern}|region")
_GENITIVE = ("s", "u", "a", "o")
# "pagastā", "ietvaros", "pasākumus": no genitive of a name, except in compounds such as "vidus skola"
_NO_GENITIVE = ("ā", "ē", "ū", "ī", "os", "us")
# "65 Latvijas pašvaldībām": several bodies and no name
_OF_SEVERAL = ("ām", "ās", "iem", "os")
_U_STEMS = ("tirgus", "vidus", "ledus", "medus")
# a verb as well as a part of names
_SUPPORTS = "atbalsta"


def unquoted_names(document: Document) -> Iterator[tuple[int, int]]:
    """Where each name stands, in the order of the text."""
    text, flat = document.text, document.flat
    at = 0
    while match := _RUN.search(text, at):
        base = match.start()
        at = base + len(match.group().split(maxsplit=1)[0]) + 1
        if not text[base].isupper() or not _KIND_OR_REGION.search(flat, at, match.end()):
            continue
        if _CUES["no_start"].fullmatch(flat, base, at - 1):
            continue
        end = _name_end(document, base, (m.span() for m in WORD_ALONE.finditer(match.group())))
        if end and not _is_generic(document, base, end):
            yield base, end
            at = end


def _name_end(document: Document, base: int, words: Iterable[tuple[int, int]]) -> int | None:
    """Where the name ends: at the last kind that genitives and capitals lead up to."""
    text, flat = document.text, document.flat
    end: int | None = None
    for position, (start, stop) in enumerate(words):
        word = flat[base + start : base + stop]
        closes = word.endswith(".") and not word[:-1].isdigit()
        bare = word.removesuffix(".")
        is_kind = bool(_CUES["kind_word"].match(bare)) or (
            bare.startswith("region") and flat[: base + start].endswith("planosanas ")
        )
        if is_kind and text[base + start : base + start + len(bare)].endswith(_OF_SEVERAL):
            break
        if position and is_kind:
            end = base + start + len(bare)
        if closes:
            break
        capital = text[base + start].isupper() or word[0].isdigit()
        if end and word == "un" and text[base + stop + 1 : base + stop + 2].isupper():
            break  # another name begins
        links = capital or is_kind or word.endswith(_GENITIVE) or word in {"un", "&"}
        if not is_kind and _is_locative(text[base + start : base + stop], capital):
            break
        if not links or (
            _CUES["no_link"].fullmatch(word)
            and not _leads_to_kind(word, flat[base + stop : base + stop + 30])
        ):
            break
    return end


def _is_locative(word: str, capital: bool) -> bool:
    """A place or an object among the words; of capitals only what is plainly locative."""
    if capital:
        return word.endswith("ā")
    return word.endswith(_NO_GENITIVE) and not word.endswith(_U_STEMS)


def _leads_to_kind(word: str, after: str) -> bool:
    """`NVO atbalsta centrs`: the verb that is a part of a name when a kind of body stands behind it."""
    following = WORD_ALONE.search(after)
    return bool(
        word == _SUPPORTS and following and _CUES["kind_word"].match(following.group().removesuffix("."))
    )


def _is_generic(document: Document, start: int, end: int) -> bool:
    """ "Sešas piekrastes biedrības" at the head of a sentence is no name."""
    name = document.text[start:end]
    if re.fullmatch(r"(?:NVO|NGO) \w+", name):
        return True
    capitals = sum(word[0].isupper() for word in name.split())
    opens = document.sentence_at(start).start == start
    return opens and capitals == 1 and bool(_CUES["generic_kind"].search(document.flat[start:end]))
