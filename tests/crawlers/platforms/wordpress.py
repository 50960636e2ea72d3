"""WordPress in its usual settings: REST API on, hidden or with post types of a plugin; pretty or plain links."""

from __future__ import annotations

import json
from datetime import UTC, datetime
from email.utils import format_datetime
from typing import Any
from xml.sax.saxutils import escape

from tests.crawlers.conftest import Page
from tests.crawlers.platforms.stories import ABOUT, CONTACTS, FOOTER, STORIES, Platform, Story, pages_of_three

_QUERY = "_fields=id,date,modified,link,status,type,title,content,lang&order=desc&orderby=modified"
_NO_API = (
    401,
    {"Content-Type": "application/json"},
    b'{"code":"rest_not_logged_in","message":"No.","data":{"status":401}}',
)


def rest(home: str) -> Platform:
    """REST API on. The API leaves out private posts, and gives one with a password without its text."""
    news = {f"/{story.slug}/": story for story in STORIES}
    pages = _html_site(home, news, "/page/{}/", _menu())
    locked = _post(home, STORIES[8], "/ieksejais-protokols/") | {
        "title": {"rendered": "Aizsargāts: Iekšējais protokols"},
        "content": {"rendered": '<form class="post-password-form"></form>', "protected": True},
    }
    # a sticky post leads the list but stands in it once
    entries = [_post(home, story, path) for path, story in news.items()]
    pages |= _api(home, "posts", [*entries[4:5], *entries[:4], locked, *entries[5:]])
    pages["/wp-json/wp/v2/types"] = _json(_types({}))
    pages["/ieksejais-protokols/"] = _locked_page()
    return Platform(pages, news, hidden=("Iekšējais protokols",))


def own_post_types(home: str) -> Platform:
    """News in a post type of the theme; posts hold two old ones, staff and templates are types too."""
    news = {
        f"/{'zinas' if story in STORIES[:6] else 'jaunumi'}/{story.slug}/": story for story in STORIES[:8]
    }
    pages = _html_site(home, news, "/zinas/page/{}/", _menu())
    theirs = {path: story for path, story in news.items() if path.startswith("/zinas/")}
    posts = {path: story for path, story in news.items() if path not in theirs}
    pages |= _api(home, "posts", [_post(home, story, path) for path, story in posts.items()])
    pages |= _api(home, "zinas", [_post(home, story, path, "zinas") for path, story in theirs.items()])
    person = Story(1, "janis-berzins", "Jānis Bērziņš", STORIES[0].day, (ABOUT,))
    pages |= _api(home, "komanda", [_post(home, person, "/komanda/janis-berzins/", "komanda")])
    pages["/wp-json/wp/v2/types"] = _json(_types({"zinas": "Ziņas", "komanda": "Komanda"}))
    return Platform(pages, news, hidden=("Jānis Bērziņš",))


def hidden_api(home: str) -> Platform:
    """A security plugin closes the API; the feed holds excerpts, the sitemap is the core's own."""
    news = {f"/{story.day:%Y/%m}/{story.slug}/": story for story in STORIES}
    pages = _html_site(home, news, "/jaunumi/page/{}/", _menu(), sticky=True)
    pages |= {f"/wp-json/wp/v2/posts?{_QUERY}&page=1&per_page=50": _NO_API}
    pages |= {f"/?rest_route=/wp/v2/posts&{_QUERY}&page=1&per_page=50": _NO_API}
    pages["/feed/"] = _feed(home, dict(list(news.items())[:5]))
    pages |= _sitemaps(home, news)
    pages["/ieksejais-protokols/"] = _locked_page()
    return Platform(pages, news, hidden=("Iekšējais protokols", "Par mums", "Sazināties"))


def plain_links(home: str) -> Platform:
    """No pretty links, no API, no sitemap, no feed: `?p=`, `?page_id=`, `?cat=`, `?m=`, `?paged=`."""
    news = {f"/?p={story.number}": story for story in STORIES}
    menu = [
        ("/", "Sākums"),
        ("/?page_id=12", "Par mums"),
        ("/?cat=3", "Jaunumi"),
        ("/?page_id=15", "Kontakti"),
    ]
    pages = _html_site(
        home, news, "/?paged={}", menu, about="/?page_id=12", contacts="/?page_id=15", first="/"
    )
    for number, path in ((2, "/?cat=3&paged=2"), (3, "/?cat=3&paged=3")):
        pages[path] = pages[f"/?paged={number}"]
    pages["/?cat=3"] = pages["/"]
    pages["/?m=202405"] = pages["/"]
    return Platform(pages, news, hidden=("Par mums", "Sazināties"))


