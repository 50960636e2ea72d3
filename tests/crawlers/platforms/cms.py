"""Joomla 3 and 4, Drupal 7 and 10, and the Latvian municipal platform that is built on Drupal."""

from __future__ import annotations

import json

from tests.crawlers.conftest import Page
from tests.crawlers.platforms.stories import ABOUT, CONTACTS, FOOTER, STORIES, Platform, Story, pages_of_three

# -- Joomla


def joomla_3(home: str) -> Platform:
    """Joomla 3 with the Protostar template: /index.php/jaunumi/NUMBER-slug, ?start=N."""
    news = {f"/index.php/jaunumi/{story.number}-{story.slug}": story for story in STORIES}
    menu = [
        ("/", "Sākums"),
        ("/index.php/jaunumi", "Jaunumi"),
        ("/index.php/par-biedribu", "Par biedrību"),
        ("/index.php/projekti", "Projekti"),
        ("/index.php/kontakti", "Kontakti"),
    ]
    paths = {story: path for path, story in news.items()}
    pages: dict[str, Page] = {}
    for number, part in enumerate(pages_of_three()):
        items = "".join(_joomla_3_item(story, paths[story]) for story in part)
        pager = _joomla_pager("/index.php/jaunumi", number)
        body = f'<div class="blog" itemscope itemtype="https://schema.org/Blog"><div class="page-header"><h1>Jaunumi</h1></div>{items}{pager}</div>'
        pages["/index.php/jaunumi" if number == 0 else f"/index.php/jaunumi?start={number * 3}"] = _joomla_3(
            menu, "Jaunumi", body, paths
        )
    pages["/"] = _joomla_3(
        menu,
        "Sākums",
        f'<div class="item-page"><h2 itemprop="headline">Laipni lūgti</h2><p>{ABOUT}</p></div>',
        paths,
    )
    for path, story in news.items():
        body = f"""<div class="item-page" itemscope itemtype="https://schema.org/Article"><meta itemprop="inLanguage" content="lv-LV" />
<div class="page-header"><h2 itemprop="headline">{story.title}</h2></div>
<dl class="article-info muted"><dt class="article-info-term">Sīkāka informācija</dt>
<dd class="category-name">Kategorija: <a href="/index.php/jaunumi" itemprop="genre">Jaunumi</a></dd>
<dd class="published"><span class="icon-calendar"></span> <time datetime="{story.moment}" itemprop="datePublished">Publicēts: {story.worded}</time></dd></dl>
<div itemprop="articleBody">{story.html}</div>
<ul class="pager pagenav"><li class="next"><a class="hasTooltip" href="/index.php/jaunumi/4500-vecs" rel="next"><span aria-hidden="true">Nākošais</span></a></li></ul></div>"""
        pages[path] = _joomla_3(menu, story.title, body, paths)
    for path, title, text in (
        ("/index.php/par-biedribu", "Par biedrību", ABOUT),
        ("/index.php/projekti", "Projekti", ABOUT),
        ("/index.php/kontakti", "Kontakti", CONTACTS),
    ):
        pages[path] = _joomla_3(
            menu,
            title,
            f'<div class="item-page"><div class="page-header"><h2 itemprop="headline">{title}</h2></div><div itemprop="articleBody"><p>{text}</p></div></div>',
            paths,
        )
    return Platform(pages, news, hidden=("Par biedrību", "Projekti", "Kontakti"))


