"""WordPress: posts under pretty links, lists, feed, sitemap, and the REST API where it is left open."""

from __future__ import annotations

import json
from datetime import UTC, datetime
from html import escape
from typing import Any

from fundtrace.demo.content import Post, Site
from fundtrace.demo.web import HTML, Ask, Reply, moved, number, page_count, part, render

XML = "text/xml; charset=UTF-8"
JSON = "application/json; charset=UTF-8"
ENTITIES = {"“": "&#8220;", "”": "&#8221;", "„": "&#8222;", "–": "&#8211;", "'": "&#8217;"}


def is_open(site: Site) -> bool:
    """Whether the site's REST API answers."""
    return site.platform == "wordpress"


def path_of(site: Site, post: Post) -> str:
    """The post's own path: by its slug, or by date and slug."""
    return f"/{post.slug}/" if is_open(site) else f"/{post.published:%Y/%m/%d}/{post.slug}/"


def answer(site: Site, ask: Ask) -> Reply:
    """The reply to one request."""
    steps = (_moved, _files, _rest, _list, _post, _page)
    for step in steps:
        reply = step(site, ask)
        if reply is not None:
            return reply
    return _html(site, ask, "404.html", status=404, heading="Lapa netika atrasta")


def _moved(site: Site, ask: Ask) -> Reply | None:
    if ask.path == "/" and "p" in ask.query:
        post = site.by_id(number(ask.query["p"], 0) or 0)
        return moved(ask.base + path_of(site, post)) if post else None
    for post in site.posts:
        if ask.path in post.old_paths:
            return moved(ask.base + path_of(site, post))
    last = ask.path.rsplit("/", 1)[-1]
    if last and "." not in last and not ask.path.startswith("/wp-json"):
        return moved(f"{ask.base}{ask.path}/")
    return None


def _files(site: Site, ask: Ask) -> Reply | None:
    made = {
        "/robots.txt": _robots,
        "/feed/": _feed,
        "/wp-sitemap.xml": _sitemap_index,
        "/wp-sitemap-posts-post-1.xml": _sitemap_posts,
        "/wp-sitemap-posts-page-1.xml": _sitemap_pages,
    }.get(ask.path)
    return made(site, ask) if made else None


def _robots(site: Site, ask: Ask) -> Reply:
    lines = ["User-agent: *", "Disallow: /wp-admin/", "Allow: /wp-admin/admin-ajax.php"]
    lines += [f"Disallow: {path}" for path in site.disallow]
    lines += [f"Crawl-delay: {site.crawl_delay:g}"] if site.crawl_delay else []
    lines += ["", f"Sitemap: {ask.base}/wp-sitemap.xml", ""]
    return Reply("\n".join(lines).encode(), "text/plain; charset=UTF-8", changed=site.changed)


def _feed(site: Site, ask: Ask) -> Reply:
    items = [post for post in site.posts if not post.protected][: site.per_page]
    body = render(
        "wordpress/feed.xml", site=site, base=ask.base, posts=items, path_of=path_of, full=is_open(site)
    )
    return Reply(body.encode(), "application/rss+xml; charset=UTF-8", changed=site.changed)


def _sitemap_index(site: Site, ask: Ask) -> Reply:
    names = ["post", "page"]
    rows = "".join(
        f"<sitemap><loc>{ask.base}/wp-sitemap-posts-{name}-1.xml</loc></sitemap>" for name in names
    )
    return _sitemap("sitemapindex", rows, site)


def _sitemap_posts(site: Site, ask: Ask) -> Reply:
    rows = "".join(
        f"<url><loc>{ask.base}{path_of(site, post)}</loc><lastmod>{post.changed.isoformat()}</lastmod></url>"
        for post in site.posts
    )
    return _sitemap("urlset", rows, site)


def _sitemap_pages(site: Site, ask: Ask) -> Reply:
    rows = "".join(f"<url><loc>{ask.base}/{page.slug}/</loc></url>" for page in site.pages)
    return _sitemap("urlset", f"<url><loc>{ask.base}/</loc></url>{rows}", site)


