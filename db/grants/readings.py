"""How well the sources of recipients were read."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import replace

from db.store import Store
from normalise.coverage import SourceReading
from normalise.grant_names import same_name
from normalise.grant_records import Grant

Publishers = Mapping[str, tuple[str, ...]]
_MOST_NAMED = 3

_READINGS = """
    WITH last AS (
        SELECT source, state, failure, detail,
            row_number() OVER (PARTITION BY source ORDER BY started DESC, run DESC) AS rank FROM source_runs)
    SELECT s.id,
        (SELECT date(max(finished)) FROM source_runs g
            WHERE g.source = s.id AND g.state = 'ok' AND g.unread = 0 AND NOT EXISTS (
                SELECT 1 FROM unread_pages u WHERE u.source = s.id AND u.since <= g.finished)),
        (SELECT min(published) FROM articles a WHERE a.source = s.id),
        (SELECT state || coalesce(': ' || coalesce(detail, failure), '') FROM last
            WHERE source = s.id AND rank = 1 AND state <> 'ok')
    FROM sources s"""


def source_readings(store: Store) -> dict[str, SourceReading]:
    """The reading of each source that the database knows."""
    readings = {row[0]: SourceReading(*row) for row in store.db.execute(_READINGS).fetchall()}
    for source, pages in _unread(store).items():
        named = tuple(pages[:_MOST_NAMED])
        readings[source] = replace(readings[source], unread=len(pages), unread_pages=named)
    return readings


def _unread(store: Store) -> dict[str, list[tuple[str, str]]]:
    """What is not read of each source, with the failure's word, lists first: they lead to articles."""
    found: dict[str, list[tuple[str, str]]] = defaultdict(list)
    sql = "SELECT source, url, failure FROM unread_pages ORDER BY source, role, url"
    for source, url, failure in store.db.execute(sql).fetchall():
        found[source].append((url, failure))
    return found


class Recipients:
    """Who publishes where: each recipient's sources."""

    def __init__(self, publishers: Publishers, readings: Mapping[str, SourceReading]) -> None:
        self._publishers = publishers
        self._readings = readings
        self._known: dict[tuple[str | None, str | None], tuple[str, ...]] = {}

    def sources_of(self, grant: Grant) -> tuple[str, ...]:
        """The sources that carry the recipient's news, by registration number or name."""
        key = (grant.recipient, grant.recipient_id)
        if key not in self._known:
            self._known[key] = tuple(
                source for source, names in sorted(self._publishers.items()) if _is_named(grant, names)
            )
        return self._known[key]

    def readings_of(self, grant: Grant) -> list[SourceReading]:
        """How each of them was read; a source that was never visited was never read whole."""
        unread = "it was not visited yet"
        return [
            self._readings.get(source, SourceReading(source, None, None, unread))
            for source in self.sources_of(grant)
        ]


def _is_named(grant: Grant, names: Iterable[str]) -> bool:
    return any(
        name == grant.recipient_id or (grant.recipient is not None and same_name(name, grant.recipient))
        for name in names
    )
