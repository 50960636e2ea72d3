"""Systems of their own: the platform with `gads` and `lbu`, PHP with query addresses, static files, load-more over an API."""

from __future__ import annotations

import json

from tests.crawlers.conftest import Page
from tests.crawlers.platforms.frame import frame, standing_pages
from tests.crawlers.platforms.stories import ABOUT, CONTACTS, FOOTER, STORIES, Platform, Story, pages_of_three

# -- the platform that Ludza, Krāslava and Talsi share


def gads_lbu(home: str) -> Platform:
    """Year filters, a calendar that follows the reader into every link, a bare number before the title, “Atpakaļ”."""
    news = {f"/aktualitates?lbu={story.number + 117000}": story for story in STORIES}
    menu = [
        ("/", "Sākums"),
        ("/par-mums", "Par mums"),
        ("/aktualitates", "Aktualitātes"),
        ("/kontakti", "Kontakti"),
    ]
    pages: dict[str, Page] = {"/": frame("Partnerība", f"<p>{ABOUT}</p>", menu)}
    by_year: dict[int, list[Story]] = {}
    for story in STORIES:
        by_year.setdefault(story.day.year, []).append(story)
    filters = "".join(f'<a href="/aktualitates?gads={year}&amp;pp=&amp;b=1">{year}</a> ' for year in by_year)

    def list_page(year: int, stories: list[Story], more: str) -> str:
        rows = "".join(
            f'<div class="lbu"><div class="datums">{s.dotted}</div><div class="virsraksts"><a href="/aktualitates?gads={year}&amp;pp=&amp;b=1&amp;lbu={s.number + 117000}&amp;monthID=9&amp;yearID=2028">{s.title}</a></div><div>{s.excerpt}</div></div>'
            for s in stories
        )
        return frame(
            "Aktualitātes",
            f'<div class="gadi">{filters}</div>{rows}{more}{_calendar(f"/aktualitates?gads={year}")}',
            menu,
        )

    for year, stories in by_year.items():
        two = len(stories) > 2
        more = f'<div class="lapas"><a href="/aktualitates?gads={year}&amp;page=2">2</a></div>' if two else ""
        first = list_page(year, stories[:2], more)
        pages[f"/aktualitates?b=1&gads={year}&pp="] = pages[f"/aktualitates?gads={year}"] = first
        if two:
            pages[f"/aktualitates?gads={year}&page=2"] = list_page(year, stories[2:], "")
    pages["/aktualitates"] = pages["/aktualitates?gads=2024"]
    for path, story in news.items():
        pages[path] = frame(
            story.title,
            f'<div class="lbu-open"><span class="nr">{story.number + 117000}</span><h1>{story.title}</h1><div class="datums">{story.dotted}</div><div class="teksts">{story.html}</div><a href="/aktualitates">Atpakaļ</a></div>{_calendar("/aktualitates")}',
            menu,
        )
    pages |= standing_pages(menu, "/par-mums", "/kontakti")
    return Platform(
        pages,
        news,
        hidden=("Par mums", "Kontakti"),
        asked=lambda asked: not any("monthID" in path for path in asked),
    )


def _calendar(path: str) -> str:
    days = "".join(
        f'<td><a href="{path}&amp;monthID={month}&amp;yearID=2028&amp;refresh=ok">{month}</a></td>'
        for month in range(1, 13)
    )
    return f'<table class="kalendars"><tr>{days}</tr></table>'


# -- PHP with query addresses