def _joomla_3(menu: list[tuple[str, str]], title: str, body: str, paths: dict[Story, str]) -> str:
    items = "".join(
        f'<li class="item-{n}"><a href="{path}">{name}</a></li>' for n, (path, name) in enumerate(menu, 101)
    )
    latest = "".join(
        f'<li itemscope itemtype="https://schema.org/Article"><a href="{paths[s]}" itemprop="url"><span itemprop="name">{s.title}</span></a></li>'
        for s in STORIES[:4]
    )
    return f"""<!DOCTYPE html><html lang="lv-lv" dir="ltr"><head><base href="/" /><meta charset="utf-8" />
<meta name="generator" content="Joomla! - Open Source Content Management" /><title>{title}</title>
<link href="/index.php/jaunumi?format=feed&amp;type=rss" rel="alternate" type="application/rss+xml" title="RSS 2.0" />
<script src="/media/jui/js/jquery.min.js"></script></head><body class="site com_content view-category no-layout no-task itemid-102">
<div class="body" id="top"><div class="container"><header class="header"><a class="brand pull-left" href="/"><span class="site-title">Lauku partnerība</span></a></header>
<nav class="navigation"><ul class="nav menu nav-pills mod-list">{items}</ul></nav>
<div class="row-fluid"><main id="content" role="main" class="span9"><div id="system-message-container"></div>{body}
<div aria-label="breadcrumbs" role="navigation"><ul class="breadcrumb"><li>Jūs esat šeit: <a href="/" class="pathway">Sākums</a></li></ul></div></main>
<div id="aside" class="span3"><div class="well"><h3 class="page-header">Jaunākie raksti</h3><ul class="latestnews mod-list">{latest}</ul></div></div></div></div></div>
<footer class="footer" role="contentinfo"><p>&copy; 2024 {FOOTER}</p></footer></body></html>"""


def _joomla_3_item(story: Story, path: str) -> str:
    return f"""<div class="items-row cols-1 row-0 row-fluid"><div class="span12"><div class="item column-1" itemprop="blogPost" itemscope itemtype="https://schema.org/BlogPosting">
<div class="page-header"><h2 itemprop="name"><a href="{path}" itemprop="url">{story.title}</a></h2></div>
<dl class="article-info muted"><dd class="published"><time datetime="{story.moment}" itemprop="datePublished">Publicēts: {story.worded}</time></dd></dl>
<p>{story.excerpt}</p><p class="readmore"><a class="btn" href="{path}" itemprop="url"><span class="icon-chevron-right"></span> Lasīt tālāk ... {story.title}</a></p></div></div></div>"""


def _joomla_pager(path: str, current: int) -> str:
    rows = "".join(
        f'<li><a class="pagenav" href="{path}{f"?start={n * 3}" if n else ""}">{n + 1}</a></li>'
        if n != current
        else f'<li class="active"><a>{n + 1}</a></li>'
        for n in range(3)
    )
    return f'<div class="pagination"><p class="counter pull-right">Lapa {current + 1} no 3</p><ul class="pagination-list">{rows}</ul></div>'


