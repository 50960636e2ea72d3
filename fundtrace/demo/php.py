"""A site of its own making: PHP scripts, windows-1257 that no header and no meta names, a clock at the top.

Its pages have no ETag and no Last-Modified, as with most such sites: the clock changes them every day.
"""

from __future__ import annotations

from typing import Any
from urllib.parse import urlencode

from fundtrace.demo.content import Post, Site
from fundtrace.demo.web import Ask, Reply, moved, number, page_count, part, render

ENCODING = "windows-1257"
HTML = "text/html"
KEPT = ("gads", "monthID")
WEEKDAYS = ("Pirmdiena", "Otrdiena", "Trešdiena", "Ceturtdiena", "Piektdiena", "Sestdiena", "Svētdiena")
MONTHS = (
    *("janvāris", "februāris", "marts", "aprīlis", "maijs", "jūnijs"),
    *("jūlijs", "augusts", "septembris", "oktobris", "novembris", "decembris"),
)
NAME_DAYS = (
    *("Zelma, Zemgus", "Ilva, Indris", "Rasma, Rasa", "Ojārs, Vairis", "Guntis, Guna", "Mirdza, Ainars"),
    *("Vija, Vidaga", "Zenta, Velga", "Elmārs, Ivo", "Skaidra, Sindija", "Ausma, Ainis", "Lelde, Sarma"),
    *("Alvis, Irma", "Aija, Aiva", "Dagnis, Tija", "Gundega, Silvija", "Arvīds, Uga", "Līksma, Nora"),
    *("Zane, Kristaps", "Andris, Anda", "Laimdota, Baiba", "Aldis, Alfons", "Roberta, Elvis", "Ieva, Ādams"),
    *(
        "Stella, Larisa",
        "Dainuvīte, Gita",
        "Lauris, Norberts",
        "Inga, Inguna",
        "Solveiga, Elita",
        "Dāvids, Dāvis",
    ),
    "Kalvis, Lauma",
)


def answer(site: Site, ask: Ask) -> Reply:
    """The reply to one request."""
    for step in (_moved, _robots, _list, _post, _page):
        reply = step(site, ask)
        if reply is not None:
            return reply
    return _html(site, ask, "404.html", status=404, heading="Kļūda")


def path_of(post: Post, **more: str) -> str:
    """The post's address; `more` are the parameters that the site drags along."""
    return f"/article.php?{urlencode({'id': post.id} | more)}"


def _moved(site: Site, ask: Ask) -> Reply | None:
    for post in site.posts:
        if ask.path in post.old_paths:
            return moved(ask.base + path_of(post), 302)
    return None


def _robots(site: Site, ask: Ask) -> Reply | None:
    if ask.path != "/robots.txt":
        return None
    lines = ["User-agent: *", *(f"Disallow: {path}" for path in ("/admin/", *site.disallow)), ""]
    return Reply("\r\n".join(lines).encode(), "text/plain")


def _list(site: Site, ask: Ask) -> Reply | None:
    if ask.path in {"/", "/index.php"}:
        return _html(site, ask, "home.html", heading="Sākums", posts=site.posts[:4])
    if ask.path != "/jaunumi.php":
        return None
    years = sorted({post.published.year for post in site.posts}, reverse=True)
    year = number(ask.query.get("gads"), years[0])
    month = number(ask.query.get("monthID"), 0)
    page = number(ask.query.get("page"), 1)
    posts = [post for post in site.posts if post.published.year == year]
    months = sorted({post.published.month for post in posts})
    shown = [post for post in posts if month in (0, post.published.month)]
    pages = page_count(shown, site.per_page)
    if not page or page > pages:
        return None
    values: dict[str, Any] = {
        "heading": "Jaunumi",
        "posts": part(shown, page, site.per_page),
        "years": years,
        "year": year,
        "months": months,
        "month": month,
        "page": page,
        "pages": pages,
    }
    return _html(site, ask, "list.html", **values)


def _post(site: Site, ask: Ask) -> Reply | None:
    if ask.path != "/article.php":
        return None
    post = site.by_id(number(ask.query.get("id"), 0) or 0)
    return _html(site, ask, "post.html", post=post, heading=post.title) if post else None


def _page(site: Site, ask: Ask) -> Reply | None:
    page = site.page(ask.path.removeprefix("/").removesuffix(".php"))
    return _html(site, ask, "page.html", page=page, heading=page.title) if page else None


def _clock(ask: Ask) -> str:
    day = ask.now
    named = NAME_DAYS[day.day - 1]
    month = MONTHS[day.month - 1]
    return f"{WEEKDAYS[day.weekday()]}, {day.year}. gada {day.day:02}. {month}. Vārda dienas: {named}"


def _html(site: Site, ask: Ask, template: str, *, status: int = 200, **values: Any) -> Reply:
    carried = {key: ask.query[key] for key in KEPT if key in ask.query}
    text = render(
        f"php/{template}",
        site=site,
        base=ask.base,
        clock=_clock(ask),
        carried=carried,
        path_of=path_of,
        month_names=MONTHS,
        **values,
    )
    return Reply(text.encode(ENCODING, "xmlcharrefreplace"), HTML, status)