# -- the theme's pages


def _menu() -> list[tuple[str, str]]:
    return [("/", "Sākums"), ("/par-mums/", "Par mums"), ("/jaunumi/", "Jaunumi"), ("/kontakti/", "Kontakti")]


def _html_site(
    home: str,
    news: dict[str, Story],
    paged: str,
    menu: list[tuple[str, str]],
    *,
    about: str = "/par-mums/",
    contacts: str = "/kontakti/",
    first: str = "/jaunumi/",
    sticky: bool = False,
) -> dict[str, Page]:
    paths = {story: path for path, story in news.items()}
    parts = [[story for story in part if story in paths] for part in pages_of_three()]
    pages: dict[str, Page] = {}
    for number, part in enumerate(parts, 1):
        shown = [STORIES[4], *part] if sticky and number == 1 else part
        html = _list(home, menu, [(paths[story], story) for story in shown], paged, number, len(parts), paths)
        pages[first if number == 1 else paged.format(number)] = html
    pages["/"] = pages[first]
    pages["/category/jaunumi/"] = pages[first].replace("blog ", "archive category ")  # type: ignore[union-attr,arg-type,operator]
    for path, story in news.items():
        pages[path] = _single(home, menu, story, path, paths)
    pages[about] = _page(home, menu, 12, "Par mums", ABOUT)
    pages[contacts] = _page(home, menu, 15, "Sazināties", CONTACTS)
    return pages


def _frame(
    home: str, menu: list[tuple[str, str]], classes: str, title: str, main: str, side: str = ""
) -> str:
    items = "".join(
        f'<li id="menu-item-{n}" class="menu-item menu-item-type-custom"><a href="{path}">{name}</a></li>'
        for n, (path, name) in enumerate(menu, 21)
    )
    return f"""<!DOCTYPE html>
<html lang="lv-LV"><head><meta charset="UTF-8"><title>{title} &#8211; Biedrība &#8220;Lejasciems&#8221;</title>
<link rel="alternate" type="application/rss+xml" title="Biedrība &raquo; Plūsma" href="{home}feed/" />
<link rel="alternate" type="application/rss+xml" title="Biedrība &raquo; Komentāru plūsma" href="{home}comments/feed/" />
<link rel='stylesheet' id='wp-block-library-css' href='{home}wp-includes/css/dist/block-library/style.min.css?ver=6.4' media='all' />
<meta name="generator" content="WordPress 6.4.3" /></head>
<body class="{classes} wp-embed-responsive">
<div id="page" class="site"><a class="skip-link screen-reader-text" href="#content">Pāriet uz saturu</a>
<header id="masthead" class="site-header"><h1 class="site-title"><a href="{home}" rel="home">Biedrība “Lejasciems”</a></h1>
<nav id="site-navigation" class="main-navigation"><ul id="primary-menu" class="menu">{items}</ul></nav></header>
<div id="content" class="site-content"><div id="primary" class="content-area"><main id="main" class="site-main">
{main}</main></div>{side}</div>
<footer id="colophon" class="site-footer"><div class="site-info">{FOOTER} <a href="https://wordpress.org/">Darbina WordPress</a></div></footer>
</div></body></html>"""


def _sidebar(paths: dict[Story, str]) -> str:
    latest = "".join(f'<li><a href="{paths[s]}">{s.title}</a></li>' for s in STORIES[:5] if s in paths)
    return f"""<aside id="secondary" class="widget-area">
<section id="recent-posts-2" class="widget widget_recent_entries"><h2 class="widget-title">Jaunākie raksti</h2><ul>{latest}</ul></section>
<section id="archives-2" class="widget widget_archive"><h2 class="widget-title">Arhīvi</h2><ul>
<li><a href='/2024/05/'>2024. gada maijs</a></li><li><a href='/2024/04/'>2024. gada aprīlis</a></li></ul></section>
<section id="categories-2" class="widget widget_categories"><h2 class="widget-title">Kategorijas</h2><ul>
<li class="cat-item cat-item-3"><a href="/category/jaunumi/">Jaunumi</a></li></ul></section></aside>"""