def joomla_5(home: str) -> Platform:
    """Joomla 4 and 5 with Cassiopeia: addresses without numbers, the list in a menu item of its own."""
    news = {f"/aktualitates/{story.slug}": story for story in STORIES}
    paths = {story: path for path, story in news.items()}
    pages: dict[str, Page] = {}
    for number, part in enumerate(pages_of_three()):
        items = "".join(
            f"""<div class="com-content-category-blog__item blog-item" itemprop="blogPost" itemscope itemtype="https://schema.org/BlogPosting">
<figure class="left item-image"><a href="{paths[s]}" itemprop="url" title="{s.title}"><img src="/images/{s.slug}.jpg" alt="" loading="lazy" itemprop="thumbnailUrl"></a></figure>
<div class="item-content"><div class="page-header"><h2 itemprop="headline"><a href="{paths[s]}" itemprop="url">{s.title}</a></h2></div>
<dl class="article-info text-muted"><dd class="published"><span class="icon-calendar icon-fw"></span><time datetime="{s.moment}" itemprop="datePublished"> Publicēts: {s.worded}</time></dd></dl>
<p>{s.excerpt}</p><p class="readmore"><a class="btn btn-secondary" href="{paths[s]}" aria-label="Lasīt vairāk: {s.title}"><span class="icon-chevron-right"></span> Lasīt vairāk: {s.title}</a></p></div></div>"""
            for s in part
        )
        pager = (
            '<div class="com-content-category-blog__navigation w-100"><nav class="pagination__wrapper" aria-label="Pagination"><ul class="pagination ms-0 mb-4">'
            + "".join(
                f'<li class="page-item"><a aria-label="Pāriet uz {n + 1} lapu" href="/aktualitates{f"?start={n * 3}" if n else ""}" class="page-link">{n + 1}</a></li>'
                for n in range(3)
                if n != number
            )
            + "</ul></nav></div>"
        )
        pages["/aktualitates" if number == 0 else f"/aktualitates?start={number * 3}"] = _joomla_5(
            "Aktualitātes",
            f'<div class="com-content-category-blog blog" itemscope itemtype="https://schema.org/Blog">{items}{pager}</div>',
        )
    pages["/"] = _joomla_5(
        "Sākums",
        f'<div class="com-content-article item-page" itemscope itemtype="https://schema.org/Article"><meta itemprop="inLanguage" content="lv-LV"><div class="com-content-article__body" itemprop="articleBody"><p>{ABOUT}</p></div></div>',
    )
    for path, story in news.items():
        pages[path] = _joomla_5(
            story.title,
            f"""<div class="com-content-article item-page" itemscope itemtype="https://schema.org/Article"><meta itemprop="inLanguage" content="lv-LV">
<div class="page-header"><h1 itemprop="headline">{story.title}</h1></div>
<dl class="article-info text-muted"><dd class="published"><span class="icon-calendar icon-fw"></span><time datetime="{story.moment}" itemprop="datePublished"> Publicēts: {story.worded}</time></dd>
<dd class="hits"><span class="icon-eye icon-fw"></span><meta itemprop="interactionCount" content="UserPageVisits:218"> Skatījumi: 218</dd></dl>
<div itemprop="articleBody" class="com-content-article__body">{story.html}</div>
<nav class="pagenavigation" aria-label="Lapas navigācija"><span class="pagination ms-0"><a class="btn btn-sm btn-secondary next" href="/aktualitates/{STORIES[0].slug}" rel="next"><span class="visually-hidden">Nākamais raksts: {STORIES[0].title}</span></a></span></nav></div>""",
        )
    for path, title, text in (
        ("/par-biedribu", "Par biedrību", ABOUT),
        ("/strategija-2023-2027", "Stratēģija 2023–2027", ABOUT),
        ("/kontakti", "Kontakti", CONTACTS),
    ):
        pages[path] = _joomla_5(
            title,
            f'<div class="com-content-article item-page" itemscope itemtype="https://schema.org/Article"><div class="page-header"><h1 itemprop="headline">{title}</h1></div><div itemprop="articleBody" class="com-content-article__body"><p>{text}</p></div></div>',
        )
    return Platform(pages, news, hidden=("Par biedrību", "Stratēģija 2023–2027", "Kontakti"))


def _joomla_5(title: str, body: str) -> str:
    return f"""<!DOCTYPE html><html lang="lv-lv" dir="ltr"><head><meta charset="utf-8"><meta name="generator" content="Joomla! - Open Source Content Management"><title>{title}</title>
<link href="/media/vendor/joomla-custom-elements/css/joomla-alert.min.css" rel="stylesheet"><script src="/media/system/js/core.min.js" defer></script></head>
<body class="site com_content wrapper-static view-category layout-blog no-task itemid-104 has-sidebar-right">
<header class="header container-header full-width"><div class="grid-child container-nav"><nav class="navbar navbar-expand-lg"><ul class="mod-menu mod-list nav">
<li class="nav-item item-101 default"><a href="/">Sākums</a></li><li class="nav-item item-104"><a href="/aktualitates">Aktualitātes</a></li>
<li class="nav-item item-106"><a href="/par-biedribu">Par biedrību</a></li><li class="nav-item item-107"><a href="/strategija-2023-2027">Stratēģija 2023–2027</a></li>
<li class="nav-item item-105"><a href="/kontakti">Kontakti</a></li></ul></nav></div></header>
<div class="site-grid"><div class="grid-child container-component"><main>{body}</main></div></div>
<footer class="container-footer footer full-width"><div class="grid-child">{FOOTER}</div></footer></body></html>"""


