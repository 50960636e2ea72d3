"""The state of each source: what its last run said, when it last went well, what it has brought."""

from __future__ import annotations

from typing import Any

from db.store import Store

# `{schema}` is empty or the name of an attached database with its point
SOURCE_STATES = """
    WITH ranked AS (
        SELECT *, row_number() OVER (PARTITION BY source ORDER BY started DESC, run DESC) AS rank
        FROM {schema}source_runs)
    SELECT s.id, s.name, s.home, s.kind, s.organisation, s.region,
        coalesce(r.state, 'cannot tell') AS state,
        (SELECT count(*) FROM {schema}articles a WHERE a.source = s.id) AS articles,
        (SELECT count(*) FROM {schema}articles a WHERE a.source = s.id AND a.state = 'gone') AS gone,
        r.finished AS last_run,
        (SELECT max(finished) FROM {schema}source_runs g WHERE g.source = s.id AND g.state = 'ok')
            AS last_good_run,
        iif(r.run IS NULL, 'not visited yet', r.detail) AS detail,
        r.failure, r.requests, r.fetched, r.unchanged, r.gone AS gone_in_run, r.refused, r.failed, r.dropped,
        r.found, r.new, r.changed, r.known, r.known_read, r.resting
    FROM {schema}sources s LEFT JOIN ranked r ON r.source = s.id AND r.rank = 1
    ORDER BY s.id"""

_ACCOUNT = (
    *("requests", "fetched", "unchanged", "gone", "refused", "failed", "dropped"),
    *("found", "new", "changed", "known", "known_read", "resting"),
)
_SHOWN = ("name", "state", "articles", "gone", "last_run", "last_good_run", "failure", "detail")


def source_states(store: Store) -> dict[str, dict[str, dict[str, Any]]]:
    """What `fundtrace status --json` prints: `{"sources": {ID: {"state", "articles", ...}}}`.

    `articles` counts all, `gone` those that the site no longer has; times are UTC; `run` is the account
    of the last run: of the articles `known` before it, it read `known_read`, and the turn of `resting` ones
    had not come (null where that was not counted). A source that was never visited is `cannot tell`, with
    null times and no account.
    """
    rows = store.db.query(SOURCE_STATES.format(schema=""))
    return {"sources": {row["id"]: _state(row) for row in rows}}


def _state(row: dict[str, Any]) -> dict[str, Any]:
    visited = row["last_run"] is not None
    of_run = row | {"gone": row["gone_in_run"]}
    account = {name: of_run[name] for name in _ACCOUNT} if visited else None
    return {name: row[name] for name in _SHOWN} | {"run": account}
