"""Decides what is told to whom, queues it, and sends what waits."""

from __future__ import annotations

import json
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

from crawlers.advice import advice
from db.grants.checking import checked
from db.moments import instant
from db.outbox import Message, Told, queue, told
from db.status import source_states
from db.store import Store, open_store
from fundtrace.places import existing_work_database, snapshot
from fundtrace.settings import Settings
from fundtrace.telling.news import Known, News, news_for
from fundtrace.telling.sending import send_waiting
from fundtrace.telling.watches import Watch, addresses, load_watches
from fundtrace.telling.words import digest_body, digest_subject, operator_body, operator_subject

_BROKEN = {"failing", "degraded"}
# a text may come into the catalogue this long after it was read: runs, bundles and publications take time
_LATE = timedelta(days=7)
# a digest that is a little early is still the day's
_LENIENCE = timedelta(hours=3)


def tell_watchers(data: Path, settings: Settings, now: datetime) -> int:
    """Queues the digests that are due and sends what waits; how many messages were taken.

    A watch that is new starts now: it is not told of what was there before. No news, no message.
    """
    watches = load_watches(data)
    with open_store(existing_work_database(data)) as store:
        if watches and snapshot(data).is_file():
            known, records = told(store), checked(store)
            for watch in watches:
                _queue_digest(store, watch, known.get(_what(watch)), records, data, settings, now)
        return send_waiting(store, settings.mail, now)


def _queue_digest(
    store: Store,
    watch: Watch,
    before: Told | None,
    records: list[dict[str, Any]],
    data: Path,
    settings: Settings,
    now: datetime,
) -> None:
    if before is not None and datetime.fromisoformat(before.until) + watch.interval > now + _LENIENCE:
        return
    until = datetime.fromisoformat(before.until) if before is not None else now
    known = _known(before) if before is not None else None
    news = news_for(watch, snapshot(data), records, instant(until - _LATE), known)
    messages = _digests(watch, news, settings, now) if news else []
    queue(store, messages, [Told(_what(watch), instant(now), _as_state(news.known))], now)


def _known(before: Told) -> Known | None:
    """What a watch was told; None, so that it begins anew, where an earlier version noted it."""
    state = json.loads(before.state) if before.state else None
    return Known(frozenset(state["silent"]), state["articles"]) if isinstance(state, dict) else None


def _as_state(known: Known) -> str:
    return json.dumps({"silent": sorted(known.silent), "articles": known.articles}, ensure_ascii=False)


def _what(watch: Watch) -> str:
    return f"watch {watch.name}"


def _digests(watch: Watch, news: News, settings: Settings, now: datetime) -> list[Message]:
    subject, body = digest_subject(watch, news), digest_body(watch, news, settings.catalogue)
    return [
        Message(f"{_what(watch)} {instant(now)} {channel} {address}", channel, address, subject, body)
        for channel, address in watch.addresses
    ]


def tell_operator(data: Path, settings: Settings, now: datetime) -> int:
    """Queues what broke or healed since it was last told, and sends what waits; how many were taken."""
    named = addresses(settings.operator.mail, settings.operator.webhook, settings.operator.apprise)
    with open_store(existing_work_database(data)) as store:
        broken, healed, marks = _changes(store, instant(now))
        messages = []
        if broken or healed:
            subject, body = operator_subject(broken, healed), operator_body(broken, healed)
            messages = [
                Message(f"operator {instant(now)} {channel} {address}", channel, address, subject, body)
                for channel, address in named
            ]
        queue(store, messages, marks, now)
        return send_waiting(store, settings.mail, now)


def _changes(store: Store, now: str) -> tuple[list[dict[str, Any]], list[str], list[Told]]:
    """Sources that broke, or broke in another way; sources that healed; what to note of them."""
    before = {what: each.state for what, each in told(store).items() if what.startswith("source ")}
    broken, healed, marks = [], [], []
    for id, state in source_states(store)["sources"].items():
        what = f"source {id}"
        failure = str(state["failure"] or state["state"])
        if state["state"] in _BROKEN and before.get(what) != failure:
            broken.append({"id": id, **state, "failure": failure, "advice": advice(state["failure"])})
            marks.append(Told(what, now, failure))
        elif state["state"] == "ok" and before.get(what):
            healed.append(id)
            marks.append(Told(what, now, None))
    return broken, healed, marks
