"""An operator's mistake, or what is in the way, ends in a sentence: what, where and how to mend it."""

from __future__ import annotations

import socket
import subprocess
import sys
from pathlib import Path

import pytest
from click.testing import CliRunner
from PIL import Image

from db.store import open_store
from fundtrace.cli import cli
from fundtrace.commands.catalogue import serve_catalogue
from fundtrace.failure import Failure
from fundtrace.schedule.units import units


def told(data: Path, *command: str) -> tuple[int, str]:
    """Exit code and words of a command in a process of its own."""
    done = subprocess.run(
        [sys.executable, "-m", "fundtrace.cli", "--data", str(data), *command],
        capture_output=True,
        text=True,
        check=False,
        timeout=60,
    )
    return done.returncode, done.stdout + done.stderr


def logo(folder: Path) -> str:
    path = folder / "logo.png"
    Image.new("RGB", (40, 20), "white").save(path)
    return str(path)


@pytest.mark.parametrize(
    "command",
    [
        ("check",),
        ("crawl", "a", "--sources", "SOURCES"),
        ("grants", "list"),
        ("publish",),
        ("schedule", "run", "--sources", "SOURCES"),
        ("status",),
        ("doctor", "--quick", "--sources", "SOURCES"),
        ("backup", "BACKUP"),
    ],
    ids=lambda command: command[0],
)
def test_a_folder_in_the_databases_place_is_told_by_all(command: tuple[str, ...], tmp_path: Path) -> None:
    data, sources = tmp_path / "data", tmp_path / "sources"
    (data / "fundtrace.db").mkdir(parents=True)
    sources.mkdir()
    (sources / "a.toml").write_text(
        'name = "A"\nhome = "http://127.0.0.1:9/"\nallow_private_addresses = true\n'
    )
    places = {"SOURCES": str(sources), "BACKUP": str(tmp_path / "backup")}
    code, words = told(data, *(places.get(part, part) for part in command))
    assert code == 1
    assert "Traceback" not in words
    assert str(data / "fundtrace.db") in words
    assert "run 'fundtrace crawl' first" not in words
    assert "move it away" in words or "check" in words


@pytest.mark.parametrize(
    "command", [("grants", "list"), ("export", "grants"), ("status",), ("backup", "BACKUP")]
)
def test_a_mistyped_folder_is_refused_and_not_made(command: tuple[str, ...], tmp_path: Path) -> None:
    data = tmp_path / "nowhere"
    code, words = told(data, *(str(tmp_path / part) if part == "BACKUP" else part for part in command))
    assert code == 1
    assert f"There is no database at {data / 'fundtrace.db'} yet" in words
    assert not data.exists()


def test_a_file_that_cannot_be_written_is_named_without_a_traceback(tmp_path: Path) -> None:
    data = tmp_path / "data"
    (data / "logos.toml").mkdir(parents=True)
    code, words = told(data, "logos", "add", logo(tmp_path), "--rule", "acf-logo")
    assert code == 1
    assert "Traceback" not in words
    assert f"fundtrace: {data / 'logos.toml'}: Is a directory; check what is there, its owner" in words


def test_a_logo_that_is_not_taken_leaves_those_before_it(tmp_path: Path) -> None:
    assert told(tmp_path, "logos", "add", logo(tmp_path), "--rule", "acf-logo")[0] == 0
    before = (tmp_path / "logos.toml").read_bytes()
    assert "is no rule about a logo" in told(tmp_path, "logos", "add", logo(tmp_path), "--rule", "x")[1]
    assert (tmp_path / "logos.toml").read_bytes() == before
    assert not list(tmp_path.glob(".logos-*"))


def test_what_is_no_picture_is_told_in_our_words(tmp_path: Path) -> None:
    path = tmp_path / "a.png"
    path.write_bytes(b"not a picture")
    _, words = told(tmp_path, "logos", "add", str(path), "--rule", "acf-logo")
    assert words == (
        f"fundtrace: {path} is no picture that can be read: what it holds is not known as a picture.\n"
    )


@pytest.mark.parametrize("broker", ["nope", "http://queue", "amqp://queue", ""])
def test_what_is_no_address_of_redis_is_told(broker: str, tmp_path: Path) -> None:
    pytest.importorskip("celery")
    for command in (["start"], ["visit", "--store", str(tmp_path)]):
        done = CliRunner().invoke(cli, ["--data", str(tmp_path), "workers", *command, "--broker", broker])
        assert isinstance(done.exception, Failure)
        assert "is no address of Redis: write for example redis://127.0.0.1:6379/0" in str(done.exception)


def test_the_catalogue_is_announced_only_when_it_comes(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "fundtrace.toml").write_text("contact = \n")
    open_store(tmp_path / "fundtrace.db").close()
    with pytest.raises(Failure, match=r"fundtrace\.toml: cannot be read"):
        serve_catalogue(tmp_path, "127.0.0.1", 8001)
    assert "The catalogue is at" not in capsys.readouterr().out


