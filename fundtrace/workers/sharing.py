"""The place that all machines share: a folder or an object store, through fsspec.

A bundle appears under its name in one step and carries the SHA-256 of its bytes in the name, so one that is
torn or was changed is known as such. Tasks (`tasks/ID.tar`) and bundles (`bundles/ID.DIGEST.tar`) are tars.
"""

from __future__ import annotations

import hashlib
import io
import tarfile
import uuid
from collections.abc import Iterable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from fsspec.core import url_to_fs

from fundtrace.failure import Failure
from fundtrace.workers.patience import Away


class Torn(Exception):
    """A bundle whose bytes do not fit its name."""


class Shared:
    """Puts, lists, gets and removes packed folders; each raises `Away` when the store fails or is full."""

    def __init__(self, address: str) -> None:
        """`address`: a folder, or what fsspec understands (`s3://bucket/path`); Failure when it is no use."""
        if not address:
            raise Failure("Name the store: a folder that all machines share, or s3://bucket/folder.")
        self._address = address
        try:
            self._fs, self._root = url_to_fs(address)
        except (ValueError, ImportError) as wrong:
            raise Failure(f"The store {address} cannot be used: {wrong}.") from wrong
        with self._reached("used"):
            for kind in ("tasks", "bundles"):
                self._fs.makedirs(f"{self._root}/{kind}", exist_ok=True)

    def put(self, kind: str, name: str, body: bytes) -> None:
        """Writes a file so that it appears whole or not at all."""
        part = f"{self._root}/.{uuid.uuid4().hex}.part"
        with self._reached("written"):
            try:
                self._fs.pipe_file(part, body)
                self._fs.mv(part, f"{self._root}/{kind}/{name}")
            except (
                Exception
            ):  # whatever it is: half a file must not stay behind, least of all in a full store
                self._remove(part)
                raise

    def names(self, kind: str) -> list[str]:
        """The names of all files of a kind."""
        found = (path.rpartition("/")[2] for path in self._listed(f"{self._root}/{kind}"))
        # some list the folder itself
        return sorted(name for name in found if name.endswith(".tar"))

    def get(self, kind: str, name: str) -> bytes:
        """A file's bytes; FileNotFoundError when it is no more."""
        with self._reached("read"):
            try:
                body: bytes | None = self._fs.cat_file(f"{self._root}/{kind}/{name}")
            except FileNotFoundError:
                body = None
        if body is None:
            raise FileNotFoundError(name)
        return body

    def remove(self, kind: str, name: str) -> None:
        """Removes a file; one that is gone is no fault."""
        with self._reached("written"):
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

    def sweep(self) -> None:
        """Removes what the killed left half written; who is still writing notices and writes again."""
        for path in self._listed(self._root):
            if path.endswith(".part"):
                self._remove(path)

    def _listed(self, folder: str) -> list[str]:
        with self._reached("read"):
            self._fs.invalidate_cache()
            try:
                return [str(path) for path in self._fs.ls(folder, detail=False)]
            except FileNotFoundError:
                # object stores have no folders, so an empty one is not there
                return []

    def _remove(self, path: str) -> None:
        # the reason why it was not written counts, not that it cannot be removed either
        with suppress(Exception):
            self._fs.rm_file(path)

    @contextmanager
    def _reached(self, done: str) -> Iterator[None]:
        try:
            yield
        except Exception as wrong:  # each file system has errors of its own: botocore's, aiohttp's, ...
            why = getattr(wrong, "strerror", None) or str(wrong) or type(wrong).__name__
            raise Away(
                f"The store {self._address} cannot be {done} ({why}). Make room, or see that it answers."
            ) from wrong


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