# -- Drupal


def drupal_7(home: str) -> Platform:
    """Drupal 7 without clean addresses: ?q=lv/content/slug, pages by ?q=lv/jaunumi&page=N."""
    news = {f"/?q=lv/content/{story.slug}": story for story in STORIES}
    paths = {story: path for path, story in news.items()}
    pages: dict[str, Page] = {}
    for number, part in enumerate(pages_of_three()):
        nodes = "".join(
            f"""<div class="views-row views-row-{n}"><div id="node-{s.number}" class="node node-article node-promoted node-teaser clearfix" about="{paths[s]}" typeof="sioc:Item foaf:Document">
<h2 property="dc:title" datatype=""><a href="{paths[s]}">{s.title}</a></h2><div class="meta submitted"><span property="dc:date dc:created" content="{s.moment}" datatype="xsd:dateTime">Iesniedza admin, {s.dotted} - 09:30</span></div>
<div class="content clearfix"><div class="field field-name-body field-type-text-with-summary field-label-hidden"><div class="field-item even" property="content:encoded"><p>{s.excerpt}</p></div></div></div>
<div class="link-wrapper"><ul class="links inline"><li class="node-readmore first"><a href="{paths[s]}" rel="tag" title="{s.title}">Lasīt vairāk<span class="element-invisible"> par {s.title}</span></a></li></ul></div></div></div>"""
            for n, s in enumerate(part, 1)
        )
        pager = (
            '<h2 class="element-invisible">Lapas</h2><div class="item-list"><ul class="pager">'
            + "".join(
                f'<li class="pager-item"><a title="Doties uz {n + 1}. lapu" href="/?q=lv/jaunumi{f"&amp;page={n}" if n else ""}">{n + 1}</a></li>'
                if n != number
                else f'<li class="pager-current">{n + 1}</li>'
                for n in range(3)
            )
            + "</ul></div>"
        )
        pages["/?q=lv/jaunumi" if number == 0 else f"/?page={number}&q=lv/jaunumi"] = _drupal_7(
            "Jaunumi",
            f'<div class="view view-jaunumi view-id-jaunumi view-display-id-page"><div class="view-content">{nodes}</div>{pager}</div>',
        )
    pages["/"] = _drupal_7("Biedrība", f'<div class="content"><p>{ABOUT}</p></div>')
    for path, story in news.items():
        pages[path] = _drupal_7(
            story.title,
            f"""<div id="node-{story.number}" class="node node-article node-promoted node-full clearfix" typeof="sioc:Item foaf:Document">
<span property="dc:title" content="{story.title}" class="rdf-meta element-hidden"></span>
<div class="meta submitted"><span property="dc:date dc:created" content="{story.moment}" datatype="xsd:dateTime" rel="sioc:has_creator">Iesniedza <span class="username">admin</span>, {story.dotted} - 09:30</span></div>
<div class="content clearfix"><div class="field field-name-body"><div class="field-items"><div class="field-item even" property="content:encoded">{story.html}</div></div></div></div></div>""",
            heading=story.title,
        )
    for path, title, text in (
        ("/?q=lv/content/par-biedribu", "Par biedrību", ABOUT),
        ("/?q=lv/content/kontakti", "Kontakti", CONTACTS),
    ):
        pages[path] = _drupal_7(
            title,
            f'<div class="node node-page node-full clearfix"><div class="content"><p>{text}</p></div></div>',
            heading=title,
        )
    return Platform(pages, news, hidden=("Par biedrību", "Kontakti"))