def article_php(home: str) -> Platform:
    """article.php?id=N below a section's folder, the date under the title, pages by ?page=N, laid out with tables."""
    folder = "/lv/teritorijas_aktivizesana"
    news = {f"{folder}/article.php?id={story.number}": story for story in STORIES}
    menu = [
        ("/", "Sākums"),
        ("/lv/par_mums/", "Par mums"),
        (f"{folder}/", "Jaunumi"),
        ("/lv/kontakti/", "Kontakti"),
    ]
    pages: dict[str, Page] = {"/": _tables("Zied zeme", f"<p>{ABOUT}</p>", menu)}
    for number, part in enumerate(pages_of_three(), 1):
        rows = "".join(
            f'<tr><td class="date">{s.dotted}</td><td><a href="article.php?id={s.number}" class="title">{s.title}</a><br>{s.excerpt}</td></tr>'
            for s in part
        )
        links = " ".join(f'<a href="?page={n}">{n}</a>' if n != number else f"<b>{n}</b>" for n in (1, 2, 3))
        html = _tables("Jaunumi", f'<table class="list">{rows}</table><p align="center">{links}</p>', menu)
        pages[f"{folder}/?page={number}"] = html
        if number == 1:
            pages[f"{folder}/"] = html
    for path, story in news.items():
        pages[path] = _tables(
            story.title,
            f'<h2>{story.title}</h2><div class="date">{story.dotted}</div>{story.html}<p><a href="javascript:history.back()">Atpakaļ</a></p>',
            menu,
        )
    for path, title, text in (("/lv/par_mums/", "Par mums", ABOUT), ("/lv/kontakti/", "Kontakti", CONTACTS)):
        pages[path] = _tables(title, f"<h2>{title}</h2><p>{text}</p>", menu)
    return Platform(pages, news, hidden=("Par mums", "Kontakti"))


def _tables(title: str, body: str, menu: list[tuple[str, str]]) -> str:
    items = "".join(f'<tr><td class="m"><a href="{path}">{name}</a></td></tr>' for path, name in menu)
    return f"""<!DOCTYPE HTML PUBLIC "-//W3C//DTD HTML 4.01 Transitional//EN"><html><head><meta http-equiv="Content-Type" content="text/html; charset=utf-8"><title>{title}</title></head>
<body bgcolor="#ffffff"><table width="980" align="center" cellspacing="0"><tr><td colspan="2"><img src="/img/top.jpg" width="980"></td></tr>
<tr><td width="200" valign="top"><table>{items}</table></td><td valign="top">{body}</td></tr><tr><td colspan="2" class="bottom">{FOOTER}</td></tr></table></body></html>"""


def read_parameter(home: str) -> Platform:
    """?read=N on the list's own page, the day as a badge, “Lasīt tālāk »” alone says where to."""
    news = {f"/lv/leader_jaunumi?read={story.number}": story for story in STORIES}
    menu = [
        ("/", "Sākums"),
        ("/lv/par_biedribu", "Par biedrību"),
        ("/lv/leader_jaunumi", "LEADER jaunumi"),
        ("/lv/kontakti", "Kontakti"),
    ]
    pages: dict[str, Page] = {"/": frame("Biedrība", f"<p>{ABOUT}</p>", menu)}
    for number, part in enumerate(pages_of_three()):
        rows = "".join(
            f'<div class="news"><div class="badge">{s.day:%d}<span>{s.worded.split()[1][:3]}.</span></div><div class="in"><b>{s.title}</b><div class="full-date">{s.day}</div><p>{s.excerpt}</p><a href="/lv/leader_jaunumi?read={s.number}">Lasīt tālāk &raquo;</a></div></div>'
            for s in part
        )
        links = "".join(
            f'<a href="/lv/leader_jaunumi?offset={n * 3}">{n + 1}</a> ' for n in range(3) if n != number
        )
        pages["/lv/leader_jaunumi" if number == 0 else f"/lv/leader_jaunumi?offset={number * 3}"] = frame(
            "LEADER jaunumi", f'{rows}<div class="pages">{links}</div>', menu
        )
    pages["/lv/leader_jaunumi?offset=0"] = pages["/lv/leader_jaunumi"]
    for path, story in news.items():
        pages[path] = frame(
            story.title,
            f'<div class="news-open"><h1>{story.title}</h1><div class="full-date">{story.day}</div>{story.html}<a href="/lv/leader_jaunumi">Atpakaļ</a></div>',
            menu,
        )
    pages |= standing_pages(menu, "/lv/par_biedribu", "/lv/kontakti")
    return Platform(pages, news, hidden=("Par mums", "Kontakti"))


