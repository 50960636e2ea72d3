"""Digests say what is new, changed and silent, why, and never twice."""

from __future__ import annotations

import json
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest

from db.outbox import Message, queue, troubles, waiting
from db.records import SourceRun
from fundtrace.failure import Failure
from fundtrace.settings import Settings
from fundtrace.telling import news, sending
from fundtrace.telling.sending import send_waiting
from fundtrace.telling.telling import tell_operator, tell_watchers
from fundtrace.telling.watches import load_watches
from tests.db.samples import HOME, TEXT, TITLE
from tests.telling.conftest import DAY, NOW, Folder, Mailbox

WATCH = """
[[watch]]
name = "Takas"
search = "pļavas taka"
mail = ["lasitaja@example.org"]
"""


def begin(folder: Folder, settings: Settings, watch: str = WATCH) -> None:
    """One article is there before the watch begins."""
    folder.watch(watch)
    folder.bring(f"{HOME}sena", TEXT + " Sena.", "Sena taka", at=NOW - 3 * DAY, body="a")
    folder.publish()
    tell_watchers(folder.data, settings, NOW)


def test_a_new_watch_is_not_told_of_what_was_there(folder: Folder, settings: Settings, box: Mailbox) -> None:
    begin(folder, settings)
    assert box.letters == []


def test_what_is_new_comes_once_and_says_why(folder: Folder, settings: Settings, box: Mailbox) -> None:
    begin(folder, settings)
    folder.bring(f"{HOME}taka", TEXT, TITLE, at=NOW + DAY / 2, body="b")
    folder.bring(f"{HOME}koris", "Koris dzied par citu.", "Koris", at=NOW + DAY / 2, body="c")
    folder.publish()
    for hours in (24, 25, 48):
        tell_watchers(folder.data, settings, NOW + timedelta(hours=hours))
    (letter,) = box.letters
    (text,) = box.texts
    assert letter["To"] == "lasitaja@example.org"
    assert letter["Subject"] == "Takas: 1 jaunas ziņas, 0 mainītas, 0 klusē"
    assert TITLE in text
    assert "Koris" not in text
    assert "Jūs saņemat šo ziņu, jo novērojums “Takas” prasa meklējumu “pļavas taka” (katru dienu)." in text


def test_no_news_no_message(folder: Folder, settings: Settings, box: Mailbox) -> None:
    begin(folder, settings)
    tell_watchers(folder.data, settings, NOW + DAY)
    assert box.letters == []


def test_what_changed_is_told(folder: Folder, settings: Settings, box: Mailbox) -> None:
    begin(folder, settings)
    folder.bring(f"{HOME}sena", TEXT + " Pārrakstīta.", "Sena taka", at=NOW + DAY / 2, body="d")
    folder.publish()
    tell_watchers(folder.data, settings, NOW + DAY)
    assert "Mainītas ziņas\n\n- Sena taka" in box.texts[0]


@pytest.mark.parametrize(
    "asked",
    ['funders = ["acf-lv"]', 'grants = ["AIF/2022/KAPAC2/777"]', 'organisations = ["Biedrība “Ozolzars”"]'],
)
def test_funders_grants_and_organisations_can_be_watched(
    folder: Folder, settings: Settings, box: Mailbox, asked: str
) -> None:
    begin(folder, settings, WATCH.replace('search = "pļavas taka"', asked))
    folder.bring(f"{HOME}taka", TEXT, TITLE, at=NOW + DAY / 2, body="b")
    folder.publish()
    tell_watchers(folder.data, settings, NOW + DAY)
    assert [TITLE in text for text in box.texts] == [True]


def test_a_weekly_digest_waits_for_its_week(folder: Folder, settings: Settings, box: Mailbox) -> None:
    begin(folder, settings, WATCH + 'every = "week"\nlanguage = "en"\n')
    folder.bring(f"{HOME}taka", TEXT, TITLE, at=NOW + DAY / 2, body="b")
    folder.publish()
    for day in range(1, 7):
        tell_watchers(folder.data, settings, NOW + day * DAY)
    assert box.letters == []
    tell_watchers(folder.data, settings, NOW + 7 * DAY)
    assert "You get this because the watch “Takas” asks for the search" in box.texts[0]


def test_a_grant_that_went_silent_is_told_once(folder: Folder, settings: Settings, box: Mailbox) -> None:
    begin(folder, settings, WATCH.replace('search = "pļavas taka"', 'funders = ["acf-lv"]'))
    record = {
        "id": "AIF/1",
        "funder": "acf-lv",
        "recipient": "Ozolzars",
        "coverage": "silent",
        "reason": "Nekas.",
    }
    with folder.store.batch():
        folder.store.db.execute("INSERT INTO register_grants (id, identifier) VALUES ('AIF/1', 'x')")
        values = ["AIF/1", "silent", json.dumps(record)]
        folder.store.db.execute(
            'INSERT INTO checked_grants ("grant", coverage, record) VALUES (?, ?, ?)', values
        )
    for day in (1, 2):
        tell_watchers(folder.data, settings, NOW + day * DAY)
    (text,) = box.texts
    assert "- AIF/1, saņēmējs: Ozolzars\n  Nekas." in text


def test_a_webhook_is_told(
    folder: Folder, settings: Settings, hook: tuple[str, list[dict[str, Any]]]
) -> None:
    address, posted = hook
    begin(folder, settings, WATCH.replace('mail = ["lasitaja@example.org"]', f'webhook = ["{address}"]'))
    folder.bring(f"{HOME}taka", TEXT, TITLE, at=NOW + DAY / 2, body="b")
    folder.publish()
    tell_watchers(folder.data, settings, NOW + DAY)
    assert [TITLE in each["text"] for each in posted] == [True]


