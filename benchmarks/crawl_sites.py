"""Loopback websites for the crawl benchmarks: many ports of one process, each a site with articles.

Each page has an ETag and answers a conditional request with 304.
`with sites(count, pages, latency) as fleet:` gives the homes; `fleet.asked()` the times of all requests.
"""

from __future__ import annotations

import asyncio
import json
import sys
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from itertools import cycle, islice
from subprocess import PIPE, Popen
from typing import IO

from benchmarks.pages import SIZES, platform_pages
from benchmarks.texts import own_texts

_WORDS = (
    "Biedrības ļaudis pavasarī sakopa upes krastu, iestādīja divpadsmit liepas un uzbūvēja jaunu laipu, "
    "pa kuru ērti staigāt gan vecākiem ar ratiņiem, gan senioriem. Projektu līdzfinansēja Eiropas "
    "Lauksaimniecības fonds lauku attīstībai. "
)
_A_SITEMAP = 40_000
_MENU = "".join(
    f'<li id="menu-item-{number}" class="menu-item menu-item-type-post_type menu-item-object-page '
    f'menu-item-{number}"><a href="/sadala/{number}/"><span class="menu-text">Sadaļa par darbu nr. {number}'
    "</span></a></li>"
    for number in range(60)
)


@dataclass
class Fleet:
    """The running sites."""

    homes: list[str]
    _process: Popen[str]

    def asked(self) -> list[tuple[int, str, float]]:
        """Site number, path and moment (seconds of a steady clock) of every request so far."""
        stdin, stdout = self._pipes()
        stdin.write("asked\n")
        stdin.flush()
        return [(site, path, moment) for site, path, moment in json.loads(stdout.readline())]

    def _pipes(self) -> tuple[IO[str], IO[str]]:
        assert self._process.stdin is not None
        assert self._process.stdout is not None
        return self._process.stdin, self._process.stdout


@contextmanager
def sites(
    count: int, pages: int, latency: tuple[float, float] = (0.0, 0.0), *, varied: bool = False
) -> Iterator[Fleet]:
    """Starts `count` sites of `pages` articles; site n answers after a time between the two of `latency`.

    `varied`: pages as platforms send them, around our labelled texts, not one page again and again.
    """
    values = (count, pages, *latency, int(varied))
    command = [sys.executable, "-m", "benchmarks.crawl_sites", *map(str, values)]
    with Popen(command, stdin=PIPE, stdout=PIPE, text=True) as process:
        assert process.stdout is not None
        ports = json.loads(process.stdout.readline())
        try:
            yield Fleet([f"http://127.0.0.1:{port}/" for port in ports], process)
        finally:
            process.kill()


def page(number: int) -> str:
    """An article of about 22 KB, most of it menu and markup as on real sites."""
    text = "".join(f"<p>{number}. ziņa, {part}. daļa. {_WORDS}</p>" for part in range(4))
    padding = "<!-- veidne -->" * 700
    return (
        f'<!doctype html><html lang="lv"><head><title>Laipa pār upi, {number}. kārta</title></head><body>'
        f"<nav><ul>{_MENU}</ul></nav>{padding}<main><h1>Laipa pār upi, {number}. kārta</h1>"
        f'<div class="datums">{number % 28 + 1:02}.05.2023</div>{text}</main>'
        "<footer>Biedrība</footer></body></html>"
    )


def varied_pages(count: int) -> list[str]:
    """So many articles of about 22 KB as platforms send them, around our labelled texts."""
    texts = list(islice(cycle(own_texts()), count))
    numbered = [
        replace(text, title=f"{number}. ziņa. {text.title or ''}") for number, text in enumerate(texts)
    ]
    return [html for _, html in platform_pages(numbered, SIZES["22 KB"])]


def _listing(first: int, last: int, pages: int) -> str:
    entries = "".join(
        f'<div class="zina"><h3><a href="/zinas/laipa-par-upi-{number}/">'
        f"Laipa pār upi, {number}. kārta</a></h3>"
        f"<span>14.05.2023</span><p>{_WORDS[:90]}</p></div>"
        for number in range(first, last)
    )
    more = "".join(f'<a href="/?page={each}">{each}</a> ' for each in range(1, -(-pages // 100) + 1))
    lapas = f'<div class="lapas">{more}</div>'
    return f'<!doctype html><html lang="lv"><body><main>{entries}{lapas}</main></body></html>'


def _sitemap(part: int, pages: int, port: int) -> str:
    """Part 0 names the parts, each of the others so many pages."""
    if part == 0:
        parts = range(1, -(-pages // _A_SITEMAP) + 1)
        names = (f"<sitemap><loc>http://127.0.0.1:{port}/karte-{each}.xml</loc></sitemap>" for each in parts)
        return f"<sitemapindex>{''.join(names)}</sitemapindex>"
    numbers = range((part - 1) * _A_SITEMAP, min(part * _A_SITEMAP, pages))
    urls = (f"<url><loc>http://127.0.0.1:{port}/zinas/laipa-par-upi-{each}/</loc></url>" for each in numbers)
    return f"<urlset>{''.join(urls)}</urlset>"


def _body(path: str, pages: int, port: int, varied: list[str]) -> str | None:
    if path.startswith("/karte-"):
        return _sitemap(int(path.removeprefix("/karte-").removesuffix(".xml")), pages, port)
    if path == "/" or path.startswith("/?page="):
        first = (int(path.partition("=")[2] or 1) - 1) * 100
        return _listing(first, min(first + 100, pages), pages)
    number = path.removeprefix("/zinas/laipa-par-upi-").rstrip("/")
    if not number.isdigit() or int(number) >= pages:
        return None
    return varied[int(number)] if varied else page(int(number))


async def _main(count: int, pages: int, least: float, most: float, varied: list[str]) -> None:
    loop = asyncio.get_running_loop()
    asked: list[tuple[int, str, float]] = []

    def handler(site: int) -> asyncio.Server:
        wait = least + (most - least) * site / max(1, count - 1)

        async def answer(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
            try:
                while True:
                    head = await reader.readuntil(b"\r\n\r\n")
                    path = head.split(b" ")[1].decode()
                    asked.append((site, path, loop.time()))
                    await asyncio.sleep(wait)
                    port: int = writer.get_extra_info("sockname")[1]
                    text = _body(path, pages, port, varied)
                    body = (text or "none").encode()
                    status = "200 OK" if text is not None else "404 Not Found"
                    tag = f'"{zlib.crc32(body):x}"'
                    if text is not None and f"if-none-match: {tag}".encode() in head.lower():
                        status, body = "304 Not Modified", b""
                    writer.write(
                        f"HTTP/1.1 {status}\r\nETag: {tag}\r\nContent-Type: text/html; charset=utf-8\r\n"
                        f"Content-Length: {len(body)}\r\n\r\n".encode()
                        + body
                    )
                    await writer.drain()
            except (asyncio.IncompleteReadError, ConnectionError):
                writer.close()

        return asyncio.start_server(answer, "127.0.0.1", 0)  # type: ignore[return-value]

    servers = [await handler(site) for site in range(count)]  # type: ignore[misc]
    print(json.dumps([server.sockets[0].getsockname()[1] for server in servers]), flush=True)
    while await loop.run_in_executor(None, sys.stdin.readline):
        print(json.dumps(asked), flush=True)


if __name__ == "__main__":
    sites_asked, pages_asked, shortest, longest, is_varied = sys.argv[1:]
    made = varied_pages(int(pages_asked)) if int(is_varied) else []
    asyncio.run(_main(int(sites_asked), int(pages_asked), float(shortest), float(longest), made))
