"""Sites known by their feeds: Atom, RSS 1.0 and 2.0, JSON Feed, a news sitemap."""

from __future__ import annotations

import json
from datetime import UTC, datetime
from email.utils import format_datetime

from tests.crawlers.conftest import Page
from tests.crawlers.platforms.frame import frame, standing_pages
from tests.crawlers.platforms.stories import ABOUT, STORIES, Platform


def atom(home: str) -> Platform:
    """An Atom feed of excerpts on a blog engine without lists; pages carry no date, the feed does."""
    news = {f"/blogs/{story.slug}.html": story for story in STORIES}
    head = '<link rel="alternate" type="application/atom+xml" title="Atom" href="/atom.xml">'
    entries = "".join(
        f'<entry><id>tag:example.lv,{s.day}:{s.number}</id><title type="text">{s.title}</title><published>{s.moment}</published><updated>{s.moment}</updated><link rel="edit" href="{home}edit/{s.number}"/><link rel="alternate" type="text/html" href="{home.rstrip("/")}{path}"/><summary type="html">{s.excerpt}</summary></entry>'
        for path, s in news.items()
    )
    feed = f'<?xml version="1.0" encoding="utf-8"?><feed xmlns="http://www.w3.org/2005/Atom" xml:lang="lv"><id>x</id><title>Blogs</title><link rel="self" href="{home}atom.xml"/>{entries}</feed>'
    pages: dict[str, Page] = {
        "/": frame("Blogs", f"<p>{ABOUT}</p>", [("/", "Sākums"), ("/par.html", "Par mums")], head),
        "/atom.xml": (200, {"Content-Type": "application/atom+xml"}, feed.encode()),
    }
    for path, story in news.items():
        pages[path] = frame(
            story.title,
            f"<h1>{story.title}</h1>{story.html}",
            [("/", "Sākums"), ("/par.html", "Par mums")],
            head,
        )
    pages |= standing_pages([("/", "Sākums")], "/par.html", "/kontakti.html")
    return Platform(pages, news, hidden=("Par mums", "Kontakti"))


def rss_1(home: str) -> Platform:
    """RSS 1.0 (RDF) with Dublin Core dates and whole texts: the feed is all that is asked for."""
    long = {f"/raksts/{story.number}": story for story in STORIES[:3]}
    items = "".join(
        f'<item rdf:about="{home.rstrip("/")}{path}"><title>{s.title}</title><link>{home.rstrip("/")}{path}</link><dc:date>{s.moment}</dc:date><content:encoded><![CDATA[{s.html * 3}]]></content:encoded></item>'
        for path, s in long.items()
    )
    feed = f'<?xml version="1.0"?><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns="http://purl.org/rss/1.0/" xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:content="http://purl.org/rss/1.0/modules/content/"><channel rdf:about="{home}"><title>x</title></channel>{items}</rdf:RDF>'
    head = '<link rel="alternate" type="application/rdf+xml" href="/rss.rdf">'
    pages: dict[str, Page] = {
        "/": frame("Sākums", f"<p>{ABOUT}</p>", [("/", "Sākums")], head),
        "/rss.rdf": (200, {"Content-Type": "application/rdf+xml"}, feed.encode()),
    }
    return Platform(pages, long, asked=lambda asked: not any(path.startswith("/raksts/") for path in asked))


def rss_2_items(home: str) -> Platform:
    """RSS 2.0 of plain news at the usual place, not announced; the pages have their date in words."""
    news = {f"/zina.php?zina={story.number}": story for story in STORIES}
    items = "".join(
        f"<item><title>{s.title}</title><link>{home.rstrip('/')}{path}</link><pubDate>{format_datetime(datetime(s.day.year, s.day.month, s.day.day, 7, tzinfo=UTC))}</pubDate><description>{s.excerpt}</description></item>"
        for path, s in news.items()
    )
    pages: dict[str, Page] = {
        "/": frame("Sākums", f"<p>{ABOUT}</p>", [("/", "Sākums"), ("/par.php", "Par mums")]),
        "/rss.xml": (
            200,
            {"Content-Type": "text/xml"},
            f'<?xml version="1.0"?><rss version="2.0"><channel><title>x</title>{items}</channel></rss>'.encode(),
        ),
    }
    for path, story in news.items():
        pages[path] = frame(
            story.title,
            f"<h1>{story.title}</h1><p>{story.day.year}. gada {story.worded.split(',')[0]}</p>{story.html}",
            [("/", "Sākums")],
        )
    return Platform(pages, news)


def json_feed(home: str) -> Platform:
    """JSON Feed 1.1 of summaries."""
    news = {f"/stasti/{story.slug}/": story for story in STORIES}
    feed = {
        "version": "https://jsonfeed.org/version/1.1",
        "title": "Biedrība",
        "language": "lv",
        "items": [
            {
                "id": str(s.number),
                "url": f"{home.rstrip('/')}{path}",
                "title": s.title,
                "summary": s.excerpt,
                "date_published": s.moment,
            }
            for path, s in news.items()
        ],
    }
    head = '<link rel="alternate" type="application/feed+json" href="/feed.json">'
    pages: dict[str, Page] = {
        "/": frame("Sākums", f"<p>{ABOUT}</p>", [("/", "Sākums")], head),
        "/feed.json": (200, {"Content-Type": "application/feed+json"}, json.dumps(feed).encode()),
    }
    for path, story in news.items():
        pages[path] = frame(story.title, f"<h1>{story.title}</h1>{story.html}", [("/", "Sākums")], head)
    return Platform(pages, news)


def news_sitemap(home: str) -> Platform:
    """A news sitemap (Google's namespace) beside one of pages; only the sitemap knows the dates."""
    news = {f"/{story.number}-{story.slug}": story for story in STORIES}
    urls = "".join(
        f"<url><loc>{home.rstrip('/')}{path}</loc><news:news><news:publication><news:name>Biedrība</news:name><news:language>lv</news:language></news:publication><news:publication_date>{s.moment}</news:publication_date><news:title>{s.title}</news:title></news:news></url>"
        for path, s in news.items()
    )
    xml = f'<?xml version="1.0"?><urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9" xmlns:news="http://www.google.com/schemas/sitemap-news/0.9">{urls}</urlset>'
    pages_xml = f'<?xml version="1.0"?><urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9"><url><loc>{home}par-mums</loc></url><url><loc>{home}kontakti</loc></url></urlset>'
    pages: dict[str, Page] = {
        "/": frame("Sākums", f"<p>{ABOUT}</p>", [("/", "Sākums"), ("/par-mums", "Par mums")]),
        "/robots.txt": (
            200,
            {"Content-Type": "text/plain"},
            f"User-agent: *\nDisallow:\nSitemap: {home}sitemap-pages.xml\nSitemap: {home}sitemap-news.xml\n".encode(),
        ),
        "/sitemap-news.xml": (200, {"Content-Type": "application/xml"}, xml.encode()),
        "/sitemap-pages.xml": (200, {"Content-Type": "application/xml"}, pages_xml.encode()),
    }
    for path, story in news.items():
        pages[path] = frame(story.title, f"<h1>{story.title}</h1>{story.html}", [("/", "Sākums")])
    pages |= standing_pages([("/", "Sākums")], "/par-mums", "/kontakti")
    return Platform(pages, news, hidden=("Par mums", "Kontakti"))
