"""Verifies an evidence file: nothing in it was changed, added or taken away since it was made."""

from __future__ import annotations

import hashlib
import io
import json
import zipfile
import zlib
from pathlib import Path

from warcio.archiveiterator import ArchiveIterator
from warcio.exceptions import ArchiveLoadFailed

from fundtrace.failure import Failure

MANIFEST = "manifest.json"
RECORDS = "records.warc.gz"
_MOST_UNPACKED = 2 * 1024**3


def verify_evidence(path: Path) -> tuple[list[str], str]:
    """What is wrong with an evidence file, nothing when it is sound, and the SHA-256 of its manifest."""
    wrong: list[str] = []
    try:
        with zipfile.ZipFile(path) as packed:
            if sum(member.file_size for member in packed.infolist()) > _MOST_UNPACKED:
                raise Failure(f"{path.name} unpacks to more than 2 GB; it was not opened.")
            files = {}
            for name in packed.namelist():
                if name in files:
                    wrong.append(f"{name} stands in it twice")
                files[name] = _read(packed, name, wrong)
        manifest = json.loads(files[MANIFEST])
        if not isinstance(manifest, dict):
            raise ValueError("the manifest is no list of files")
    except (OSError, zipfile.BadZipFile, KeyError, ValueError, NotImplementedError) as damage:
        raise Failure(f"{path.name} is no evidence file of Fundtrace, or it is damaged.") from damage
    wrong += _differences(files, manifest)
    return [*dict.fromkeys([*wrong, *_bad_records(files)])], hashlib.sha256(files[MANIFEST]).hexdigest()


def _read(packed: zipfile.ZipFile, name: str, wrong: list[str]) -> bytes:
    """The file, or nothing where its packing is broken, which is then told."""
    try:
        return packed.read(name)
    except (zipfile.BadZipFile, zlib.error, EOFError):
        wrong.append(f"{name} was changed")
        return b""


def _differences(files: dict[str, bytes], manifest: dict[str, str]) -> list[str]:
    wrong = [f"{name} is missing" for name in manifest if name not in files]
    wrong += [f"{name} is not in the manifest" for name in files if name not in manifest and name != MANIFEST]
    for name, digest in manifest.items():
        if name in files and hashlib.sha256(files[name]).hexdigest() != digest:
            wrong.append(f"{name} was changed")
    return wrong


def _bad_records(files: dict[str, bytes]) -> list[str]:
    wrong = []
    try:
        for record in ArchiveIterator(io.BytesIO(files.get(RECORDS, b"")), check_digests=True):
            record.content_stream().read()
            if record.digest_checker.passed is False:
                address = record.rec_headers.get_header("WARC-Target-URI")
                wrong.append(f"the record of {address} does not fit its digest")
    except (ArchiveLoadFailed, zlib.error, EOFError, ValueError):
        wrong.append(f"{RECORDS} was changed")
    return wrong
