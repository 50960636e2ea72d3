"""Each bundled source whose site's shape is known: its own file, on a site of that shape, finds the news.

The addresses and dates are in the manner of the site; what the pages say is invented.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlsplit

import pytest

from crawlers.run import crawl
from crawlers.sources import BUNDLED, Source, load_source
from tests.crawlers.conftest import Page, Serve
from tests.crawlers.platforms.stories import ABOUT, CONTACTS, MONTHS, STORIES, Story
from tests.crawlers.test_discovery_platforms import articles

SHORT = ("Jan", "Feb", "Mar", "Apr", "Mai", "Jūn", "Jūl", "Aug", "Sep", "Okt", "Nov", "Dec")


@dataclass(frozen=True)
class Shape:
    """How a site names its news (`{slug}`, `{n}`, `{y}`, `{m}`, `{d}`), its lists and its days.

    `day` is empty where items show no date of their own; `link` is how the list spells an address.
    """

    item: str
    lists: tuple[str, ...]
    day: str = "{d}.{m}.{y}"
    link: str = ""


SHAPES = {
    "abulas": Shape("/lv/aktualitates/{n}-{slug}", ("/lv/aktualitates", "/lv/aktualitates?start=2"), ""),
    "balvupartneriba": Shape(
        "/index.php/en/leader-2014-20/istenotie-projekti/{n}-{slug}", ("/index.php/en/jaunumi",), ""
    ),
    "bauskaspartneriba": Shape("/lv/side/{slug}", ("/lv/side/jaunumi",)),
    "brasla": Shape("/blog/post/{slug}", ("/blog/category/notikumi/11",)),
    "cesupartneriba": Shape("/news/{slug}", ("/news",)),
    "creativeideas": Shape("/post/{slug}", ("/jaunumi",)),
    "darisimpasi": Shape("/{slug}-{n}/", ("/jaunumi/",)),
    "daugavkrasts": Shape("/jaunumi/{slug}/", ("/jaunumi/", "/jaunumi/page/2/")),
    "daugavassavieniba": Shape("/jaunumi/{slug}/", ("/jaunumi/",)),
    "dobelespartneriba": Shape(
        "/index.php?id={n}&option=com_content&view=article",
        ("/index.php?Itemid=2&id=1&option=com_content&view=category",),
        link="/index.php?option=com_content&view=article&id={n}&Itemid=59",
    ),
    "gaujaspartneriba": Shape("/jaunumi/{n}", ("/jaunumi", "/jaunumi?page=2")),
    "jekabpilsnvo": Shape("/{y}/{m}/{slug}/", ("/jaunumi/",)),
    "juraszeme": Shape("/blog/{y}/{m}/{d}/{slug}/", ("/jaunumi/",), ""),
    "jurkante": Shape("/{y}/{m}/{d}/{slug}/jaunumi/", ("/jaunumi/",), ""),
    "kaimini": Shape("/?p={n}", ("/?cat=3", "/?cat=3&paged=2")),
    "kandavaspartneriba": Shape("/lv/page-875931/open-news:{n}", ("/lv/page-875931",)),
    "kraslavaspartneriba": Shape(
        "/aktualitates?lbu={n}",
        ("/aktualitates", "/aktualitates?gads=2023"),
        link="/aktualitates?gads={y}&pp=&b=1&lbu={n}",
    ),
    "kurzemesnvo": Shape("/{slug}/", ("/jaunumi/",)),
    "lrpartneriba": Shape(
        "/realizetie-projekti/ejzf-sabiedriska-labuma-projekti/{slug}/", ("/jaunumi/",), "{D}. {month}, {y}"
    ),
    "ludzaspartneriba": Shape(
        "/aktualitates/{slug}",
        ("/aktualitates", "/aktualitates?gads=2023&page=2"),
        link="/aktualitates/{slug}?yearID=2023&monthID=1&gads={y}&pp=&refresh=ok",
    ),
    "lnkba": Shape("/{y}/{m}/{slug}/", ("/jaunumi/",)),
    "martaliepaja": Shape("/jaunumi/params/post/{n}/{slug}", ("/jaunumi/",), "{D}. {month}, {y} pl. 12:25"),
    "mnf": Shape("/{n}-{slug}", ("/", "/?start=2"), "{d}.{m}.{y}"),
    "nosalacaslidzrujai": Shape("/{slug}/", ("/jaunumi/",)),
    "nvo": Shape("/lv/zina/{slug_}", ("/lv/zina",)),
    "nvoc": Shape("/{slug_}_47_54_{n}T.html", ("/jaunumi.html",)),
    "partneribalielupe": Shape("/index.php/61-2019/{n}-{slug}", ("/index.php/jaunumi",), ""),
    "partneribaselija": Shape("/index.php/{y}/{m}/{d}/{slug}/", ("/index.php/jaunumi/",), ""),
    "pierigaspartneriba": Shape("/jaunumi/{slug}/", ("/jaunumi/",), "{y}-{m}-{d} 17:51"),
    "preilupartneriba": Shape(
        "/aktualitates-1/params/post/{n}/{slug}", ("/aktualitates-1/",), "{D}. {month}, {y} pl. 12:25"
    ),
    "rezeknespartneriba": Shape("/jaunumi/{y}/{slug}/", ("/jaunumi/",), "{mon} {D}, {y} | Jaunumi"),
    "ritineitis": Shape("/{y}/{m}/{d}/{slug}/", ("/jaunumi/",), ""),
    "sateka": Shape("/{y}/{m}/{d}/{slug}/", ("/jaunumi/",), ""),
    "srab": Shape("/{slug}/", ("/jaunumi/",)),
    "stopini-salaspils": Shape("/lv/jaunumi/{slug_}/", ("/lv/jaunumi/",)),
    "talsupartneriba": Shape(
        "/aktualitates/{slug}",
        ("/aktualitates", "/aktualitates?gads=2023&page=2"),
        link="/aktualitates/{slug}?gads={y}&monthID=9&yearID=2028",
    ),
    "vnf": Shape("/lv/zinas/{slug}", ("/lv/zinas",)),
    "zemgalei": Shape("/view_64612_{n}.html", ("/jaunumi.html",), "Ievietots {d}.{m}.{y}"),
    "zgauja": Shape("/?q=lv/content/{slug}", ("/?q=lv/jaunumi",), "{d}.{m}.{y} - 09:30"),
    "ziedzeme": Shape("/lv/teritorijas_aktivizesana/article.php?id={n}", ("/lv/jaunumi/",)),
}
# shapes of other sites that news are told of at: no file of ours, `auto` alone
FURTHER = {
    "letters in the address": Shape("/leader/2014-2020/{n}-k%C4%81rta", ("/jaunumi",)),
    "section with letters": Shape("/novads/zi%C5%86as/{slug_}", ("/zi%C5%86as",)),
    "php files": Shape("/{slug}.php", ("/jaunumi.php",)),
    "art_id beside page": Shape("/?art_id={n}&page=1", ("/?page=1",)),
    "ct and fu": Shape("/?ct=zinas&fu=read&id={n}", ("/?ct=zinas",)),
    "asp.net": Shape("/default.aspx?id={n}&tabid=4", ("/default.aspx?tabid=4",)),
    "drupal nodes": Shape("/node/{n}", ("/jaunumi",)),
    "numbered files by year": Shape("/news/{y}/{n}.html", ("/news/",)),
}
# dates in the address, whatever the page shows
DATED = ("{y}/{m}/{d}",)


def filled(template: str, story: Story) -> str:
    """A template with the story's own words and numbers."""
    day = story.day
    return template.format(
        slug=story.slug,
        slug_=story.slug.replace("-", "_"),
        n=story.number,
        y=day.year,
        m=f"{day:%m}",
        d=f"{day:%d}",
        D=day.day,
        month=MONTHS[day.month - 1],
        mon=SHORT[day.month - 1],
    )


