"""The name that stands at the head of a site, above the title: whose news this is.

A fallback for texts that say "we": a title bar gives its owner, "Pagalmu runas" or "OK STĪGA".
"""

from __future__ import annotations

import re

from normalise.cues import load_cues
from normalise.document import Document, flatten
from normalise.lines import key
from normalise.quotes import all_quoted

_CUES = load_cues("organisations")
_PARTS = re.compile(r"\s[—–|/·•:-]\s|,\s|\s(?:kopš|since)\s|\s{3,}")
_CAPITALS = re.compile(r"(?P<name>[A-ZĀČĒĢĪĶĻŅŠŪŽ]{2,}(?:\s[A-ZĀČĒĢĪĶĻŅŠŪŽ]{2,}){1,4})\s(?=[a-zāčēģīķļņšūž])")
_MOST_WORDS, _LONGEST = 8, 80
_WE = re.compile(r"\b(?:mes|mus|mums|musu|musejie|our|we|us|мы|нас|нам|наш\w*)\b")


def site_name(document: Document) -> tuple[int, int] | None:
    """Where the first line names the site's owner: it is named again below, or is a body that says "we"."""
    if len(document.lines) < 3:
        return None
    line = document.lines[0]
    start, end = _name_in(document.text[line.start : line.end])
    start, end = line.start + start, line.start + end
    name = document.text[start:end]
    if key(name) == key(document.title or "") or not _may_be_name(name):
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
