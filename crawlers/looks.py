"""Remembers what a look at a site found, so that a visit need not try all ways again."""

from __future__ import annotations

import json
from dataclasses import asdict
from datetime import datetime, timedelta
from pathlib import Path

from pydantic import TypeAdapter, ValidationError

from crawlers.look import Look
from crawlers.sources import Source

# a site that was rebuilt keeps its old addresses working for a while
_GOOD_FOR = timedelta(days=30)
_LOOK = TypeAdapter(Look)


def remember(data: Path, source: Source, look: Look, now: datetime) -> None:
    """Keeps the look at `<data>/looks/<source>.json`, unless a good one of the same site is there."""
    if source.kind != "auto" or recall(data, source, now) == look:
        return
    path = _path(data, source)
    path.parent.mkdir(parents=True, exist_ok=True)
    record = {"looked_at": now.isoformat(), "source": source.model_dump(mode="json"), "look": asdict(look)}
    path.write_text(json.dumps(record, ensure_ascii=False, indent=1, sort_keys=True), encoding="utf-8")


def recall(data: Path, source: Source, now: datetime) -> Look | None:
    """The look that is remembered, None when it is too old or the source's file says something else now."""
    try:
        record = json.loads(_path(data, source).read_text(encoding="utf-8"))
        looked_at = datetime.fromisoformat(record["looked_at"])
        if Source.model_validate(record["source"]) != source or now - looked_at > _GOOD_FOR:
            return None
        return _LOOK.validate_python(record["look"])
    except (OSError, ValueError, KeyError, TypeError, ValidationError):
        # a memory that cannot be read is no memory; the site is looked at again
        return None


def _path(data: Path, source: Source) -> Path:
    return data / "looks" / f"{source.id}.json"
