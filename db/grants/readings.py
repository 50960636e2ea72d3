"""How well the sources of recipients were read."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from db.store import Store
from normalise.coverage import SourceReading
from normalise.grant_names import same_name
from normalise.grant_records import Grant

Publishers = Mapping[str, tuple[str, ...]]

_READINGS = """
    WITH last AS (
        SELECT source, state, failure, detail,
            row_number() OVER (PARTITION BY source ORDER BY started DESC, run DESC) AS rank FROM source_runs)
    SELECT s.id,
        (SELECT date(max(finished)) FROM source_runs g WHERE g.source = s.id AND g.state = 'ok'),
        (SELECT min(published) FROM articles a WHERE a.source = s.id),
        (SELECT state || coalesce(': ' || coalesce(detail, failure), '') FROM last
            WHERE source = s.id AND rank = 1 AND state <> 'ok')
    FROM sources s"""


def source_readings(store: Store) -> dict[str, SourceReading]:
    """The reading of each source that the database knows."""
    return {row[0]: SourceReading(*row) for row in store.db.execute(_READINGS).fetchall()}


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
