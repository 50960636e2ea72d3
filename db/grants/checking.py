"""Matches, verdicts and coverage of the whole register, kept until something that they depend on changes."""

from __future__ import annotations

import hashlib
import json
from collections import defaultdict
from collections.abc import Callable, Iterable
from dataclasses import asdict, dataclass, field
from datetime import date
from functools import partial
from typing import Any

from db.grants.decisions import Decision, Decisions
from db.grants.facts import media_of, stream_facts
from db.grants.readings import Publishers, Recipients, source_readings
from db.grants.register import load_grants
from db.store import Store
from normalise.coverage import Coverer, Duty, cover
from normalise.grant_matching import ArticleFacts, GrantIndex, GrantMatch, MatchNote
from normalise.grant_names import same_name
from normalise.grant_records import Grant
from normalise.rulebook import RULEBOOK_FOLDER, load_rulebook
from normalise.verdicts import Judged, Verdict, judge

WholePage = Callable[[str], str | None]
_FORMAT = 1


@dataclass(slots=True)
class _Matched:
    """What the register's articles came to: matches by grant, notes, and what might be about some grant."""

    by_grant: dict[str, list[GrantMatch]] = field(default_factory=lambda: defaultdict(list))
    notes: list[MatchNote] = field(default_factory=list)
    open_by_source: dict[str, list[ArticleFacts]] = field(default_factory=lambda: defaultdict(list))


def check(
    store: Store, publishers: Publishers, decisions: list[Decision], today: date, whole_page: WholePage
) -> None:
    """Brings the stored check up to date; does nothing when nothing changed since.

    `publishers` names for each source whose news it carries; `whole_page` gives all words of an article's
    page as it was received, by the article's id.
    """
    stamp = _stamp(store, publishers, decisions, today)
    if store.db.execute("SELECT stamp FROM check_stamp").fetchone() == (stamp,):
        return
    grants = load_grants(store)
    matched = _match(store, grants, publishers, Decisions(decisions))
    recipients = Recipients(publishers, source_readings(store))
    records = [_record(store, grant, matched, recipients, publishers, today, whole_page) for grant in grants]
    _keep(store, records, matched.notes, stamp)


def _match(store: Store, grants: list[Grant], publishers: Publishers, decisions: Decisions) -> _Matched:
    index, result = GrantIndex(grants, publishers), _Matched()
    known = {grant.id for grant in grants}
    funders = {grant.funder for grant in grants}
    undecided = set(decisions.urls)
    for article in stream_facts(store):
        matches, notes = index.match(article)
        undecided.discard(article.url)
        matches = [one for one in decisions.apply(article.id, article.url, matches) if one.grant in known]
        for match in matches:
            result.by_grant[match.grant].append(match)
        result.notes += notes
        if not matches and article.source in publishers and not article.financed.isdisjoint(funders):
            result.open_by_source[article.source].append(_without_text(article))
    for url in sorted(undecided):
        row = store.db.execute("SELECT id FROM articles WHERE url = ?", [url]).fetchone()
        for match in decisions.apply(row[0], url, []) if row else ():
            result.by_grant[match.grant].append(match)
    return result


def _without_text(article: ArticleFacts) -> ArticleFacts:
    return ArticleFacts(
        article.id, article.url, article.source, article.published, "",
        article.numbers, article.titles, article.organisations, article.financed,
    )  # fmt: skip


def _record(
    store: Store,
    grant: Grant,
    matched: _Matched,
    recipients: Recipients,
    publishers: Publishers,
    today: date,
    whole_page: WholePage,
) -> dict[str, Any]:
    rules = load_rulebook().get(grant.funder or "")
    own = set(recipients.sources_of(grant))
    articles, coverers = [], []
    for match in sorted(matched.by_grant.get(grant.id, ()), key=lambda one: (-one.confidence, one.article)):
        row = _article(store, match.article)
        verdicts: tuple[Verdict, ...] = ()
        if match.role == "financed":
            verdicts = judge(_judged(store, row, match, own, whole_page), grant, rules)
        articles.append(_article_record(row, match, verdicts))
        coverers.append(_coverer(row, match, verdicts))
    doubts = (
        _doubts(grant, own, matched)
        if not any(one.financed for one in coverers) or grant.publicity_due
        else []
    )
    least = max((rule.least or 0 for rule in rules.rules if rule.is_of(grant.id)), default=0) if rules else 0
    coverage = cover(grant, coverers, recipients.readings_of(grant), doubts, today, Duty(least))
    return {
        "id": grant.id,
        "funder": grant.funder or grant.funder_name,
        "recipient": grant.recipient,
        "title": grant.title,
        "coverage": coverage.state,
        "reason": coverage.reason,
        "due": coverage.due,
        "start": grant.start,
        "end": grant.end,
        "articles": articles,
    }


def _article(store: Store, article: str) -> dict[str, Any]:
    sql = """SELECT id, url, source, title, text, language, published, first_seen, last_seen, state
        FROM articles WHERE id = ?"""
    return next(store.db.query(sql, [article]))


