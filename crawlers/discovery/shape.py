"""What addresses and pages of articles look like, whatever the site."""

from __future__ import annotations

import re
from urllib.parse import parse_qsl, unquote, urlsplit

from lxml.html import HtmlElement

from crawlers.addresses import address_key
from crawlers.discovery.links import Document, anchor_text, page_links, parse_page

Shape = tuple[str, ...]

# parameters that name one item: Joomla's id, the platforms' art_id, lbu, read and the like
_ITEM_PARAMETERS = {
    "id",
    "p",
    "art_id",
    "lbu",
    "read",
    "news_id",
    "zina",
    "raksts",
    "post",
    "item",
    "nid",
    "pub_id",
    "lid",
}
_DATED_PATH = re.compile(r"/(?:19|20)\d{2}/\d{1,2}(?:/\d{1,2})?/[^/]{3,}")
_SECTIONS = re.compile(
    r"/(?:jaunum\w*|aktualit\w*|zinas?|zinojum\w*|news|blogs?|posts?|raksti?|notikum\w*|archives|publication|open-news:\d+)(?:/|$)"
)
_LISTS = re.compile(
    r"/(?:category|kategorija|categories|tag|tags|birka|author|autors|page|lapa|search|meklet|feed|rss|comments?|"
    r"wp-json|wp-admin|wp-login\.php|login|user|calendar|kalendars|cart|mailto)(?:/|$|\?)",
)
_DATE_ARCHIVE = re.compile(r"/(?:19|20)\d{2}(?:/\d{1,2}){0,2}/?$")
# archives by tag or author, calendars and searches show again what the lists show
_SHOWN_AGAIN = re.compile(
    r"/(?:tags?|birka|authors?|autors|search|meklet|calendar|kalendars|comments?)(?:/|$)|"
    r"[?&;](?:s|q|search|tag|author|autors)=",
    re.IGNORECASE,
)
_MASKED_FIELD = "//input[translate(@type, 'PASWORD', 'pasword')='password']"
_LOGIN_WORDS = re.compile(
    r"\b(?:pieslēg\w+|pieslegties|ielogo\w+|autoriz\w+|log ?-?in|sign ?-?in)\b", re.IGNORECASE
)
# a longer heading is that of an article, whatever it tells of
_LOGIN_HEADING = 50
# words of a page beside menus and forms: one that shows more is no page for logging in
_LITTLE = 200
_STANDING = re.compile(
    r"/(?:kontakti\w*|contacts?|contact-us|par-(?:mums|biedribu|partneribu)|about(?:-us)?|privatuma-\w+|"
    r"privacy[\w-]*|sikdat\w*|cookies?|lapas-karte|sitemap|komanda|valde|statuti|rekviziti|vakances)(?:\.\w+)?/?$"
)
_FILES = re.compile(
    r"\.(?:pdf|docx?|xlsx?|pptx?|odt|ods|rtf|zip|rar|7z|jpe?g|png|gif|webp|svg|bmp|mp[34]|avi|mov|ics|css|js|xml|json|"
    r"txt|kml|gpx|eps|edoc|asice)$",
    re.IGNORECASE,
)
_SLUG_WITH_NUMBER = re.compile(r"(?:^\d{1,8}[-_:][a-z])|(?:_\d+(?:_\d+)*[a-z]?\.html?$)|^\d{2,8}$")
_READ_MORE = re.compile(
    r"^\W*(?:las[iī]t|uzzin[aā]t|skat[iī]t|read|more|continue|turpin[aā]t)\b.{0,40}$", re.IGNORECASE
)
_ARTICLE_TYPES = {"article", "newsarticle", "blogposting", "report", "socialmediaposting"}
_LISTED_ELSEWHERE = 4


def item_score(url: str) -> float:
    """How much an address alone looks like that of one article, from 0 to about 5."""
    parts = urlsplit(url)
    path = unquote(parts.path.lower())
    last = path.rstrip("/").rpartition("/")[2]
    score = 0.0
    if _DATED_PATH.search(path) or "/params/post/" in path:
        score += 3.0
    if {name.lower() for name, value in parse_qsl(parts.query) if value} & _ITEM_PARAMETERS:
        score += 1.5
    if (
        _SLUG_WITH_NUMBER.search(last)
        or last.count("-") >= 2
        or last.count("_") >= 2
        or (parts.query.count("-") >= 2 and "/" in parts.query)
    ):
        score += 1.5
    section = _SECTIONS.search(path)
    if section is not None and len(path.rstrip("/")) > section.end():
        score += 1.0
    return score


def is_list_address(url: str) -> bool:
    """Whether an address is that of a category, tag, author, archive, search or service page."""
    path = unquote(urlsplit(url).path.lower())
    if "/params/category/" in path or "/params/tag/" in path:
        return True
    return bool(_LISTS.search(path) or _DATE_ARCHIVE.search(path)) and "/params/post/" not in path


def shows_again(url: str) -> bool:
    """Whether an address is that of an archive by tag or author, a calendar or a search."""
    parts = urlsplit(url)
    return bool(_SHOWN_AGAIN.search(unquote(parts.path) + (f"?{parts.query}" if parts.query else "")))