def underscores(home: str) -> Platform:
    """nvo.lv's manner: /lv/zina/slug_with_underscores, the date under the title, pages by /lv/zina?page=N."""
    news = {f"/lv/zina/{story.slug.replace('-', '_')}": story for story in STORIES}
    paths = {story: path for path, story in news.items()}
    menu = [
        ("/", "Sākums"),
        ("/lv/par_mums", "Par mums"),
        ("/lv/zina", "Ziņas"),
        ("/lv/kontakti", "Kontakti"),
    ]
    pages: dict[str, Page] = {"/": frame("Alianse", f"<p>{ABOUT}</p>", menu)}
    for number, part in enumerate(pages_of_three(), 1):
        rows = "".join(
            f'<div class="col-md-4 zina"><a href="{paths[s]}"><img src="/u/{s.number}.jpg" alt=""><h3>{s.title}</h3></a><span class="date">{s.dotted}</span></div>'
            for s in part
        )
        links = "".join(
            f'<li class="page-item"><a class="page-link" href="?page={n}">{n}</a></li>'
            for n in (1, 2, 3)
            if n != number
        )
        pages["/lv/zina" if number == 1 else f"/lv/zina?page={number}"] = frame(
            "Ziņas", f'<div class="row">{rows}</div><ul class="pagination">{links}</ul>', menu
        )
    pages["/lv/zina?page=1"] = pages["/lv/zina"]
    for path, story in news.items():
        pages[path] = frame(
            story.title,
            f'<h1>{story.title}</h1><div class="date">{story.dotted}</div><div class="text">{story.html}</div>',
            menu,
        )
    pages |= standing_pages(menu, "/lv/par_mums", "/lv/kontakti")
    return Platform(pages, news, hidden=("Par mums", "Kontakti"))


# -- static files


def static_files(home: str) -> Platform:
    """Files by hand: jaunumi.html lists all by date, each item a file of its own, no classes anywhere."""
    news = {f"/{story.day:%Y}_{story.slug.replace('-', '_')}.html": story for story in STORIES}
    menu = [
        ("index.html", "Sākums"),
        ("par.html", "Par mums"),
        ("jaunumi.html", "Jaunumi"),
        ("kontakti.html", "Kontakti"),
    ]
    rows = "".join(
        f'<p>{story.dotted} <a href="{path.lstrip("/")}">{story.title}</a></p>'
        for path, story in news.items()
    )
    pages: dict[str, Page] = {
        "/": frame("Sākums", f"<p>{ABOUT}</p>", menu),
        "/jaunumi.html": frame("Jaunumi", rows, menu),
    }
    pages["/index.html"] = pages["/"]
    for path, story in news.items():
        pages[path] = frame(
            story.title,
            f"<h1>{story.title}</h1><p><i>{story.dotted}</i></p>{story.html}<p><a href='jaunumi.html'>Uz jaunumiem</a></p>",
            menu,
        )
    pages |= standing_pages(menu, "/par.html", "/kontakti.html")
    return Platform(pages, news, hidden=("Par mums", "Kontakti"))


def cards_without_words(home: str) -> Platform:
    """A list of cards that are links as a whole, addresses of one word and a number: only the site's own regularity tells."""
    news = {f"/stasts/{story.number}": story for story in STORIES}
    menu = [("/", "Sākums"), ("/par-mums", "Par mums"), ("/jaunumi", "Jaunumi"), ("/kontakti", "Kontakti")]
    cards = [
        f'<a class="card" href="/stasts/{s.number}"><img src="/i/{s.number}.webp" alt=""><div class="card-body"><h5 class="card-title">{s.title}</h5><small>{s.dotted}</small></div></a>'
        for s in STORIES
    ]
    pages: dict[str, Page] = {"/": frame("Sākums", f"<p>{ABOUT}</p>", menu)}
    for number in range(3):
        links = "".join(
            f'<a class="lapa" href="/jaunumi/lapa/{n + 1}">{n + 1}</a>' for n in range(3) if n != number
        )
        pages["/jaunumi" if number == 0 else f"/jaunumi/lapa/{number + 1}"] = frame(
            "Jaunumi",
            f'<div class="grid">{"".join(cards[number * 3 : number * 3 + 3])}</div><div class="lapas">{links}</div>',
            menu,
        )
    pages["/jaunumi/lapa/1"] = pages["/jaunumi"]
    for path, story in news.items():
        pages[path] = frame(
            story.title,
            f'<article><h1>{story.title}</h1><p class="meta">{story.worded}</p>{story.html}</article>',
            menu,
        )
    pages |= standing_pages(menu, "/par-mums", "/kontakti")
    return Platform(pages, news, hidden=("Par mums", "Kontakti"))


