"""The check of a draft before it is published: a form, no account, nothing kept."""

from __future__ import annotations

import asyncio
import re
import sqlite3
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from datasette.utils.asgi import Response

from datasette_config.errors import NothingHere
from datasette_config.formats import RIGA
from datasette_config.forms import Form, FormTooLarge, read_form
from datasette_config.pages.visit import Visit
from datasette_config.preflight import preflight_of
from datasette_config.reading.coverage import CoverageWish, list_grants
from datasette_config.reading.register import Judged, has_register, sort_verdicts
from datasette_config.reading.rows import Record, records
from datasette_config.snapshot import read

LARGEST_DRAFT = 2 * 1024 * 1024  # bytes
LARGEST_FORM = LARGEST_DRAFT + 64 * 1024
LONGEST_ECHOED = 50_000  # characters of a draft that the form shows again
LONGEST_NUMBER = 200
MOST_OFFERED = 200  # grants that the field offers while one types
MOST_CHOICES = 20  # grants that fit what was typed
MOST_WAITING = 8

# a judgement is work for the processor, so one at a time, beside the threads that ask the snapshot
_JUDGES = ThreadPoolExecutor(1, thread_name_prefix="preflight")
_waiting: set[object] = set()


@dataclass(frozen=True, slots=True)
class _Draft:
    """What was filled in; `document` is a file's bytes or what was typed."""

    number: str = ""
    text: str = ""
    published: str = ""
    document: bytes = b""

    @property
    def body(self) -> str | bytes:
        return self.document or self.text


async def preflight(visit: Visit) -> Response:
    """The empty form, or what each rule says of the draft that was sent."""
    if preflight_of(visit.datasette) is None:
        raise NothingHere("missing.page")
    if visit.request.method != "POST":
        asked = (visit.request.args.get("grant") or "")[:LONGEST_NUMBER]
        return await _page(visit, _Draft(number=asked))
    try:
        draft = _read(await read_form(visit.request, LARGEST_FORM))
    except FormTooLarge:
        return await _page(visit, _Draft(), "preflight.too_large", code=413)
    return await _judged(visit, draft)


def _read(form: Form) -> _Draft:
    number = form.text("choice") or form.text("grant")
    return _Draft(
        " ".join(number.split())[:LONGEST_NUMBER],
        form.text("draft"),
        form.text("published").strip()[:20],
        form.file("file"),
    )


async def _judged(visit: Visit, draft: _Draft) -> Response:
    problem = _problem(draft)
    if problem:
        return await _page(visit, draft, problem, code=400)
    found = await read(visit.datasette, lambda connection: _fitting(connection, draft.number))
    if not found:
        return await _page(visit, draft, "preflight.unknown_grant", code=400)
    if len(found) > 1:
        return await _page(visit, draft, "preflight.several", choices=found, code=400)
    if len(_waiting) >= MOST_WAITING:
        return await _page(visit, draft, "preflight.busy", code=503)
    answer = await _judge(visit, found[0], draft)
    if "error" in answer:
        return await _page(visit, draft, said=answer["error"][visit.language], code=400)
    return await _page(visit, draft, grant=found[0], answer=answer)


def _problem(draft: _Draft) -> str | None:
    if not draft.number:
        return "preflight.no_grant"
    if not draft.document and not draft.text.strip():
        return "preflight.no_draft"
    if draft.published:
        try:
            date.fromisoformat(draft.published)
        except ValueError:
            return "preflight.bad_date"
    return None


async def _judge(visit: Visit, grant: Record, draft: _Draft) -> dict[str, Any]:
    judge = preflight_of(visit.datasette)
    if judge is None:
        raise NothingHere("missing.page")
    published = draft.published or datetime.now(RIGA).date().isoformat()
    turn = object()
    _waiting.add(turn)
    try:
        loop = asyncio.get_running_loop()
        return await loop.run_in_executor(_JUDGES, judge, grant, draft.body, published)
    finally:
        _waiting.discard(turn)


def _fitting(connection: sqlite3.Connection, typed: str) -> tuple[Record, ...]:
    """The grant of that number, else those whose number, project or recipient has the words typed."""
    if not has_register(connection):
        return ()
    number = re.sub(r"\s", "", typed).upper()
    exact = records(
        connection, 'SELECT * FROM coverage WHERE "grant" = ? OR identifier = ? LIMIT 1', (number, typed)
    )
    return exact or list_grants(connection, CoverageWish(words=typed, size=MOST_CHOICES))


async def _page(
    visit: Visit,
    draft: _Draft,
    problem: str | None = None,
    *,
    said: str = "",
    choices: tuple[Record, ...] = (),
    grant: Record | None = None,
    answer: dict[str, Any] | None = None,
    code: int = 200,
) -> Response:
    offered = await read(
        visit.datasette, lambda connection: list_grants(connection, CoverageWish(size=MOST_OFFERED))
    )
    response = visit.render(
        "catalogue/preflight.html",
        code=code,
        draft=draft,
        echoed=draft.text if len(draft.text) <= LONGEST_ECHOED else "",
        problem=visit.messages(problem) if problem else said,
        offered=offered,
        choices=choices,
        grant=grant,
        answer=answer,
        judged=_as_judged(answer) if answer else None,
        today=datetime.now(RIGA).date().isoformat(),
    )
    response.headers["Cache-Control"] = "no-store"
    return response


def _as_judged(answer: dict[str, Any]) -> Judged:
    """The verdicts on a draft in the form of those on an article."""
    rows = [
        {
            **verdict,
            "grant": answer["grant"],
            "quote": (verdict["evidence"] or {}).get("quote"),
            "note_lv": verdict.get("note_lv") or verdict["note"],
            "note_en": verdict["note"],
            "precision": None,
            "situations": 0,
        }
        for verdict in answer["verdicts"]
    ]
    return Judged({}, sort_verdicts(rows))
