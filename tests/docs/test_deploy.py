"""The container files: what they start exists, runs with few rights, and the health checks can fail."""

from __future__ import annotations

import re
import socket
import subprocess
import sys
from pathlib import Path
from typing import Any

import click
import pytest
import yaml

from fundtrace.cli import cli
from fundtrace.commands import COMMANDS
from tests.telling.conftest import NOW, Folder
from tests.telling.conftest import folder as folder
from tests.workers.conftest import wait_until

DEPLOY = Path(__file__).parents[2] / "deploy"
COMPOSE: dict[str, Any] = yaml.safe_load((DEPLOY / "compose.yaml").read_text(encoding="utf-8"))
SERVICES: dict[str, dict[str, Any]] = COMPOSE["services"]
IMAGE = (DEPLOY / "Containerfile").read_text(encoding="utf-8")


def command_of(words: list[str]) -> click.Command:
    """The command that words name; the rest must be options that it takes."""
    found: click.Command = cli
    rest = list(words)
    while isinstance(found, click.Group):
        found = found.commands[rest.pop(0)]
    found.make_parser(click.Context(found)).parse_args(rest)
    return found


@pytest.mark.parametrize("service", SERVICES)
def test_what_a_service_starts_is_a_command_of_ours(service: str) -> None:
    assert command_of(SERVICES[service]["command"]).name
    test = SERVICES[service]["healthcheck"]["test"]
    assert test[0] == "CMD"
    if test[1] == "fundtrace":
        assert command_of(test[2:]) in COMMANDS


@pytest.mark.parametrize("service", SERVICES)
def test_a_service_has_few_rights(service: str) -> None:
    row = SERVICES[service]
    assert row["cap_drop"] == ["ALL"]
    assert row["read_only"] is True
    assert row["security_opt"] == ["no-new-privileges:true"]
    ((user, group),) = re.findall(r"useradd .*--uid (\d+) --gid (\d+)", IMAGE)
    assert row["user"] == f"{user}:{group}"
    assert {volume.split(":")[0] for volume in row["volumes"]} <= set(COMPOSE["volumes"])
    assert {volume.split(":")[1] for volume in row["volumes"]} <= {"/data", "/backup"}
    assert all(port.startswith("127.0.0.1:") for port in row.get("ports", []))


def test_the_image_starts_a_command_of_ours_as_a_user_without_rights() -> None:
    (entry,) = re.findall(r"^ENTRYPOINT (.+)$", IMAGE, re.M)
    (command,) = re.findall(r"^CMD (.+)$", IMAGE, re.M)
    assert yaml.safe_load(entry) == ["fundtrace"]
    assert command_of(yaml.safe_load(command)).name == "serve"
    assert re.search(r"^USER fundtrace$", IMAGE, re.M)


def test_the_catalogues_health_check_tells_well_from_ill(folder: Folder) -> None:
    folder.bring("https://l.example/taka", "Biedrība atvēra taku.", "Taka", at=NOW, body="a")
    folder.publish()
    _, python, *arguments = SERVICES["catalogue"]["healthcheck"]["test"]
    assert python == "python"
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    check = [sys.executable, *(argument.replace(":8001", f":{port}") for argument in arguments)]

    def is_well() -> bool:
        return subprocess.run(check, capture_output=True, timeout=60, check=False).returncode == 0

    assert not is_well()
    command = [sys.executable, "-m", "fundtrace.cli", "--data", str(folder.data)]
    options = ["serve", "--host", "127.0.0.1", "--port", str(port)]
    with subprocess.Popen([*command, *options], stdout=subprocess.DEVNULL) as server:
        try:
            wait_until(is_well)
        finally:
            server.kill()
    assert not is_well()
