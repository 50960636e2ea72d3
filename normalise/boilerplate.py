"""What belongs to the page and not to the article: lines and elements of page furniture."""

from __future__ import annotations

import re
import tomllib
from functools import cache, lru_cache
from pathlib import Path
from typing import NamedTuple

from lxml import html as lxml_html

from normalise.lines import key, words
from normalise.search_terms import fold

_PHRASES = Path(__file__).parent / "vocabulary" / "boilerplate.toml"
_LONGEST_PHRASE = 400
_LONGEST_CRUMBS = 200
_MARKS = " .:…»«›‹>|→←↑▲▼*+-–\"'!"
_CRUMBS = re.compile(r"(?:\s*[»›]\s*|\s+(?:>|/|→|\|)\s+)")
_TRAIL = re.compile(r"\s*[»›]\s*|\s+(?:>|→)\s+")
_CRUMB_MARKS = "»›>/→|"
_HOME = {
    "sakums",
    "sakumlapa",
    "home",
    "galvena lapa",
    "jus atrodaties seit",
    "jus esat seit",
    "you are here",
}
_COOKIES = ("sikdat", "cookie")
_COOKIE_ACTS = re.compile(r"izmanto|lieto|piekr|turpin|uses?\b|accept|consent")
_MAIN_SHARE = 0.3
_HIDDEN = re.compile(
    r"display\s*:\s*none|visibility\s*:\s*hidden|(?:left|top|text-indent)\s*:\s*-\d{3,}", re.I
)
_CLOCK = re.compile(
    r"(?:sodien ir )?(?:pirmdiena|otrdiena|tresdiena|ceturtdiena|piektdiena|sestdiena|svetdiena)\W.{0,40}"
    r"(?:varda ?dien|vardadien|\d{1,2}:\d{2}:\d{2})"
)

TAGS = words(
    "script style noscript template nav aside footer form button select svg input label dialog iframe "
    "object embed textarea canvas map menu audio video"
)
_NAMES = re.compile(
    r"(?:^|[\s_-])(?:bread-?crumbs?|pathway|sharedaddy|share|sharing|sharer|social(?!-?\w*projek)|socials|addtoany|a2a"
    r"|addthis|at-share|fb-like|related|relatedposts|jp-relatedposts|similar|comments?|comment-respond|comment-form"
    r"|respond|sidebar|side-bar|navbar|nav-links|navigation|post-nav|pagination|pager|pagenav|pagenavigation|cookies?"
    r"|cookie-\w+|gdpr|consent|newsletter|subscribe|tags|tag-links|tagcloud|cat-links|entry-footer|author-box"
    r"|author-bio|print|print-button|fontsize|font-size|text-resize|textsize|calendar|login|skip-link|site-footer"
    r"|site-header|footer|namedays?|vardadienas|clock|hits|icons|readmore|read-more|more-link|breadcrumb-trail"
    r"|article-info|screen-reader-text|sr-only|visually-hidden)(?:$|[\s_-])",
    re.I,
)


class _Phrases(NamedTuple):
    whole: frozenset[str]
    starts: tuple[str, ...]


@cache
def _phrases() -> _Phrases:
    data = tomllib.loads(_PHRASES.read_text(encoding="utf-8"))
    return _Phrases(frozenset(key(phrase) for phrase in data["whole"]), tuple(data["starts"]))


def is_boilerplate(line: str) -> bool:
    """True for a tidied line that is page furniture wherever it stands."""
    if len(line) > _LONGEST_PHRASE:
        return False
    folded = fold(line)
    bare = key(folded)
    if not bare:
        return not any(map(str.isalnum, line)) and "*" not in line
    phrases = _phrases()
    return (
        bare in phrases.whole
        or folded.startswith(phrases.starts)
        or (any(word in folded for word in _COOKIES) and bool(_COOKIE_ACTS.search(folded)))
        or bool(_CLOCK.match(folded))
        or is_home_crumbs(folded)
    )


def is_home_crumbs(folded: str) -> bool:
    """True for a folded breadcrumb line that begins at the home page."""
    if len(folded) > _LONGEST_CRUMBS or not any(mark in folded for mark in _CRUMB_MARKS):
        return False
    first, *rest = _CRUMBS.split(folded.strip(_MARKS))
    return bool(rest) and first.strip(_MARKS) in _HOME


def is_crumbs(line: str) -> bool:
    """True for any trail such as `Projekti » Par projektu`; only meant for lines above a title."""
    if len(line) > _LONGEST_CRUMBS or not any(mark in line for mark in _CRUMB_MARKS):
        return False
    parts = _TRAIL.split(line.strip())
    return len(parts) > 1 and all(0 < len(part) <= 80 for part in parts[:-1])


def in_furniture(element: lxml_html.HtmlElement) -> bool:
    """True when an element stands in one whose tag, class or id says furniture."""
    return any(
        one.tag in TAGS or names_furniture(f"{one.get('class') or ''} {one.get('id') or ''}")
        for one in (element, *element.iterancestors())
        if one.tag not in ("body", "html")
    )


def drop_furniture(part: lxml_html.HtmlElement, main_key: str) -> None:
    """Removes furniture and hidden elements below `part`, but none that holds much of the main text."""
    waiting = list(part)
    while waiting:
        element = waiting.pop()
        if _is_furniture(element, main_key):
            element.drop_tree()
        else:
            waiting.extend(element)


def _is_furniture(element: lxml_html.HtmlElement, main_key: str) -> bool:
    if element.tag in TAGS:
        return True
    names = f"{element.get('class') or ''} {element.get('id') or ''}"
    hidden = element.get("hidden") is not None or _HIDDEN.search(element.get("style") or "")
    if not hidden and not names_furniture(names):
        return False
    return not _holds_main_text(element, main_key)


def _holds_main_text(element: lxml_html.HtmlElement, main_key: str) -> bool:
    texts = [key(text) for text in element.itertext()]
    least = _MAIN_SHARE * len(main_key)
    return (
        bool(main_key)
        and sum(map(len, texts)) > least
        and sum(len(t) for t in texts if t in main_key) > least
    )


@lru_cache(maxsize=4096)  # a site has the same names on all its pages
def names_furniture(names: str) -> bool:
    """True when an element's class and id say that it is furniture."""
    return _NAMES.search(names) is not None
