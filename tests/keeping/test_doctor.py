"""`doctor` finds what is wrong and names it in plain sentences."""

from __future__ import annotations

import json
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner

from crawlers.run import crawl
from db.outbox import Message, claim, note_unsure, queue
from db.schedule_log import note_slot
from db.store import open_store
from fundtrace.cli import cli
from tests.crawlers.conftest import Serve, article, listing

PATH = "/zinas/laipa-par-upi/"


def findings(data: Path, *options: str) -> tuple[int, dict[str, list[dict[str, str]]]]:
    arguments = ["--data", str(data), "doctor", "--json", *options]
    done = CliRunner().invoke(cli, arguments, catch_exceptions=False)
    grouped: dict[str, list[dict[str, str]]] = {}
    for each in json.loads(done.stdout)["findings"]:
        grouped.setdefault(each["what"], []).append(each)
    return done.exit_code, grouped


@pytest.fixture
def folder(serve: Serve, data: Path) -> Path:
    """A data folder with a crawl, a snapshot and source files of its own."""
    site = serve({"/": listing([(PATH, "Laipa pār upi")]), PATH: article("Laipa pār upi")})
    crawl([site.source()], data, jobs=0)
    (data / "demo-sources").mkdir()
    text = f'name = "B"\nhome = "{site.home}"\ndelay = 0\nallow_private_addresses = true\n'
    (data / "demo-sources" / "s.toml").write_text(text, encoding="utf-8")
    CliRunner().invoke(cli, ["--data", str(data), "publish"], catch_exceptions=False)
    return data


def test_a_sound_folder_is_well(folder: Path) -> None:
    code, found = findings(folder)
    assert code == 0
    assert found["archive"][0]["sentence"] == "Every record of the archive fits its digest."
    assert {"versions", "disk", "settings", "sources", "database", "snapshot", "schedule"} <= found.keys()


def test_an_empty_folder_says_what_to_do(tmp_path: Path) -> None:
    (tmp_path / "demo-sources").mkdir()
    code, found = findings(tmp_path)
    assert "Run fundtrace crawl" in found["database"][0]["sentence"]
    assert code == 1
    assert "holds no source" in found["sources"][0]["sentence"]


def flip(path: Path, at: int) -> None:
    body = bytearray(path.read_bytes())
    body[at] ^= 1
    path.write_bytes(body)


@pytest.mark.parametrize("share", [0.02, 0.3, 0.55, 0.8, 0.98])
def test_a_flipped_bit_in_the_archive_is_named(folder: Path, share: float) -> None:
    (path,) = (folder / "archive").rglob("*.warc.gz")
    flip(path, int(path.stat().st_size * share))
    code, found = findings(folder)
    assert code == 1
    assert f"archive/s/{path.name}" in found["archive"][0]["sentence"]
    assert found["archive"][0]["sentence"].endswith("restore the file from a backup.")


def change(sql: str) -> Callable[[Path], None]:
    def act(folder: Path) -> None:
        with open_store(folder / "fundtrace.db") as store, store.batch():
            store.db.execute(sql)

    return act


def overdue(folder: Path) -> None:
    with open_store(folder / "fundtrace.db") as store:
        before = datetime.now(UTC) - timedelta(days=3)
        note_slot(store, "s", before, "made", started=before, finished=before)


def unsure(folder: Path) -> None:
    with open_store(folder / "fundtrace.db") as store:
        queue(store, [Message("k", "mail", "a@example.org", "s", "b")], [], datetime.now(UTC))
        claim(store, "k")
        note_unsure(store)


@pytest.mark.parametrize(
    ("harm", "what", "words"),
    [
        (change("UPDATE articles SET text = text || 'x'"), "database", "does not fit its digest"),
        (
            change("INSERT INTO replaced_files (file) VALUES ('s/x')"),
            "forgetting",
            "say the same fundtrace forget",
        ),
        (overdue, "schedule", "1 source overdue (s)"),
        (unsure, "messages", "perhaps not, sent; the first: k"),
        (lambda folder: (folder / "fundtrace.toml").write_text("x"), "settings", "cannot be read"),
        (lambda folder: (folder / "watch.toml").write_text("[[watch]]\n"), "watches", "this key is needed"),
        (
            lambda folder: (folder / "decisions.toml").write_text("[[decisions]]\narticle = 5\n"),
            "decisions",
            "decision 1: it needs article, grant, decision",
        ),
        (lambda folder: (folder / "logos.toml").write_text("x"), "logos", "not readable as TOML"),
        (lambda folder: flip(folder / "catalogue.db", 20), "snapshot", "publish it anew"),
        (
            lambda folder: (folder / "fundtrace.db").write_bytes(b"x" * 5000),
            "database",
            "is damaged: file is not a database",
        ),
    ],
)
def test_what_is_wrong_is_named(folder: Path, harm: Callable[[Path], Any], what: str, words: str) -> None:
    harm(folder)
    code, found = findings(folder)
    assert code == 1
    assert words in " ".join(each["sentence"] for each in found[what] if each["state"] == "wrong")


@pytest.mark.parametrize("name", ["fundtrace.db", "catalogue.db"])
def test_a_file_that_is_ours_but_not_to_be_read_is_told(
    folder: Path, name: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    opened = Path.open

    def closed_to_us(path: Path, *arguments: Any, **named: Any) -> Any:
        if path.name == name:
            raise PermissionError(13, "Permission denied", str(path))
        return opened(path, *arguments, **named)

    monkeypatch.setattr(Path, "open", closed_to_us)
    code, found = findings(folder)
    assert code == 1
    (said,) = [each["sentence"] for what in found.values() for each in what if each["state"] == "wrong"]
    assert (
        said
        == f"{folder / name} cannot be read (Permission denied): check what is there, its owner and "
        + ("permissions.")
    )


@pytest.mark.parametrize("options", [(), ("--quick",)])
def test_an_emptied_database_is_not_whole(folder: Path, options: tuple[str, ...]) -> None:
    work = folder / "fundtrace.db"
    for beside in folder.glob("fundtrace.db*"):
        beside.unlink()
    work.touch()
    for words in ("fundtrace.db is empty (0 bytes)", "holds no article and catalogue.db 1"):
        code, found = findings(folder, *options)
        assert code == 1
        assert [each["state"] for each in found["database"]] == ["wrong"]
        assert words in found["database"][0]["sentence"]
        # any crawl makes tables in it
        with open_store(work):
            pass


def test_nothing_is_told_of_an_empty_database(folder: Path) -> None:
    work = folder / "fundtrace.db"
    work.unlink()
    work.touch()
    done = CliRunner().invoke(cli, ["--data", str(folder), "status"])
    assert done.exit_code == 1
    assert "is empty (0 bytes): restore a backup" in str(done.exception)
    assert work.stat().st_size == 0


def test_metrics_can_be_read_by_prometheus(folder: Path) -> None:
    overdue(folder)
    done = CliRunner().invoke(cli, ["--data", str(folder), "status", "--prometheus"], catch_exceptions=False)
    lines = done.stdout.splitlines()
    assert 'fundtrace_source_state{source="s",state="ok"} 1' in lines
    assert 'fundtrace_source_articles{source="s"} 1' in lines
    assert 'fundtrace_schedule_slots_total{outcome="made"} 1' in lines
    names = {line.split()[2] for line in lines if line.startswith("# TYPE")}
    assert all(line.startswith("#") or line.partition("{")[0].split()[0] in names for line in lines)
