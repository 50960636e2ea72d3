"""Which source files a command goes by."""

from __future__ import annotations

from pathlib import Path

from fundtrace.places import BUNDLED_SOURCES, sources_folder


def test_named_files_come_first_then_the_demos_then_the_registry(tmp_path: Path) -> None:
    assert sources_folder(tmp_path, None) == BUNDLED_SOURCES
    demo = tmp_path / "demo-sources"
    demo.mkdir()
    assert sources_folder(tmp_path, None) == demo
    assert sources_folder(tmp_path, Path("mine")) == Path("mine")
