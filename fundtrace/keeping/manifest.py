"""What a backup holds: every file with its size and SHA-256, in a manifest that has a digest of its own."""

from __future__ import annotations

import hashlib
import json
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from fundtrace import __version__
from fundtrace.failure import Failure

MANIFEST = "manifest.json"
DATABASE = "fundtrace.db"
_FORMAT = 1


@dataclass(frozen=True, slots=True)
class Copied:
    """One file of a backup: where it lies there, its size and digest, and what it looked like when copied."""

    stored: str
    size: int
    sha256: str
    seen_size: int
    seen_at: int


@dataclass(frozen=True, slots=True)
class Backup:
    """What a backup holds, by the file's name in the data folder."""

    made_at: str
    files: dict[str, Copied]
    copied: int = 0

    @property
    def size(self) -> int:
        """Bytes of all files."""
        return sum(file.size for file in self.files.values())


def read_manifest(target: Path) -> Backup:
    """The manifest of a backup; Failure where there is none or it cannot be read."""
    try:
        read = json.loads((target / MANIFEST).read_text(encoding="utf-8"))
        _check_signature(read)
        files = {name: Copied(**file) for name, file in read["files"].items()}
        return Backup(read["made_at"], files)
    except FileNotFoundError as wrong:
        raise Failure(f"{target} holds no backup: there is no {MANIFEST}.") from wrong
    except (OSError, ValueError, KeyError, TypeError) as wrong:
        raise Failure(f"{target / MANIFEST} is damaged: use another backup.") from wrong


def write_manifest(target: Path, made_at: str, files: dict[str, Copied]) -> None:
    """Puts the manifest in its place in one step."""
    body: dict[str, Any] = {
        "format": _FORMAT,
        "version": __version__,
        "made_at": made_at,
        "files": {name: asdict(file) for name, file in sorted(files.items())},
    }
    body["sha256"] = _signature(body)
    part = target / f".{MANIFEST}.part"
    part.write_text(json.dumps(body, ensure_ascii=False, indent=1), encoding="utf-8")
    part.replace(target / MANIFEST)


def _signature(body: dict[str, Any]) -> str:
    bare = {key: value for key, value in body.items() if key != "sha256"}
    return hashlib.sha256(json.dumps(bare, ensure_ascii=False, sort_keys=True).encode()).hexdigest()


def _check_signature(body: dict[str, Any]) -> None:
    if body["sha256"] != _signature(body):
        raise ValueError("the manifest does not fit its own digest")


def digest(path: Path) -> str:
    """SHA-256 of a file in hexadecimal digits."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()
