"""`python -m benchmarks`: prints the tables; exit status 1 when a floor is broken."""

from __future__ import annotations

import sys

import click
from rich.console import Console
from rich.table import Table
from rich.text import Text

from benchmarks import floors, speed
from benchmarks.quality import Quality, measure
from benchmarks.texts import Labelled, demo_texts, own_texts, shared_texts

_LENGTHS = [100_000, 250_000, 500_000, 1_000_000]
_LONGEST = 5_000_000


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
        broken += _show_speed(console, own_texts() or demo_texts(), with_long)
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


def _show_speed(console: Console, texts: list[Labelled], with_long: bool) -> list[str]:
    rate = speed.texts_a_second(texts)
    dates = speed.dates_beside_dateparser(texts)
    ours, theirs = speed.page_time_beside_trafilatura(speed.demo_pages())
    lengths = speed.time_by_length(texts, [*_LENGTHS, *([_LONGEST] if with_long else [])])
    growth = (lengths[-1][1] / lengths[-1][0]) / (lengths[0][1] / lengths[0][0])
    rows = [
        ("texts a second", rate, floors.LEAST_TEXTS_A_SECOND, None),
        ("dates: times faster than dateparser", dates.times_faster, floors.LEAST_DATE_SPEED, None),
        ("dates: times dateparser's recall of days", dates.times_the_recall, floors.LEAST_DATE_RECALL, None),
        ("page to record: times trafilatura's time", ours / theirs, None, floors.MOST_PAGE_TIME),
        ("time a character, longest against shortest text", growth, None, floors.MOST_GROWTH),
    ]
    table = Table("measure", "figure", "at least", "at most", title="Speed on one core")
    for name, figure, least, most in rows:
        table.add_row(
            name, f"{figure:.2f}", "" if least is None else f"{least}", "" if most is None else f"{most}"
        )
    console.print(table)
    for size, took in lengths:
        console.print(f"{size:>9} characters: {took:.2f} s")
    hits = f"ours {dates.ours_hits}, dateparser {dates.theirs_hits} of {dates.labelled_days} labelled days"
    console.print(f"Dates found: {hits}.")
    return [
        f"{name}: {figure:.2f}"
        for name, figure, least, most in rows
        if (least is not None and figure < least) or (most is not None and figure > most)
    ]


if __name__ == "__main__":
    main()
