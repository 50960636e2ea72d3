"""The place that all machines share: a folder or an object store, through fsspec.

A bundle appears under its name in one step and carries the SHA-256 of its bytes in the name, so one that is
torn or was changed is known as such. Tasks (`tasks/ID.tar`) and bundles (`bundles/ID.DIGEST.tar`) are tars.
"""

from __future__ import annotations

import hashlib
import io
import tarfile
import uuid
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from fsspec.core import url_to_fs

from fundtrace.failure import Failure


class Torn(Exception):
    """A bundle whose bytes do not fit its name."""


class Shared:
    """Puts, lists, gets and removes packed folders."""

    def __init__(self, address: str) -> None:
        """`address`: a folder, or what fsspec understands (`s3://bucket/path`); Failure when it is no use."""
        try:
            self._fs, self._root = url_to_fs(address)
            for kind in ("tasks", "bundles"):
                self._fs.makedirs(f"{self._root}/{kind}", exist_ok=True)
        except (OSError, ValueError, ImportError) as wrong:
            raise Failure(f"The store {address} cannot be used: {wrong}.") from wrong

    def put(self, kind: str, name: str, body: bytes) -> None:
        """Writes a file so that it appears whole or not at all; OSError when the store is full."""
        part = f"{self._root}/.{uuid.uuid4().hex}.part"
        try:
            self._fs.pipe_file(part, body)
            self._fs.mv(part, f"{self._root}/{kind}/{name}")
        except OSError:
            if self._fs.exists(part):
                self._fs.rm_file(part)
            raise

    def names(self, kind: str) -> list[str]:
        """The names of all files of a kind."""
        self._fs.invalidate_cache()
        listed: list[Any] = self._fs.ls(f"{self._root}/{kind}", detail=False)
        return sorted(str(path).rpartition("/")[2] for path in listed)

    def get(self, kind: str, name: str) -> bytes:
        """A file's bytes; FileNotFoundError when it is no more."""
        body: bytes = self._fs.cat_file(f"{self._root}/{kind}/{name}")
        return body

    def remove(self, kind: str, name: str) -> None:
        """Removes a file; one that is gone is no fault."""
        try:
            self._fs.rm_file(f"{self._root}/{kind}/{name}")
        except FileNotFoundError:
            return

    def put_bundle(self, id: str, body: bytes) -> None:
        """Hands a bundle over."""
        self.put("bundles", f"{id}.{hashlib.sha256(body).hexdigest()[:24]}.tar", body)

    def bundles(self) -> dict[str, str]:
        """Names of bundles, and the id that each is for."""
        return {name: name.removesuffix(".tar").rpartition(".")[0] for name in self.names("bundles")}

    def bundle(self, name: str) -> bytes:
        """A bundle's bytes; Torn when they do not fit the name."""
        body = self.get("bundles", name)
        if hashlib.sha256(body).hexdigest()[:24] != name.removesuffix(".tar").rpartition(".")[2]:
            raise Torn(name)
        return body


def pack(folder: Path, files: Iterable[Path]) -> bytes:
    """Files below a folder as a tar; the same files give the same bytes."""
    out = io.BytesIO()
    with tarfile.open(fileobj=out, mode="w", format=tarfile.PAX_FORMAT) as tar:
        for path in sorted(files):
            entry = tarfile.TarInfo(path.relative_to(folder).as_posix())
            entry.size = path.stat().st_size
            with path.open("rb") as body:
                tar.addfile(entry, body)
    return out.getvalue()


def unpack(body: bytes, folder: Path) -> None:
    """Writes the files of a tar below a folder; Torn for what is no tar or leads out of it."""
    try:
        with tarfile.open(fileobj=io.BytesIO(body), mode="r") as tar:
            tar.extractall(folder, filter="data")
    except tarfile.TarError as wrong:
        raise Torn(str(wrong)) from wrong
