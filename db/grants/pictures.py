"""Hashes of pictures that were looked at, and of logos that the operator gave (`logos.toml`)."""

from __future__ import annotations

import json
import tomllib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from db.grants.problems import RegisterFileError
from db.store import Store
from normalise.logos import Pictures
from normalise.rulebook import load_rulebook
from normalise.toml_text import parsed


@dataclass(frozen=True, slots=True)
class LookedAt:
    """A picture that was fetched: its address, perceptual hash, the body's digest, and when."""

    address: str
    hash: int
    sha256: str
    seen_at: str


def save_pictures(store: Store, pictures: Iterable[LookedAt]) -> None:
    """Keeps hashes; a picture looked at again takes its old place."""
    with store.batch():
        store.db.conn.executemany(
            """INSERT INTO picture_hashes (address, hash, sha256, seen_at) VALUES (?, ?, ?, ?)
            ON CONFLICT (address) DO UPDATE SET hash = excluded.hash, sha256 = excluded.sha256,
            seen_at = excluded.seen_at""",
            [(one.address, f"{one.hash:016x}", one.sha256, one.seen_at) for one in pictures],
        )


def known_pictures(store: Store, logos: Path) -> Pictures:
    """All that is known of pictures; RegisterFileError for a mistake in `logos.toml`."""
    rows = store.db.execute("SELECT address, hash FROM picture_hashes ORDER BY address").fetchall()
    return Pictures({address: int(digits, 16) for address, digits in rows}, read_logos(logos))


def read_logos(path: Path) -> dict[str, tuple[tuple[str, int], ...]]:
    """For each rule's id the names and hashes of its logos; nothing where there is no file."""
    if not path.is_file():
        return {}
    try:
        data = parsed(path.read_bytes())
    except tomllib.TOMLDecodeError as wrong:
        raise RegisterFileError(f"{path.name}: not readable as TOML ({wrong}).") from wrong
    found: dict[str, tuple[tuple[str, int], ...]] = {}
    blocks = data.get("logos", [])
    if set(data) - {"logos"} or not isinstance(blocks, list):
        raise RegisterFileError(f"{path.name}: it holds blocks [[logos]] only.")
    rules = {rule.id for book in load_rulebook().values() for rule in book.rules if rule.kind == "logo"}
    for number, block in enumerate(blocks, start=1):
        rule, name, digits = _logo(path.name, number, block)
        if rule not in rules:
            these = ", ".join(sorted(rules))
            raise RegisterFileError(
                f"{path.name}, logo {number}: “{rule}” is no rule about a logo; these are: {these}."
            )
        found[rule] = (*found.get(rule, ()), (name, digits))
    return found


def _logo(file: str, number: int, block: Any) -> tuple[str, str, int]:
    fields = ("rule", "name", "hash")
    if not isinstance(block, dict) or sorted(block) != sorted(fields):
        raise RegisterFileError(f"{file}, logo {number}: it needs rule, name and hash.")
    rule, name, digits = (str(block[field]) for field in fields)
    try:
        return rule, name, int(digits, 16) & (1 << 64) - 1
    except ValueError:
        raise RegisterFileError(f"{file}, logo {number}: hash is 16 hexadecimal digits.") from None


def pictures_to_look_at(store: Store, rules: Iterable[str]) -> Iterator[tuple[str, str]]:
    """Source and address of each picture, not looked at yet, of an article that leaves such a rule open."""
    wanted, asked = set(rules), set()
    held = {row[0] for row in store.db.execute("SELECT address FROM picture_hashes")}
    for (record,) in store.db.execute('SELECT record FROM checked_grants ORDER BY "grant"').fetchall():
        for article in json.loads(record)["articles"]:
            if not any(
                one["rule"] in wanted and one["verdict"] == "cannot tell" for one in article["verdicts"]
            ):
                continue
            row = store.db.execute(
                "SELECT source, images FROM articles JOIN article_media ON article = id WHERE id = ?",
                [article["id"]],
            ).fetchone()
            for image in json.loads(row[1]) if row else ():
                address = image["address"]
                if address not in held and address not in asked:
                    asked.add(address)
                    yield row[0], address
