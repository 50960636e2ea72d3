"""The WordPress REST API, as far as a reader of posts needs it: posts, pages, categories."""

from __future__ import annotations

import json
from collections.abc import Callable
from datetime import UTC, datetime
from html import escape
from typing import Any

from fundtrace.demo.content import Post, Site
from fundtrace.demo.web import Ask, Reply, number, part, slug_of

JSON = "application/json; charset=UTF-8"
PREFIX = "/wp-json"
ENTITIES = {"“": "&#8220;", "”": "&#8221;", "„": "&#8222;", "–": "&#8211;", "'": "&#8217;"}
ORDERS: dict[str, Callable[[Post], Any]] = {
    "date": lambda post: post.published,
    "modified": lambda post: post.changed,
    "id": lambda post: post.id,
}

LinkOf = Callable[[Post], str]


def answer(site: Site, ask: Ask, link_of: LinkOf) -> Reply:
    """The reply to a request below /wp-json; `link_of` gives a post's own address."""
    route = ask.path.removeprefix(PREFIX).rstrip("/")
    if route == "/wp/v2/posts":
        return _posts(site, ask, link_of)
    if route.startswith("/wp/v2/posts/"):
        return _one(site, ask, link_of, route.removeprefix("/wp/v2/posts/"))
    if route == "/wp/v2/pages":
        pages = enumerate(site.pages, 2)
        return _counted(
            [{"id": i, "slug": page.slug, "link": f"{ask.base}/{page.slug}/"} for i, page in pages], site
        )
    if route == "/wp/v2/categories":
        rows = [{"id": i, "name": name, "slug": slug_of(name)} for name, i in _categories(site).items()]
        return _counted(rows, site)
    if route == "":
        about = {"name": site.name, "url": ask.base, "home": ask.base, "namespaces": ["oembed/1.0", "wp/v2"]}
        return _json(about, site)
    return refused("rest_no_route", "Nav atrasts URL un pieprasījuma metodei atbilstošs ceļš.", 404)


def refused(code: str, message: str, status: int) -> Reply:
    """The API's way to say no."""
    body = {"code": code, "message": message, "data": {"status": status}}
    return Reply(json.dumps(body).encode(), JSON, status)


def _one(site: Site, ask: Ask, link_of: LinkOf, wanted: str) -> Reply:
    post = site.by_id(number(wanted, 0) or 0)
    if post is None:
        return refused("rest_post_invalid_id", "Nederīgs ieraksta ID.", 404)
    return _json(_row(site, ask, post, link_of), site)


def _posts(site: Site, ask: Ask, link_of: LinkOf) -> Reply:
    size = number(ask.query.get("per_page"), 10)
    page = number(ask.query.get("page"), 1)
    if not size or size > 100 or not page:
        return refused("rest_invalid_param", "Nederīgs parametrs: per_page, page", 400)
    if ask.query.get("status", "publish") != "publish":
        return refused("rest_invalid_param", "Nederīgs parametrs: status", 400)
    order = ORDERS.get(ask.query.get("orderby", "date"))
    if order is None:
        return refused("rest_invalid_param", "Nederīgs parametrs: orderby", 400)
    posts = sorted(_since(site, ask), key=order, reverse=ask.query.get("order") != "asc")
    pages = -(-len(posts) // size)
    if page > max(1, pages):
        message = "Pieprasītā lapa ir lielāka par pieejamo lapu skaitu."
        return refused("rest_post_invalid_page_number", message, 400)
    rows = [_row(site, ask, post, link_of) for post in part(posts, page, size)]
    headers = {"X-WP-Total": str(len(posts)), "X-WP-TotalPages": str(pages)}
    if page < pages:
        headers["Link"] = f'<{ask.base}{PREFIX}/wp/v2/posts?per_page={size}&page={page + 1}>; rel="next"'
    return _json(_fields(rows, ask.query.get("_fields")), site, headers)


def _since(site: Site, ask: Ask) -> list[Post]:
    """The posts that `after` and `modified_after` (site's own time) let through."""
    after = ask.query.get("after", "")
    modified = ask.query.get("modified_after", "")
    return [post for post in site.posts if _stamp(post.published) > after and _stamp(post.changed) > modified]


def _fields(rows: list[dict[str, Any]], wanted: str | None) -> list[dict[str, Any]]:
    if not wanted:
        return rows
    heads = {name.split(".")[0] for name in wanted.split(",")}
    return [{key: value for key, value in row.items() if key in heads} for row in rows]


def _row(site: Site, ask: Ask, post: Post, link_of: LinkOf) -> dict[str, Any]:
    shown = not post.protected
    return {
        "id": post.id,
        "date": _stamp(post.published),
        "date_gmt": _stamp(post.published.astimezone(UTC)),
        "guid": {"rendered": f"{ask.base}/?p={post.id}"},
        "modified": _stamp(post.changed),
        "modified_gmt": _stamp(post.changed.astimezone(UTC)),
        "slug": post.slug,
        "status": "publish",
        "type": "post",
        "link": link_of(post),
        "title": {"rendered": ("" if shown else "Aizsargāts: ") + _rendered(post.title)},
        "content": {"rendered": post.html if shown else "", "protected": post.protected},
        "excerpt": {
            "rendered": f"<p>{escape(post.excerpt())}</p>\n" if shown else "",
            "protected": post.protected,
        },
        "author": 1,
        "featured_media": 0,
        "comment_status": "closed",
        "sticky": post.sticky,
        "format": "standard",
        "categories": [_categories(site)[post.category]],
        "tags": [],
    }


def _categories(site: Site) -> dict[str, int]:
    return {name: i for i, name in enumerate(sorted({post.category for post in site.posts}), 1)}


def _stamp(moment: datetime) -> str:
    return f"{moment:%Y-%m-%dT%H:%M:%S}"


def _rendered(title: str) -> str:
    """The title as WordPress renders it: escaped, its quotation marks as entities."""
    safe = escape(title, quote=False)
    return "".join(ENTITIES.get(letter, letter) for letter in safe)


def _counted(rows: list[dict[str, Any]], site: Site) -> Reply:
    return _json(rows, site, {"X-WP-Total": str(len(rows)), "X-WP-TotalPages": "1"})


def _json(data: object, site: Site, headers: dict[str, str] | None = None) -> Reply:
    return Reply(json.dumps(data).encode(), JSON, changed=site.changed, headers=headers or {})
