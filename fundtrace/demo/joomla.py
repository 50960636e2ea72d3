"""Joomla: articles below index.php, lists by `start`, print views, a footer that stands on every page."""

from __future__ import annotations

from typing import Any

from fundtrace.demo.content import Post, Site
from fundtrace.demo.web import HTML, Ask, Reply, moved, number, part, render

LIST = "/index.php/jaunumi"


def path_of(post: Post, section: str = "jaunumi") -> str:
    """The post's path in a section of the menu."""
    return f"/index.php/{section}/{post.id}-{post.slug}"


def answer(site: Site, ask: Ask) -> Reply:
    """The reply to one request."""
    for step in (_moved, _robots, _list, _post, _page):
        reply = step(site, ask)
        if reply is not None:
            return reply
    return _html(site, ask, "404.html", status=404, heading="404 - Kļūda")


def _moved(site: Site, ask: Ask) -> Reply | None:
    if ask.path == "/index.php" and ask.query.get("view") == "article":
        post = site.by_id(number(ask.query.get("id", "").split(":")[0] or None, 0) or 0)
        return moved(ask.base + path_of(post)) if post else None
    for post in site.posts:
        if ask.path in post.old_paths:
            return moved(ask.base + path_of(post), 303)
    return None


def _robots(site: Site, ask: Ask) -> Reply | None:
    if ask.path != "/robots.txt":
        return None
    closed = ("/administrator/", "/cache/", "/includes/", "/tmp/", *site.disallow)  # noqa: S108
    lines = ["User-agent: *", *(f"Disallow: {path}" for path in closed), ""]
    return Reply("\n".join(lines).encode(), "text/plain", changed=site.changed)


def _list(site: Site, ask: Ask) -> Reply | None:
    if ask.path not in {"/", "/index.php", LIST}:
        return None
    start = number(ask.query.get("start"), 0)
    if start is None or start >= len(site.posts):
        return None
    page = start // site.per_page + 1
    values: dict[str, Any] = {
        "heading": "Jaunumi" if ask.path == LIST else "Sākums",
        "posts": part(site.posts, page, site.per_page),
        "start": start,
        "starts": list(range(0, len(site.posts), site.per_page)),
    }
    return _html(site, ask, "list.html", changes=True, **values)


def _post(site: Site, ask: Ask) -> Reply | None:
    for post in site.posts:
        paths = [path_of(post), *(path_of(post, section) for section in post.also_under)]
        if ask.path in paths:
            printed = ask.query.get("print") == "1" or ask.query.get("tmpl") == "component"
            template = "print.html" if printed else "post.html"
            body = _render(site, ask, template, post=post, heading=post.title, own=path_of(post))
            return Reply(body.encode(), HTML, changed=post.changed)
    return None


def _page(site: Site, ask: Ask) -> Reply | None:
    page = site.page(ask.path.removeprefix("/index.php/"))
    return _html(site, ask, "page.html", changes=True, page=page, heading=page.title) if page else None


def _html(
    site: Site, ask: Ask, template: str, *, status: int = 200, changes: bool = False, **values: Any
) -> Reply:
    changed = site.changed if changes else None
    return Reply(_render(site, ask, template, **values).encode(), HTML, status, changed)


def _render(site: Site, ask: Ask, template: str, **values: Any) -> str:
    return render(f"joomla/{template}", site=site, base=ask.base, here=ask.path, path_of=path_of, **values)
