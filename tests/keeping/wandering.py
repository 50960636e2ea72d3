"""Sites that change at random: lists, feeds and an API, whose pages come, change, move and go."""

from __future__ import annotations

import json
import random
import zlib
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from email.utils import format_datetime
from html import escape
from itertools import count
from pathlib import Path
from typing import Any

from crawlers.run import crawl
from crawlers.sources import Source
from tests.crawlers.conftest import PARAGRAPH, Serve, Site, article, listing
from tests.crawlers.pdfs import pdf

START = datetime(2025, 1, 1, 6, 0, tzinfo=UTC)
POSTS = "_fields=id,date,modified,link,status,type,title,content,lang&order=desc&orderby=modified"
Reply = tuple[int, dict[str, str], bytes]


@dataclass
class Wandering:
    """A site and its chance; `visit` lets a few weeks pass, changes it, and crawls it."""

    site: Site
    data: Path
    chance: random.Random
    kind: str
    now: datetime = START
    texts: dict[str, str] = field(default_factory=dict)
    moved: dict[str, str] = field(default_factory=dict)
    numbers: count[int] = field(default_factory=count)

    @property
    def source(self) -> Source:
        return self.site.source()

    def visit(self) -> None:
        for _ in range(self.chance.randrange(1, 4)):
            self._change()
        self._show()
        ticks, begin = count(), self.now
        crawl(
            [self.source],
            self.data,
            jobs=0,
            full=self.chance.random() < 0.3,
            now=lambda: begin + timedelta(seconds=next(ticks)),
        )
        self.now += timedelta(days=self.chance.randrange(3, 50))

    def _change(self) -> None:
        known = sorted(self.texts)
        what = self.chance.choice(["new", "new", "rewrite", "rewrite", "back", "remove", "move", "twin"])
        if what == "new" or len(known) < 3:
            number = next(self.numbers)
            self.texts[f"/zinas/upes-krasts-sakopts-{number}/"] = f"{PARAGRAPH} Kārta {number}."
        elif what == "rewrite":
            self.texts[self.chance.choice(known)] += f" Papildināts {next(self.numbers)}. reizi."
        elif what == "back":
            # as it was before the last addition
            path = self.chance.choice(known)
            self.texts[path] = self.texts[path].rpartition(" Papildināts")[0] or self.texts[path]
        elif what == "remove":
            del self.texts[self.chance.choice(known)]
        elif what == "move":
            path = self.chance.choice(known)
            self.moved[path] = f"/raksti/parcelts-{next(self.numbers)}/"
            self.texts[self.moved[path]] = self.texts.pop(path)
        elif what == "twin":
            self.texts[f"/zinas/dvinis-{next(self.numbers)}/"] = self.texts[self.chance.choice(known)]

    def _show(self) -> None:
        self.site.pages.clear()
        for path, text in self.texts.items():
            self.site.pages[path] = self._page(article(_title(text), text=text + _LINK))
        self.site.pages["/nolikums.pdf"] = (200, {"Content-Type": "application/pdf"}, pdf([["Nolikums"]]))
        for path, to in self.moved.items():
            self.site.pages[path] = (301, {"Location": to}, b"")
        shown = sorted(self.texts, reverse=True)[:4]
        self.site.pages["/"] = listing([(path, _title(self.texts[path])) for path in shown])
        if self.kind == "feed":
            head = '<head><link rel="alternate" type="application/rss+xml" href="/feed/">'
            self.site.pages["/"] = str(self.site.pages["/"]).replace("<head>", head)
            self.site.pages["/feed/"] = self._feed(shown)
        elif self.kind == "api":
            self.site.pages["/"] = '<html><head><link href="/wp-content/x.css"></head><body>B</body></html>'
            self.site.pages[f"/wp-json/wp/v2/posts?{POSTS}&page=1&per_page=50"] = self._posts(shown)

    def _page(self, html: str) -> Callable[[dict[str, str]], Reply]:
        """The same bytes again are “not modified”; half of the pages have a number in every answer."""
        noise = f"<!-- {next(self.numbers)} -->" if self.chance.random() < 0.5 else ""
        body = html.replace("</body>", f"{noise}</body>").encode()
        tag = f'"{zlib.crc32(body):x}"'

        def answer(headers: dict[str, str]) -> Reply:
            same = headers.get("if-none-match") == tag
            return (304, {"ETag": tag}, b"") if same else (200, {"ETag": tag}, body)

        return answer

    def _feed(self, shown: list[str]) -> Reply:
        items = "".join(
            f"<item><title>{_title(self.texts[path])}</title><link>{self.site.home.rstrip('/')}{path}</link>"
            f"<pubDate>{format_datetime(START)}</pubDate>"
            f"<content:encoded>{escape('<p>' + self.texts[path] + '</p>')}</content:encoded></item>"
            for path in shown
        )
        space = 'xmlns:content="http://purl.org/rss/1.0/modules/content/"'
        made = f"<lastBuildDate>{format_datetime(self.now)}</lastBuildDate>"
        text = f'<?xml version="1.0"?><rss version="2.0" {space}><channel>{made}{items}</channel></rss>'
        return 200, {"Content-Type": "application/rss+xml"}, text.encode()

    def _posts(self, shown: list[str]) -> Reply:
        posts = [
            {
                "id": number,
                "date": "2024-05-14T10:00:00",
                "modified": self.now.isoformat()[:19],
                "link": self.site.home.rstrip("/") + path,
                "status": "publish",
                "type": "post",
                "title": {"rendered": _title(self.texts[path])},
                "content": {"rendered": f"<p>{self.texts[path]}</p>"},
            }
            for number, path in enumerate(shown, 1)
        ]
        headers = {"Content-Type": "application/json", "X-WP-TotalPages": "1", "X-WP-Total": str(len(posts))}
        return 200, headers, json.dumps(posts).encode()


_LINK = '</p><p><a href="/nolikums.pdf">Nolikums</a>'


def _title(text: str) -> str:
    return f"Upes krasts sakopts, kārta {text.partition('Kārta ')[2].partition('.')[0]}"


def wander(serve: Serve, data: Path, seed: int, visits: int) -> Wandering:
    """A site of a kind that the seed chooses, visited so often."""
    chance = random.Random(seed)
    kind: Any = ("list", "feed", "api")[seed % 3]
    wandering = Wandering(serve({}), data, chance, kind)
    for _ in range(visits):
        wandering.visit()
    return wandering