def _sitemap(root: str, rows: str, site: Site) -> Reply:
    head = '<?xml version="1.0" encoding="UTF-8"?>'
    body = f'{head}<{root} xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">{rows}</{root}>'
    return Reply(body.encode(), "application/xml; charset=UTF-8", changed=site.changed)


def _list(site: Site, ask: Ask) -> Reply | None:
    """Home, the news list and the category lists, each with its further pages."""
    parts = [step for step in ask.path.split("/") if step]
    page: int | None = 1
    if len(parts) >= 2 and parts[-2] == "page":
        page = number(parts[-1], 1)
        parts = parts[:-2]
    posts = _posts_of(site, parts)
    if posts is None or not page or page > page_count(posts, site.per_page):
        return None
    values: dict[str, Any] = {
        "heading": "Jaunumi" if parts else site.name,
        "posts": part(posts, page, site.per_page),
        "path": "/" + "".join(f"{step}/" for step in parts),
        "page": page,
        "pages": page_count(posts, site.per_page),
    }
    return _html(site, ask, "list.html", changed=site.changed, **values)


def _posts_of(site: Site, parts: list[str]) -> tuple[Post, ...] | None:
    if not parts:
        return tuple(sorted(site.posts, key=lambda post: not post.sticky))
    if parts == ["jaunumi"] or parts == ["category", "jaunumi"]:
        return site.posts
    if len(parts) == 2 and parts[0] == "category":
        named = tuple(post for post in site.posts if slug_of(post.category) == parts[1])
        return named or None
    return None


def slug_of(category: str) -> str:
    """A category's name in an address: lower case, no diacritics, hyphens."""
    plain = category.lower().translate(str.maketrans("āčēģīķļņšūž ", "acegiklnsuz-"))
    return plain.replace("+", "plus")


def _post(site: Site, ask: Ask) -> Reply | None:
    found = next((post for post in site.posts if path_of(site, post) == ask.path), None)
    if found is None:
        return None
    links = {
        "Link": f'<{ask.base}/wp-json/>; rel="https://api.w.org/", <{ask.base}/?p={found.id}>; rel=shortlink',
    }
    headers = links if is_open(site) else {}
    return _html(
        site, ask, "post.html", changed=found.changed, post=found, heading=found.title, headers=headers
    )


def _page(site: Site, ask: Ask) -> Reply | None:
    page = site.page(ask.path.strip("/"))
    if page is None:
        return None
    return _html(site, ask, "page.html", changed=site.changed, page=page, heading=page.title)


def _html(
    site: Site,
    ask: Ask,
    template: str,
    *,
    status: int = 200,
    changed: datetime | None = None,
    headers: dict[str, str] | None = None,
    **values: Any,
) -> Reply:
    body = render(
        f"wordpress/{template}",
        site=site,
        base=ask.base,
        here=ask.path,
        open=is_open(site),
        path_of=path_of,
        slug_of=slug_of,
        **values,
    )
    return Reply(body.encode(), HTML, status, changed, headers or {})


def _rest(site: Site, ask: Ask) -> Reply | None:
    if not ask.path.startswith("/wp-json"):
        return None
    if not is_open(site):
        return _refused("rest_disabled", "REST API ir atslēgts.", 401)
    route = ask.path.removeprefix("/wp-json").rstrip("/")
    if route == "":
        return _json(
            {"name": site.name, "url": ask.base, "home": ask.base, "namespaces": ["oembed/1.0", "wp/v2"]},
            site,
        )
    if route == "/wp/v2/posts":
        return _rest_posts(site, ask)
    if route == "/wp/v2/pages":
        return _counted(
            [
                {"id": 2 + i, "slug": page.slug, "link": f"{ask.base}/{page.slug}/"}
                for i, page in enumerate(site.pages)
            ],
            site,
        )
    if route == "/wp/v2/categories":
        names = sorted({post.category for post in site.posts})
        return _counted(
            [{"id": i, "name": name, "slug": slug_of(name)} for i, name in enumerate(names, 1)], site
        )
    post = site.by_id(number(route.removeprefix("/wp/v2/posts/"), 0) or 0)
    if route.startswith("/wp/v2/posts/"):
        return (
            _json(_rest_post(site, ask, post), site)
            if post
            else _refused("rest_post_invalid_id", "Nederīgs ieraksta ID.", 404)
        )
    return _refused("rest_no_route", "Nav atrasts URL un pieprasījuma metodei atbilstošs ceļš.", 404)