def _drupal_7(title: str, body: str, heading: str | None = None) -> str:
    top = f'<h1 class="title" id="page-title">{heading}</h1>' if heading else ""
    return f"""<!DOCTYPE html PUBLIC "-//W3C//DTD XHTML+RDFa 1.0//EN" "http://www.w3.org/MarkUp/DTD/xhtml-rdfa-1.dtd">
<html xmlns="http://www.w3.org/1999/xhtml" xml:lang="lv" version="XHTML+RDFa 1.0" dir="ltr"><head><meta http-equiv="Content-Type" content="text/html; charset=utf-8" />
<meta name="Generator" content="Drupal 7 (http://drupal.org)" /><title>{title} | Lauku partnerība</title>
<style type="text/css" media="all">@import url("/modules/system/system.base.css?r4");</style><script type="text/javascript" src="/sites/default/files/js/js_1.js"></script></head>
<body class="html not-front not-logged-in two-sidebars page-node i18n-lv"><div id="page-wrapper"><div id="page">
<div id="header"><div id="main-menu" class="navigation"><ul id="main-menu-links" class="links clearfix"><li class="menu-1 first"><a href="/">Sākums</a></li>
<li class="menu-2"><a href="/?q=lv/jaunumi">Jaunumi</a></li><li class="menu-3"><a href="/?q=lv/content/par-biedribu">Par biedrību</a></li>
<li class="menu-4 last"><a href="/?q=lv/content/kontakti">Kontakti</a></li></ul></div></div>
<div id="main" class="clearfix"><div id="content" class="column"><div class="section">{top}<div class="region region-content"><div id="block-system-main" class="block block-system">{body}</div></div></div></div></div>
<div id="footer-wrapper"><div id="footer" class="clearfix">{FOOTER}</div></div></div></div></body></html>"""


def drupal_10(home: str) -> Platform:
    """Drupal 8 to 10 with Olivero; the list goes on by a “load more” of views_infinite_scroll and AJAX."""
    news = {f"/lv/zinas/{story.slug}": story for story in STORIES}
    paths = {story: path for path, story in news.items()}
    rows = [
        "".join(
            f"""<div class="views-row"><article data-history-node-id="{s.number}" about="{paths[s]}" class="node node--type-article node--promoted node--view-mode-teaser">
<header><h2 class="node__title"><a href="{paths[s]}" rel="bookmark"><span class="field field--name-title">{s.title}</span></a></h2>
<div class="node__meta"><time datetime="{s.moment}" class="datetime">{s.worded}</time></div></header><div class="node__content"><div class="field field--name-body"><p>{s.excerpt}</p></div></div></article></div>"""
            for s in part
        )
        for part in pages_of_three()
    ]
    settings = json.dumps(
        {
            "path": {"baseUrl": "/", "currentPath": "zinas", "currentLanguage": "lv", "pathPrefix": "lv/"},
            "ajaxPageState": {"theme": "olivero"},
            "views": {
                "ajax_path": "/lv/views/ajax",
                "ajaxViews": {
                    "views_dom_id:5f3": {
                        "view_name": "zinas",
                        "view_display_id": "page_1",
                        "view_args": "",
                        "view_path": "/zinas",
                        "view_base_path": "zinas",
                        "view_dom_id": "5f3",
                        "pager_element": 0,
                    }
                },
            },
        }
    )
    more = '<ul class="js-pager__items pager" data-drupal-views-infinite-scroll-pager><li class="pager__item"><a class="button" title="Ielādēt vairāk vienumu" rel="next">Rādīt vairāk</a></li></ul>'
    body = f'<div class="view view-zinas js-view-dom-id-5f3"><div data-drupal-views-infinite-scroll-content-wrapper class="views-infinite-scroll-content-wrapper clearfix">{rows[0]}</div>{more}</div>'
    pages: dict[str, Page] = {
        "/lv/zinas": _drupal_10("Ziņas", body, settings),
        "/": _drupal_10("Sākums", f"<p>{ABOUT}</p>"),
    }
    for number in (1, 2, 3):
        inner = (
            rows[number] + (more if number < 2 else "")
            if number < 3
            else '<div class="view-empty">Nekas nav atrasts.</div>'
        )
        commands = [
            {"command": "settings", "settings": {}, "merge": True},
            {"command": "viewsScrollTop", "selector": ".js-view-dom-id-5f3"},
            {
                "command": "insert",
                "method": "infiniteScrollInsertView",
                "selector": ".js-view-dom-id-5f3",
                "data": f'<div class="view view-zinas js-view-dom-id-5f3">{inner}</div>',
                "settings": None,
            },
        ]
        reply = (200, {"Content-Type": "application/json"}, json.dumps(commands).encode())
        pages[
            f"/lv/views/ajax?_wrapper_format=drupal_ajax&page={number}&pager_element=0&view_base_path=zinas&view_display_id=page_1&view_dom_id=5f3&view_name=zinas&view_path=/zinas"
        ] = reply
    for path, story in news.items():
        pages[path] = _drupal_10(
            story.title,
            f"""<article data-history-node-id="{story.number}" about="{path}" class="node node--type-article node--view-mode-full">
<div class="node__meta"><span class="node__author">admin</span>, <time datetime="{story.moment}">{story.worded}</time></div><div class="node__content"><div class="text-content clearfix field field--name-body">{story.html}</div></div></article>""",
            heading=story.title,
        )
    for path, title, text in (
        ("/lv/par-biedribu", "Par biedrību", ABOUT),
        ("/lv/kontakti", "Kontakti", CONTACTS),
    ):
        pages[path] = _drupal_10(
            title,
            f'<article class="node node--type-page node--view-mode-full"><div class="node__content"><p>{text}</p></div></article>',
            heading=title,
        )
    return Platform(pages, news, hidden=("Par biedrību", "Kontakti"))