def test_settings_that_cannot_be_read_stop_the_publication(tmp_path: Path) -> None:
    open_store(tmp_path / "fundtrace.db").close()
    (tmp_path / "fundtrace.toml").write_text("contact = \n")
    code, words = told(tmp_path, "publish")
    assert (code, "Published" in words) == (1, False)
    assert f"fundtrace: {tmp_path / 'fundtrace.toml'}: cannot be read" in words
    assert not (tmp_path / "catalogue.db").exists()


@pytest.mark.parametrize("form", [(), ("--json",), ("--prometheus",)], ids=str)
def test_status_says_that_the_settings_cannot_be_read(form: tuple[str, ...], tmp_path: Path) -> None:
    open_store(tmp_path / "fundtrace.db").close()
    assert CliRunner().invoke(cli, ["--data", str(tmp_path), "status", *form]).stderr == ""
    (tmp_path / "fundtrace.toml").write_text("contact = \n")
    done = CliRunner().invoke(cli, ["--data", str(tmp_path), "status", *form])
    assert done.exit_code == 0
    assert done.stderr.startswith("The settings are wrong, services will not start with them: ")
    assert f"{tmp_path / 'fundtrace.toml'}: cannot be read" in done.stderr


def test_a_demo_finds_its_port_taken_before_it_begins(tmp_path: Path) -> None:
    (tmp_path / "demo-sources").mkdir()
    (tmp_path / "catalogue.db").write_text("of an earlier demo")
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
        code, words = told(tmp_path, "demo", "--port", str(port))
    assert code == 1
    assert words.startswith(f"fundtrace: Port {port} on 127.0.0.1 cannot be used")
    assert (tmp_path / "catalogue.db").read_text() == "of an earlier demo"


def test_a_demo_refuses_wrong_settings_before_it_begins(tmp_path: Path) -> None:
    (tmp_path / "fundtrace.toml").write_text("contact = \n")
    code, words = told(tmp_path, "demo", "--port", "1")
    assert (code, list(tmp_path.iterdir())) == (1, [tmp_path / "fundtrace.toml"])
    assert words.startswith(f"fundtrace: {tmp_path / 'fundtrace.toml'}: cannot be read")


@pytest.mark.parametrize("wrong", [socket.gaierror(-2, "Name or service not known"), UnicodeError("label")])
def test_a_host_that_is_none_is_no_matter_of_the_port(
    wrong: Exception, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    open_store(tmp_path / "fundtrace.db").close()

    def unknown(*_: object) -> None:
        raise wrong

    # no name server is asked
    monkeypatch.setattr(socket, "getaddrinfo", unknown)
    with pytest.raises(Failure, match=r"^“catalogue” is no address to listen on\. .* with --host\.$"):
        serve_catalogue(tmp_path, "catalogue", 8001)


@pytest.mark.parametrize("user", ["", "a b", "x\nExecStart=/bin/false", "-x"])
def test_a_unit_file_takes_no_user_that_cannot_be(user: str) -> None:
    with pytest.raises(ValueError, match="is no name of an account"):
        units("/usr/bin/fundtrace", "/var/lib/fundtrace", user, "/var/backups/fundtrace")


def test_a_path_with_a_space_is_one_word_in_a_unit_file() -> None:
    files = units("/opt/a b/fundtrace", "/srv/50% data", "fundtrace", "/srv/back ups")
    backup = files["fundtrace-backup.service"]
    assert 'ExecStart="/opt/a b/fundtrace" --data "/srv/50%% data" backup "/srv/back ups"\n' in backup
    assert 'ReadWritePaths="/srv/50%% data" "/srv/back ups"\n' in backup


def test_the_folder_of_the_backup_is_absolute_in_a_unit_file(tmp_path: Path) -> None:
    _, words = told(tmp_path, "schedule", "systemd", "--backup", "backup")
    assert f" backup {Path.cwd() / 'backup'}\n" in words


def test_status_names_the_class_and_the_next_step(tmp_path: Path) -> None:
    data, sources = tmp_path / "data", tmp_path / "sources"
    sources.mkdir()
    (sources / "a.toml").write_text(
        'name = "A"\nhome = "http://127.0.0.1:9/"\nallow_private_addresses = true\n'
    )
    CliRunner().invoke(cli, ["--data", str(data), "crawl", "--sources", str(sources)])
    lines = CliRunner().invoke(cli, ["--data", str(data), "status"]).stdout.splitlines()
    assert lines[0].strip() == "1 source"
    shown = " ".join(" ".join(line.split("│")[-2].split()) for line in lines if line.startswith("│"))
    assert shown.startswith("refused: 127.0.0.1 does not accept connections")
    assert "Next step: Open the site in a browser" in shown
    assert "0 of 0" not in "".join(lines)
