"""Site builders: Mozello, Wix and Squarespace, each as its server renders it."""

from __future__ import annotations

import json
from datetime import UTC, datetime

from tests.crawlers.conftest import Page
from tests.crawlers.platforms.stories import ABOUT, CONTACTS, FOOTER, STORIES, Platform, pages_of_three


def mozello(home: str) -> Platform:
    """Mozello: /aktualitates-1/params/post/ID/cut-slug, pages at params/page/N, categories, a product sitemap."""
    news = {f"/aktualitates-1/params/post/{story.number}/{story.slug[:38]}": story for story in STORIES}
    paths = {story: path for path, story in news.items()}
    pages: dict[str, Page] = {}
    for number, part in enumerate(pages_of_three(), 1):
        items = "".join(
            f"""<div class="moze-post-container mz_blog_item"><h2 class="moze-post-title"><a href="{paths[s]}">{s.title}</a></h2>
<div class="moze-post-details"><span class="moze-small">{s.worded} pl. 12:25</span> <a class="moze-small" href="/aktualitates-1/params/category/2216/">Jaunumi</a></div>
<div class="moze-post-short-text">{s.excerpt}</div><a class="moze-post-more" href="{paths[s]}">Lasīt vairāk</a></div>"""
            for s in part
        )
        pager = (
            '<div class="moze-pagination">'
            + "".join(
                f'<a href="/aktualitates-1/params/page/{n}/">{n}</a>' for n in range(1, 4) if n != number
            )
            + "</div>"
        )
        pages["/aktualitates-1/" if number == 1 else f"/aktualitates-1/params/page/{number}/"] = _mozello(
            "Aktualitātes",
            f'<div class="mz_component mz_blog"><div class="moze-blog-list">{items}</div>{pager}</div>',
        )
    pages["/"] = _mozello("Sākums", f'<div class="mz_component mz_wysiwyg mz_editable"><p>{ABOUT}</p></div>')
    for path, story in news.items():
        pages[path] = _mozello(
            story.title,
            f"""<div class="mz_component mz_blog"><div class="moze-blog-entry"><h1 class="moze-post-title">{story.title}</h1>
<div class="moze-post-details"><span>{story.worded} pl. 12:25</span></div><div class="moze-post-text mz_editable">{story.html}</div>
<a href="/aktualitates-1/" class="moze-back">Atpakaļ</a></div></div>""",
        )
    for path, title, text in (
        ("/par-mums/", "Par mums", ABOUT),
        ("/strategija/", "Stratēģija", ABOUT),
        ("/kontakti/", "Kontakti", CONTACTS),
    ):
        pages[path] = _mozello(
            title, f'<div class="mz_component mz_wysiwyg mz_editable"><h1>{title}</h1><p>{text}</p></div>'
        )
    return Platform(pages, news, hidden=("Par mums", "Stratēģija", "Kontakti"))


def _mozello(title: str, body: str) -> str:
    return f"""<!DOCTYPE html><html lang="lv"><head><meta charset="utf-8"><title>{title} - Lauku partnerība</title>
<link href="//site-123.mozfiles.com/css/site.css?v=1" rel="stylesheet"><meta property="og:type" content="website"></head><body class="mz_page">
<div id="page"><header id="top"><div id="title"><a href="/" class="mz-wrapper">Lauku partnerība</a></div><nav id="menu"><ul>
<li><a href="/">Sākums</a></li><li class="selected"><a href="/aktualitates-1/">Aktualitātes</a></li><li><a href="/par-mums/">Par mums</a></li><li><a href="/strategija/">Stratēģija</a></li><li><a href="/kontakti/">Kontakti</a></li></ul></nav></header>
<div id="wrap"><div id="main" role="main"><div class="section" data-type="b_text"><div class="container">{body}</div></div></div></div>
<footer id="bottom" class="mz_footer"><div>{FOOTER} <a href="https://www.mozello.lv/">Mājas lapu izveide - Mozello</a></div></footer></div></body></html>"""


