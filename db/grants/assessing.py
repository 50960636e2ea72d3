"""The record of one grant: its articles with verdicts, its coverage, and what was read for it."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import asdict, dataclass
from datetime import date
from functools import partial
from typing import Any

from db.grants.durability import Disappearance, disappearances, gone_article, states_of
from db.grants.facts import last_answer, media_of
from db.grants.readings import Recipients
from db.store import Store
from normalise.coverage import Coverer, cover
from normalise.grant_matching import GrantMatch
from normalise.grant_records import Grant
from normalise.grant_rules import News, duty_of, judge_news
from normalise.logos import Pictures
from normalise.rulebook import FunderRules, load_rulebook
from normalise.verdicts import Judged, Verdict, judge

WholePage = Callable[[str], str | None]


@dataclass(frozen=True, slots=True)
class Surroundings:
    """What is needed to judge any grant's articles."""

    store: Store
    recipients: Recipients
    whole_page: WholePage
    pictures: Pictures
    today: date


def assess(
    around: Surroundings, grant: Grant, matches: Sequence[GrantMatch], doubts: Callable[[], list[str]]
) -> dict[str, Any]:
    """The record that `fundtrace check --format json` prints of a grant.

    `doubts` gives the articles that might be about it; it is asked only where that matters.
    """
    rules = load_rulebook().get(grant.funder or "")
    own = frozenset(around.recipients.sources_of(grant))
    articles, coverers = [], []
    for match in sorted(matches, key=lambda one: (-one.confidence, one.article)):
        row = _article(around.store, match.article)
        verdicts = _verdicts(around, row, match, own, grant, rules)
        lost = _disappearances(around.store, row, match, grant, rules)
        articles.append(_article_record(row, match, verdicts, lost))
        coverers.append(_coverer(row, match, verdicts, lost))
    readings = around.recipients.readings_of(grant)
    asked = not any(one.financed for one in coverers) or grant.publicity_due or _asks_for_news(grant, rules)
    open_ones = doubts() if asked else []
    news = News(grant, coverers, readings, open_ones, around.today)
    about_all = judge_news(news, rules)
    duty = duty_of(grant, rules, about_all)
    coverage = cover(grant, coverers, readings, open_ones, around.today, duty)
    return {
        "id": grant.id,
        "funder": grant.funder or grant.funder_name,
        "recipient": grant.recipient,
        "title": grant.title,
        "coverage": coverage.state,
        "reason": coverage.said.en,
        "reason_lv": coverage.said.lv,
        "due": coverage.due,
        "start": grant.start,
        "end": grant.end,
        "checked_on": around.today.isoformat(),
        "verdicts": [asdict(one) for one in about_all],
        "sources": [asdict(one) for one in readings],
        "articles": articles,
    }


def _asks_for_news(grant: Grant, rules: FunderRules | None) -> bool:
    kinds = ("news_within", "updates", "least")
    return any(rule.kind in kinds and rule.is_of(grant.id) for rule in (rules.rules if rules else ()))


def _article(store: Store, article: str) -> dict[str, Any]:
    sql = """SELECT id, url, source, title, text, language, published, first_seen, last_seen, state
        FROM articles WHERE id = ?"""
    return next(store.db.query(sql, [article]))


def _verdicts(
    around: Surroundings,
    row: dict[str, Any],
    match: GrantMatch,
    own: frozenset[str],
    grant: Grant,
    rules: FunderRules | None,
) -> tuple[Verdict, ...]:
    if match.role != "financed":
        return ()
    images, links = media_of(around.store, row["id"])
    judged = Judged(
        text=row["text"],
        published=row["published"],
        language=row["language"],
        images=images,
        links=links,
        own=row["source"] in own,
        written_as=match.written,
        whole_page=partial(around.whole_page, row["id"]),
        pictures=around.pictures,
        link_seen=partial(last_answer, around.store),
    )
    return judge(judged, grant, rules)


def _disappearances(
    store: Store, row: dict[str, Any], match: GrantMatch, grant: Grant, rules: FunderRules | None
) -> list[Disappearance]:
    if match.role != "financed":
        return []
    gone = gone_article(store, row["id"]) if row["state"] == "gone" else None
    return [*([gone] if gone else []), *disappearances(states_of(store, row["id"]), grant, rules)]


def _article_record(
    row: dict[str, Any], match: GrantMatch, verdicts: Iterable[Verdict], lost: Iterable[Disappearance]
) -> dict[str, Any]:
    return {
        "id": row["id"],
        "url": row["url"],
        "title": row["title"],
        "published": row["published"],
        "state": row["state"],
        "match": match.how,
        "role": match.role,
        "confidence": match.confidence,
        "reason": match.said.en,
        "reason_lv": match.said.lv,
        "right_number": match.grant if match.written else None,
        "verdicts": [asdict(verdict) for verdict in verdicts],
        "disappearances": [one.as_record() for one in lost],
    }


def _coverer(
    row: dict[str, Any], match: GrantMatch, verdicts: Iterable[Verdict], lost: Sequence[Disappearance]
) -> Coverer:
    binding = [verdict for verdict in verdicts if verdict.binds]
    open_ones = [verdict for verdict in binding if verdict.verdict == "cannot tell"]
    failed = tuple(one.rule for one in binding if one.verdict == "not met")
    return Coverer(
        url=row["url"],
        published=row["published"],
        first_seen=row["first_seen"][:10],
        financed=match.role == "financed",
        failed=failed,
        open=tuple(one.rule for one in open_ones if one.kind != "logo"),
        unseen=tuple(one.rule for one in open_ones if one.kind == "logo"),
        gone=next((one.missed_at[:10] for one in lost if one.rule == "article"), None),
        lost=_lost_acknowledgement(match, failed, lost),
        last_seen=row["last_seen"][:10],
        judged=any(one.verdict in ("met", "not met") for one in binding),
    )


def _lost_acknowledgement(
    match: GrantMatch, failed: Sequence[str], lost: Iterable[Disappearance]
) -> tuple[str, str] | None:
    """The days between which words went that made the article an acknowledgement."""
    for one in lost:
        if one.rule in failed or (one.rule == "number" and match.how == "earlier text"):
            return one.seen_at[:10], one.missed_at[:10]
    return None
