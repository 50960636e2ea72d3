"""WordPress's REST API: posts with their whole text, paged."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from dataclasses import dataclass
from html import unescape
from typing import Any
from urllib.parse import urlencode, urljoin

from lxml import html as lxml_html
from lxml.etree import ParserError

from crawlers.discovery.documents import article_document

PER_PAGE = 50
_FIELDS = "id,date,modified,link,status,type,title,content,lang"


# post types of themes and plugins whose entries are news; staff, partners, slides and templates are none
_NEWS_TYPES = re.compile(
    r"jaunum|zinas?(?:$|[_-])|ziņ|aktualit|notikum|pasakum|pasākum|rakst|stast|stāst|news|blog|articles?|stor(?:y|ies)|"
    r"event|projekt|project|public",
    re.IGNORECASE,
)
_CORE_TYPES = re.compile(
    r"post|page|attachment|nav_menu_item|wp_\w+|elementor\w*|e-\w+|product\w*|jp_\w+|shop_\w+"
)


class NoPosts(ValueError):
    """The answer is no list of posts; the message says what it is."""


@dataclass(frozen=True, slots=True)
class Post:
    """A published post that everybody may read. Dates as the API gives them, local time of the site."""

    url: str
    title: str
    body: str
    date: str | None
    modified: str | None
    language: str | None

    def as_html(self) -> str:
        """The post as a page."""
        return article_document(
            title=self.title,
            body=self.body,
            url=self.url,
            published=self.date,
            modified=self.modified,
            language=self.language,
        )


def posts_addresses(home: str) -> tuple[str, str]:
    """Where the posts are: with pretty addresses, and without."""
    return urljoin(home, "wp-json/wp/v2/posts"), urljoin(home, "?rest_route=/wp/v2/posts")


def types_address(posts: str) -> str:
    """Where a site lists its post types, from the address of its posts."""
    return f"{posts.removesuffix('posts')}types"


def news_types(text: str, posts: str) -> list[str]:
    """Addresses of the post types beside posts that hold news, from a site's list of its types.

    Empty for an answer that is no such list.
    """
    try:
        types = json.loads(text)
    except ValueError:
        return []
    found = []
    for slug, kind in types.items() if isinstance(types, dict) else ():
        if not isinstance(kind, dict) or kind.get("hierarchical") or _CORE_TYPES.fullmatch(slug):
            continue
        base = kind.get("rest_base")
        named = _NEWS_TYPES.search(f"{slug} {kind.get('name', '')}")
        served = kind.get("rest_namespace", "wp/v2") == "wp/v2"
        if named and served and isinstance(base, str) and re.fullmatch(r"[\w-]+", base):
            found.append(f"{posts.removesuffix('posts')}{base}")
    return found


def page_address(posts: str, number: int, per_page: int = PER_PAGE) -> str:
    """The address of one page of posts, the latest changed first."""
    query = urlencode(
        {"_fields": _FIELDS, "order": "desc", "orderby": "modified", "page": number, "per_page": per_page},
        safe=",",
    )
    return f"{posts}{'&' if '?' in posts else '?'}{query}"


def read_posts(text: str) -> list[Post]:
    """The posts of an answer that are published and not behind a password.

    Raises NoPosts for what is no list of posts.
    """
    return [_post(entry) for entry in _entries(text) if _is_public(entry)]


def count_closed(text: str) -> int:
    """How many public posts of an answer come without their text; 0 for what is no list of posts.

    Those behind a password are not public.
    """
    try:
        entries = _entries(text)
    except NoPosts:
        return 0
    return sum(_is_offered(each) and not _is_public(each) for each in entries)


def _is_offered(entry: dict[str, Any]) -> bool:
    content = entry.get("content")
    behind = isinstance(content, dict) and bool(content.get("protected"))
    return entry.get("status", "publish") == "publish" and not behind


def has_posts(text: str) -> bool:
    """Whether an answer is a list of posts, an empty one included."""
    try:
        _entries(text)
    except NoPosts:
        return False
    return True


def count_posts(text: str) -> int:
    """How many posts an answer lists, hidden ones included; 0 for what is no list."""
    return len(_entries(text)) if has_posts(text) else 0


def total_pages(headers: Mapping[str, str]) -> int | None:
    """X-WP-TotalPages, None when the server does not say (caches drop it)."""
    value = headers.get("x-wp-totalpages", "")
    return int(value) if value.isdigit() else None


def _entries(text: str) -> list[dict[str, Any]]:
    try:
        data = json.loads(text)
    except ValueError as error:
        raise NoPosts("the answer is no JSON") from error
    if not isinstance(data, list):
        message = data.get("message") if isinstance(data, dict) else None
        raise NoPosts(str(message or "the answer is no list"))
    if not all(isinstance(entry, dict) and isinstance(entry.get("link"), str) for entry in data):
        raise NoPosts("the list holds something other than posts")
    return data


def _is_public(entry: dict[str, Any]) -> bool:
    content = entry.get("content")
    if not isinstance(content, dict) or content.get("protected"):
        return False
    return entry.get("status", "publish") == "publish" and bool(str(content.get("rendered") or "").strip())


def _post(entry: dict[str, Any]) -> Post:
    return Post(
        url=entry["link"],
        title=_text(_rendered(entry.get("title"))),
        body=_rendered(entry.get("content")),
        date=_moment(entry.get("date")),
        modified=_moment(entry.get("modified")),
        language=entry["lang"] if isinstance(entry.get("lang"), str) else None,
    )


def _rendered(value: Any) -> str:
    return str(value.get("rendered") or "") if isinstance(value, dict) else str(value or "")


def _text(fragment: str) -> str:
    if "<" not in fragment:
        return unescape(fragment).strip()
    try:
        return str(lxml_html.fromstring(fragment).text_content()).strip()
    except ParserError:
        return ""


def _moment(value: Any) -> str | None:
    return value if isinstance(value, str) and value[:4].isdigit() else None