def is_login(document: Document) -> bool:
    """Whether a page asks for a password in the place of what was asked for.

    A field for passwords alone says little: many sites have one beside every article.
    """
    if not document.tree.xpath(_MASKED_FIELD):
        return False
    heads = document.tree.xpath("//title | //h1")
    titles = [" ".join(head.text_content().split()) for head in heads]
    if any(len(title) < _LOGIN_HEADING and _LOGIN_WORDS.search(title) for title in titles):
        return True
    shown = document.tree.xpath(
        "//body//text()[not(ancestor::script or ancestor::style or ancestor::noscript or ancestor::form"
        " or ancestor::nav or ancestor::header or ancestor::footer or ancestor::aside)]"
    )
    return len(" ".join(" ".join(str(text) for text in shown).split())) < _LITTLE


def is_standing_address(url: str) -> bool:
    """Whether an address is that of a contact, about or privacy page."""
    return bool(_STANDING.search(unquote(urlsplit(url).path.lower())))


def is_file(url: str) -> bool:
    """Whether an address is that of a document or picture rather than a page."""
    return bool(_FILES.search(urlsplit(url).path))


def may_be_article(url: str, home: str) -> bool:
    """Whether an address can be an article's: no home, list, service page or file."""
    if address_key(url) == address_key(home) or (
        not urlsplit(url).path.strip("/") and not urlsplit(url).query
    ):
        return False
    return not (is_file(url) or is_list_address(url) or is_standing_address(url))


def is_read_more(text: str) -> bool:
    """Whether an anchor says “read on”, in Latvian or English."""
    return bool(_READ_MORE.match(text))


def address_shape(url: str) -> Shape:
    """What addresses of one kind on one site share: literal sections, `*` for slugs, `#` for numbers."""
    parts = urlsplit(url)
    steps = [_step(unquote(step.lower())) for step in parts.path.split("/") if step]
    names = sorted(name.lower() for name, value in parse_qsl(parts.query, keep_blank_values=True) if value)
    return (*steps, *(f"?{name}" for name in names))


def shape_text(shape: Shape) -> str:
    """A shape as people read it: `/lv/jaunums/*`, `/article.php?id`."""
    path = "/".join(step for step in shape if not step.startswith("?"))
    names = "&".join(step[1:] for step in shape if step.startswith("?"))
    return f"/{path}?{names}" if names else f"/{path}"


def shape_of_text(text: str) -> Shape:
    """The shape that `shape_text` wrote."""
    path, _, names = text.partition("?")
    return (
        *(step for step in path.split("/") if step),
        *(f"?{name}" for name in names.split("&") if name),
    )


def is_article(html: str, url: str, home: str) -> bool:
    """Whether a page that was linked as an article is one: not a home, list, contact or static page."""
    if not may_be_article(url, home):
        return False
    document = parse_page(html, url)
    if document is None or document.tree.xpath("//input[@name='post_password']") or is_login(document):
        return False
    kind = _wordpress_kind(document)
    if kind is not None:
        return kind == "post"
    if _says_article(document):
        return True
    return _links_to_others(document) < _LISTED_ELSEWHERE


def _step(step: str) -> str:
    if step.isdigit():
        return "Y" if re.fullmatch(r"(?:19|20)\d{2}", step) else "#"
    if re.match(r"\d+[-_:]", step):
        return "#-*"
    return "*" if "-" in step or "_" in step or len(step) > 20 else step


def _wordpress_kind(document: Document) -> str | None:
    """WordPress names the kind of page in the body's classes; None where it does not."""
    bodies = document.tree.xpath("//body/@class")
    classes = set(str(bodies[0]).lower().split()) if bodies else set()
    if classes & {"single", "single-post", "postid"}:
        return "post"
    if classes & {"archive", "category", "search-results", "error404"}:
        return "list"
    if any(re.fullmatch(r"page-id-\d+", name) for name in classes):
        return "page"
    return None


def _says_article(document: Document) -> bool:
    tree = document.tree
    if tree.xpath("//meta[@property='article:published_time'] | //*[@itemprop='articleBody']"):
        return True
    types = {str(value).rpartition("/")[2].lower() for value in tree.xpath("//*/@itemtype")}
    if types & _ARTICLE_TYPES and len(tree.xpath("//*[@itemprop='headline']")) <= 1:
        return True
    return bool(tree.xpath("//meta[@property='og:type' and @content='article']"))


def _says_read_more(anchor: HtmlElement) -> bool:
    # the links with what stands around them cost far more than their texts
    return is_read_more(anchor_text(anchor))


def _links_to_others(document: Document) -> int:
    """How many other pages the page introduces with “read more”; 0 where such anchors are few."""
    if sum(map(_says_read_more, document.tree.iter("a"))) < _LISTED_ELSEWHERE:
        return 0
    own = address_key(document.url)
    return len(
        {
            link.url
            for link in page_links(document)
            if not link.furniture
            and address_key(link.url) != own
            and any(is_read_more(text) for text in link.texts)
        }
    )
