"""The state of the sources in the text format of Prometheus."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from typing import Any

_STATES = ("ok", "degraded", "failing", "cannot tell")
_COUNTS = (
    "requests",
    "fetched",
    "unchanged",
    "gone",
    "refused",
    "failed",
    "dropped",
    "found",
    "new",
    "changed",
)


def prometheus(states: dict[str, dict[str, Any]], slots: dict[str, int], messages: int) -> str:
    """Metrics for a textfile collector; `slots` counts outcomes of the schedule, `messages` the unsent."""
    lines = [*_sources(states)]
    lines += _head(
        "fundtrace_schedule_slots_total", "counter", "Slots of the schedule by what became of them."
    )
    lines += [
        f'fundtrace_schedule_slots_total{{outcome="{name}"}} {count}' for name, count in sorted(slots.items())
    ]
    lines += _head("fundtrace_messages_unsent", "gauge", "Messages that were not, or perhaps not, sent.")
    lines.append(f"fundtrace_messages_unsent {messages}")
    return "\n".join(lines) + "\n"


def _sources(states: dict[str, dict[str, Any]]) -> Iterator[str]:
    yield from _head("fundtrace_source_state", "gauge", "1 for the state that a source is in.")
    for id, row in states.items():
        for state in _STATES:
            yield f'fundtrace_source_state{{source="{id}",state="{state}"}} {int(row["state"] == state)}'
    yield from _head("fundtrace_source_articles", "gauge", "Articles of a source.")
    for id, row in states.items():
        yield f'fundtrace_source_articles{{source="{id}"}} {row["articles"]}'
    yield from _head("fundtrace_source_last_good_run_seconds", "gauge", "When a source was last read well.")
    for id, row in states.items():
        if row["last_good_run"]:
            seconds = datetime.fromisoformat(row["last_good_run"]).timestamp()
            yield f'fundtrace_source_last_good_run_seconds{{source="{id}"}} {seconds:.0f}'
    yield from _head("fundtrace_source_run", "gauge", "The account of a source's last run.")
    for id, row in states.items():
        for name in _COUNTS if row["run"] else ():
            yield f'fundtrace_source_run{{source="{id}",count="{name}"}} {row["run"][name]}'


def _head(name: str, kind: str, words: str) -> list[str]:
    return [f"# HELP {name} {words}", f"# TYPE {name} {kind}"]
