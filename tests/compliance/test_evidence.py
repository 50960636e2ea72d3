"""Evidence that can be verified without us."""

from __future__ import annotations

import io
import json
import subprocess
import zipfile
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread

import pytest
from warcio.archiveiterator import ArchiveIterator

from fundtrace.reports.boxed import boxed
from fundtrace.reports.browser import NoBrowser, browser, picture
from tests.compliance.running import fundtrace


@pytest.fixture(scope="module")
def data(demo: Path) -> Path:
    return demo


@pytest.fixture
def proof(data: Path, tmp_path: Path) -> Path:
    out = tmp_path / "proof.zip"
    assert fundtrace(data, "evidence", "16-08-AL11-A019.2205-000901", "--out", str(out)).exit_code == 0
    return out


def changed(proof: Path, name: str, change: bytes | None) -> Path:
    """The evidence with one file changed, or taken away."""
    other = proof.with_name("changed.zip")
    with zipfile.ZipFile(proof) as old, zipfile.ZipFile(other, "w") as new:
        for member in old.namelist():
            if member != name:
                new.writestr(member, old.read(member))
        if change is not None:
            new.writestr(name, change)
    return other


def test_evidence_is_sound_as_it_was_written(data: Path, proof: Path) -> None:
    assert "is sound" in fundtrace(data, "evidence", str(proof), "--verify").stdout


def test_evidence_holds_records_text_verdicts_and_rules(proof: Path) -> None:
    with zipfile.ZipFile(proof) as packed:
        names = packed.namelist()
        text = next(packed.read(name).decode() for name in names if name.startswith("texts/"))
        rules = {rule["id"] for rule in json.loads(packed.read("rules.json"))}
    assert {
        *("README.txt", "SHA256SUMS", "index.html", "manifest.json", "records.warc.gz"),
        *("rules.json", "verdicts.json"),
    } <= set(names)
    assert "VILLAINES SELGAI" in text
    assert "leader-14-names-institutions" in rules


def test_the_same_evidence_is_the_same_file(data: Path, proof: Path, tmp_path: Path) -> None:
    again = tmp_path / "again.zip"
    fundtrace(data, "evidence", "16-08-AL11-A019.2205-000901", "--out", str(again))
    assert again.read_bytes() == proof.read_bytes()


@pytest.mark.parametrize(
    ("name", "change", "words"),
    [
        ("verdicts.json", b"{}", "verdicts.json was changed"),
        ("verdicts.json", None, "verdicts.json is missing"),
        ("added.txt", b"x", "added.txt is not in the manifest"),
    ],
)
def test_tampering_is_seen(data: Path, proof: Path, name: str, change: bytes | None, words: str) -> None:
    result = fundtrace(data, "evidence", str(changed(proof, name, change)), "--verify")
    assert result.exit_code == 1
    assert words in result.stderr


@pytest.mark.parametrize(
    "written", ["{url}", "{url}/", "{bare}", "{id}", "http://127.0.0.1:8001/en/article/{id}"]
)
def test_an_article_is_known_however_it_is_named(data: Path, tmp_path: Path, written: str) -> None:
    grant = json.loads(
        fundtrace(data, "check", "--grant", "16-08-AL11-A019.2205-000901", "--format", "json").stdout
    )
    (article,) = grant["grants"][0]["articles"]
    named = written.format(url=article["url"], bare=article["url"][len("http://") :], id=article["id"])
    told = fundtrace(data, "evidence", named, "--out", str(tmp_path / "a.zip"), "--without-screenshots")
    assert told.exit_code == 0


def test_a_file_that_is_not_there_is_said(data: Path, tmp_path: Path) -> None:
    told = fundtrace(data, "evidence", str(tmp_path / "nav.zip"), "--verify")
    assert "nav.zip: there is no such file" in str(told.exception)


def test_a_silent_grant_has_nothing_to_prove(data: Path, tmp_path: Path) -> None:
    result = fundtrace(data, "evidence", "AIF/2021/IK/907", "--out", str(tmp_path / "x.zip"))
    assert "nothing to prove" in str(result.exception)


def test_requests_stand_beside_responses(proof: Path) -> None:
    with zipfile.ZipFile(proof) as packed:
        records = ArchiveIterator(io.BytesIO(packed.read("records.warc.gz")))
        kinds = [record.rec_type for record in records]
    assert kinds == ["response", "request"]


