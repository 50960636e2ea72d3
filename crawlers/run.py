"""A crawl of many sources, from the command line or the schedule; and the look at a new site."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Iterable
from dataclasses import replace
from pathlib import Path

from crawlers.account import Account, Ending, SourceReport, busy, stopped
from crawlers.add import add_source as add_source
from crawlers.advice import NEEDS_A_LOOK, ON_EVERY_PAGE, advice, on_every_page
from crawlers.archive import ArchiveError, Role
from crawlers.attachments import fetch_documents
from crawlers.browser import Browser
from crawlers.clock import Clock, utc_now
from crawlers.engine import Interrupted, run_errand
from crawlers.fetch import Fetcher
from crawlers.forgetting import forgetter
from crawlers.guard import GuardedResolver
from crawlers.holding import held
from crawlers.looks import Shapes, learn, learned, recall, remember
from crawlers.pipeline import Intake, StoreMemory, request_row, source_record
from crawlers.readers import MANY_SOURCES, Readers, cores
from crawlers.rendering import in_browser
from crawlers.resuming import Opened, open_or_resume
from crawlers.settings import product_version, user_agent
from crawlers.sources import Source, SourceError
from crawlers.spider import Download, SetPace
from crawlers.visit import Visit
from db.baseline import out_of_sight, usual
from db.errors import StoreError
from db.records import SourceRun
from db.repeated import repeated_evidence
from db.revisits import share_read
from db.store import Store, open_store
from db.unread import count_unread, drop_lists, note_unread, tells_unread, unread_articles

# articles a run that no list names any more and that are asked again
MOST_ASKED_AGAIN = 20

OnProgress = Callable[[str, int, int, int], None]


def crawl(
    sources: Iterable[Source],
    data: Path,
    *,
    full: bool = False,
    only: Iterable[str] | None = None,
    on_progress: OnProgress | None = None,
    now: Clock = utc_now,
    contact: str | None = None,
    jobs: int | None = None,
) -> list[SourceReport]:
    """Visits the sources (or those named in `only`) and stores what they say; one report each, in order.

    `full` asks for everything again, without conditions. `on_progress(source, fetched, queued, articles)`
    is called from another thread. `jobs` processes at most read what was fetched: as many as there are
    processors for None, none for 0. Raises SourceError for an unknown id, StoreError for a database or an
    archive that cannot be written. SIGINT and SIGTERM end the crawl cleanly: the reports say `cannot tell`.
    A visit that was cut off, in whatever way, goes on where it was, under the id of its own run.
    """
    chosen = pick(sources, only)
    data.mkdir(parents=True, exist_ok=True)
    crawl_run = _CrawlRun(
        chosen, data, full, on_progress, now, user_agent(contact), cores() if jobs is None else jobs
    )
    try:
        with GuardedResolver.admitting(chosen):
            run_errand(crawl_run.errand, crawl_run.agent)
    except Interrupted:
        for source in chosen:
            crawl_run.reports.setdefault(source.id, stopped(source.id))
    except ArchiveError as error:
        raise StoreError(str(error)) from error
    return [crawl_run.reports[source.id] for source in chosen if source.id in crawl_run.reports]


def pick(sources: Iterable[Source], only: Iterable[str] | None) -> list[Source]:
    """The sources with these ids, all of them for None; raises SourceError for an id that there is not."""
    known = {source.id: source for source in sources}
    if only is None:
        return list(known.values())
    wanted = list(dict.fromkeys(only))
    missing = [name for name in wanted if name not in known]
    if missing:
        raise SourceError(
            f"There is no source {', '.join(missing)}; fundtrace sources list shows which there are"
        )
    return [known[name] for name in wanted]


class _CrawlRun:
    """One run: what its sources share, and the reports that they leave."""

    def __init__(
        self,
        sources: list[Source],
        data: Path,
        full: bool,
        on_progress: OnProgress | None,
        now: Clock,
        agent: str,
        jobs: int,
    ) -> None:
        self.agent = agent
        self.reports: dict[str, SourceReport] = {}
        self._sources = sources
        self._data = data
        self._full = full
        self._on_progress = on_progress
        self._now = now
        self._run: str | None = None
        self._runs: set[str] = set()
        self._browser = Browser(agent)
        self._readers = Readers(
            data / "archive", min(jobs, len(sources)), at_once=len(sources) >= MANY_SOURCES
        )

    async def errand(self, download: Download, set_pace: SetPace) -> None:
        """Visits all sources side by side, in the reactor's thread."""
        with open_store(self._data / "fundtrace.db") as store:
            store.save_sources(source_record(source, source.kind) for source in self._sources)
            visits = [
                asyncio.ensure_future(self._visit(source, store, download, set_pace))
                for source in self._sources
            ]
            try:
                await asyncio.gather(*visits)
            finally:
                # a full disk ends one visit first; the others must end before the database is closed
                for visit in visits:
                    visit.cancel()
                await asyncio.gather(*visits, return_exceptions=True)
                self._readers.close()
                await self._browser.close()
                for run in self._runs:
                    store.end_run(run, self._now())

    async def _visit(self, source: Source, store: Store, download: Download, set_pace: SetPace) -> None:
        with held(self._data, source.id) as free:
            if free:
                await self._visit_held(source, store, download, set_pace)
            else:
                self.reports[source.id] = busy(source.id)

    async def _visit_held(self, source: Source, store: Store, download: Download, set_pace: SetPace) -> None:
        folder = self._data / "archive"
        opened = open_or_resume(
            source, store, folder, self._now(), lambda: self._new_run(store), full=self._full
        )
        self._runs.add(opened.run)
        account = Account(source.id)
        memory = StoreMemory(
            store,
            folder,
            source.id,
            opened.run,
            opened.archive,
            opened.started,
            source.interval,
            told_empty=tells_unread(store, source.id),
        )
        fetcher = Fetcher(source, download, memory, account, self.agent, self._now, set_pace, opened.whole)
        fetcher.ledger = opened.ledger
        in_browser(fetcher, self._browser)
        marks = store.forgotten_addresses()
        if marks:
            fetcher.forgotten = forgetter(marks)
        intake = Intake(store, memory, source, account, self._readers, opened.frontier)
        visit = Visit(
            source,
            fetcher,
            account,
            intake,
            lambda fetched, queued, articles: self._tell(source.id, fetched, queued, articles),
            remembered=None if opened.whole else recall(store, source, opened.started),
            known=learned(store, source) if memory.told_empty and not opened.whole else Shapes(),
        )
        try:
            await visit.run()
            await intake.finish()
            if account.found and account.trouble is None:
                await visit.ask_again(self._out_of_sight(source, store, opened))
                left = unread_articles(store, source.id, MOST_ASKED_AGAIN)
                await visit.ask_again((url, "page") for url in left)
                await intake.finish()
                await fetch_documents(source, store, fetcher, self._readers, again=opened.whole)
        except asyncio.CancelledError:
            account.interrupted = True
        except (StoreError, ArchiveError):
            raise
        except Exception as error:  # noqa: BLE001 - a fault of ours at one source must not end the others
            account.trouble = Ending(source.home, "failed", "parse", f"{type(error).__name__}: {error}")
        finally:
            await intake.stop()
            opened.archive.close()
        self._tell(source.id, fetcher.asked, 0, account.found)
        self._finish(source, store, opened, visit)

    def _out_of_sight(self, source: Source, store: Store, opened: Opened) -> list[tuple[str, Role]]:
        most = None if opened.whole else MOST_ASKED_AGAIN
        unseen = out_of_sight(store, source.id, opened.started, source.interval, most)
        return [(each.url, "page" if each.readable else "other") for each in unseen]

    def _new_run(self, store: Store) -> str:
        self._run = self._run or store.begin_run(self._now(), product_version())
        return self._run

    def _finish(self, source: Source, store: Store, opened: Opened, visit: Visit) -> None:
        look, account = visit.look, visit.account
        opened.ledger.flush()
        opened.ledger.balance(account)
        before = usual(store, source.id, opened.run)
        report = account.report(
            look.kind if look else None,
            look.why if look else None,
            source.expect.min_articles,
            before.found,
            before.known,
        )
        share = share_read(store, source.id, opened.run, opened.started, source.interval)
        report = replace(report, known=share.known, known_read=share.read, resting=share.resting)
        if look is not None and report.found:
            remember(store, source, look, opened.started)
            learn(store, source, opened.run, opened.started)
        with store.batch():
            store.save_sources([source_record(source, report.kind or source.kind)])
            store.save_requests(opened.run, source.id, map(request_row, account.endings.values()))
            report = replace(report, unread=_note_unread(store, account, report, opened))
            store.save_source_run(opened.run, source.id, _row(report), opened.started, self._now())
            if not account.interrupted:
                opened.frontier.close()
                self._advise(store, report)
        self.reports[source.id] = report

    def _advise(self, store: Store, report: SourceReport) -> None:
        if report.new or report.changed:
            self._point_out(store, report.source)
        if report.state == "ok":
            store.clear_issues(report.source, NEEDS_A_LOOK)
        else:
            detail = f"{report.state}, {report.failure}: {advice(report.failure)}"
            store.keep_issue(report.source, NEEDS_A_LOOK, detail, self._now())

    def _point_out(self, store: Store, source: str) -> None:
        lines = repeated_evidence(store, source)
        if lines:
            store.keep_issue(source, ON_EVERY_PAGE, on_every_page(lines), self._now())
        else:
            store.clear_issues(source, ON_EVERY_PAGE)

    def _tell(self, source: str, fetched: int, queued: int, articles: int) -> None:
        if self._on_progress is not None:
            self._on_progress(source, fetched, queued, articles)


def _note_unread(store: Store, account: Account, report: SourceReport, opened: Opened) -> int:
    """Keeps which of the site's own pages were not read; how many there are by now."""
    pages = {url for url, ending in account.endings.items() if ending.of_page}
    note_unread(store, account.source, account.unread(), account.settled(), pages, opened.started)
    if report.state == "ok":
        drop_lists(store, account.source, account.endings)
    return count_unread(store, account.source)


def _row(report: SourceReport) -> SourceRun:
    return SourceRun(
        state=report.state,
        requests=report.requests,
        fetched=report.fetched,
        unchanged=report.unchanged_pages,
        gone=report.gone,
        refused=report.refused,
        failed=report.failed,
        dropped=report.dropped,
        found=report.found,
        new=report.new,
        changed=report.changed,
        failure=report.failure,
        detail=report.detail,
        known=report.known,
        known_read=report.known_read,
        resting=report.resting,
        unread=report.unread,
    )
