"""The name that stands at the head of a site, above the title: whose news this is.

A fallback for texts that say "we": a title bar gives its owner, "Pagalmu runas" or "OK STĪGA"; so does
the address that a body chose for itself.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache
from itertools import islice
from urllib.parse import urlsplit

from normalise.cues import load_cues
from normalise.document import Document, flatten
from normalise.lines import key
from normalise.matcher import fold_with_map
from normalise.places import find_places
from normalise.quotes import all_quoted

_CUES = load_cues("organisations")
_PARTS = re.compile(r"\s[—–|/·•:-]\s|,\s|\s(?:kopš|since)\s|\s{3,}")
_CAPITALS = re.compile(r"(?P<name>[A-ZĀČĒĢĪĶĻŅŠŪŽ]{2,}(?:\s[A-ZĀČĒĢĪĶĻŅŠŪŽ]{2,}){1,4})\s(?=[a-zāčēģīķļņšūž])")
_MOST_WORDS, _LONGEST = 8, 80
_WORD = re.compile(r"[^\W_]+")
_CAPITALISED = re.compile(r"[^\W\d_a-z](?<![^\W_].)[^\W_]*")  # or with a small letter beyond ASCII
_ABBREVIATION = re.compile(r"(?<!\w)[A-ZĀČĒĢĪĶĻŅŠŪŽ]{2,4}\s$")
_SHORTEST_LABEL, _SHORTEST_CAPITALS = 5, 3
_DOMAIN = re.compile(r"\.(?:[a-z]{2,4}|[A-Z]{2,4})\b")
_PUBLIC_DOMAINS = frozenset(
    ("gov", "edu", "nvo", "com", "org", "wordpress", "blogspot", "wixsite", "mozello", "example")
)
_WE = re.compile(r"\b(?:mes|mus|mums|musu|musejie|our|we|us|мы|нас|нам|наш\w*)\b")


def site_name(document: Document) -> tuple[int, int] | None:
    """Where the first line names the site's owner: it is named again below, or is a body that says "we"."""
    if len(document.lines) < 3:
        return None
    line = document.lines[0]
    start, end = _name_in(document.text[line.start : line.end])
    start, end = line.start + start, line.start + end
    name = document.text[start:end]
    titled = key(document.title or "")
    listed = titled == key(document.text[line.start : line.end]) and document.text.startswith(",", end)
    if listed or titled == key(name) or not _may_be_name(name):
        return None
    flat = flatten(name)
    body = document.flat[line.end :]
    is_body = any(_CUES["kind_word"].match(word) for word in document.flat[line.start : line.end].split())
    if _recurs(flat, body) or (is_body and _WE.search(body)):
        return start, end
    return None


def _name_in(line: str) -> tuple[int, int]:
    """The quoted part of a line, else what stands before a dash, a bar, a comma."""
    quoted = next(all_quoted(line), None)
    if quoted and quoted.closed and quoted.inner_end - quoted.inner_start >= 3:
        return quoted.inner_start, quoted.inner_end
    part = _PARTS.search(line)
    whole = line[: part.start()] if part else line
    capitals = _CAPITALS.match(whole)
    return 0, capitals.end("name") if capitals else len(whole)


def _may_be_name(name: str) -> bool:
    words = name.split()
    fits = (
        any(len(word) > 2 for word in words)
        and 4 <= len(name) <= _LONGEST
        and len(words) <= _MOST_WORDS
        and name[-1] not in ".!?…;"
    )
    return fits and name[0].isupper() and not _CUES["no_site_name"].search(flatten(name))


def _recurs(flat: str, body: str) -> bool:
    """The name's words in their order, in any case: "Rūjienas skatuves"."""
    words = re.findall(r"\w+", flat)
    if len(words) == 1:
        return f'"{flat}"' in body
    stems = [re.escape(word[: max(3, len(word) - 2)]) + r"\w{0,4}" for word in words]
    return bool(stems) and bool(re.search(r"\b" + r"\W{1,3}".join(stems) + r"\b", body))


def named_by_address(document: Document) -> tuple[int, int] | None:
    """Where the text names what the site's address is made of: `gribupalidzet.lv` and "Gribu palīdzēt".

    At the head of a sentence or in capitals, in the nominative as the address spells it; a place
    (`tukums.lv`, `upesnovads.lv`) is no owner. None without an address.
    """
    label = _label(document.url)
    if label is None or label[:4] not in document.flat.replace(" ", ""):
        return None
    opens = (
        place
        for place in _spelling(document, label)
        if not _DOMAIN.match(document.text, place[1])
        and not document.text[slice(*place)].endswith(("ā", "ē", "ī"))
        and not _CUES["newspaper"].search(document.flat, *place)
        and (document.text[slice(*place)].isupper() or document.sentence_at(place[0]).start == place[0])
    )
    return next(opens, None)


def _label(url: str | None) -> str | None:
    """The part of the address that a body chose, letters alone; None for short, public and place names."""
    parts = (urlsplit(url or "").hostname or "").removeprefix("www.").split(".")
    own = next((part for part in reversed(parts[:-1]) if part not in _PUBLIC_DOMAINS), "")
    label = re.sub(r"[^a-z0-9]", "", own)
    fits = len(label) >= _SHORTEST_CAPITALS and "novad" not in label and not _is_place(label)
    return label if fits else None


@lru_cache(maxsize=1024)
def _is_place(label: str) -> bool:
    return bool(find_places(label.capitalize(), fold_with_map(label.capitalize())))


def _spelling(document: Document, label: str) -> Iterator[tuple[int, int]]:
    """Each run of words that spells the label, from a capital letter on."""
    for word in _CAPITALISED.finditer(document.text):
        if not word.group()[0].isupper() or not label.startswith(document.flat[slice(*word.span())]):
            continue
        if len(label) < _SHORTEST_LABEL and not word.group().isupper():
            continue
        joined = ""
        for last in islice(_WORD.finditer(document.text, word.start()), _MOST_WORDS):
            joined += document.flat[slice(*last.span())]
            if joined == label:
                yield _with_abbreviation(document.text, word.start()), last.end()
            if len(joined) >= len(label):
                break


def _with_abbreviation(text: str, start: int) -> int:
    """`JSK Demora`: a short abbreviation before the name belongs to it."""
    before = _ABBREVIATION.search(text, max(0, start - 6), start)
    return before.start() if before else start
