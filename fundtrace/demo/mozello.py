"""A site builder in the manner of Mozello: posts below params/post, lists below page, a sitemap."""

from __future__ import annotations

from typing import Any

from fundtrace.demo.content import Post, Site
from fundtrace.demo.web import HTML, Ask, Reply, moved, number, page_count, part, render

SLUG_LENGTH = 44


def path_of(post: Post) -> str:
    """The post's path; the builder cuts a long slug in mid-word."""
    return f"/jaunumi/params/post/{post.id}/{post.slug[:SLUG_LENGTH]}"


def answer(site: Site, ask: Ask) -> Reply:
    """The reply to one request."""
    for step in (_files, _list, _post, _page):
        reply = step(site, ask)
        if reply is not None:
            return reply
    return _html(site, ask, "404.html", status=404, heading="Lapa nav atrasta")


def _files(site: Site, ask: Ask) -> Reply | None:
    if ask.path == "/robots.txt":
        lines = [
            "User-agent: *",
            *(f"Disallow: {path}" for path in ("/m/", *site.disallow)),
            f"Sitemap: {ask.base}/sitemap.xml",
            "",
        ]
        return Reply("\n".join(lines).encode(), "text/plain; charset=utf-8", changed=site.changed)
    if ask.path == "/sitemap.xml":
        paths = [
            "/",
            "/jaunumi/",
            *(f"/{page.slug}/" for page in site.pages),
            *(path_of(post) for post in site.posts),
        ]
        rows = "".join(f"<url><loc>{ask.base}{path}</loc></url>" for path in paths)
        body = f'<?xml version="1.0" encoding="UTF-8"?><urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">{rows}</urlset>'
        return Reply(body.encode(), "application/xml", changed=site.changed)
    return None


def _list(site: Site, ask: Ask) -> Reply | None:
    if ask.path == "/":
        return _html(site, ask, "home.html", changes=True, heading=site.name, posts=site.posts[:3])
    if ask.path == "/jaunumi":
        return moved(f"{ask.base}/jaunumi/")
    page = 1 if ask.path == "/jaunumi/" else None
    if ask.path.startswith("/jaunumi/page/"):
        page = number(ask.path.removeprefix("/jaunumi/page/").strip("/"), 0)
    pages = page_count(site.posts, site.per_page)
    if not page or page > pages:
        return None
    posts = part(site.posts, page, site.per_page)
    return _html(site, ask, "list.html", changes=True, heading="Jaunumi", posts=posts, page=page, pages=pages)


def _post(site: Site, ask: Ask) -> Reply | None:
    for post in site.posts:
        if ask.path == path_of(post):
            body = _render(site, ask, "post.html", post=post, heading=post.title)
            return Reply(body.encode(), HTML, changed=post.changed)
        if ask.path in post.old_paths or ask.path == f"{path_of(post)}/":
            return moved(ask.base + path_of(post))
    return None


def _page(site: Site, ask: Ask) -> Reply | None:
    page = site.page(ask.path.strip("/"))
    return _html(site, ask, "page.html", changes=True, page=page, heading=page.title) if page else None


def _html(
    site: Site, ask: Ask, template: str, *, status: int = 200, changes: bool = False, **values: Any
) -> Reply:
    changed = site.changed if changes else None
    return Reply(_render(site, ask, template, **values).encode(), HTML, status, changed)


def _render(site: Site, ask: Ask, template: str, **values: Any) -> str:
    return render(f"mozello/{template}", site=site, base=ask.base, here=ask.path, path_of=path_of, **values)
