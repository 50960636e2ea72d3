"""What a page says about itself: titles, addresses, dates in its head, its JSON-LD and its headings."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any
from urllib.parse import parse_qsl, urljoin, urlsplit

from lxml import html as lxml_html

from normalise.lines import key, tidy, words
from normalise.search_terms import fold

_MOST_JSON = 200_000
_MOST_NODES = 500
_LONGEST_TITLE = 400
_COVERED = 0.6
_LEGAL_FORMS = words("biedriba biedribas nodibinajums fonds partneriba lauku novads novada pagasts majaslapa")
_NESTED = ("@graph", "mainEntity", "mainEntityOfPage")
_ARTICLE_TYPES = frozenset({"Article", "NewsArticle", "BlogPosting", "Report", "SocialMediaPosting"})
_PAGE_TYPES = frozenset({"WebPage", "ItemPage", "CreativeWork"})
_PUBLISHED_META = (
    "article:published_time",
    "og:published_time",
    "datepublished",
    "dcterms.issued",
    "dcterms.created",
    "dc.date.issued",
    "dc.date",
    "publish_date",
    "publishdate",
    "pubdate",
    "date",
)
_MODIFIED_META = (
    "article:modified_time",
    "og:updated_time",
    "datemodified",
    "dcterms.modified",
    "last-modified",
)
_SEPARATOR = re.compile(r"(\s+(?:[|»«›•·]|::|[-–—])\s+|\s*[|»«]\s*)")
_HOME_NAMES = frozenset({"sakums", "home", "sakumlapa"})
# parameters that say which article is meant, so a canonical address without them names another page
_NAMING_PARAMETERS = words(
    "id p page_id lbu article art_id news_id read q item zina nr post view lid gid itemid"
)


@dataclass(frozen=True, slots=True)
class Head:
    """The page about itself; lists are best first, values as written."""

    titles: tuple[str, ...]
    page_title: str
    site_name: str
    canonical: str
    base: str
    published: tuple[str, ...]
    modified: tuple[str, ...]


def read_head(tree: lxml_html.HtmlElement, url: str) -> Head:
    """Reads meta tags, JSON-LD, `title`, `link` and `base` of a parsed page at `url`."""
    metas = _metas(tree)
    nodes = sorted(_json_ld(tree), key=_article_first)
    base = next((href for one in tree.iter("base") if (href := one.get("href")) is not None), None)
    return Head(
        titles=tuple(
            tidy(title)[:_LONGEST_TITLE]
            for title in (metas.get("og:title"), *_values(nodes, "headline"), metas.get("twitter:title"))
            if title and tidy(title)
        ),
        page_title=tidy(tree.findtext(".//title") or "")[:_LONGEST_TITLE],
        site_name=tidy(metas.get("og:site_name", "")),
        canonical=_canonical(tree, metas, url),
        base=_joined(url, base) if base is not None else url,
        published=(
            *_values(nodes, "datePublished"),
            *(metas[name] for name in _PUBLISHED_META if name in metas),
        ),
        modified=(
            *_values(nodes, "dateModified"),
            *(metas[name] for name in _MODIFIED_META if name in metas),
        ),
    )


def without_site_name(title: str, site_name: str, url: str) -> str:
    """`title` without the parts at its ends that are the site's name for sure."""
    parts = _SEPARATOR.split(title)
    while len(parts) > 2 and is_site_name(parts[-1], site_name, url):
        del parts[-2:]
    while len(parts) > 2 and is_site_name(parts[0], site_name, url):
        del parts[:2]
    return "".join(parts).strip()


def is_site_name(text: str, site_name: str, url: str) -> bool:
    """True for the declared site name, a home page's name, and words that the domain is made of."""
    folded = [word for word in map(key, fold(text).split()) if word]
    bare = "".join(folded)
    if not bare or bare in _HOME_NAMES or bare == key(fold(site_name)):
        return True
    return any(_spells(folded, key(label)) for label in _labels(url) if len(label) > 3)


def _labels(url: str) -> list[str]:
    """The parts of a host's name but the last: `["kopiena"]` for www.kopiena.lv."""
    try:
        return _host(urlsplit(url).hostname or "").split(".")[:-1]
    except ValueError:
        return []