def _list(
    home: str,
    menu: list[tuple[str, str]],
    entries: list[tuple[str, Story]],
    paged: str,
    number: int,
    last: int,
    paths: dict[Story, str],
) -> str:
    articles = "".join(
        f"""<article id="post-{s.number}" class="post-{s.number} post type-post status-publish format-standard hentry category-jaunumi">
<header class="entry-header"><h2 class="entry-title"><a href="{path}" rel="bookmark">{s.title}</a></h2>
<div class="entry-meta"><span class="posted-on"><a href="{path}" rel="bookmark"><time class="entry-date published" datetime="{s.moment}">{s.worded}</time></a></span>
<span class="byline"> <a class="url fn n" href="/author/anna/">anna</a></span></div></header>
<div class="entry-summary"><p>{s.excerpt} <a class="more-link" href="{path}">Lasīt vairāk <span class="screen-reader-text">{s.title}</span></a></p></div>
<footer class="entry-footer"><span class="cat-links"><a href="/category/jaunumi/" rel="category tag">Jaunumi</a></span></footer></article>"""
        for path, s in entries
    )
    links = "".join(
        f'<a class="page-numbers" href="{paged.format(n)}">{n}</a>'
        if n != number
        else f'<span aria-current="page" class="page-numbers current">{n}</span>'
        for n in range(1, last + 1)
    )
    older = (
        f'<a class="next page-numbers" href="{paged.format(number + 1)}">Vecāki raksti</a>'
        if number < last
        else ""
    )
    pager = f'<nav class="navigation pagination"><div class="nav-links">{links}{older}</div></nav>'
    return _frame(home, menu, "blog hfeed", "Jaunumi", articles + pager, _sidebar(paths))


def _single(home: str, menu: list[tuple[str, str]], story: Story, path: str, paths: dict[Story, str]) -> str:
    at = STORIES.index(story)
    near = [STORIES[n] for n in (at - 1, at + 1) if 0 <= n < len(STORIES) and STORIES[n] in paths]
    links = "".join(
        f'<div class="nav-next"><a href="{paths[s]}" rel="next"><span class="meta-nav">Nākamais raksts</span> {s.title}</a></div>'
        for s in near
    )
    main = f"""<article id="post-{story.number}" class="post-{story.number} post type-post status-publish hentry category-jaunumi">
<header class="entry-header"><h1 class="entry-title">{story.title}</h1>
<div class="entry-meta"><span class="posted-on"><a href="{path}" rel="bookmark"><time class="entry-date published" datetime="{story.moment}">{story.worded}</time></a></span></div></header>
<div class="entry-content">{story.html}</div>
<footer class="entry-footer"><span class="cat-links">Kategorijas <a href="/category/jaunumi/" rel="category tag">Jaunumi</a></span></footer></article>
<nav class="navigation post-navigation"><div class="nav-links">{links}</div></nav>"""
    return _frame(
        home,
        menu,
        f"post-template-default single single-post postid-{story.number}",
        story.title,
        main,
        _sidebar(paths),
    )


def _page(home: str, menu: list[tuple[str, str]], number: int, title: str, text: str) -> str:
    main = f"""<article id="post-{number}" class="post-{number} page type-page status-publish hentry">
<header class="entry-header"><h1 class="entry-title">{title}</h1></header><div class="entry-content"><p>{text}</p></div></article>"""
    return _frame(home, menu, f"page-template-default page page-id-{number}", title, main)


def _locked_page() -> str:
    form = """<form action="/wp-login.php?action=postpass" class="post-password-form" method="post"><p>Šis saturs ir
aizsargāts ar paroli. Lai to skatītu, ievadiet paroli:</p><input name="post_password" type="password" size="20" /></form>"""
    main = f'<article class="post type-post post-password-required hentry"><h1 class="entry-title">Aizsargāts: Iekšējais protokols</h1><div class="entry-content">{form}</div></article>'
    return _frame("/", _menu(), "single single-post postid-4900", "Aizsargāts: Iekšējais protokols", main)


# -- machine-readable ways


