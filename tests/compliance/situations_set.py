"""Our own labelled situations: short articles, and what each publicity rule should say of them."""

from __future__ import annotations

import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from normalise.grant_records import Grant
from normalise.records import Image, Link
from normalise.verdicts import Judged, Outcome

FOLDER = Path(__file__).parent / "situations"
LETTERS: dict[str, Outcome] = {
    "m": "met",
    "n": "not met",
    "?": "cannot tell",
    "-": "not applicable",
}
PUBLISHED = "2022-09-14"


@dataclass(frozen=True)
class Situation:
    """An article, a grant and a rule, with what a careful reader says."""

    file: str
    position: int
    rule: str
    grant: Grant
    article: Judged
    says: Outcome


def load_situations(folder: Path = FOLDER) -> list[Situation]:
    """All situations, by file and position; ValueError for letters that do not fit the rules."""
    return [one for path in sorted(folder.glob("*.toml")) for one in _of_file(path)]


def _of_file(path: Path) -> Iterator[Situation]:
    data = tomllib.loads(path.read_text("utf-8"))
    own = {"rules": data["rules"], "grant": data["grant"], "replace": []}
    for view in [own, *data.get("also", [])]:
        given = view["grant"]
        grant = Grant(identifier=given["id"], **given)
        for position, block in enumerate(data["situations"], start=1):
            if len(block["says"]) != len(data["rules"]):
                raise ValueError(f"{path.name}, situation {position}: {block['says']} does not fit the rules")
            article = _article(block, data.get("published", PUBLISHED), data["grant"], view)
            for rule, letter in zip(view["rules"], block["says"], strict=False):
                if rule:
                    yield Situation(path.stem, position, rule, grant, article, LETTERS[letter])


def _article(block: dict[str, Any], published: str, own: dict[str, str], view: dict[str, Any]) -> Judged:
    def said(text: str) -> str:
        for old, new in [*view["replace"], [own["id"], view["grant"]["id"]]]:
            text = text.replace(old, new)
        return text

    text = said(block["text"])
    images = tuple(Image(*said(one).split(" | ", 1)) for one in block.get("images", ()))
    links = tuple(Link(*said(one).split(" | ", 1)) for one in block.get("links", ()))
    named = [f"{one.address} {one.alt}" for one in images] + [one.address for one in links]
    page = "\n".join([text, *named, said(block.get("page", ""))])
    return Judged(
        text=text,
        published=block.get("published", published),
        language=block.get("language", "lv"),
        images=images,
        links=links,
        whole_page=lambda: page,
    )