def wix(home: str) -> Platform:
    """Wix Blog: /post/slug; the list shows three, the rest stands in the sitemap; hashed class names."""
    news = {f"/post/{story.slug}": story for story in STORIES}
    paths = {story: path for path, story in news.items()}
    cards = "".join(
        f"""<div data-hook="item-container" class="TBrkhx"><article class="nnFQDc blog-post-homepage-description-font" data-hook="post-list-item"><div class="i6wKmL"><a href="{home.rstrip("/")}{paths[s]}" data-hook="post-list-item__image"><img src="https://static.wixstatic.com/media/{s.number}.jpg" alt=""></a></div>
<div class="rAc0cs"><span title="{s.worded}" data-hook="time-ago">{s.day.day}. maijs</span><span data-hook="time-to-read">Lasīts 1 min.</span>
<a href="{home.rstrip("/")}{paths[s]}" class="O16KGI pu51Xe"><h2 class="bD0vt9 KNiaIk" data-hook="post-title"><p>{s.title}</p></h2></a><div class="BOlnTh" data-hook="post-description">{s.excerpt}</div></div></article></div>"""
        for s in STORIES[:3]
    )
    pages: dict[str, Page] = {
        "/": _wix("Sākums", f"<p class='font_8'>{ABOUT}</p>"),
        "/jaunumi": _wix("Jaunumi", f'<div data-hook="feed-page-root"><section>{cards}</section></div>'),
    }
    for path, story in news.items():
        lines = "".join(
            f'<p class="CtwCp _4I5aU" dir="auto" id="viewer-{n}"><span>{text}</span></p>'
            for n, text in enumerate(story.paragraphs)
        )
        data = json.dumps(
            {
                "@context": "https://schema.org",
                "@type": "BlogPosting",
                "headline": story.title,
                "datePublished": f"{story.day}T07:30:00.000Z",
                "dateModified": f"{story.day}T07:30:00.000Z",
                "author": {"@type": "Person", "name": "Anna"},
            }
        )
        pages[path] = _wix(
            story.title,
            f"""<article class="blog-post-page-font"><div data-hook="post"><ul class="K3CnY"><li><span data-hook="user-name">Anna</span></li><li><span title="{story.worded}" data-hook="time-ago">{story.day.day}. maijs</span></li><li><span data-hook="time-to-read">Lasīts 1 min.</span></li></ul>
<h1 data-hook="post-title" class="H3vOVf"><span class="post-title__text blog-post-title-font">{story.title}</span></h1><section data-hook="post-description"><div class="moLIr"><div data-rce-version="9.18" class="ZPlyj">{lines}</div></div></section>
<footer data-hook="post-footer"><span data-hook="post-actions__view-counter">0 skatījumu</span></footer></div></article><div data-hook="recent-posts"><h2>Jaunākie raksti</h2><a href="/jaunumi">Skatīt visus</a></div>""",
            f'<script type="application/ld+json">{data}</script>',
        )
    for path, title, text in (
        ("/par-mums", "Par mums", ABOUT),
        ("/kontakti", "Kontakti", CONTACTS),
        ("/projekti", "Mūsu projekti", ABOUT),
    ):
        pages[path] = _wix(
            title,
            f'<div class="wixui-rich-text"><h1 class="font_0">{title}</h1><p class="font_8">{text}</p></div>',
        )

    def file(tag: str, inner: str, paths: list[str]) -> Page:
        rows = "".join(
            f"<{inner}><loc>{home.rstrip('/')}{path}</loc><lastmod>2024-05-14</lastmod></{inner}>"
            for path in paths
        )
        return (
            200,
            {"Content-Type": "application/xml"},
            f'<?xml version="1.0" encoding="UTF-8"?><{tag} xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">{rows}</{tag}>'.encode(),
        )

    pages |= {
        "/robots.txt": (
            200,
            {"Content-Type": "text/plain"},
            f"User-agent: *\nAllow: /\nDisallow: *?lightbox=\n\nSitemap: {home}sitemap.xml\n".encode(),
        ),
        "/sitemap.xml": file(
            "sitemapindex",
            "sitemap",
            ["/blog-posts-sitemap.xml", "/blog-categories-sitemap.xml", "/pages-sitemap.xml"],
        ),
        "/blog-posts-sitemap.xml": file("urlset", "url", list(news)),
        "/blog-categories-sitemap.xml": file("urlset", "url", ["/jaunumi/categories/zinas"]),
        "/pages-sitemap.xml": file("urlset", "url", ["/", "/jaunumi", "/par-mums", "/projekti", "/kontakti"]),
    }
    return Platform(pages, news, hidden=("Par mums", "Kontakti", "Mūsu projekti"))


