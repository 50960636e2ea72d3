"""Captures, validators, links, departures; runs and their accounts; the status of sources."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable
from datetime import UTC, datetime, timedelta, timezone

import pytest

from db.ids import article_id, slug
from db.moments import instant
from db.records import Request, SourceRecord, SourceRun, Validators
from db.status import source_states
from db.store import Store
from tests.db.samples import HOME, TEXT, Crawl, found, page

Rows = Callable[[str], list[tuple[object, ...]]]
TRAIL = f"{HOME}taka"
START = "2026-03-01T00:00:00+00:00"
END = "2026-03-01T00:05:00+00:00"


class TestCaptures:
    def test_one_is_read_back_as_it_was_saved(self, crawl: Crawl) -> None:
        identity = crawl.capture(
            TRAIL, media_type="text/html", etag='"1"', role="list", feed_date="2023-06-15"
        )
        held = crawl.store.capture(identity)
        assert (held.url, held.final_url, held.fetched_at, held.media_type, held.role, held.feed_date) == (
            *(TRAIL, TRAIL, "2026-03-01T01:00:00Z", "text/html", "list", "2023-06-15"),
        )

    def test_the_same_place_in_the_archive_is_one_capture(self, crawl: Crawl) -> None:
        place = {"run": crawl.run, "source": "lielupe", "url": TRAIL, "fetched_at": START, "status": 200}
        first = crawl.store.save_capture(**place, warc_file="a.warc.gz", warc_offset=7)  # type: ignore[arg-type]
        assert crawl.store.save_capture(**place, warc_file="a.warc.gz", warc_offset=7) == first  # type: ignore[arg-type]

    def test_of_an_unknown_source_is_refused(self, crawl: Crawl) -> None:
        crawl.source = "nowhere"
        with pytest.raises(sqlite3.IntegrityError):
            crawl.capture(TRAIL)

    def test_come_in_the_order_of_fetching(self, crawl: Crawl) -> None:
        captures = [crawl.capture(f"{HOME}{name}") for name in "cab"]
        assert [capture.id for capture in crawl.store.captures_of("lielupe")] == captures

    def test_the_last_one_with_a_body_is_found(self, crawl: Crawl) -> None:
        crawl.capture(TRAIL, body="a")
        held = crawl.capture(TRAIL, body="b")
        crawl.capture(TRAIL, body="", status=304, revisit_of=held)
        crawl.capture(TRAIL, body="", status=404)
        last = crawl.store.last_capture(TRAIL)
        assert last is not None
        assert last.id == held

    def test_of_another_source_is_left_out_when_one_is_named(self, crawl: Crawl) -> None:
        held = crawl.capture(TRAIL)
        crawl.source = "ozols"
        crawl.capture(TRAIL)
        last = crawl.store.last_capture(TRAIL, "lielupe")
        assert last is not None
        assert last.id == held

    def test_a_revisit_of_a_revisit_names_the_body(self, crawl: Crawl) -> None:
        body = crawl.capture(TRAIL)
        first = crawl.capture(TRAIL, status=304, body="", revisit_of=body)
        second = crawl.capture(TRAIL, status=304, body="", revisit_of=first)
        assert crawl.store.capture(second).revisit_of == body


class TestValidators:
    def test_none_for_an_address_never_fetched(self, store: Store) -> None:
        assert store.validators(TRAIL) is None

    def test_none_when_the_server_gave_none(self, crawl: Crawl) -> None:
        crawl.capture(TRAIL)
        assert crawl.store.validators(TRAIL) is None

    def test_those_of_the_body(self, crawl: Crawl) -> None:
        crawl.capture(TRAIL, etag='"1"', last_modified="Thu, 15 Jun 2023 09:00:00 GMT")
        assert crawl.store.validators(TRAIL) == Validators('"1"', "Thu, 15 Jun 2023 09:00:00 GMT")

    def test_a_304_may_bring_a_newer_one(self, crawl: Crawl) -> None:
        body = crawl.capture(TRAIL, etag='"1"', last_modified="Thu, 15 Jun 2023 09:00:00 GMT")
        crawl.capture(TRAIL, status=304, body="", revisit_of=body, etag='"2"')
        assert crawl.store.validators(TRAIL) == Validators('"2"', "Thu, 15 Jun 2023 09:00:00 GMT")

    def test_not_those_of_an_older_body(self, crawl: Crawl) -> None:
        crawl.capture(TRAIL, etag='"1"')
        crawl.capture(TRAIL, body="b")
        assert crawl.store.validators(TRAIL) is None


def test_the_one_issue_of_a_kind_takes_the_place_of_an_earlier_one(crawl: Crawl) -> None:
    for detail, since in (("mend it", START), ("mend it", END), ("ask its owner", END)):
        crawl.store.keep_issue("lielupe", "source needs a look", detail, since)
    sql = "SELECT detail, since FROM issues WHERE source = 'lielupe'"
    assert [tuple(row) for row in crawl.store.db.execute(sql)] == [("ask its owner", instant(END))]


def test_the_same_issue_keeps_its_first_date(crawl: Crawl) -> None:
    for since in (START, END):
        crawl.store.keep_issue("lielupe", "source needs a look", "mend it", since)
    assert crawl.store.db.execute("SELECT since FROM issues").fetchone() == (instant(START),)


class TestDepartures:
    def test_the_first_is_a_suspicion(self, crawl: Crawl) -> None:
        crawl.article(page())
        assert crawl.store.mark_gone(TRAIL, crawl.capture(TRAIL, status=404)) == "suspected"

    def test_twice_in_one_run_is_still_one(self, crawl: Crawl) -> None:
        crawl.article(page())
        seen = [crawl.store.mark_gone(TRAIL, crawl.capture(TRAIL, status=404)) for _ in range(2)]
        assert seen == ["suspected", "suspected"]

    def gone(self, crawl: Crawl) -> str:
        crawl.article(page())
        answer = ""
        for _ in range(2):
            crawl.begin()
            answer = crawl.store.mark_gone(TRAIL, crawl.capture(TRAIL, status=410))
        return answer

    def test_a_second_run_makes_it_gone(self, crawl: Crawl) -> None:
        assert self.gone(crawl) == "gone"

    def test_the_article_is_kept(self, crawl: Crawl, rows: Rows) -> None:
        self.gone(crawl)
        assert rows("SELECT url, state FROM articles") == [(TRAIL, "gone")]

    def test_it_can_come_back(self, crawl: Crawl, rows: Rows) -> None:
        self.gone(crawl)
        crawl.article(page(), body="b")
        assert rows("SELECT state FROM articles") == [("present",)]

    def test_between_two_departures_it_was_there(self, crawl: Crawl) -> None:
        crawl.article(page())
        crawl.store.mark_gone(TRAIL, crawl.capture(TRAIL, status=404))
        crawl.begin()
        crawl.article(page(), body="b")
        crawl.begin()
        assert crawl.store.mark_gone(TRAIL, crawl.capture(TRAIL, status=404)) == "suspected"

    def test_it_may_live_on_under_another_address(self, crawl: Crawl) -> None:
        old = f"{TRAIL}?old=1"
        crawl.article(page(old))
        answers = []
        for _ in range(2):
            crawl.begin()
            answers.append(crawl.store.mark_gone(old, crawl.capture(old, status=404)))
            crawl.article(page(), body="b")
        assert answers == ["suspected", "suspected"]

    def test_it_can_go_again(self, crawl: Crawl) -> None:
        self.gone(crawl)
        crawl.article(page(), body="b")
        assert self.gone(crawl) == "gone"

    def test_an_address_without_an_article_is_unknown(self, crawl: Crawl) -> None:
        assert crawl.store.mark_gone(f"{HOME}cits", crawl.capture(f"{HOME}cits", status=404)) == "unknown"

    def test_the_address_that_was_asked_counts_when_it_led_elsewhere(self, crawl: Crawl) -> None:
        asked = crawl.capture("http://partneribalielupe.example/taka", final_url=TRAIL)
        crawl.store.save_article(page(), found(page()), "lielupe", asked, START)
        crawl.begin()
        again = crawl.capture("http://partneribalielupe.example/taka", status=404)
        assert crawl.store.mark_gone("http://partneribalielupe.example/taka", again) == "suspected"


class TestUnchangedAnswers:
    def test_move_last_seen(self, crawl: Crawl, rows: Rows) -> None:
        crawl.article(page())
        held = crawl.store.last_capture(TRAIL)
        assert held is not None
        crawl.store.mark_seen(TRAIL, crawl.capture(TRAIL, status=304, body="", revisit_of=held.id))
        assert rows("SELECT first_seen, last_seen FROM articles") == [
            ("2026-03-01T01:00:00Z", "2026-03-01T02:00:00Z")
        ]

    def test_of_an_api_page_stand_for_all_its_articles(self, crawl: Crawl) -> None:
        api = crawl.capture(f"{HOME}wp-json/wp/v2/posts", role="api")
        for number in range(3):
            read = page(f"{HOME}{number}", f"{TEXT}\n{number}")
            crawl.store.save_article(read, found(read), "lielupe", api, START)
        again = crawl.capture(f"{HOME}wp-json/wp/v2/posts", status=304, body="", revisit_of=api, role="api")
        assert crawl.store.mark_seen(f"{HOME}wp-json/wp/v2/posts", again) == 3


class TestRuns:
    @pytest.mark.parametrize(("number", "identity"), [(1, "20260301T000000Z"), (2, "20260301T000000Z-2")])
    def test_are_named_by_their_start(self, store: Store, number: int, identity: str) -> None:
        assert [store.begin_run(START) for _ in range(number)][-1] == identity

    def test_without_an_end_were_cut_off(self, store: Store, rows: Rows) -> None:
        store.begin_run(START)
        done = store.begin_run(START)
        store.end_run(done, END)
        assert rows("SELECT finished FROM runs ORDER BY id") == [(None,), ("2026-03-01T00:05:00Z",)]

    def test_the_last_outcome_of_a_request_stands(self, crawl: Crawl) -> None:
        first, last = Request(TRAIL, "failed", "timeout"), Request(TRAIL, "fetched")
        crawl.store.save_requests(crawl.run, "lielupe", [first])
        crawl.store.save_requests(crawl.run, "lielupe", [last, Request(HOME, "fetched")])
        assert crawl.store.outcomes(crawl.run, "lielupe") == {"fetched": 2}

    def test_an_account_that_does_not_add_up_is_an_issue(self, crawl: Crawl, rows: Rows) -> None:
        account = SourceRun("ok", requests=3, fetched=2)
        crawl.store.save_source_run(crawl.run, "lielupe", account, START, END)
        assert rows("SELECT kind, detail FROM issues") == [
            ("account does not add up", f"3 requests, 2 outcomes in run {crawl.run}")
        ]

    def test_one_that_adds_up_takes_the_issue_back(self, crawl: Crawl, rows: Rows) -> None:
        for fetched in (2, 3):
            account = SourceRun("ok", requests=3, fetched=fetched)
            crawl.store.save_source_run(crawl.run, "lielupe", account, START, END)
        assert rows("SELECT * FROM issues") == []

    def test_an_issue_noted_again_keeps_its_first_date(self, store: Store, rows: Rows) -> None:
        for since in (START, END):
            store.save_issue("lielupe", "unreadable page", HOME, since)
        assert rows("SELECT kind, since FROM issues") == [("unreadable page", "2026-03-01T00:00:00Z")]

    def test_sources_are_named_anew(self, store: Store, rows: Rows) -> None:
        store.save_sources([SourceRecord("ozols", "Ozols", "https://ozols.example/", region="Zemgale")])
        assert rows("SELECT name, region FROM sources WHERE id = 'ozols'") == [("Ozols", "Zemgale")]


class TestStatus:
    def test_a_source_never_visited_cannot_be_told(self, store: Store) -> None:
        assert source_states(store)["sources"]["ozols"] == {
            "name": "Ozolnieku ziņas",
            "state": "cannot tell",
            "articles": 0,
            "gone": 0,
            "last_run": None,
            "last_good_run": None,
            "failure": None,
            "detail": "not visited yet",
            "run": None,
        }

    @pytest.mark.parametrize(
        ("name", "value"),
        [
            ("state", "failing"),
            ("failure", "timeout"),
            ("last_run", "2026-03-02T00:05:00Z"),
            ("last_good_run", "2026-03-01T00:05:00Z"),
            ("articles", 1),
        ],
    )
    def test_the_last_run_speaks(self, crawl: Crawl, name: str, value: object) -> None:
        crawl.article(page())
        crawl.store.save_source_run(crawl.run, "lielupe", SourceRun("ok"), START, END)
        later = crawl.store.begin_run("2026-03-02T00:00:00+00:00")
        failed = SourceRun("failing", requests=2, failed=2, failure="timeout")
        crawl.store.save_source_run(
            later, "lielupe", failed, "2026-03-02T00:00:00+00:00", "2026-03-02T00:05:00+00:00"
        )
        assert source_states(crawl.store)["sources"]["lielupe"][name] == value

    def test_the_account_of_the_last_run_is_there(self, crawl: Crawl) -> None:
        account = SourceRun(
            "ok", requests=2, fetched=1, unchanged=1, found=1, new=1, known=9, known_read=2, resting=7
        )
        crawl.store.save_source_run(crawl.run, "lielupe", account, START, END)
        assert source_states(crawl.store)["sources"]["lielupe"]["run"] == {
            "requests": 2,
            "fetched": 1,
            "unchanged": 1,
            "gone": 0,
            "refused": 0,
            "failed": 0,
            "dropped": 0,
            "found": 1,
            "new": 1,
            "changed": 0,
            "known": 9,
            "known_read": 2,
            "resting": 7,
        }


@pytest.mark.parametrize(
    ("moment", "text"),
    [
        (datetime(2026, 3, 1, 12, 30, 5, 999, tzinfo=UTC), "2026-03-01T12:30:05Z"),
        (datetime(2026, 3, 1, 1, 0, tzinfo=timezone(timedelta(hours=2))), "2026-02-28T23:00:00Z"),
        ("2026-03-01T12:30:05Z", "2026-03-01T12:30:05Z"),
    ],
)
def test_an_instant_is_written_in_utc(moment: datetime | str, text: str) -> None:
    assert instant(moment) == text


@pytest.mark.parametrize("moment", ["2026-03-01T12:30:05", "2026-03-01", "yesterday"])
def test_an_instant_without_a_zone_is_refused(moment: str) -> None:
    with pytest.raises(ValueError, match=r"time zone|Invalid isoformat"):
        instant(moment)


@pytest.mark.parametrize(
    ("name", "address"),
    [
        ("Biedrība “Ozolzars”", "ozolzars"),
        ("biedrība „Ozolzars”", "ozolzars"),
        ("Ozolzars, biedrība", "ozolzars"),
        ("SIA “Ķiršu dārzs”", "kirsu-darzs"),
        ("Nodibinājums Ērgļu fonds", "erglu-fonds"),
        ("Aktīvo iedzīvotāju fonds", "aktivo-iedzivotaju-fonds"),
        ("Ogres novada pašvaldība", "ogres-novada-pasvaldiba"),
        ("Asara", "asara"),
        ("Biedrība", "biedriba"),
        ("Partnerība „Daugava 2000”", "partneriba-daugava-2000"),
    ],
)
def test_an_organisation_is_named_by_its_folded_name(name: str, address: str) -> None:
    assert slug(name) == address


def test_a_name_without_latin_letters_still_has_an_address() -> None:
    assert len(slug("Спектр")) == 12


def test_an_article_id_is_the_start_of_a_digest() -> None:
    assert article_id("https://example.org/") == "8198d1bac40a"
