"""The floor on the labelled news texts, where they lie beside the checkout; figures over all texts only."""

import json
import subprocess
import sys
from functools import cache
from pathlib import Path
from typing import Any

import pytest

ROOT = Path(__file__).parents[2]
SCORER = ROOT.parent / "shared" / "gold" / "score.py"
FLOORS = {"funders": 0.80, "grants": 0.90, "dates": 0.75, "projects": 0.70}
pytestmark = [
    pytest.mark.shared,
    pytest.mark.skipif(not SCORER.exists(), reason="the labelled texts do not lie beside this checkout"),
]


@cache
def summary() -> dict[str, Any]:
    """What the scorer says of `fundtrace extract --jsonl -`; nothing of single documents is kept."""
    command = [sys.executable, "-m", "fundtrace.cli", "extract", "--jsonl", "-"]
    run = subprocess.run(
        [sys.executable, str(SCORER), "--json", "--", *command], cwd=ROOT, capture_output=True, text=True
    )
    assert run.returncode == 0, "the scorer could not score"
    figures: dict[str, Any] = json.loads(run.stdout)
    return figures


@pytest.mark.parametrize(("field", "floor"), FLOORS.items())
def test_f1_is_not_below_the_floor(field: str, floor: float) -> None:
    assert summary()["fields"][field]["f1"] >= floor


def test_every_quote_stands_where_it_says() -> None:
    assert summary()["evidence_loose"] == 0


def test_there_is_evidence() -> None:
    assert summary()["evidence_quotes"] > summary()["documents"]