def _judged(
    store: Store, row: dict[str, Any], match: GrantMatch, own: set[str], whole_page: WholePage
) -> Judged:
    images, links = media_of(store, row["id"])
    return Judged(
        text=row["text"],
        published=row["published"],
        language=row["language"],
        images=images,
        links=links,
        own=row["source"] in own,
        written_as=match.reason.split(" is one slip", 1)[0] if match.right_number else None,
        whole_page=partial(whole_page, row["id"]),
    )


def _article_record(row: dict[str, Any], match: GrantMatch, verdicts: Iterable[Verdict]) -> dict[str, Any]:
    return {
        "id": row["id"],
        "url": row["url"],
        "title": row["title"],
        "published": row["published"],
        "state": row["state"],
        "match": match.how,
        "role": match.role,
        "confidence": match.confidence,
        "reason": match.reason,
        "right_number": match.right_number,
        "verdicts": [asdict(verdict) for verdict in verdicts],
    }


def _coverer(row: dict[str, Any], match: GrantMatch, verdicts: Iterable[Verdict]) -> Coverer:
    binding = [verdict for verdict in verdicts if verdict.binds]
    open_ones = [verdict for verdict in binding if verdict.verdict == "cannot tell"]
    return Coverer(
        url=row["url"],
        published=row["published"],
        first_seen=row["first_seen"][:10],
        financed=match.role == "financed",
        failed=tuple(one.rule for one in binding if one.verdict == "not met"),
        open=tuple(one.rule for one in open_ones if one.kind != "logo"),
        unseen=tuple(one.rule for one in open_ones if one.kind == "logo"),
        gone=row["last_seen"][:10] if row["state"] == "gone" else None,
    )


def _doubts(grant: Grant, sources: set[str], matched: _Matched) -> list[str]:
    """Articles of the recipient's sources that the funder paid for, in the grant's time, tied to no grant."""
    return [
        article.url
        for source in sorted(sources)
        for article in matched.open_by_source.get(source, ())
        if (grant.funder is None or grant.funder in article.financed) and _may_be_about(article, grant)
    ]


def _may_be_about(article: ArticleFacts, grant: Grant) -> bool:
    names, recipient = article.organisations, grant.recipient
    if names and recipient and not any(same_name(name, recipient) for name in names):
        return False
    begun = grant.start or grant.awarded
    if article.published is None or begun is None:
        return True
    last = str(int((grant.end or grant.publicity_due or begun)[:4]) + 1)
    return begun[:4] <= article.published[:4] <= last


def _stamp(store: Store, publishers: Publishers, decisions: list[Decision], today: date) -> str:
    digest = hashlib.sha256()
    for path in sorted(RULEBOOK_FOLDER.glob("*.toml")):
        digest.update(path.read_bytes())
    state = [_FORMAT, today.isoformat(), sorted(publishers.items()), [asdict(one) for one in decisions]]
    digest.update(json.dumps([*state, [asdict(one) for one in load_grants(store)]]).encode())
    for sql in (
        "SELECT id, text_digest, findings_digest, state FROM articles ORDER BY id",
        "SELECT article, length(images), length(links) FROM article_media ORDER BY article",
        "SELECT run, source, state, finished FROM source_runs ORDER BY run, source",
    ):
        for row in store.db.execute(sql):
            digest.update(repr(row).encode())
    return digest.hexdigest()


def _keep(store: Store, records: list[dict[str, Any]], notes: list[MatchNote], stamp: str) -> None:
    with store.batch():
        for table in ("checked_grants", "check_notes", "check_stamp"):
            store.db.execute(f"DELETE FROM {table}")  # noqa: S608 - names of ours
        store.db.conn.executemany(
            "INSERT INTO checked_grants VALUES (?, ?, ?)",
            [(one["id"], one["coverage"], json.dumps(one, ensure_ascii=False)) for one in records],
        )
        store.db.conn.executemany(
            "INSERT INTO check_notes (kind, article, detail) VALUES (?, ?, ?)",
            [(note.kind, note.article, note.detail) for note in notes],
        )
        store.db.execute("INSERT INTO check_stamp VALUES (1, ?)", [stamp])


def checked(store: Store, grant: str | None = None) -> list[dict[str, Any]]:
    """The records of the last check, by number (of one grant)."""
    sql, values = "SELECT record FROM checked_grants", []
    if grant is not None:
        sql, values = sql + ' WHERE "grant" = ?', [grant]
    return [json.loads(row[0]) for row in store.db.execute(sql + ' ORDER BY "grant"', values).fetchall()]


def check_notes(store: Store) -> list[dict[str, Any]]:
    """What the last check found odd: kind, detail and the article's address."""
    sql = "SELECT kind, detail, url FROM check_notes JOIN articles ON id = article ORDER BY position"
    return list(store.db.query(sql))
