"""A zip that proves what stood on a page: archived records, texts, verdicts with their rules, and hashes."""

from __future__ import annotations

import hashlib
import io
import json
import zipfile
import zlib
from pathlib import Path
from typing import TYPE_CHECKING, Any, BinaryIO

from warcio.archiveiterator import ArchiveIterator

from fundtrace.failure import Failure
from normalise.rulebook import load_rulebook

if TYPE_CHECKING:
    from db.store import Store

_MANIFEST = "manifest.json"
_PIECE = 1 << 16
_MOST_UNPACKED = 2 * 1024**3
_FIXED_TIME = (1980, 1, 1, 0, 0, 0)

README = """HOW TO VERIFY THIS FILE

1. Unpack it. For every file that manifest.json lists, compute its SHA-256 (for example: sha256sum FILE)
   and compare.
2. records.warc.gz holds what the servers sent, in the WARC 1.1 format (ISO 28500). Any WARC reader opens it;
   `warcio check records.warc.gz` compares each record with its own digest.
3. texts/ holds what was read from them; verdicts.json says rule by rule what was found, where (start and end
   count characters of the text), and which document the rule comes from; rules.json holds the rules' words.

Or in one step, offline: fundtrace evidence THIS-FILE.zip --verify

A hash proves that nothing was changed since the file was made. Who noted the manifest's own SHA-256 when
the file was made can prove it to others.
"""


def write_evidence(store: Store, archive: Path, records: list[dict[str, Any]], out: Path) -> str:
    """Writes the evidence of the grants' articles; returns the SHA-256 of the manifest.

    Failure when the archive lost a record or the file cannot be written.
    """
    articles = {article["id"]: article for record in records for article in record["articles"]}
    files: dict[str, bytes] = {"README.txt": README.encode()}
    files["records.warc.gz"] = b"".join(_records(store, archive, id) for id in sorted(articles))
    for id in sorted(articles):
        text = store.db.execute("SELECT text FROM articles WHERE id = ?", [id]).fetchone()[0]
        files[f"texts/{id}.txt"] = text.encode()
    files["verdicts.json"] = _json({"grants": records})
    used = {verdict["rule"] for article in articles.values() for verdict in article["verdicts"]}
    rules = [rule for book in load_rulebook().values() for rule in book.rules if rule.id in used]
    files["rules.json"] = _json([rule.model_dump(mode="json") for rule in rules])
    manifest = _json({name: hashlib.sha256(body).hexdigest() for name, body in sorted(files.items())})
    _write(out, {**files, _MANIFEST: manifest})
    return hashlib.sha256(manifest).hexdigest()


def _write(out: Path, files: dict[str, bytes]) -> None:
    try:
        with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as packed:
            for name, body in sorted(files.items()):
                packed.writestr(zipfile.ZipInfo(name, _FIXED_TIME), body, zipfile.ZIP_DEFLATED)
    except OSError as wrong:
        raise Failure(f"{out} cannot be written: {wrong.strerror}.") from wrong


def _json(data: Any) -> bytes:
    return json.dumps(data, ensure_ascii=False, indent=2, sort_keys=True).encode()


def _records(store: Store, archive: Path, article: str) -> bytes:
    """The archived response of the article, and the one that holds the body when it is a revisit."""
    identity: int | None = store.db.execute(
        "SELECT capture FROM articles WHERE id = ?", [article]
    ).fetchone()[0]
    found = b""
    while identity is not None:
        capture = store.capture(identity)
        try:
            with (archive / capture.warc_file).open("rb") as stream:
                stream.seek(capture.warc_offset)
                found += _member(stream)
        except (OSError, zlib.error) as wrong:
            lost = f"The archive lost the record of {capture.url} ({capture.warc_file})"
            raise Failure(f"{lost}: restore it from a backup.") from wrong
        identity = capture.revisit_of
    return found


def _member(stream: BinaryIO) -> bytes:
    """The gzip member that begins here, as it lies in the archive."""
    unpacker = zlib.decompressobj(zlib.MAX_WBITS | 16)
    member = b""
    while not unpacker.eof:
        piece = stream.read(_PIECE)
        if not piece:
            raise zlib.error("the record is cut off")
        unpacker.decompress(piece)
        member += piece[: len(piece) - len(unpacker.unused_data)]
    return member


def verify_evidence(path: Path) -> tuple[list[str], str]:
    """What is wrong with an evidence file, nothing when it is sound, and the SHA-256 of its manifest."""
    try:
        with zipfile.ZipFile(path) as packed:
            if sum(member.file_size for member in packed.infolist()) > _MOST_UNPACKED:
                raise Failure(f"{path.name} unpacks to more than 2 GB; it was not opened.")
            files = {name: packed.read(name) for name in packed.namelist()}
        manifest = json.loads(files[_MANIFEST])
    except (OSError, zipfile.BadZipFile, zlib.error, KeyError, ValueError) as wrong:
        raise Failure(f"{path.name} is no evidence file of Fundtrace, or it is damaged.") from wrong
    return [*_differences(files, manifest), *_bad_records(files)], hashlib.sha256(
        files[_MANIFEST]
    ).hexdigest()


def _differences(files: dict[str, bytes], manifest: dict[str, str]) -> list[str]:
    wrong = [f"{name} is missing" for name in manifest if name not in files]
    wrong += [
        f"{name} is not in the manifest" for name in files if name not in manifest and name != _MANIFEST
    ]
    for name, digest in manifest.items():
        if name in files and hashlib.sha256(files[name]).hexdigest() != digest:
            wrong.append(f"{name} was changed")
    return wrong


def _bad_records(files: dict[str, bytes]) -> list[str]:
    wrong = []
    for record in ArchiveIterator(io.BytesIO(files.get("records.warc.gz", b"")), check_digests=True):
        record.content_stream().read()
        if record.digest_checker.passed is False:
            wrong.append(
                f"the record of {record.rec_headers.get_header('WARC-Target-URI')} does not fit its digest"
            )
    return wrong
