"""Remembers what visits found out about a site: the ways to its articles, the shapes of their addresses.

Nothing here is trusted for good. A look is forgotten after a month or when the source's file changes, and a
visit that it leads to nothing looks anew. A shape that never was an article's is asked for once a visit, so
a site that was rebuilt teaches its new shapes.
"""

from __future__ import annotations

import json
from collections import defaultdict
from dataclasses import asdict, dataclass, replace
from datetime import datetime, timedelta

from pydantic import TypeAdapter, ValidationError

from crawlers.discovery.shape import Shape, address_shape, shape_of_text, shape_text
from crawlers.look import Look
from crawlers.sources import Source
from db.site_memory import (
    KeptLook,
    ShapeCount,
    keep_look,
    kept_look,
    learn_shapes,
    pages_read,
    shapes_of,
)
from db.store import Store

# a site that was rebuilt keeps its old addresses working for a while
_GOOD_FOR = timedelta(days=30)
_LOOK = TypeAdapter(Look)
# so many pages of one shape, and none of them an article, make a rule
_ENOUGH_OTHERS = 5
_ENOUGH_ARTICLES = 2


@dataclass(frozen=True, slots=True)
class Shapes:
    """The shapes of address that are articles' on a site, and those that never were."""

    articles: frozenset[Shape] = frozenset()
    others: frozenset[Shape] = frozenset()


def remember(store: Store, source: Source, look: Look, now: datetime) -> None:
    """Keeps the look, unless a good one of the same site is there."""
    look = _without_examples(look)
    if source.kind != "auto" or recall(store, source, now) == look:
        return
    settings = json.dumps(source.model_dump(mode="json"), ensure_ascii=False, sort_keys=True)
    keep_look(store, source.id, now, settings, json.dumps(asdict(look), ensure_ascii=False, sort_keys=True))


def recall(store: Store, source: Source, now: datetime) -> Look | None:
    """The look that is remembered, None when it is too old or the source's file says something else now."""
    kept = kept_look(store, source.id)
    if kept is None:
        return None
    try:
        settings = Source.model_validate(json.loads(kept.settings))
        if settings != source or now - datetime.fromisoformat(kept.looked_at) > _GOOD_FOR:
            return None
    except ValidationError:
        # an earlier version knew other settings; the site is looked at again
        return None
    return _look_of(kept)


def learn(store: Store, source: Source, run: str, now: datetime) -> None:
    """Learns from a run which shapes of address were articles'."""
    counts: dict[str, list[int]] = defaultdict(lambda: [0, 0])
    for url, is_article in pages_read(store, run, source.id):
        counts[shape_text(address_shape(url))][0 if is_article else 1] += 1
    learn_shapes(store, source.id, {shape: (a, o) for shape, (a, o) in counts.items()}, now)


def learned(store: Store, source: Source) -> Shapes:
    """What is known of the site's addresses."""
    known = shapes_of(store, source.id)
    return Shapes(
        frozenset(shape_of_text(each.shape) for each in known if _is_articles(each)),
        frozenset(shape_of_text(each.shape) for each in known if _is_others(each)),
    )


def _look_of(kept: KeptLook) -> Look | None:
    try:
        return _LOOK.validate_python(json.loads(kept.look))
    except ValidationError:
        # an earlier version kept another form
        return None


def kept_words(store: Store, source: Source) -> list[str]:
    """What visits found out about the site, a line each for people; empty before the first visit."""
    kept = kept_look(store, source.id)
    look = _look_of(kept) if kept is not None else None
    lines = []
    if kept is not None and look is not None:
        lines.append(f"Looked at on {kept.looked_at[:10]}: {look.why}")
        lines += [f"  {way.kind}: {address}" for way in look.ways for address in way.addresses]
    shapes = shapes_of(store, source.id)
    if shapes:
        lines.append("Addresses as visits learned them (recent visits count most):")
    for each in shapes:
        verdict = "articles" if _is_articles(each) else "no articles" if _is_others(each) else "undecided"
        lines.append(f"  {each.shape}: {verdict} ({each.articles} were, {each.others} were not)")
    return lines


def _is_articles(count: ShapeCount) -> bool:
    return count.articles >= _ENOUGH_ARTICLES and count.articles > count.others


def _is_others(count: ShapeCount) -> bool:
    return count.articles == 0 and count.others >= _ENOUGH_OTHERS


def _without_examples(look: Look) -> Look:
    """Examples are addresses of articles, which must not outlive the articles."""
    return replace(look, ways=tuple(replace(way, examples=()) for way in look.ways))