# -- load more over an API


def load_more_items(home: str) -> Platform:
    """A button whose data attributes name an endpoint; it answers items with their addresses and the next page."""
    news = {f"/zinas/{story.slug}": story for story in STORIES}
    menu, pages = _first_list(
        news, f'<button class="btn load-more" data-url="{home}api/zinas?lapa=2">Rādīt vairāk</button>'
    )
    for number in (2, 3):
        items = [
            {"id": s.number, "title": s.title, "url": f"/zinas/{s.slug}", "date": s.dotted}
            for s in pages_of_three()[number - 1]
        ]
        following = f"{home}api/zinas?lapa={number + 1}" if number == 2 else None
        pages[f"/api/zinas?lapa={number}"] = _json(
            {"data": items, "meta": {"total": 9}, "links": {"next": following}}
        )
    pages |= standing_pages(menu, "/par-mums", "/kontakti")
    return Platform(pages, news, hidden=("Par mums", "Kontakti"))


def load_more_admin_ajax(home: str) -> Platform:
    """A theme's button over admin-ajax.php: page, last page and action stand in data attributes, HTML comes back."""
    news = {f"/zinas/{story.slug}": story for story in STORIES}
    button = '<div class="loadmore-wrap"><a href="#" class="js-loadmore" data-ajaxurl="/wp-admin/admin-ajax.php" data-action="ielade_vairak" data-page="1" data-max-pages="3">Ielādēt vairāk</a></div>'
    menu, pages = _first_list(news, button)
    for number in (2, 3):
        rows = "".join(_teaser(s) for s in pages_of_three()[number - 1])
        pages[f"/wp-admin/admin-ajax.php?action=ielade_vairak&page={number}"] = _json(
            {"success": True, "data": {"html": rows}}
        )
    pages |= standing_pages(menu, "/par-mums", "/kontakti")
    return Platform(pages, news, hidden=("Par mums", "Kontakti"))


def load_more_fragment(home: str) -> Platform:
    """htmx: the last row asks for the next fragment of HTML, which ends with such a row again."""
    news = {f"/zinas/{story.slug}": story for story in STORIES}
    menu, pages = _first_list(
        news, '<div hx-get="/zinas/saraksts?lapa=2" hx-trigger="revealed" hx-swap="outerHTML">…</div>'
    )
    for number in (2, 3):
        more = '<div hx-get="/zinas/saraksts?lapa=3" hx-trigger="revealed">…</div>' if number == 2 else ""
        pages[f"/zinas/saraksts?lapa={number}"] = (
            "".join(_teaser(s) for s in pages_of_three()[number - 1]) + more
        )
    pages |= standing_pages(menu, "/par-mums", "/kontakti")
    return Platform(pages, news, hidden=("Par mums", "Kontakti"))


def _first_list(news: dict[str, Story], more: str) -> tuple[list[tuple[str, str]], dict[str, Page]]:
    menu = [("/", "Sākums"), ("/par-mums", "Par mums"), ("/jaunumi", "Jaunumi"), ("/kontakti", "Kontakti")]
    rows = "".join(_teaser(story) for story in STORIES[:3])
    pages: dict[str, Page] = {
        "/": frame("Sākums", f"<p>{ABOUT}</p>", menu),
        "/jaunumi": frame("Jaunumi", f'<div class="saraksts">{rows}</div>{more}', menu),
    }
    for path, story in news.items():
        pages[path] = frame(
            story.title,
            f'<article><h1>{story.title}</h1><time datetime="{story.day}">{story.dotted}</time>{story.html}</article>',
            menu,
        )
    return menu, pages


def _teaser(story: Story) -> str:
    return f'<div class="teaser"><h3><a href="/zinas/{story.slug}">{story.title}</a></h3><time datetime="{story.day}">{story.dotted}</time><p>{story.excerpt}</p></div>'


def _json(data: object) -> Page:
    return 200, {"Content-Type": "application/json"}, json.dumps(data).encode()
