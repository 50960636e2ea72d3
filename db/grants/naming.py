"""Which article an officer means by an address."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Any

from db.store import Store

_OUR_PAGE = re.compile(r"/article/([0-9a-f]{12})/?\Z")
_ADDRESS = re.compile(r"(?:https?://)?(?:www\.)?(?P<rest>[^#]*?)/?(?:#.*)?\Z", re.IGNORECASE)


def articles_named(store: Store, urls: Iterable[str]) -> dict[str, str]:
    """The article's id by the address that an officer wrote, where one is known.

    The address may be its own, one where it was seen before, either with or without http, https, www and
    the slash at the end, or that of its page in the catalogue.
    """
    found: dict[str, str] = {}
    for url in sorted(set(urls)):
        ours = _OUR_PAGE.search(url)
        row = ours and store.db.execute("SELECT id FROM articles WHERE id = ?", [ours[1]]).fetchone()
        row = row or _at_address(store, _written_otherwise(url))
        if row:
            found[url] = row[0]
    return found


def _at_address(store: Store, ways: list[str]) -> Any:
    marks = ", ".join("?" * len(ways))
    # its own address before one where it was seen
    return store.db.execute(
        f"""SELECT id FROM articles WHERE url IN ({marks})
        UNION ALL SELECT article FROM addresses WHERE url IN ({marks}) LIMIT 1""",  # noqa: S608 - marks only
        [*ways, *ways],
    ).fetchone()


def _written_otherwise(url: str) -> list[str]:
    """The address first, then the ways in which people write the same."""
    rest = _ADDRESS.sub(r"\g<rest>", url.strip(), count=1)
    ways = [
        f"{scheme}://{www}{rest}{slash}"
        for scheme in ("https", "http")
        for www in ("", "www.")
        for slash in ("", "/")
    ]
    return [url, *ways]
