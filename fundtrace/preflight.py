"""Judges a draft for a grant rule by rule, for the command and for the catalogue's page."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import asdict, fields, replace
from typing import Any, Literal

from fundtrace.draft_warnings import DraftWarning, draft_warnings, other_numbers
from fundtrace.drafts import DraftFailure, draft_of
from normalise.extract import extract_text
from normalise.grant_names import number_key, one_slip
from normalise.grant_records import Grant
from normalise.ready_sentence import ready_sentence
from normalise.records import Extraction
from normalise.rule_search import find_number
from normalise.rulebook import FunderRules, load_rulebook
from normalise.said import Said
from normalise.verdicts import Judged, Verdict, judge

LONGEST_FORM = 2 * 1024 * 1024


def preflight(grant: Mapping[str, Any], draft: str | bytes, published: str) -> dict[str, Any]:
    """What `docs/contracts.md` says of the catalogue's check of drafts.

    `grant` is a row of the snapshot's `coverage`; `draft` a text, HTML, DOCX or PDF; `published` a day as
    YYYY-MM-DD. A draft that cannot be read gives `{"error": {"lv", "en"}}`.
    """
    body = draft.encode() if isinstance(draft, str) else draft
    try:
        if len(body) > LONGEST_FORM:
            raise DraftFailure("Melnraksts ir garāks par 2 MB.", "The draft is longer than 2 MB.")
        unread: list[Said] = []
        judged = draft_of(body, "The draft", published, "Melnraksts", say=unread.append)
        return judge_draft(_grant_of(grant), judged, unread)
    except DraftFailure as wrong:
        return {"error": {"lv": wrong.lv, "en": str(wrong)}}


def _grant_of(row: Mapping[str, Any]) -> Grant:
    return Grant(row["grant"], **{one.name: row[one.name] for one in fields(Grant) if one.name != "id"})


def judge_draft(grant: Grant, draft: Judged, unread: Iterable[Said] = ()) -> dict[str, Any]:
    """The verdicts on a draft, the number it misspells, warnings, and the sentence to take over.

    `unread` says what of the draft's file was not read; each becomes a warning.
    """
    found = extract_text(draft.text)
    draft = replace(draft, written_as=misspelt(found, draft, grant))
    book = load_rulebook().get(grant.funder or "")
    verdicts = judge(draft, grant, book)
    warnings = draft_warnings(found, draft.words, grant, verdicts, draft.written_as)
    warnings += [DraftWarning("unread pages", False, one.lv, one.en) for one in unread]
    outcome = _outcome(verdicts, warnings, draft.written_as)
    sentence = ready_sentence(grant)
    return {
        "grant": grant.id,
        "text": draft.text,
        "written_as": draft.written_as,
        "other_numbers": other_numbers(found, grant, draft.written_as),
        "warnings": [asdict(one) for one in warnings],
        "outcome": outcome,
        "ready": outcome == "ready",
        "verdicts": [{**asdict(one), **_words(book, one.rule)} for one in verdicts],
        "sentence": asdict(sentence) if sentence else None,
    }


def _outcome(
    verdicts: Iterable[Verdict], warnings: Iterable[DraftWarning], written_as: str | None
) -> Literal["ready", "not ready", "nothing to judge by"]:
    """Whether the draft may go out; where no binding rule could be judged nothing vouches for it."""
    binding = [one.verdict for one in verdicts if one.binds]
    if written_as or "not met" in binding or any(one.blocks for one in warnings):
        return "not ready"
    return "ready" if "met" in binding else "nothing to judge by"


def _words(book: FunderRules | None, rule: str) -> dict[str, str]:
    found = next(one for one in book.rules if one.id == rule) if book else None
    return {"lv": found.lv, "en": found.en, "severity": found.severity} if found else {}


def misspelt(found: Extraction, draft: Judged, grant: Grant) -> str | None:
    """A number of the draft that is one slip away from the grant's, when the right one is not there."""
    if find_number(draft.words, grant.id):
        return None
    numbers = [one.id for one in found.grants]
    return next((one for one in numbers if one_slip(number_key(one), number_key(grant.id))), None)
