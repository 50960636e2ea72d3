"""Evidence that can be verified without us."""

from __future__ import annotations

import json
import zipfile
from pathlib import Path

import pytest

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
    assert {"README.txt", "manifest.json", "records.warc.gz", "rules.json", "verdicts.json"} <= set(names)
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


def test_a_silent_grant_has_nothing_to_prove(data: Path, tmp_path: Path) -> None:
    result = fundtrace(data, "evidence", "AIF/2021/IK/907", "--out", str(tmp_path / "x.zip"))
    assert "nothing to prove" in str(result.exception)
