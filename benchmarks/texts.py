"""The labelled texts that the measurements read, all in one form."""

from __future__ import annotations

import json
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from fundtrace.demo.content import load_sites
from tests.labelled_set import LabelledText, load_labelled

ROOT = Path(__file__).parents[1]
SHARED = ROOT.parent / "shared" / "gold" / "news"


@dataclass(frozen=True, slots=True)
class Labelled:
    """A text with what a careful reader finds in it, as plain values.

    `told` is the publication date where it stands outside the text: the extractor is given it.
    """

    text: str
    title: str | None
    url: str | None
    funders: frozenset[str]
    grants: frozenset[str]
    projects: tuple[str, ...]
    dates: tuple[tuple[str, str, str, str], ...]
    amounts: frozenset[tuple[float, str]]
    published: str | None
    lead: str | None
    told: str | None = None


def own_texts() -> list[Labelled]:
    """The labelled texts in `tests/labelled`."""
    return [_of_own(text) for text in load_labelled()]


def demo_texts() -> list[Labelled]:
    """The demo's posts with their labels; a post's own date stands in its page, not in this text."""
    posts = [post for site in load_sites() for post in site.posts]
    return [
        replace(_of_record(post.document("", "")), published=None, told=post.published.date().isoformat())
        for post in posts
    ]


def shared_texts() -> list[Labelled]:
    """The labelled texts beside the checkout, or none where they do not lie there."""
    return [_of_record(json.loads(path.read_text("utf-8"))) for path in sorted(SHARED.glob("*.json"))]


def _of_own(text: LabelledText) -> Labelled:
    labels = text.labels
    return Labelled(
        text.text,
        text.title,
        text.url,
        frozenset(labels.funders),
        frozenset(labels.grants),
        tuple(labels.projects),
        tuple((d.start.isoformat(), d.end.isoformat(), d.precision, d.role) for d in labels.dates),
        frozenset((round(a.value, 2), a.currency) for a in labels.amounts),
        labels.published.isoformat() if labels.published else None,
        labels.lead_org,
    )


def _of_record(record: dict[str, Any]) -> Labelled:
    return Labelled(
        record["text"],
        record["title"],
        record["url"] or None,
        frozenset(record["funders"]),
        frozenset(grant["id"] for grant in record["grants"]),
        tuple(record["projects"]),
        tuple((d["start"], d["end"], d["precision"], d["role"]) for d in record["dates"]),
        frozenset((round(float(a["value"]), 2), a["currency"]) for a in record["amounts"]),
        record.get("published"),
        record.get("lead_org"),
    )
