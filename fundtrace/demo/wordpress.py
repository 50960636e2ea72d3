"""WordPress: posts under pretty links, lists, feed, sitemap, and the REST API where it is left open."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from fundtrace.demo import wordpress_rest
from fundtrace.demo.content import Post, Site
from fundtrace.demo.web import HTML, Ask, Reply, moved, number, page_count, part, render, slug_of


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
        return wordpress_rest.refused("rest_disabled", "REST API ir atslēgts.", 401)
    return wordpress_rest.answer(site, ask, lambda post: ask.base + path_of(site, post))
