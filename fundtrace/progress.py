"""What a terminal shows of work and results: bars of a crawl, or plain lines now and then; tables."""

from __future__ import annotations

import sys
from collections.abc import Collection, Iterable, Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING, Protocol

import click
from rich.cells import cell_len
from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn
from rich.table import Column, Table

if TYPE_CHECKING:
    from crawlers.account import SourceReport

_PLAIN_EVERY = 25
# a column of words is no narrower than this
_READABLE = 16
# what does not fit a terminal is laid out to be read after all
_WIDE = 110
_BESIDE_A_CELL = len("  │")


class OnProgress(Protocol):
    """Called with a source's id, and how many pages were fetched, wait, and turned out to be articles."""

    def __call__(self, source: str, fetched: int, queued: int, articles: int, /) -> None: ...


@contextmanager
def crawl_progress(stream: Console | None = None) -> Iterator[OnProgress]:
    """Gives the callback for `crawlers.run.crawl`; writes to standard error."""
    console = stream or Console(stderr=True)
    if console.is_terminal:
        with _bars(console) as bars:
            yield _Bars(bars)
    else:
        yield _PlainLines()


def _bars(console: Console) -> Progress:
    return Progress(
        TextColumn("{task.description}"),
        BarColumn(bar_width=24),
        MofNCompleteColumn(),
        TextColumn("pages, {task.fields[articles]} articles"),
        TimeElapsedColumn(),
        console=console,
    )


class _Bars:
    def __init__(self, bars: Progress) -> None:
        self._bars = bars
        self._tasks: dict[str, int] = {}

    def __call__(self, source: str, fetched: int, queued: int, articles: int, /) -> None:
        if source not in self._tasks:
            self._tasks[source] = self._bars.add_task(source, total=None, articles=0)
        task = self._tasks[source]
        self._bars.update(task, completed=fetched, total=fetched + queued, articles=articles)  # type: ignore[arg-type]


class _PlainLines:
    def __init__(self) -> None:
        self._said: dict[str, int] = {}

    def __call__(self, source: str, fetched: int, queued: int, articles: int, /) -> None:
        if fetched - self._said.get(source, -_PLAIN_EVERY) >= _PLAIN_EVERY:
            self._said[source] = fetched
            read, found = counted(fetched, "page"), counted(articles, "article")
            click.echo(f"{source}: {read} read, {queued} waiting, {found}", err=True)


def report_table(reports: list[SourceReport]) -> Table:
    """What a run did, a row a source."""
    table = Table(title="Run")
    for heading in ("Source", "State", "How"):
        table.add_column(heading, no_wrap=True)
    for heading in ("Pages", "Articles", "New", "Changed", "Failed"):
        table.add_column(heading, justify="right", no_wrap=True)
    table.add_column("What is odd", overflow="fold")
    for report in reports:
        numbers = (report.fetched, report.found, report.new, report.changed, report.failed)
        table.add_row(report.source, report.state, report.kind or "", *map(str, numbers), report.detail or "")
    return table


def new_table(
    title: str, headings: Iterable[str], *, whole: Collection[str], figures: Collection[str] = ()
) -> Table:
    """A table without rows; columns in `whole` are never broken, those of `figures` stand to the right."""
    table = Table(title=title)
    for heading in headings:
        table.add_column(heading, overflow="fold", no_wrap=heading in whole)
        table.columns[-1].justify = "right" if heading in figures else "left"
    return table


def print_table(table: Table) -> None:
    """To standard output: as wide as the terminal, columns marked `no_wrap` whole; in a pipe all are whole.

    A terminal too narrow for that gets lines that are too long: what is broken is neither found nor copied.
    """
    # cells hold what strangers wrote: nothing in them is markup
    console = Console(file=sys.stdout, markup=False, emoji=False, highlight=False)
    for column in table.columns:
        column.no_wrap = column.no_wrap or not console.is_terminal
        column.min_width = _longest(column) if column.no_wrap else min(_longest(column), _READABLE)
    needed = 1 + sum((column.min_width or 0) + _BESIDE_A_CELL for column in table.columns)
    if not console.is_terminal:
        console.width = needed
    elif needed > console.width:
        console.width = max(needed, _WIDE)
    # a title inside the table is broken at the table's width
    click.echo(table.title)
    table.title = None
    console.print(table, crop=False)


def _longest(column: Column) -> int:
    """The width of the longest line in a column, its heading among them."""
    lines = [line for cell in (column.header, *column.cells) for line in str(cell).splitlines()]
    return max(map(cell_len, lines), default=0)


def counted(number: int, thing: str) -> str:
    """A number with its noun: 1 grant, 2 grants."""
    return f"{number} {thing}" if number == 1 else f"{number} {thing}s"
