"""`python -m benchmarks`: prints the tables; exit status 1 when a floor is broken."""

from __future__ import annotations

import sys

import click
from rich.console import Console
from rich.table import Table
from rich.text import Text

from benchmarks import floors, speed
from benchmarks.pages import SIZES, platform_pages
from benchmarks.quality import Quality, measure
from benchmarks.texts import Labelled, demo_texts, own_texts, shared_texts

_LENGTHS = [100_000, 250_000, 500_000, 1_000_000]
_LONGEST = 5_000_000
_PAGES = 24  # of each size


@click.command()
@click.option("--quality", "only_quality", is_flag=True, help="Measure quality only.")
@click.option("--speed", "only_speed", is_flag=True, help="Measure speed only.")
@click.option("--long", "with_long", is_flag=True, help="Read a text of 5 MB too.")
def main(only_quality: bool, only_speed: bool, with_long: bool) -> None:
    """Measures quality and speed and prints plain tables."""
    console = Console(width=120)
    broken: list[str] = []
    if not only_speed:
        for name, texts, least in _sets():
            if texts:
                broken += _show_quality(console, name, measure(texts), least)
    if not only_quality:
        broken += _show_speed(console, with_long)
    for sentence in broken:
        console.print(Text(f"Floor broken: {sentence}"))
    sys.exit(1 if broken else 0)


def _sets() -> list[tuple[str, list[Labelled], dict[str, float]]]:
    return [
        ("our own labelled texts", own_texts(), floors.OWN_F1),
        ("the demo's posts", demo_texts(), {}),
        ("the shared labelled texts", shared_texts(), floors.SHARED_F1),
    ]


def _show_quality(console: Console, name: str, quality: Quality, least: dict[str, float]) -> list[str]:
    table = Table("field", "P", "R", "F1", "labelled", "found", title=f"Quality on {name} ({quality.texts})")
    for field, score in quality.scores.items():
        figures = (f"{score.precision:.3f}", f"{score.recall:.3f}", f"{score.f1:.3f}")
        table.add_row(field, *figures, str(score.asked), str(score.given))
    console.print(table)
    console.print(f"{quality.loose} quotes do not stand where they say.")
    broken = [
        f"{field} on {name}: F1 {quality.scores[field].f1:.3f}, at least {floor}"
        for field, floor in least.items()
        if quality.scores[field].f1 < floor
    ]
    return broken + ([f"loose evidence on {name}"] if quality.loose else [])


Row = tuple[str, float, float | None, float | None]


def _show_speed(console: Console, with_long: bool) -> list[str]:
    rows: list[Row] = []
    for name, texts in (("our own texts", own_texts()), ("the shared texts", shared_texts())):
        if texts:
            rows += _text_rows(console, name, texts)
    rows += _page_rows()
    rows += _length_rows(console, own_texts(), [*_LENGTHS, *([_LONGEST] if with_long else [])])
    table = Table("measure", "figure", "at least", "at most", title="Speed on one core")
    for name, figure, least, most in rows:
        bounds = ("" if bound is None else f"{bound:g}" for bound in (least, most))
        table.add_row(name, f"{figure:.2f}", *bounds)
    console.print(table)
    return [
        f"{name}: {figure:.2f}"
        for name, figure, least, most in rows
        if (least is not None and figure < least) or (most is not None and figure > most)
    ]


def _text_rows(console: Console, name: str, texts: list[Labelled]) -> list[Row]:
    dates = speed.dates_beside_dateparser(texts)
    hits = f"ours {dates.ours_hits}, dateparser {dates.theirs_hits} of {dates.labelled_days} labelled days"
    console.print(f"Dates found in {name}: {hits}.")
    faster = f"dates of {name}: times faster than dateparser"
    return [
        (f"{name} a second", speed.texts_a_second(texts), floors.LEAST_TEXTS_A_SECOND, None),
        (f"{faster}, from plain text on", dates.times_faster, floors.LEAST_DATE_SPEED, None),
        (f"{faster}, the module alone", dates.times_faster_alone, floors.LEAST_DATE_SPEED_ALONE, None),
        (
            f"dates of {name}: times its recall of days",
            dates.times_the_recall,
            floors.LEAST_DATE_RECALL,
            None,
        ),
    ]


def _page_rows() -> list[Row]:
    texts = own_texts()[:_PAGES]
    pages = {"the demo": speed.demo_pages()}
    pages |= {size: list(platform_pages(texts, furniture)) for size, furniture in SIZES.items()}
    rows: list[Row] = []
    for name, of_name in pages.items():
        ours, theirs = speed.page_time_beside_trafilatura(of_name)
        most = floors.MOST_PAGE_TIME[name]
        rows.append(
            (f"pages of {name}, bytes to record: times trafilatura’s time", ours / theirs, None, most)
        )
    return rows


def _length_rows(console: Console, texts: list[Labelled], sizes: list[int]) -> list[Row]:
    measured = {
        "text": speed.time_by_length(texts, sizes),
        "page": speed.page_time_by_length(texts, sizes),
    }
    rows: list[Row] = []
    for name, lengths in measured.items():
        for size, took in lengths:
            console.print(f"{name} of {size:>9} characters: {took:.2f} s")
        growth = (lengths[-1][1] / lengths[-1][0]) / (lengths[0][1] / lengths[0][0])
        rows.append((f"{name}: time a character, longest against shortest", growth, None, floors.MOST_GROWTH))
    return rows


if __name__ == "__main__":
    main()