def _drupal_10(
    title: str, body: str, settings: str = '{"path":{"baseUrl":"/"}}', heading: str | None = None
) -> str:
    top = f'<h1 class="title page-title">{heading}</h1>' if heading else ""
    return f"""<!DOCTYPE html><html lang="lv" dir="ltr" prefix="og: https://ogp.me/ns#"><head><meta charset="utf-8" /><meta name="Generator" content="Drupal 10 (https://www.drupal.org)" />
<title>{title} | Biedrība</title><link rel="stylesheet" media="all" href="/core/themes/olivero/css/base/base.css" /></head><body class="path-node">
<div class="layout-container"><header class="site-header"><nav id="block-olivero-main-menu" class="primary-nav block block-menu"><ul class="menu primary-nav__menu">
<li class="primary-nav__menu-item"><a href="/lv/zinas" data-drupal-link-system-path="zinas">Ziņas</a></li><li class="primary-nav__menu-item"><a href="/lv/par-biedribu" data-drupal-link-system-path="node/3">Par biedrību</a></li>
<li class="primary-nav__menu-item"><a href="/lv/kontakti" data-drupal-link-system-path="node/4">Kontakti</a></li></ul></nav></header>
<main role="main" class="site-main"><div class="region region--content">{top}<div class="block block-system-main-block"><div class="block__content">{body}</div></div></div></main>
<footer class="site-footer">{FOOTER}</footer></div>
<script type="application/json" data-drupal-selector="drupal-settings-json">{settings}</script><script src="/core/misc/drupal.js"></script></body></html>"""


# -- the Latvian municipal platform