def _post(home: str, story: Story, path: str, kind: str = "post") -> dict[str, Any]:
    return {
        "id": story.number,
        "date": f"{story.day}T09:30:00",
        "modified": f"{story.day}T09:30:00",
        "link": f"{home.rstrip('/')}{path}",
        "status": "publish",
        "type": kind,
        "title": {"rendered": story.title},
        "content": {"rendered": story.html, "protected": False},
    }


def _api(home: str, base: str, entries: list[dict[str, Any]]) -> dict[str, Page]:
    half = (len(entries) + 1) // 2
    parts = [entries[:half], entries[half:]] if len(entries) > 1 else [entries]
    headers = {"X-WP-TotalPages": str(len(parts)), "X-WP-Total": str(len(entries))}
    return {
        f"/wp-json/wp/v2/{base}?{_QUERY}&page={number}&per_page=50": _json(part, headers)
        for number, part in enumerate(parts, 1)
    }


def _types(own: dict[str, str]) -> dict[str, Any]:
    core = {
        "post": "Raksti",
        "page": "Lapas",
        "attachment": "Multivide",
        "nav_menu_item": "Izvēlnes",
        "wp_block": "Paraugi",
        "wp_template": "Veidnes",
        "wp_template_part": "Veidņu daļas",
        "wp_navigation": "Navigācija",
        "elementor_library": "My Templates",
    }
    rest = {"post": "posts", "page": "pages", "attachment": "media"}
    return {
        slug: {
            "description": "",
            "hierarchical": slug == "page",
            "has_archive": slug in own,
            "name": name,
            "slug": slug,
            "rest_base": rest.get(slug, slug),
            "rest_namespace": "wp/v2",
            "taxonomies": [],
        }
        for slug, name in (core | own).items()
    }


def _json(data: Any, headers: dict[str, str] | None = None) -> Page:
    return (
        200,
        {"Content-Type": "application/json; charset=UTF-8", **(headers or {})},
        json.dumps(data).encode(),
    )


def _feed(home: str, news: dict[str, Story]) -> Page:
    items = "".join(
        f"""<item><title>{s.title}</title><link>{home.rstrip("/")}{path}</link><dc:creator><![CDATA[anna]]></dc:creator>
<pubDate>{format_datetime(datetime(s.day.year, s.day.month, s.day.day, 7, 30, tzinfo=UTC))}</pubDate><category><![CDATA[Jaunumi]]></category>
<guid isPermaLink="false">{home}?p={s.number}</guid><description><![CDATA[{escape(s.excerpt)} [&#8230;]]]></description></item>"""
        for path, s in news.items()
    )
    text = f"""<?xml version="1.0" encoding="UTF-8"?><rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/"
 xmlns:dc="http://purl.org/dc/elements/1.1/"><channel><title>Biedrība</title><link>{home}</link><language>lv-LV</language>
<generator>https://wordpress.org/?v=6.4.3</generator>{items}</channel></rss>"""
    return 200, {"Content-Type": "application/rss+xml; charset=UTF-8"}, text.encode()


def _sitemaps(home: str, news: dict[str, Story]) -> dict[str, Page]:
    def file(tag: str, inner: str, paths: list[str]) -> Page:
        rows = "".join(f"<{inner}><loc>{home.rstrip('/')}{path}</loc></{inner}>" for path in paths)
        text = f'<?xml version="1.0" encoding="UTF-8"?><{tag} xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">{rows}</{tag}>'
        return 200, {"Content-Type": "application/xml"}, text.encode()

    kinds = ["posts-post-1", "posts-page-1", "taxonomies-category-1", "users-1"]
    return {
        "/robots.txt": (
            200,
            {"Content-Type": "text/plain"},
            f"User-agent: *\nDisallow: /wp-admin/\n\nSitemap: {home}wp-sitemap.xml\n".encode(),
        ),
        "/wp-sitemap.xml": file("sitemapindex", "sitemap", [f"/wp-sitemap-{kind}.xml" for kind in kinds]),
        "/wp-sitemap-posts-post-1.xml": file("urlset", "url", [*news, "/ieksejais-protokols/"]),
        "/wp-sitemap-posts-page-1.xml": file("urlset", "url", ["/", "/par-mums/", "/kontakti/"]),
        "/wp-sitemap-taxonomies-category-1.xml": file("urlset", "url", ["/category/jaunumi/"]),
        "/wp-sitemap-users-1.xml": file("urlset", "url", ["/author/anna/"]),
    }