def _wix(title: str, body: str, head: str = "") -> str:
    warmup = json.dumps({"platform": {}, "appsWarmupData": {"14bcded7": {"translations": {"x": "y" * 200}}}})
    return f"""<!DOCTYPE html><html lang="lv"><head><meta charset='utf-8'><meta name="generator" content="Wix.com Website Builder"/><title>{title} | Biedrība</title>{head}
<link rel="preload" href="https://static.parastorage.com/services/x.js" as="script"></head><body class='device-desktop-optimized'>
<div id="SITE_CONTAINER"><div id="main_MF"><header id="SITE_HEADER" class="xU8fqS wixui-header"><nav aria-label="Vietne" class="wixui-horizontal-menu"><ul>
<li><a data-testid="linkElement" href="/">Sākums</a></li><li><a data-testid="linkElement" href="/jaunumi">Jaunumi</a></li><li><a data-testid="linkElement" href="/par-mums">Par mums</a></li><li><a data-testid="linkElement" href="/projekti">Projekti</a></li><li><a data-testid="linkElement" href="/kontakti">Kontakti</a></li></ul></nav></header>
<main id="PAGES_CONTAINER"><div id="SITE_PAGES"><section class="wixui-section">{body}</section></div></main>
<footer id="SITE_FOOTER" class="wixui-footer"><p class="font_8">{FOOTER}</p></footer></div></div>
<script type="application/json" id="wix-warmup-data">{warmup}</script></body></html>"""


