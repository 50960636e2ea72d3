"""`fundtrace extract --explain`: the text marked, and a table that says why."""

import io
from itertools import pairwise
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from rich.console import Console

from fundtrace.cli import cli
from fundtrace.explain import bracketed, explain, findings, outermost
from fundtrace.failure import Failure
from normalise.extract import extract_text

TEXT = "Zaļā klase\n\nProjekts “Zaļā klase” (Nr. AIF/2022/KAPAC2/018) sākās 2023. gada 5. maijā.\n"
RECORD = extract_text(TEXT)


def run(*arguments: str, given: str | None = None) -> Result:
    return CliRunner().invoke(cli, ["extract", "--explain", *arguments], input=given)


def on_a_terminal(text: str) -> str:
    stream = io.StringIO()
    explain(
        extract_text(text), Console(file=stream, force_terminal=True, color_system="truecolor", width=200)
    )
    return stream.getvalue()


def test_findings_stand_in_brackets_in_a_pipe(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_text(TEXT, "utf-8")
    assert "[[Zaļā klase: “Zaļā klase”]]" in run(str(path)).stdout


def test_a_date_is_marked_with_its_meaning() -> None:
    assert "[[2023-05-05, day: 2023. gada 5. maijā]]" in run("-", given=TEXT).stdout


def test_no_colours_in_a_pipe() -> None:
    assert "\x1b" not in run("-", given=TEXT).stdout


def test_colours_on_a_terminal() -> None:
    assert "\x1b[1;" in on_a_terminal(TEXT)


@pytest.mark.parametrize("word", ["field", "value", "role", "sure", "quote", "rule"])
def test_the_table_has_its_headings(word: str) -> None:
    assert word in run("-", given=TEXT).stdout


def test_every_quote_has_a_row() -> None:
    quotes = sum(
        len(finding.evidence)
        for kind in ("funders", "grants", "projects", "dates", "amounts", "organisations", "places")
        for finding in getattr(RECORD, kind)
    )
    assert len(list(findings(RECORD))) == quotes


def test_the_rule_is_told_in_words() -> None:
    assert "grant number implies its funder" in run("-", given=TEXT).stdout


def test_marking_changes_nothing_else() -> None:
    rows = list(findings(RECORD))
    marked = bracketed(TEXT, rows)
    for row in outermost(rows):
        marked = marked.replace(f"[[{row.value}: {row.evidence.quote}]]", row.evidence.quote, 1)
    assert marked == TEXT


def test_marks_never_overlap() -> None:
    spans = [(row.evidence.start, row.evidence.end) for row in outermost(findings(RECORD))]
    assert spans == sorted(spans)
    assert all(left[1] <= right[0] for left, right in pairwise(spans))


def test_what_would_steer_the_terminal_is_shown_as_a_sign() -> None:
    assert "\x1b]0;evil" not in on_a_terminal("Teksts \x1b]0;evil\x07 beidzas.")


def test_brackets_of_the_text_are_no_markup() -> None:
    assert "[red]x[/red]" in run("-", given="Teksts [red]x[/red] ir [b]te[/b].").stdout


def test_nothing_found_is_said() -> None:
    assert "Nothing was found." in run("-", given="viens divi").stdout


def test_what_is_odd_is_said() -> None:
    assert "year unknown: “13. maijā”" in run("-", given="Svētki būs 13. maijā. Nāciet!").stdout


def test_lines_of_json_are_not_explained() -> None:
    assert isinstance(run("--jsonl", "-", given="{}").exception, Failure)
