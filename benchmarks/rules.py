"""`python -m benchmarks.rules [--write]`: how often each rule's `not met` is right on our own situations.

`--write` stores the figures in `normalise/rulebook_accuracy.toml`, which the rulebook and the catalogue read.
Each rule is judged as though it bound, so that those that advise are measured too.
"""

from __future__ import annotations

import sys
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

import click
from rich.console import Console
from rich.table import Table

from normalise.rulebook import ACCURACY, LEAST_PRECISION, FunderRules, load_rulebook
from normalise.verdicts import Outcome, judge
from tests.compliance.situations_set import Situation, load_situations

_HEAD = "# Written by `python -m benchmarks.rules --write` from tests/compliance/situations: do not edit.\n"


@dataclass(frozen=True, slots=True)
class Answer:
    """What was expected and what was said."""

    situation: Situation
    said: Outcome
    note: str


@dataclass(frozen=True, slots=True)
class Accuracy:
    """How a rule did: `precision` and `recall` of `not met` (null without any), and its situations."""

    rule: str
    situations: int
    right: int
    precision: float | None
    recall: float | None


def answers(situations: Iterable[Situation]) -> list[Answer]:
    """The verdict on each situation, its rule binding."""
    books = {funder: _binding(book) for funder, book in load_rulebook(measured=False).items()}
    found = []
    for one in situations:
        book = books[one.grant.funder or ""]
        only = book.model_copy(update={"rules": tuple(rule for rule in book.rules if rule.id == one.rule)})
        verdicts = judge(one.article, one.grant, only)
        said = verdicts[0] if verdicts else None
        found.append(Answer(one, said.verdict if said else "not applicable", said.note if said else ""))
    return found


def _binding(book: FunderRules) -> FunderRules:
    force = {"status": "prescribed", "severity": "must"}
    return book.model_copy(update={"rules": tuple(rule.model_copy(update=force) for rule in book.rules)})


def accuracies(found: Iterable[Answer]) -> list[Accuracy]:
    """The figures of each rule, by its id."""
    by_rule: dict[str, Counter[tuple[Outcome, Outcome]]] = {}
    for answer in found:
        counts = by_rule.setdefault(answer.situation.rule, Counter())
        counts[answer.situation.says, answer.said] += 1
    return [_accuracy(rule, counts) for rule, counts in sorted(by_rule.items())]


def _accuracy(rule: str, counts: Counter[tuple[Outcome, Outcome]]) -> Accuracy:
    hits = counts["not met", "not met"]
    said = sum(count for (_, given), count in counts.items() if given == "not met")
    asked = sum(count for (wanted, _), count in counts.items() if wanted == "not met")
    right = sum(count for (wanted, given), count in counts.items() if wanted == given)
    return Accuracy(rule, counts.total(), right, _share(hits, said), _share(hits, asked))


def _share(part: int, whole: int) -> float | None:
    return round(part / whole, 3) if whole else None


def as_toml(figures: Iterable[Accuracy]) -> str:
    """The stored form."""
    blocks = []
    for one in figures:
        lines = [f"[{one.rule}]", f"situations = {one.situations}"]
        shares = {"precision": one.precision, "recall": one.recall}
        lines += [f"{name} = {share}" for name, share in shares.items() if share is not None]
        blocks.append("\n".join(lines))
    return _HEAD + "\n" + "\n\n".join(blocks) + "\n"


def _table(figures: Iterable[Accuracy], found: list[Answer]) -> Table:
    table = Table("rule", "situations", "as labelled", "P of not met", "R of not met")
    total = Counter((answer.situation.says, answer.said) for answer in found)
    for one in [*figures, _accuracy("all rules", total)]:
        shown = ("–" if value is None else f"{value:.3f}" for value in (one.precision, one.recall))
        table.add_row(one.rule, str(one.situations), str(one.right), *shown)
    return table


def _told(answer: Answer) -> str:
    one = answer.situation
    said = f"{one.file} {one.position} {one.rule}: {answer.said}, labelled {one.says} ({answer.note})"
    return f"{said}\n    {one.article.text[:150]!r}"


@click.command()
@click.option("--write", is_flag=True, help="Store the figures.")
@click.option("--wrong", is_flag=True, help="Print each situation that was judged otherwise than labelled.")
def main(write: bool, wrong: bool) -> None:
    """Measures the rules; exit status 1 when a rule is not sure enough to bind."""
    console, found = Console(width=120), answers(load_situations())
    figures = accuracies(found)
    console.print(_table(figures, found))
    for answer in found if wrong else ():
        if answer.said != answer.situation.says:
            print(_told(answer))
    if write:
        ACCURACY.write_text(as_toml(figures), "utf-8")
    weak = [one.rule for one in figures if one.precision is not None and one.precision < LEAST_PRECISION]
    print(f"Under {LEAST_PRECISION}, so they only advise: {', '.join(weak) or 'none'}.")
    sys.exit(1 if weak else 0)


if __name__ == "__main__":
    main()
