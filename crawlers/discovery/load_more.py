"""Where a list goes on when a script would ask for more: a button's data attributes, htmx, Drupal's views."""

from __future__ import annotations

import json
import re
from typing import Any
from urllib.parse import parse_qsl, urlencode, urlsplit

from lxml.html import HtmlElement

from crawlers.addresses import absolute, canonical_url, same_site
from crawlers.discovery.links import Document

_ENDPOINTS = (
    "data-next-page-url",
    "data-next-url",
    "data-next",
    "data-load-more-url",
    "data-url",
    "data-href",
    "data-api",
    "data-api-url",
    "data-endpoint",
    "data-ajax-url",
    "data-ajaxurl",
    "data-ajax_url",
    "data-ajax",
    "hx-get",
)
_HANDED_ON = (
    "action",
    "nonce",
    "security",
    "category",
    "cat",
    "post_type",
    "posttype",
    "taxonomy",
    "term",
    "lang",
    "limit",
    "count",
    "per_page",
    "posts_per_page",
    "type",
)
_PAGES = ("page", "paged", "current-page", "current_page", "lapa")
_LASTS = ("max-pages", "max_pages", "max-page", "max", "last-page", "total-pages", "pages")
_MORE_NAME = re.compile(
    r"load-?_?more|show-?_?more|view-?_?more|more-?_?(?:posts|news|btn|button)|infinite", re.IGNORECASE
)
_MORE_WORDS = re.compile(
    r"^\W*(?:r[aā]d[iī]t|iel[aā]d[eē]t|skat[iī]t|v[eē]l|load|show|view)\b.{0,20}\b(?:vair[aā]k|more|citus|citas)\b|"
    r"^\W*vair[aā]k\W*$",
    re.IGNORECASE,
)
_NUMBERED = re.compile(r"[?&](?:page|paged|lapa|pg|p|offset|start|skip|page_number)=\d+", re.IGNORECASE)
_INFINITE = (
    "//*[@data-drupal-views-infinite-scroll-pager or contains(@class, 'pager-load-more')"
    " or contains(@class, 'pager--load-more')]"
)
_SETTINGS = re.compile(r"jQuery\.extend\(\s*Drupal\.settings\s*,\s*(\{.*?\})\s*\)\s*;", re.DOTALL)


def more_over_api(document: Document) -> tuple[str, ...]:
    """The addresses that a page's scripts would ask next, within its own site; most pages have none."""
    found = [address for element in _more_elements(document.tree) if (address := _address(element, document))]
    return tuple(dict.fromkeys([*found, *_drupal_views(document)]))


def _more_elements(tree: HtmlElement) -> list[HtmlElement]:
    named = " or ".join(f"@{name}" for name in _ENDPOINTS)
    return [element for element in tree.xpath(f"//*[{named}]") if _means_more(element)]


def _means_more(element: HtmlElement) -> bool:
    if "revealed" in (element.get("hx-trigger") or "") or "intersect" in (element.get("hx-trigger") or ""):
        return True
    if _MORE_NAME.search(f"{element.get('class') or ''} {element.get('id') or ''}"):
        return True
    return bool(_MORE_WORDS.match(" ".join(str(element.text_content()).split())[:80]))


def _address(element: HtmlElement, document: Document) -> str | None:
    written = next((value for name in _ENDPOINTS if (value := (element.get(name) or "").strip())), "")
    if not written or written.startswith(("#", "{", "[")):
        return None
    endpoint = absolute(document.base, written)
    if endpoint is None or not same_site(endpoint, document.url):
        return None
    data = {name.removeprefix("data-"): value for name, value in element.items() if name.startswith("data-")}
    added = {name.replace("-", "_"): data[name] for name in _names(data, _HANDED_ON) if data[name]}
    if not _NUMBERED.search(endpoint):
        number = _next_number(data)
        if number is None:
            return None
        added |= number
    return canonical_url(_with(endpoint, added), document.url)


def _names(data: dict[str, str], wanted: tuple[str, ...]) -> list[str]:
    return [name for name in data if name.replace("-", "_") in wanted]


def _next_number(data: dict[str, str]) -> dict[str, str] | None:
    """The parameter of the next page; None when no page is told, or the last one is shown."""
    following = data.get("next-page", "")
    if following.isdigit():
        return {"page": following}
    for name in _PAGES:
        if (value := data.get(name, "")).isdigit():
            last = next((int(data[key]) for key in _LASTS if data.get(key, "").isdigit()), None)
            if last is not None and int(value) >= last:
                return None
            return {"paged" if name == "paged" else "page": str(int(value) + 1)}
    if (offset := data.get("offset", "")).isdigit():
        return {"offset": offset}
    return None


def _with(address: str, added: dict[str, str]) -> str:
    parts = urlsplit(address)
    given = parse_qsl(parts.query, keep_blank_values=True)
    have = {name for name, _ in given}
    pairs = [*given, *((name, value) for name, value in added.items() if name not in have)]
    return parts._replace(query=urlencode(pairs, safe="/:,")).geturl()


def _drupal_views(document: Document) -> list[str]:
    """The pages of a Drupal view whose pager is a button without an address."""
    pagers = document.tree.xpath(_INFINITE)
    if not pagers or any(pager.xpath(".//a[@href]") for pager in pagers):
        return []
    views = _drupal_settings(document.tree).get("views")
    if not isinstance(views, dict):
        return []
    endpoint = absolute(document.base, str(views.get("ajax_path") or "/views/ajax"))
    shown = views.get("ajaxViews")
    if endpoint is None or not same_site(endpoint, document.url) or not isinstance(shown, dict):
        return []
    # Drupal 8 and later
    modern = (
        {"_wrapper_format": "drupal_ajax"} if document.tree.xpath("//script[@data-drupal-selector]") else {}
    )
    return [
        canonical_url(_with(endpoint, _told(view) | modern | {"page": "1"}), document.url)
        for view in shown.values()
        if isinstance(view, dict)
    ]


def _told(view: dict[str, Any]) -> dict[str, str]:
    return {name: str(value) for name, value in view.items() if isinstance(value, str | int) and value != ""}


def _drupal_settings(tree: HtmlElement) -> dict[str, Any]:
    sources = [
        str(one.text or "") for one in tree.xpath("//script[@data-drupal-selector='drupal-settings-json']")
    ]
    sources += [found[1] for one in tree.iter("script") if (found := _SETTINGS.search(one.text or ""))]
    for source in sources:
        try:
            settings = json.loads(source)
        except (ValueError, RecursionError):
            continue
        if isinstance(settings, dict):
            return settings
    return {}
