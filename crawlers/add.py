"""Adds a site to the registry: looks at it, writes its file, says what was understood."""

from __future__ import annotations

import json
import re
from pathlib import Path
from urllib.parse import urlsplit

from crawlers.account import Account
from crawlers.addresses import canonical_url
from crawlers.answers import Answer
from crawlers.clock import Clock, utc_now
from crawlers.engine import run_errand
from crawlers.fetch import Fetcher
from crawlers.guard import GuardedResolver
from crawlers.look import Look, look_at
from crawlers.memory import NoMemory
from crawlers.pages import PageInput, pages_of
from crawlers.reading import read_and_extract
from crawlers.settings import user_agent
from crawlers.sources import ID_PATTERN, Source, SourceError, load_source, site_name
from crawlers.spider import Download, SetPace

_EXAMPLES = 3


def add_source(
    url: str,
    folder: Path,
    id: str | None = None,
    *,
    allow_private_addresses: bool = False,
    contact: str | None = None,
    now: Clock = utc_now,
) -> tuple[Path, str]:
    """Looks at the site and writes `<folder>/<id>.toml`; the file and what was understood, for people.

    Without `id` the host's name is taken. Raises SourceError, and writes nothing, when the address is
    none, the id or the host is taken, or the site cannot be read or shows no article.
    """
    address = url if "://" in url else f"https://{url}"
    draft = _draft(address, id or id_from(address), allow_private_addresses)
    path = folder / f"{draft.id}.toml"
    _refuse_known(draft, folder, path)
    look, examples = look_once(draft, contact=contact, now=now)
    if look.kind is None:
        raise SourceError(f"{address}: {look.why} Nothing was written.")
    text = _toml(draft.model_copy(update={"home": look.home, "name": look.title or draft.name}), look)
    folder.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")
    return path, "\n".join(
        [f"{look.title or draft.name} ({look.home})", look.why, *(_line(page, draft) for page in examples)]
    )


def look_once(
    source: Source, *, contact: str | None = None, now: Clock = utc_now
) -> tuple[Look, list[PageInput]]:
    """A look at a site that leaves nothing behind, and up to three of its articles."""
    found: list[tuple[Look, list[PageInput]]] = []
    agent = user_agent(contact)

    async def errand(download: Download, set_pace: SetPace) -> None:
        fetcher = Fetcher(
            source, download, NoMemory(), Account(source.id), agent, now, set_pace, looking=True
        )
        look = await look_at(source.home, fetcher, source.encoding)
        found.append((look, await _examples(look, fetcher, source)))

    with GuardedResolver.admitting([source]):
        run_errand(errand, agent)
    return found[0]


def id_from(url: str) -> str:
    """An id from an address: the host without `www.` and its last part, hyphens for dots."""
    host = (urlsplit(url).hostname or "").removeprefix("www.")
    name = host.rpartition(".")[0] or host
    return re.sub(r"[^a-z0-9]+", "-", name.lower()).strip("-")


async def _examples(look: Look, fetcher: Fetcher, source: Source) -> list[PageInput]:
    best = look.way(look.kind) if look.kind else None
    if best is None:
        return []
    pages: list[PageInput] = []
    if best.kind == "wordpress":
        pages = [page for answer in fetcher.kept("api") for page in _pages(answer, source)]
    for url in best.examples:
        if len(pages) < _EXAMPLES:
            pages += _pages(await fetcher.fetch(canonical_url(url, look.home), "page"), source)
    return pages[:_EXAMPLES]


def _pages(answer: Answer, source: Source) -> list[PageInput]:
    return pages_of(answer.capture, source) if answer.has_body and answer.capture is not None else []


def _line(page: PageInput, source: Source) -> str:
    read, extraction = read_and_extract(page, source)
    date = read.published.date if read.published else "no date"
    funders = ", ".join(f"{finding.id} ({finding.role})" for finding in extraction.funders) or "no funder"
    return f"- {read.title or 'no title'} · {date} · {funders}\n  {page.url}"


def _draft(address: str, identity: str, private: bool) -> Source:
    if not ID_PATTERN.match(identity):
        raise SourceError(f"“{identity}” is no id: write lower case letters, digits and hyphens, with --id")
    parts = urlsplit(address)
    if parts.scheme not in {"http", "https"} or not parts.hostname or parts.username:
        raise SourceError(f"“{address}” is no web address: write for example https://www.example.lv/")
    home = address if parts.path else f"{address}/"
    # a look at a machine of one's own need not wait between its few requests
    delay = 0.0 if private else None
    return Source(id=identity, name=parts.hostname, home=home, delay=delay, allow_private_addresses=private)


def _refuse_known(draft: Source, folder: Path, path: Path) -> None:
    if path.exists():
        raise SourceError(f"{path.name} is there already; give another id with --id")
    for file in sorted(folder.glob("*.toml")):
        if site_name(load_source(file).host) == site_name(draft.host):
            raise SourceError(f"{file.name} names the host {draft.host} already")


def _toml(source: Source, look: Look) -> str:
    lines = [f"name = {_string(source.name)}", f"home = {_string(source.home)}"]
    if source.allow_private_addresses:
        lines.append("allow_private_addresses = true")
    return "\n".join([f"# {look.why}", *lines, ""])


def _string(value: str) -> str:
    return json.dumps(value, ensure_ascii=False)