def test_apprise_is_told(folder: Folder, settings: Settings, hook: tuple[str, list[dict[str, Any]]]) -> None:
    address, posted = hook
    place = address.replace("http://", "json://")
    begin(folder, settings, WATCH.replace('mail = ["lasitaja@example.org"]', f'apprise = ["{place}"]'))
    folder.bring(f"{HOME}taka", TEXT, TITLE, at=NOW + DAY / 2, body="b")
    folder.publish()
    tell_watchers(folder.data, settings, NOW + DAY)
    assert [TITLE in each["message"] for each in posted] == [True]


def test_what_was_read_before_a_digest_and_published_after_it_comes_with_the_next(
    folder: Folder, settings: Settings, box: Mailbox
) -> None:
    begin(folder, settings)
    folder.bring(f"{HOME}taka", TEXT, TITLE, at=NOW + DAY - timedelta(minutes=10), body="b")
    tell_watchers(folder.data, settings, NOW + DAY)
    assert box.letters == []
    folder.publish()
    for day in (2, 3, 9, 10):
        tell_watchers(folder.data, settings, NOW + day * DAY)
    assert [TITLE in text for text in box.texts] == [True]


def test_what_a_digest_has_no_room_for_comes_with_the_next(
    folder: Folder, settings: Settings, box: Mailbox, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(news, "_MOST", 2)
    begin(folder, settings)
    for number in range(5):
        text = f"{TEXT} Nr. {number}."
        folder.bring(f"{HOME}taka-{number}", text, f"Taka {number}", at=NOW + DAY / 2, body=str(number))
    folder.publish()
    for day in range(1, 6):
        tell_watchers(folder.data, settings, NOW + day * DAY)
    told = [line for text in box.texts for line in text.splitlines() if line.startswith("- Taka")]
    assert len(box.letters) == 3
    assert len(set(told)) == len(told) == 5


# -- the outbox


def letter(key: str = "k") -> Message:
    return Message(key, "mail", "a@example.org", "Temats", "Teksts")


def test_a_message_that_was_not_taken_waits_and_is_sent_later(
    folder: Folder, settings: Settings, box: Mailbox
) -> None:
    queue(folder.store, [letter()], [], NOW)
    box.refuse = True
    assert send_waiting(folder.store, settings.mail, NOW) == 0
    assert "451" in troubles(folder.store)[0][1]
    box.refuse = False
    assert send_waiting(folder.store, settings.mail, NOW) == 1
    assert troubles(folder.store) == []


@pytest.mark.parametrize("moment", ["before", "after"])
def test_a_death_at_any_moment_sends_nothing_twice(
    folder: Folder, settings: Settings, box: Mailbox, monkeypatch: pytest.MonkeyPatch, moment: str
) -> None:
    class Death(BaseException):
        pass

    send = sending._send

    def dying(*arguments: Any) -> None:
        if moment == "after":
            send(*arguments)
        raise Death

    queue(folder.store, [letter("one")], [], NOW)
    with monkeypatch.context() as patch:
        patch.setattr(sending, "_send", dying)
        with pytest.raises(Death):
            send_waiting(folder.store, settings.mail, NOW)
    queue(folder.store, [letter("two")], [], NOW)
    send_waiting(folder.store, settings.mail, NOW)
    assert len(box.letters) == (2 if moment == "after" else 1)
    assert [key for key, _ in troubles(folder.store)] == ["one"]
    assert waiting(folder.store) == []


def test_the_same_key_is_queued_once_and_its_words_go_when_it_was_sent(
    folder: Folder, settings: Settings, box: Mailbox
) -> None:
    for _ in range(2):
        queue(folder.store, [letter()], [], NOW)
        send_waiting(folder.store, settings.mail, NOW)
    assert len(box.letters) == 1
    assert folder.store.db.execute("SELECT subject, body FROM messages").fetchall() == [(None, None)]


# -- the operator


def test_the_operator_is_told_when_a_source_breaks_and_when_it_heals(
    folder: Folder, settings: Settings, box: Mailbox
) -> None:
    for day, (state, failure) in enumerate(
        [("ok", None), ("failing", "dns"), ("failing", "dns"), ("ok", None)]
    ):
        moment = NOW + day * DAY
        run = folder.store.begin_run(moment)
        folder.store.save_source_run(run, "lielupe", SourceRun(state, failure=failure), moment, moment)  # type: ignore[arg-type]
        tell_operator(folder.data, settings, moment)
        tell_operator(folder.data, settings, moment)
    broken, healed = box.texts
    assert "lielupe (Lauku partnerība “Lielupe”) is failing: dns" in broken
    assert "Next step: Check the address in the source's file" in broken
    assert "Well again\n\n- lielupe" in healed


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ('[[watch]]\nname = "a"\nmail = ["x@y"]', "name a search, grants, funders or organisations"),
        ('[[watch]]\nname = "a"\nsearch = "b"', "name where to tell it"),
        ('[[watch]]\nnam = "a"', "watch.0.nam: no such key"),
        (WATCH + WATCH, "two watches have the name Takas"),
    ],
)
def test_a_mistake_in_the_watches_is_named(tmp_path: Path, text: str, sentence: str) -> None:
    (tmp_path / "watch.toml").write_text(text, encoding="utf-8")
    with pytest.raises(Failure, match=sentence):
        load_watches(tmp_path)
