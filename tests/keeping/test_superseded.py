"""Which captures are superseded, and how a source says how long they stay."""

from __future__ import annotations

from pathlib import Path

import pytest

from crawlers.sources import SourceError, load_source
from db.records import SourceRecord
from db.store import Store, open_store
from fundtrace.keeping import pruning


def test_a_body_stays_as_long_as_an_answer_that_repeats_it(tmp_path: Path) -> None:
    with open_store(tmp_path / "fundtrace.db") as store:
        ids = repeated(store)
        assert [each.capture for each in pruning.superseded(store.db, "s", "2025-06-01T00:00:00Z")] == [
            ids["repeat in February"]
        ]


def repeated(store: Store) -> dict[str, int]:
    """A page whose body of January was repeated in February and July and replaced in August."""
    store.save_sources([SourceRecord("s", "B", "https://b.example/")])
    store.begin_run("2025-01-01T00:00:00Z")
    ids: dict[str, int] = {}
    for name, day, body in (
        ("body", "01-01", None),
        ("repeat in February", "02-01", "body"),
        ("repeat in July", "07-01", "body"),
        ("new body", "08-01", None),
    ):
        ids[name] = store.save_capture(
            run="20250101T000000Z",
            source="s",
            url="https://b.example/x",
            fetched_at=f"2025-{day}T00:00:00Z",
            status=304 if body else 200,
            sha256=name[0] * 64,
            warc_file="s/r.warc.gz",
            warc_offset=len(ids),
            revisit_of=ids[body] if body else None,
        )
    return ids


@pytest.mark.parametrize("keep", ["2 years", "0d", "5m", "d"])
def test_a_mistake_in_keep_is_named(tmp_path: Path, keep: str) -> None:
    file = tmp_path / "b.toml"
    file.write_text(f'name = "B"\nhome = "https://b.example/"\nkeep = "{keep}"\n', encoding="utf-8")
    with pytest.raises(SourceError, match="write for example"):
        load_source(file)
