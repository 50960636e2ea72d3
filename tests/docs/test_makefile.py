"""`make setup` takes an interpreter that runs, by its own path, whatever stands before it on the PATH."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
pytestmark = pytest.mark.skipif(shutil.which("make") is None, reason="no make here")


def _named(folder: Path, *, interpreters: dict[str, str]) -> str:
    """The interpreter that `make setup` would use with these scripts in front of the PATH."""
    for name, script in interpreters.items():
        file = folder / name
        file.write_text(f"#!/bin/sh\n{script}\n", "utf-8")
        file.chmod(0o755)
    # who runs the tests may have chosen an interpreter
    own = {name: value for name, value in os.environ.items() if name != "PYTHON"}
    told = subprocess.run(
        ["make", "-n", "setup", f"VENV={folder / 'venv'}"],
        cwd=ROOT,
        env=own | {"PATH": f"{folder}:/usr/bin:/bin", "MAKEFLAGS": ""},
        capture_output=True,
        text=True,
        check=True,
    )
    return told.stdout.split('"')[1]


_OURS = f'exec {sys.executable} "$@"'
_SHIM = 'echo "this version is not installed" >&2; exit 127'
_OLD = "exit 0"


@pytest.mark.parametrize(
    "interpreters",
    [
        {"python3.12": _OURS},
        {"python3.12": _SHIM, "python3.13": _SHIM, "python3.11": _OURS},
        {"python3.12": _OLD, "python3.13": _OURS},
    ],
    ids=["the first", "shims before it", "one that says nothing"],
)
def test_the_interpreter_that_runs_is_named_by_its_path(tmp_path: Path, interpreters: dict[str, str]) -> None:
    assert Path(_named(tmp_path, interpreters=interpreters)) == Path(sys.executable)


def test_none_that_runs_is_said(tmp_path: Path) -> None:
    names = ("python3.12", "python3.13", "python3.11", "python3")
    assert _named(tmp_path, interpreters=dict.fromkeys(names, _SHIM)) == ""
