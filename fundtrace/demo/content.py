"""The demo sites as data: a folder a site, a TOML file a post, each post with its labels.

The labels follow the extraction record: what a careful reader finds in the post. Nothing but tests
and measurements reads them; the pages that are served do not hold them.
"""

from __future__ import annotations

import re
import tomllib
from datetime import date, datetime
from functools import cache
from pathlib import Path
from typing import Any, Literal, TypeVar

from bs4 import BeautifulSoup
from pydantic import BaseModel, ConfigDict, ValidationError

from normalise.records import DateRole, Precision, PublishedHow

SITES = Path(__file__).parent / "sites"
IN_TEXT = ("text", "caption")
IMAGE = re.compile(r"""(?:src|href)=["']([^"']+\.(?:png|jpg))["']""")


class DemoContentError(ValueError):
    """A demo site's file does not say what it should; the message names file, key and mend."""


class Strict(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


Record = TypeVar("Record", bound=Strict)


class GrantLabel(Strict):
    """A grant number in canonical form, as it is written, and where on the page it stands."""

    id: str
    as_written: str
    where: Literal["text", "caption", "image", "link", "address"] = "text"


class DateLabel(Strict):
    """A date or range, both ends inclusive."""

    start: date
    end: date
    precision: Precision
    role: DateRole
    as_written: str


class AmountLabel(Strict):
    """A sum that concerns the project or grant."""

    value: float
    currency: str = "EUR"
    as_written: str


class Labels(Strict):
    """What a careful reader finds in the post; empty means that there is none to find."""

    published: date | None = None
    published_how: PublishedHow | None = None
    funders: tuple[str, ...] = ()
    mentioned_funders: tuple[str, ...] = ()
    grants: tuple[GrantLabel, ...] = ()
    projects: tuple[str, ...] = ()
    dates: tuple[DateLabel, ...] = ()
    amounts: tuple[AmountLabel, ...] = ()
    lead_org: str | None = None
    note: str = ""


class Post(Strict):
    """One post. `body` holds blocks parted by blank lines; a block that opens with `<` is taken as HTML."""

    id: int
    slug: str
    title: str
    published: datetime
    body: str
    modified: datetime | None = None
    language: str = "lv"
    category: str = "Jaunumi"
    author: str = "Administrators"
    sticky: bool = False
    protected: bool = False
    shows_date: bool = True
    old_paths: tuple[str, ...] = ()
    also_under: tuple[str, ...] = ()
    situations: tuple[str, ...] = ()
    labels: Labels

    @property
    def changed(self) -> datetime:
        """When the post last changed."""
        return self.modified or self.published

    @property
    def html(self) -> str:
        """The body as HTML."""
        return "\n".join(block if block.startswith("<") else f"<p>{block}</p>" for block in self._blocks())

    @property
    def text(self) -> str:
        """The title and the body as plain text, a paragraph a line, blank lines between."""
        soup = BeautifulSoup(self.html, "html.parser")
        for figure in soup.find_all(["script", "style"]):
            figure.decompose()
        blocks = soup.find_all(["p", "li", "h2", "h3", "h4", "figcaption", "td", "th"])
        lines = [" ".join(block.get_text().split()) for block in blocks]
        return "\n\n".join([self.title, *(line for line in lines if line)])

    def excerpt(self, words: int = 30) -> str:
        """The first words of the body, without the title."""
        kept = self.text.removeprefix(self.title).split()
        return " ".join(kept[:words]) + (" […]" if len(kept) > words else "")

    def document(self, url: str, site: str) -> dict[str, Any]:
        """The post as a gold document: its text and its labels as plain data.

        Numbers that stand outside the text (a picture's name, an address) are under `grants_elsewhere`.
        """
        labels = self.labels.model_dump(mode="json")
        grants = labels.pop("grants")
        inside = [grant for grant in grants if grant["where"] in IN_TEXT]
        elsewhere = [grant for grant in grants if grant["where"] not in IN_TEXT]
        known = {"id": f"{site}-{self.id}", "url": url, "site": site, "title": self.title, "text": self.text}
        return known | labels | {"grants": inside, "grants_elsewhere": elsewhere}

    def _blocks(self) -> list[str]:
        return [block.strip() for block in re.split(r"\n\s*\n", self.body) if block.strip()]


class StandingPage(Strict):
    """A page that is no news: about us, contacts."""

    slug: str
    title: str
    body: str
    in_menu: bool = True


class Logo(Strict):
    """A picture in the sidebar or footer."""

    src: str
    alt: str = ""
    href: str = "#"


class Site(Strict):
    """One demo site without its posts: what its pages share."""

    id: str
    platform: Literal["wordpress", "wordpress-closed", "joomla", "mozello", "php"]
    port: int
    name: str
    tagline: str
    place: str
    email: str
    phone: str
    address: str
    registration: str
    per_page: int = 5
    crawl_delay: float | None = None
    disallow: tuple[str, ...] = ()
    footer: str = ""
    logos: tuple[Logo, ...] = ()
    pages: tuple[StandingPage, ...] = ()
    source: dict[str, Any] = {}
    posts: tuple[Post, ...] = ()

    @property
    def changed(self) -> datetime:
        """When the site last changed."""
        return max(post.changed for post in self.posts)

    @property
    def images(self) -> frozenset[str]:
        """The paths of all pictures that the site's pages name."""
        shared = {logo.src for logo in self.logos} | set(IMAGE.findall(self.footer))
        return frozenset(shared.union(*(IMAGE.findall(post.html) for post in self.posts)))

    def by_id(self, number: int) -> Post | None:
        """The post of that number, or None."""
        return next((post for post in self.posts if post.id == number), None)

    def by_slug(self, slug: str) -> Post | None:
        """The post of that slug, or None."""
        return next((post for post in self.posts if post.slug == slug), None)

    def page(self, slug: str) -> StandingPage | None:
        """The standing page of that slug, or None."""
        return next((page for page in self.pages if page.slug == slug), None)


def load_sites() -> tuple[Site, ...]:
    """All bundled sites in the order of their ports; DemoContentError when a file is wrong."""
    folders = [path.parent.name for path in SITES.glob("*/site.toml")]
    return tuple(sorted((load_site(name) for name in folders), key=lambda site: site.port))


@cache
def load_site(name: str) -> Site:
    """The bundled site of that id with its posts, newest first; DemoContentError when a file is wrong."""
    folder = SITES / name
    posts = [_read(path, Post) for path in sorted(folder.glob("posts/*.toml"))]
    site = _read(folder / "site.toml", Site)
    newest_first = sorted(posts, key=lambda post: (post.published, post.id), reverse=True)
    return site.model_copy(update={"posts": tuple(newest_first)})


def _read(path: Path, kind: type[Record]) -> Record:
    try:
        return kind.model_validate(tomllib.loads(path.read_text("utf-8")))
    except OSError as error:
        raise DemoContentError(f"{path.name} of the demo cannot be read: {error.strerror}") from error
    except tomllib.TOMLDecodeError as error:
        raise DemoContentError(f"{path.parent.name}/{path.name} is not TOML: {error}") from error
    except ValidationError as error:
        first = error.errors()[0]
        key = ".".join(str(part) for part in first["loc"])
        raise DemoContentError(f"{path.parent.name}/{path.name}: {key}: {first['msg']}") from error