def test_a_flipped_byte_is_named(data: Path, proof: Path) -> None:
    with zipfile.ZipFile(proof) as packed:
        members = {name: packed.read(name) for name in packed.namelist()}
    for name, body in members.items():
        flipped = bytearray(body)
        flipped[len(body) // 2] ^= 1
        result = fundtrace(data, "evidence", str(changed(proof, name, bytes(flipped))), "--verify")
        assert result.exit_code == 1, name
        said = result.stderr + str(result.exception)
        assert f"{name} was changed" in said or (name == "manifest.json" and said), said


def test_a_flipped_byte_of_the_packed_file_is_found(data: Path, proof: Path, tmp_path: Path) -> None:
    whole = proof.read_bytes()
    for at in range(60, len(whole) - 60, len(whole) // 40):
        flipped = bytearray(whole)
        flipped[at] ^= 0xFF
        file = tmp_path / "flipped.zip"
        file.write_bytes(bytes(flipped))
        if fundtrace(data, "evidence", str(file), "--verify").exit_code == 0:
            assert contents(file) == contents(proof), at  # a byte of the packing that holds nothing


def contents(file: Path) -> dict[str, bytes]:
    with zipfile.ZipFile(file) as packed:
        return {name: packed.read(name) for name in packed.namelist()}


def test_common_tools_verify_it(proof: Path, tmp_path: Path) -> None:
    with zipfile.ZipFile(proof) as packed:
        packed.extractall(tmp_path / "unpacked")
    checked = subprocess.run(
        ["sha256sum", "-c", "SHA256SUMS"], cwd=tmp_path / "unpacked", capture_output=True, text=True
    )
    assert checked.returncode == 0, checked.stderr


def test_the_page_explains_and_shows(proof: Path) -> None:
    with zipfile.ZipFile(proof) as packed:
        page = packed.read("index.html").decode()
    assert "sha256sum -c SHA256SUMS" in page
    assert "does not meet: leader-14-names-institutions" in page
    assert "neizpilda: leader-14-names-institutions" in page
    assert "<script" not in page


@pytest.mark.skipif(browser() is None, reason="no Chromium here")
def test_the_archived_page_is_pictured(proof: Path) -> None:
    with zipfile.ZipFile(proof) as packed:
        shots = [packed.read(name) for name in packed.namelist() if name.startswith("screenshots/")]
    assert [shot[:8] for shot in shots] == [b"\x89PNG\r\n\x1a\n"]


PAGE = """<html><head><style>.a{{display:none}}</style><meta http-equiv=refresh content="0; url={canary}m">
<link rel=stylesheet href="{canary}css"><base href="{canary}"></head>
<body onload="fetch('{canary}js')" style="background:url({canary}bg)">
<script>fetch("{canary}script")</script><iframe src="{canary}frame"></iframe>
<img src="{canary}lad-logo.png" alt="LAD">
<p>Projekta <b>Nr.</b> 19-07-AL23-<i>A019.2205-000905</i> stāsts.</p>
<span class="box">Viltots rāmis</span><a href="file:///etc/passwd">x</a><!-- klusums --></body></html>"""


def test_what_proves_is_boxed_and_nothing_is_live() -> None:
    made = boxed(PAGE.format(canary="http://127.0.0.2:9/"), ["Nr. 19-07-AL23-A019.2205-000905", "nav te"],
                 ["http://127.0.0.2:9/lad-logo.png"], ["<about>"])  # fmt: skip
    assert made.found == 1
    assert '<b><span class="box">Nr.</span></b>' in made.html
    assert '<i><span class="box">A019.2205-000905</span></i>' in made.html
    assert '<span class="picture box">[LAD]</span>' in made.html
    assert "<span>Viltots rāmis</span>" in made.html
    assert "&lt;about&gt;" in made.html
    for live in ("127.0.0.2", "<script", "onload", "klusums", "href", "<iframe", "background"):
        assert live not in made.html.partition("</style>")[2], live


@pytest.mark.skipif(browser() is None, reason="no Chromium here")
def test_the_browser_reaches_no_network() -> None:
    with canary() as (address, asked):
        with suppress(NoBrowser):  # the page leads away, to nowhere
            picture(PAGE.format(canary=address), 400, 300)
        picture(PAGE.format(canary=address).replace("http-equiv=refresh", ""), 400, 300)
        assert asked == []


@contextmanager
def canary() -> Iterator[tuple[str, list[str]]]:
    """A server on another loopback address that writes down what it is asked for."""
    asked: list[str] = []

    class Answer(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            asked.append(self.path)
            self.send_response(204)
            self.end_headers()

    server = ThreadingHTTPServer(("127.0.0.2", 0), Answer)
    thread = Thread(target=server.serve_forever)
    thread.start()
    try:
        yield f"http://127.0.0.2:{server.server_port}/", asked
    finally:
        server.shutdown()
        thread.join()
        server.server_close()
