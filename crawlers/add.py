"""Adds a site to the registry: looks at it, writes its file, says what was understood."""

from __future__ import annotations

import json
import re
from pathlib import Path
from urllib.parse import urlsplit

from crawlers.addresses import absolute
from crawlers.clock import Clock, utc_now
from crawlers.look import Look
from crawlers.sources import ID_PATTERN, Source, SourceError, denied, load_source, site_name
from crawlers.trying import try_source

_NO_ADDRESS = "“{}” is no web address: write for example https://www.example.lv/"


def add_source(
    url: str,
    folder: Path,
    id: str | None = None,
    *,
    allow_private_addresses: bool = False,
    render: bool = False,
    contact: str | None = None,
    now: Clock = utc_now,
) -> tuple[Path, str]:
    """Looks at the site and writes `<folder>/<id>.toml`; the file and what was understood, for people.

    Without `id` the host's name is taken; `render` reads the pages in a browser. Raises SourceError, and
    writes nothing, when the address is none, the id or the host is taken, or the site cannot be read or
    shows no article.
    """
    address = url if "://" in url else f"https://{url}"
    if absolute(address, "") is None:
        raise SourceError(_NO_ADDRESS.format(address))
    draft = _draft(address, id or id_from(address), allow_private_addresses, render)
    path = folder / f"{draft.id}.toml"
    _refuse_known(draft, folder, path)
    trial = try_source(draft, contact=contact, now=now)
    if trial.failure is not None:
        raise SourceError("\n".join([f"{address}: nothing was written.", *trial.sentences]))
    look = trial.look
    name = look.title or draft.name
    text = _toml(draft.model_copy(update={"home": look.home, "name": name}), look)
    folder.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")
    return path, "\n".join([f"{name} ({look.home})", *trial.sentences])


def id_from(url: str) -> str:
    """An id from an address: the host without `www.` and its last part, hyphens for dots."""
    host = (urlsplit(url).hostname or "").removeprefix("www.")
    name = host.rpartition(".")[0] or host
    return re.sub(r"[^a-z0-9]+", "-", name.lower()).strip("-")


def _draft(address: str, identity: str, private: bool, render: bool) -> Source:
    if not ID_PATTERN.match(identity):
        raise SourceError(f"“{identity}” is no id: write lower case letters, digits and hyphens, with --id")
    parts = urlsplit(address)
    if not parts.hostname or parts.username:
        raise SourceError(_NO_ADDRESS.format(address))
    if (why := denied(parts.netloc)) is not None:
        raise SourceError(f"{parts.netloc} is left out of the registry: it {why}")
    home = address if parts.path else f"{address}/"
    # a look at a machine of one's own need not wait between its few requests
    delay = 0.0 if private else None
    return Source(
        id=identity,
        name=parts.hostname,
        home=home,
        delay=delay,
        render=render,
        allow_private_addresses=private,
    )


def _refuse_known(draft: Source, folder: Path, path: Path) -> None:
    if path.exists():
        raise SourceError(f"{path.name} is there already; give another id with --id")
    for file in sorted(folder.glob("*.toml")):
        if site_name(load_source(file).host) == site_name(draft.host):
            raise SourceError(f"{file.name} names the host {draft.host} already")


def _toml(source: Source, look: Look) -> str:
    lines = [f"name = {_string(source.name)}", f"home = {_string(source.home)}"]
    if source.render:
        lines.append("render = true")
    if source.allow_private_addresses:
        lines.append("allow_private_addresses = true")
    return "\n".join([f"# {look.why}", *lines, ""])


def _string(value: str) -> str:
    return json.dumps(value, ensure_ascii=False)