def _spells(words_of: list[str], label: str) -> bool:
    """True when the words, those for legal forms aside, are little else than the domain's label."""
    own = [word for word in words_of if word in label or word not in _LEGAL_FORMS]
    length = sum(map(len, own))
    covered = sum(len(word) for word in own if len(word) > 3 and word in label)
    return (label in "".join(own) and length <= 1.5 * len(label)) or (
        covered >= _COVERED * len(label) and length <= 2 * len(label)
    )


def _metas(tree: lxml_html.HtmlElement) -> dict[str, str]:
    """Contents of meta tags by lower-case name, property or itemprop; the first of a name counts."""
    metas: dict[str, str] = {}
    for meta in tree.iter("meta"):
        content = meta.get("content")
        for attribute in ("property", "name", "itemprop"):
            name = meta.get(attribute)
            if name and content and content.strip():
                metas.setdefault(name.strip().lower(), content)
    return metas


def _json_ld(tree: lxml_html.HtmlElement) -> Iterator[dict[str, Any]]:
    for script in tree.iter("script"):
        if "ld+json" not in (script.get("type") or ""):
            continue
        source = (script.text or "")[:_MOST_JSON]
        try:
            data = json.loads(source, strict=False)
        except (ValueError, RecursionError):
            continue  # broken JSON-LD is common and says nothing
        yield from _nodes(data)


def _nodes(data: Any) -> Iterator[dict[str, Any]]:
    """The objects of a JSON-LD document that lie at its top or in its graph."""
    waiting = [data]
    for _ in range(_MOST_NODES):
        if not waiting:
            return
        node = waiting.pop(0)
        if isinstance(node, list):
            waiting.extend(node)
        elif isinstance(node, dict):
            yield node
            waiting.extend(node[name] for name in _NESTED if name in node)


def _types(node: dict[str, Any]) -> set[str]:
    types = node.get("@type", [])
    return {str(one) for one in (types if isinstance(types, list) else [types])}


def _article_first(node: dict[str, Any]) -> int:
    types = _types(node)
    return 0 if types & _ARTICLE_TYPES else 1 if types & _PAGE_TYPES else 2


def _values(nodes: list[dict[str, Any]], name: str) -> list[str]:
    wanted = (node.get(name) for node in nodes if _types(node) & (_ARTICLE_TYPES | _PAGE_TYPES))
    return [value for value in wanted if isinstance(value, str) and value.strip()]


def _canonical(tree: lxml_html.HtmlElement, metas: dict[str, str], url: str) -> str:
    """The address that names the article: the page's own word where it can be believed, else `url`."""
    offered = [
        *(
            link.get("href") or ""
            for link in tree.iter("link")
            if (link.get("rel") or "").lower() == "canonical"
        ),
        metas.get("og:url", ""),
    ]
    for address in offered:
        absolute = _joined(url, address.strip()).partition("#")[0] if address.strip() else ""
        if absolute and _names_this_page(absolute, url):
            return absolute
    return url.partition("#")[0]


def _joined(base: str, address: str) -> str:
    try:
        return urljoin(base, address)
    except ValueError:
        return ""


def _names_this_page(canonical: str, url: str) -> bool:
    """False for another site, the home page, a list above the page, or an address that lost the id."""
    try:
        theirs, ours = urlsplit(canonical), urlsplit(url)
    except ValueError:
        return False
    if theirs.scheme not in ("http", "https") or _host(theirs.netloc) != _host(ours.netloc):
        return False
    their_path, our_path = theirs.path.rstrip("/"), ours.path.rstrip("/")
    said, kept = _naming(ours.query), _naming(theirs.query)
    if not their_path:
        return bool(kept) or (not our_path and not said)
    if their_path == our_path:
        return bool(kept) or not said
    return not our_path.startswith(their_path + "/")


def _naming(query: str) -> set[str]:
    return {name.lower() for name, _ in parse_qsl(query)} & _NAMING_PARAMETERS


def _host(netloc: str) -> str:
    return netloc.lower().removeprefix("www.")
