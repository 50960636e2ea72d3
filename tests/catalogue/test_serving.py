"""Starting the catalogue: what cannot be served is said before a port is taken."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest

from datasette_config.app import serve
from datasette_config.errors import CatalogueError


def _nothing_left(file: Path) -> None:
    file.write_bytes(b"")


def _no_database(file: Path) -> None:
    file.write_bytes(b"words, no database " * 500)


def _torn(file: Path) -> None:
    body = bytearray(file.read_bytes())
    body[100:8000] = bytes(7900)
    file.write_bytes(body)


def _of_an_older_version(file: Path) -> None:
    with closing(sqlite3.connect(file)) as snapshot:
        snapshot.execute("DROP TABLE article_sets")
        snapshot.commit()


def _with_older_stems(file: Path) -> None:
    with closing(sqlite3.connect(file)) as snapshot:
        snapshot.execute("UPDATE facts SET value = '1' WHERE name = 'stems'")
        snapshot.commit()


@pytest.mark.parametrize(
    ("spoil", "words"),
    [
        (Path.unlink, "There is no snapshot at"),
        (_nothing_left, "run “fundtrace publish” to make it anew"),
        (_no_database, "cannot be read (file is not a database): run “fundtrace publish”"),
        (_torn, "cannot be read (database disk image is malformed): run “fundtrace publish”"),
        (_of_an_older_version, "An older Fundtrace made this snapshot: run “fundtrace publish”"),
        (_with_older_stems, "An older Fundtrace made this snapshot: run “fundtrace publish”"),
    ],
    ids=["none", "empty", "no database", "torn", "older", "older stems"],
)
def test_a_snapshot_that_cannot_be_read_is_told(
    copy: Path, spoil: Callable[[Path], None], words: str
) -> None:
    spoil(copy)
    with pytest.raises(CatalogueError) as told:
        serve(copy, port=1)
    assert words in str(told.value)