def site_of(shape: Shape, standing: str) -> dict[str, Page]:
    """A site of four items in the given shape; `standing` stands in the footer of every page."""
    stories = STORIES[:4]
    menu = "".join(f'<a href="{path}">{name}</a> ' for path, name in _menu(shape))

    def page(title: str, main: str) -> str:
        return (
            f'<!doctype html><html lang="lv"><head><meta charset="utf-8"><title>{title}</title></head><body>'
            f'<nav class="menu">{menu}</nav><main>{main}</main><footer>{standing}</footer></body></html>'
        )

    def teaser(story: Story) -> str:
        path = filled(shape.link or shape.item, story).replace("&", "&amp;")
        day = filled(shape.day, story)
        heading = f'<h3><a href="{path}">{story.title}</a></h3>'
        return f'<div class="zina">{heading}<span>{day}</span><p>{story.excerpt}</p></div>'

    pages: dict[str, Page] = {"/": page("Sākums", f"<p>{ABOUT}</p>")}
    share = -(-len(stories) // len(shape.lists))
    for number, path in enumerate(shape.lists):
        shown = "".join(map(teaser, stories[number * share : (number + 1) * share]))
        others = " ".join(
            f'<a href="{other.replace("&", "&amp;")}">{n}</a>'
            for n, other in enumerate(shape.lists, 1)
            if other != path
        )
        pages[path] = page("Jaunumi", f"{shown}<div>{others}</div>")
    for story in stories:
        day = filled(shape.day, story)
        main = f'<h1>{story.title}</h1><div class="datums">{day}</div>{story.html}'
        pages[filled(shape.item, story)] = page(story.title, main)
    pages["/kontakti/"] = page("Kontakti", f"<h1>Kontakti</h1><p>{CONTACTS}</p>")
    return pages


def _menu(shape: Shape) -> list[tuple[str, str]]:
    return [("/", "Sākums"), (shape.lists[0].replace("&", "&amp;"), "Jaunumi"), ("/kontakti/", "Kontakti")]


def here(source: Source, home: str) -> Source:
    """The source as its file says, at a site on this machine."""
    return source.model_copy(update={"home": home, "delay": 0.0, "allow_private_addresses": True})


@pytest.mark.parametrize("identity", SHAPES)
def test_a_sources_own_file_finds_the_news(identity: str, serve: Serve, data: Path) -> None:
    shape = SHAPES[identity]
    source = load_source(BUNDLED / f"{identity}.toml")
    grants = " ".join(f"Projekts Nr. {number}." for number in sorted(source.standing.grants))
    standing = f"Atbalsta Zemkopības ministrija. {grants}" if grants else "Visas tiesības aizsargātas."
    site = serve(site_of(shape, standing))
    (report,) = crawl([here(source, site.home)], data, jobs=0)
    found = {title: (day, text) for title, day, text in articles(data)}
    assert set(found) == {story.title for story in STORIES[:4]}, report
    dated = bool(shape.day) or any(part in shape.item for part in DATED)
    for story in STORIES[:4]:
        assert found[story.title][0] == (str(story.day) if dated else None)
        assert all(paragraph in found[story.title][1] for paragraph in story.paragraphs)
    assert (report.state, set(source.start) <= set(site.asked)) == ("ok", True)


@pytest.mark.parametrize("name", FURTHER)
def test_auto_finds_the_news_of_further_shapes(name: str, serve: Serve, data: Path) -> None:
    site = serve(site_of(FURTHER[name], "Visas tiesības aizsargātas."))
    (report,) = crawl([site.source()], data, jobs=0)
    found = {(title, day) for title, day, _text in articles(data)}
    assert found == {(story.title, str(story.day)) for story in STORIES[:4]}, report


def test_every_list_page_that_a_file_names_is_of_a_known_shape() -> None:
    """A `start` that no test tries is a guess."""
    named = {file.stem for file in BUNDLED.glob("*.toml") if load_source(file).start}
    assert named - set(SHAPES) <= {"palidzesim", "kustiba3plus", "zemniekusaeima"}


def test_the_example_sites_are_on_this_machine() -> None:
    assert not any(urlsplit(path).netloc for shape in SHAPES.values() for path in shape.lists)
