"""Matches, verdicts and coverage of the whole register, kept until something that they depend on changes."""

from __future__ import annotations

import hashlib
import json
from collections import defaultdict
from dataclasses import asdict, dataclass, field
from datetime import date
from typing import Any

from db.grants.assessing import Surroundings, WholePage, assess
from db.grants.decisions import Decision, Decisions
from db.grants.durability import earlier_numbers
from db.grants.facts import stream_facts
from db.grants.readings import Publishers, Recipients, source_readings
from db.grants.register import load_grants
from db.store import Store
from normalise.cues import VOCABULARY_FOLDER
from normalise.grant_matching import ArticleFacts, GrantIndex, GrantMatch, MatchNote
from normalise.grant_names import same_name
from normalise.grant_records import Grant
from normalise.logos import Pictures
from normalise.rulebook import ACCURACY, RULEBOOK_FOLDER
from normalise.said import WORDS, say
from normalise.search_terms import EDITION

NO_PICTURES = Pictures()
_FORMAT = 4


@dataclass(slots=True)
class _Matched:
    """What the register's articles came to: matches by grant, notes, and what might be about some grant."""

    decisions: Decisions
    by_grant: dict[str, list[GrantMatch]] = field(default_factory=lambda: defaultdict(list))
    notes: list[MatchNote] = field(default_factory=list)
    open_by_source: dict[str, list[ArticleFacts]] = field(default_factory=lambda: defaultdict(list))


def check(
    store: Store,
    publishers: Publishers,
    decisions: list[Decision],
    today: date,
    whole_page: WholePage,
    pictures: Pictures = NO_PICTURES,
) -> None:
    """Brings the stored check up to date; does nothing when nothing changed since.

    `publishers` names for each source whose news it carries; `whole_page` gives all words of an article's
    page as it was received, by the article's id; `pictures` what is known of pictures and logos.
    """
    stamp = _stamp(store, publishers, decisions, today, pictures)
    if store.db.execute("SELECT stamp FROM check_stamp").fetchone() == (stamp,):
        return
    grants = load_grants(store)
    matched = _match(store, grants, publishers, Decisions(store, decisions))
    recipients = Recipients(publishers, source_readings(store))
    around = Surroundings(store, recipients, whole_page, pictures, today)
    records = [_assessed(around, grant, matched) for grant in grants]
    _keep(store, records, matched.notes, stamp)


def _match(store: Store, grants: list[Grant], publishers: Publishers, decisions: Decisions) -> _Matched:
    index, result = GrantIndex(grants, publishers), _Matched(decisions)
    known = {grant.id for grant in grants}
    funders = {grant.funder for grant in grants}
    undecided = set(decisions.articles)
    for article in stream_facts(store):
        matches, notes = index.match(article)
        undecided.discard(article.id)
        matches = [one for one in decisions.apply(article.id, matches) if one.grant in known]
        for match in matches:
            result.by_grant[match.grant].append(match)
        result.notes += notes
        if not matches and article.source in publishers and not article.financed.isdisjoint(funders):
            result.open_by_source[article.source].append(_without_text(article))
    for id in sorted(undecided):
        for match in decisions.apply(id, []):
            result.by_grant[match.grant].append(match)
    _match_earlier(store, index, result)
    return result


def _match_earlier(store: Store, index: GrantIndex, result: _Matched) -> None:
    """Adds articles of which only an earlier text gave a grant's number."""
    for article, number, day in earlier_numbers(store):
        grant = index.grant_of(number)
        if grant is None or result.decisions.refused(article, grant):
            continue
        if all(one.article != article for one in result.by_grant.get(grant, ())):
            said = say("match_earlier", number=grant, day=day)
            result.by_grant[grant].append(GrantMatch(article, grant, "earlier text", "financed", 0.9, said))


def _assessed(around: Surroundings, grant: Grant, matched: _Matched) -> dict[str, Any]:
    sources = set(around.recipients.sources_of(grant))
    return assess(around, grant, matched.by_grant.get(grant.id, ()), lambda: _doubts(grant, sources, matched))


def _without_text(article: ArticleFacts) -> ArticleFacts:
    return ArticleFacts(
        article.id, article.url, article.source, article.published, "",
        article.numbers, article.titles, article.organisations, article.financed,
    )  # fmt: skip


def _doubts(grant: Grant, sources: set[str], matched: _Matched) -> list[str]:
    """Articles of the recipient's sources that the funder paid for, in the grant's time, tied to no grant."""
    return [
        article.url
        for source in sorted(sources)
        for article in matched.open_by_source.get(source, ())
        if not matched.decisions.refused(article.id, grant.id)
        and (grant.funder is None or grant.funder in article.financed)
        and _may_be_about(article, grant)
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


def _stamp(
    store: Store, publishers: Publishers, decisions: list[Decision], today: date, pictures: Pictures
) -> str:
    digest = hashlib.sha256()
    words = VOCABULARY_FOLDER / "publicity.toml"
    for path in [*sorted(RULEBOOK_FOLDER.glob("*.toml")), ACCURACY, WORDS, words]:
        digest.update(path.read_bytes())
    digest.update(repr((sorted(pictures.hashes.items()), sorted(pictures.references.items()))).encode())
    state = [
        _FORMAT,
        EDITION,
        today.isoformat(),
        sorted(publishers.items()),
        [asdict(one) for one in decisions],
    ]
    digest.update(json.dumps([*state, [asdict(one) for one in load_grants(store)]]).encode())
    for sql in (
        "SELECT id, text_digest, findings_digest, state FROM articles ORDER BY id",
        "SELECT article, length(images), length(links) FROM article_media ORDER BY article",
        "SELECT source, url, state, length(text) FROM documents ORDER BY source, url",
        "SELECT article, capture FROM revisions ORDER BY article, capture",
        "SELECT run, source, state, finished, unread FROM source_runs ORDER BY run, source",
        "SELECT source, url, failure FROM unread_pages ORDER BY source, url",
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
            "INSERT INTO check_notes (kind, article, detail, detail_lv) VALUES (?, ?, ?, ?)",
            [(note.kind, note.article, note.said.en, note.said.lv) for note in notes],
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
    sql = (
        "SELECT kind, detail, detail_lv, url FROM check_notes JOIN articles ON id = article ORDER BY position"
    )
    return list(store.db.query(sql))
