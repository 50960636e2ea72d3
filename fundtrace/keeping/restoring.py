"""Checks a backup, and puts it back."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

from fundtrace.failure import Failure
from fundtrace.keeping.archive_check import archive_faults
from fundtrace.keeping.database_check import database_faults
from fundtrace.keeping.manifest import DATABASE, Backup, Copied, digest, read_manifest


def backup_faults(target: Path) -> Iterator[str]:
    """One sentence for each file of the backup that is missing or changed, with what in it is to blame."""
    backup = read_manifest(target)
    wrong = []
    for name, file in sorted(backup.files.items()):
        path = target / file.stored
        if not path.is_file():
            yield f"{name} is missing ({file.stored})"
        elif path.stat().st_size != file.size or digest(path) != file.sha256:
            wrong.append(name)
            yield f"{name} was changed ({file.stored})"
    database = target / backup.files[DATABASE].stored
    if DATABASE in wrong:
        yield from database_faults(database)
    if any(name.startswith("archive/") for name in wrong) and DATABASE not in wrong:
        yield from archive_faults(target / "archive", database)


def restore(target: Path, data: Path) -> Backup:
    """Puts a backup into a data folder that holds nothing yet; every file is checked on its way.

    Failure, and nothing is restored, when the folder holds anything or a file of the backup is missing or
    damaged.
    """
    backup = read_manifest(target)
    if data.exists() and any(data.iterdir()):
        raise Failure(f"{data} is not empty: restore into a new folder, fundtrace --data DIR restore BACKUP.")
    part = data.with_name(f".{data.name}.restoring")
    shutil.rmtree(part, ignore_errors=True)
    try:
        for name, file in sorted(backup.files.items()):
            _put_back(target / file.stored, part / name, name, file)
        faults = [*database_faults(part / DATABASE)]
        if faults:
            raise Failure(f"The backup's database is damaged: {faults[0]}.")
        if data.exists():
            data.rmdir()
        part.replace(data)
    except OSError as wrong:
        raise Failure(f"{data} cannot be written ({wrong.strerror or wrong}).") from wrong
    finally:
        shutil.rmtree(part, ignore_errors=True)
    return backup


def _put_back(source: Path, to: Path, name: str, file: Copied) -> None:
    if not source.is_file():
        raise Failure(f"The backup has lost {name}; nothing was restored.")
    to.parent.mkdir(parents=True, exist_ok=True)
    shutil.copyfile(source, to)
    if digest(to) != file.sha256:
        raise Failure(f"The backup's copy of {name} was changed since it was made; nothing was restored.")
