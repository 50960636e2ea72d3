"""Output that cannot be written ends in a sentence."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from db.store import open_store

FULL = Path("/dev/full")


@pytest.mark.skipif(not FULL.exists(), reason="no device that is always full")
@pytest.mark.parametrize("command", [("sources", "list"), ("grants", "list"), ("grants", "list", "--json")])
def test_a_full_disk_is_said(tmp_path: Path, command: tuple[str, ...]) -> None:
    open_store(tmp_path / "fundtrace.db").close()
    with FULL.open("w") as full:
        told = subprocess.run(
            [sys.executable, "-m", "fundtrace.cli", "--data", str(tmp_path), *command],
            stdout=full,
            stderr=subprocess.PIPE,
            text=True,
            check=False,
        )
    assert told.returncode == 1
    assert told.stderr == "fundtrace: No space left on device: what was being written is not whole.\n"
