"""TOML files that people write are read as Windows saves them, too; another encoding is told plainly."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from crawlers.sources import load_source
from db.grants.decisions import read_decisions
from db.grants.files import read_mapping
from db.grants.pictures import read_logos
from fundtrace.settings import load_settings
from fundtrace.telling.watches import load_watches

WRITTEN: dict[str, tuple[Callable[[Path], object], str]] = {
    "a.toml": (load_source, 'name = "Ozolzars"\nhome = "https://www.example.lv/"\n'),
    "fundtrace.toml": (lambda path: load_settings(path.parent), 'contact = "kontakts@example.org"\n'),
    "watch.toml": (
        lambda path: load_watches(path.parent),
        '[[watch]]\nname = "A"\nevery = "day"\nsearch = "taka"\nmail = ["a@example.org"]\n',
    ),
    "decisions.toml": (
        read_decisions,
        '[[decisions]]\narticle = "https://a.lv/"\ngrant = "LLI-1"\ndecision = "refused"\n',
    ),
    "logos.toml": (read_logos, '[[logos]]\nrule = "acf-logo"\nname = "a"\nhash = "00ff00ff00ff00ff"\n'),
    "mapping.toml": (read_mapping, '[columns]\nidentifier = "Kods"\n'),
}


@pytest.mark.parametrize("name", WRITTEN)
def test_a_file_saved_on_windows_is_read(name: str, tmp_path: Path) -> None:
    read, body = WRITTEN[name]
    path = tmp_path / name
    path.write_bytes(body.encode())
    plain = read(path)
    path.write_bytes(b"\xef\xbb\xbf" + body.replace("\n", "\r\n").encode())
    assert plain
    assert read(path) == plain


@pytest.mark.parametrize("name", WRITTEN)
def test_another_encoding_is_told_with_its_line(name: str, tmp_path: Path) -> None:
    read, body = WRITTEN[name]
    path = tmp_path / name
    path.write_bytes(body.encode() + "# Rūjienā\n".encode("windows-1257"))
    line = body.count("\n") + 1
    with pytest.raises(Exception, match=f"{path.name}.*line {line} is not in UTF-8: save the file as UTF-8"):
        read(path)