def squarespace(home: str) -> Platform:
    """Squarespace 7.1: /jaunumi/slug, older ones at ?offset=MILLISECONDS, categories and tags as filters."""
    news = {f"/jaunumi/{story.slug}": story for story in STORIES}
    paths = {story: path for path, story in news.items()}
    pages: dict[str, Page] = {}
    parts = pages_of_three()
    marks = [
        int(
            datetime(part[-1].day.year, part[-1].day.month, part[-1].day.day, 7, 30, tzinfo=UTC).timestamp()
            * 1000
        )
        for part in parts
    ]
    for number, part in enumerate(parts):
        items = "".join(
            f"""<article class="blog-basic-grid--container entry blog-item is-loaded"><div class="blog-item-image"><a class="image-wrapper" href="{paths[s]}" data-animation-role="image"><img alt="" src="https://images.squarespace-cdn.com/content/v1/{s.number}.jpg"></a></div>
<div class="blog-basic-grid--text"><div class="blog-meta-section"><span class="blog-meta-primary"><span class="blog-categories-list"><a href="/jaunumi/category/Ciems" class="blog-categories">Ciems</a></span></span><span class="blog-meta-secondary"><time class="blog-date" pubdate data-animation-role="date">{s.day:%d.%m.%y}</time></span></div>
<h1 class="blog-title"><a href="{paths[s]}" data-no-animation>{s.title}</a></h1><div class="blog-excerpt"><div class="blog-excerpt-wrapper"><p>{s.excerpt}</p></div></div><a class="blog-more-link" href="{paths[s]}">Lasīt tālāk</a></div></article>"""
            for s in part
        )
        older = (
            f'<div class="older"><a href="/jaunumi?offset={marks[number]}" rel="next"><span class="blog-list-pagination-icon"></span><div class="blog-list-pagination-text">Vecāki raksti</div></a></div>'
            if number < 2
            else ""
        )
        newer = (
            '<div class="newer"><a href="/jaunumi?offset=1800000000000&reversePaginate=true" rel="prev">Jaunāki raksti</a></div>'
            if number
            else ""
        )
        body = f'<div class="blog-basic-grid collection-content-wrapper">{items}</div><nav class="blog-list-pagination">{newer}{older}</nav>'
        pages["/jaunumi" if number == 0 else f"/jaunumi?offset={marks[number - 1]}"] = _squarespace(
            "Jaunumi", body
        )
    pages["/"] = _squarespace(
        "Sākums", f"<div class='sqs-block-content'><h1>Kopā varam</h1><p>{ABOUT}</p></div>"
    )
    for path, story in news.items():
        at = STORIES.index(story)
        near = STORIES[at + 1] if at + 1 < len(STORIES) else STORIES[0]
        pages[path] = _squarespace(
            story.title,
            f"""<article class="blog-item-wrapper h-entry entry"><div class="blog-item-inner-wrapper"><div class="blog-item-top-wrapper"><div class="blog-item-title"><h1 class="entry-title entry-title--large p-name" itemprop="headline">{story.title}</h1></div>
<div class="blog-item-meta-wrapper"><time class="dt-published blog-meta-item blog-meta-item--date" datetime="{story.day:%b} {story.day.day}, {story.day.year}" pubdate><span>{story.day.day} {story.day:%b}</span></time></div></div>
<div class="blog-item-content-wrapper"><div class="blog-item-content e-content"><div class="sqs-layout sqs-grid-12"><div class="sqs-block html-block sqs-block-html"><div class="sqs-block-content"><div class="sqs-html-content">{story.html}</div></div></div></div></div></div></div></article>
<section class="item-pagination item-pagination--prev-next"><a href="{paths[near]}" class="item-pagination-link item-pagination-link--next"><div class="item-pagination-prev-next">Nākamais</div><h2 class="item-pagination-title">{near.title}</h2></a></section>""",
            f'<meta property="og:type" content="article"/><meta itemprop="datePublished" content="{story.day}T09:30:00+0300"/>',
        )
    for path, title, text in (("/par-mums", "Par mums", ABOUT), ("/kontakti", "Kontakti", CONTACTS)):
        pages[path] = _squarespace(
            title, f"<div class='sqs-block-content'><h1>{title}</h1><p>{text}</p></div>"
        )
    return Platform(pages, news, hidden=("Par mums", "Kontakti"))


def _squarespace(title: str, body: str, head: str = '<meta property="og:type" content="website"/>') -> str:
    return f"""<!doctype html><html xmlns:og="http://opengraphprotocol.org/schema/" lang="lv-LV"><head><meta charset="utf-8"><!-- This is Squarespace. --><title>{title} &mdash; Biedrība</title>{head}
<script src="https://assets.squarespace.com/universal/scripts-compressed/x.js" defer></script></head><body class="view-list"><div id="siteWrapper" class="clearfix site-wrapper">
<header data-test="header" id="header" class="header theme-col--primary"><nav class="header-nav-list"><div class="header-nav-item header-nav-item--collection"><a href="/jaunumi" data-animation-role="header-element">Jaunumi</a></div>
<div class="header-nav-item"><a href="/par-mums">Par mums</a></div><div class="header-nav-item"><a href="/kontakti">Kontakti</a></div></nav></header>
<main id="page" class="container" role="main"><article class="sections" id="sections">{body}</article></main>
<footer class="sections" id="footer-sections" data-footer-sections><p>{FOOTER}</p></footer></div><script data-name="static-context">Static = window.Static || {{}}; Static.SQUARESPACE_CONTEXT = {{"websiteSettings": {{}}}};</script></body></html>"""