def _rest_posts(site: Site, ask: Ask) -> Reply:
    size = number(ask.query.get("per_page"), 10)
    page = number(ask.query.get("page"), 1)
    if not size or size > 100 or not page:
        return _refused("rest_invalid_param", "Nederīgs parametrs: per_page", 400)
    if ask.query.get("status", "publish") != "publish":
        return _refused("rest_invalid_param", "Nederīgs parametrs: status", 400)
    posts = site.posts
    if ask.query.get("order") == "asc":
        posts = posts[::-1]
    since = ask.query.get("modified_after")
    if since:
        posts = tuple(post for post in posts if f"{post.changed:%Y-%m-%dT%H:%M:%S}" > since)
    pages = -(-len(posts) // size)
    if page > max(1, pages):
        return _refused(
            "rest_post_invalid_page_number", "Pieprasītā lapa ir lielāka par pieejamo lapu skaitu.", 400
        )
    rows = [_rest_post(site, ask, post) for post in part(posts, page, size)]
    wanted = ask.query.get("_fields")
    if wanted:
        rows = [{key: row[key] for key in wanted.split(",") if key in row} for row in rows]
    headers = {"X-WP-Total": str(len(posts)), "X-WP-TotalPages": str(pages)}
    if page < pages:
        headers["Link"] = f'<{ask.base}/wp-json/wp/v2/posts?page={page + 1}>; rel="next"'
    return _json(rows, site, headers)


def _rest_post(site: Site, ask: Ask, post: Post) -> dict[str, Any]:
    link = ask.base + path_of(site, post)
    return {
        "id": post.id,
        "date": f"{post.published:%Y-%m-%dT%H:%M:%S}",
        "date_gmt": f"{post.published.astimezone(UTC):%Y-%m-%dT%H:%M:%S}",
        "guid": {"rendered": f"{ask.base}/?p={post.id}"},
        "modified": f"{post.changed:%Y-%m-%dT%H:%M:%S}",
        "modified_gmt": f"{post.changed.astimezone(UTC):%Y-%m-%dT%H:%M:%S}",
        "slug": post.slug,
        "status": "publish",
        "type": "post",
        "link": link,
        "title": {"rendered": _texturized(post.title)},
        "content": {"rendered": "" if post.protected else post.html, "protected": post.protected},
        "excerpt": {
            "rendered": "" if post.protected else f"<p>{escape(post.excerpt())}</p>\n",
            "protected": post.protected,
        },
        "author": 1,
        "featured_media": 0,
        "comment_status": "closed",
        "sticky": post.sticky,
        "format": "standard",
        "categories": [1],
        "tags": [],
    }


def _texturized(title: str) -> str:
    """The title as WordPress renders it: escaped, its quotation marks as entities."""
    safe = escape(title, quote=False)
    return "".join(ENTITIES.get(letter, letter) for letter in safe)


def _counted(rows: list[dict[str, Any]], site: Site) -> Reply:
    return _json(rows, site, {"X-WP-Total": str(len(rows)), "X-WP-TotalPages": "1"})


def _json(data: object, site: Site, headers: dict[str, str] | None = None) -> Reply:
    return Reply(json.dumps(data).encode(), JSON, changed=site.changed, headers=headers or {})


def _refused(code: str, message: str, status: int) -> Reply:
    body = {"code": code, "message": message, "data": {"status": status}}
    return Reply(json.dumps(body).encode(), JSON, status)