def municipal(home: str) -> Platform:
    """The state's platform for municipalities: /lv/jaunums/slug, /lv/jaunumi?page=N, categories as filters, project cards."""
    news = {f"/lv/jaunums/{story.slug}": story for story in STORIES}
    paths = {story: path for path, story in news.items()}
    cards = {"/lv/projekts/laukuma-labiekartosana": "Laukuma labiekārtošana"}
    pages: dict[str, Page] = {}
    for number, part in enumerate(pages_of_three()):
        rows = "".join(
            f"""<div class="views-row"><div class="article-item news-item"><a href="{paths[s]}" class="image-wrap" aria-hidden="true" tabindex="-1"><img src="/sites/default/files/{s.slug}.jpg" alt=""></a>
<div class="info"><div class="date">{s.dotted}.</div><a class="title" href="{paths[s]}"><h3>{s.title}</h3></a><div class="tags"><a href="/lv/jaunumi?category%5B1197%5D=1197">Sabiedrība</a></div></div></div></div>"""
            for s in part
        )
        pager = (
            '<nav class="pager" role="navigation"><ul class="pager__items js-pager__items">'
            + "".join(
                f'<li class="pager__item"><a href="?page={n}" title="Uz {n + 1}. lapu">{n + 1}</a></li>'
                for n in range(3)
                if n != number
            )
            + "</ul></nav>"
        )
        filters = '<div class="filters"><a href="/lv/jaunumi?category%5B1197%5D=1197">Sabiedrība</a><a href="/lv/jaunumi?category%5B1198%5D=1198">Izglītība</a></div>'
        pages["/lv/jaunumi" if number == 0 else f"/lv/jaunumi?page={number}"] = _municipal(
            "Jaunumi", f'{filters}<div class="view-content">{rows}</div>{pager}'
        )
    pages["/lv/jaunumi?page=0"] = pages["/lv/jaunumi"]
    front = "".join(
        f'<div class="news-item"><div class="date">{s.dotted}.</div><a class="title" href="{paths[s]}"><h3>{s.title}</h3></a></div>'
        for s in STORIES[:3]
    )
    projects = "".join(
        f'<div class="project-item"><a href="{path}"><h3>{title}</h3></a><div>Statuss: Īstenošanā</div></div>'
        for path, title in cards.items()
    )
    pages["/"] = pages["/lv"] = _municipal("Novads", front + projects)
    for path, story in news.items():
        pages[path] = _municipal(
            story.title,
            f"""<article class="node node--type-news"><div class="article-header"><h1>{story.title}</h1><div class="date-info">Publicēts: <time datetime="{story.moment}">{story.dotted}.</time></div>
<div class="tags"><a href="/lv/jaunumi?category%5B1197%5D=1197">Sabiedrība</a></div></div><div class="field--name-body text-formatted">{story.html}</div></article>
<div class="related-news"><h2>Saistītas ziņas</h2><a href="{paths[STORIES[0]]}">{STORIES[0].title}</a></div>""",
        )
    for path, title in cards.items():
        pages[path] = _municipal(
            title,
            f"<article class='node node--type-project'><h1>{title}</h1><table><tr><td>Statuss</td><td>Īstenošanā</td></tr><tr><td>Īstenošanas laiks</td><td>01.02.2023.–31.01.2024.</td></tr></table><p>{ABOUT}</p></article>",
        )
    for path, title, text in (
        ("/lv/par-novadu", "Par novadu", ABOUT),
        ("/lv/kontakti", "Kontakti", CONTACTS),
        ("/lv/iestade/dome", "Dome", CONTACTS),
    ):
        pages[path] = _municipal(
            title, f'<article class="node node--type-page"><h1>{title}</h1><p>{text}</p></article>'
        )
    return Platform(pages, news, hidden=("Par novadu", "Kontakti", "Dome"))


def _municipal(title: str, body: str) -> str:
    return f"""<!DOCTYPE html><html lang="lv" dir="ltr"><head><meta charset="utf-8"/><meta name="Generator" content="Drupal 9 (https://www.drupal.org)"/><title>{title} | Lejas novads</title></head>
<body class="path-node"><div class="today">Piektdiena, 2026. gada 20. novembris</div><header><nav class="block-menu"><ul class="menu"><li><a href="/lv/jaunumi" data-drupal-link-system-path="news">Jaunumi</a></li>
<li><a href="/lv/par-novadu">Par novadu</a></li><li><a href="/lv/iestade/dome">Dome</a></li><li><a href="/lv/kontakti">Kontakti</a></li></ul></nav></header>
<main><div class="breadcrumb"><a href="/lv">Sākums</a></div>{body}</main><footer>{FOOTER}</footer><script type="application/json" data-drupal-selector="drupal-settings-json">{{"path":{{"baseUrl":"/"}}}}</script></body></html>"""
