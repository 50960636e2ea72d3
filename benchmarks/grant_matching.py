"""`python -m benchmarks.grant_matching`: a register of 5,000 grants against 100,000 articles on one core.

Makes a database of its own in a temporary folder, sends nothing, and prints seconds and memory; the exit
status is 1 when the first check takes 60 s or 500 MB, or the second 2 s.
"""

from __future__ import annotations

import random
import resource
import sys
import tempfile
import time
from collections.abc import Iterator
from datetime import date
from pathlib import Path

from db.grants.checking import check, checked
from db.grants.register import save_grants
from db.store import Store, open_store
from normalise.grant_records import Grant

GRANTS, ARTICLES, SOURCES = 5_000, 100_000, 300
_FUNDERS = ("acf-lv", "sif", "eafrd-leader", "esf", "izm-lv")
_SHAPES = ("AIF/2022/KAPAC2/{n:03d}", "2023.LV/NVOF/MIC/{n:04d}", "22-05-AL{a:02d}-A019.2201-{n:06d}",
           "9.2.4.2/16/I/{n:04d}", "VP2023/5-{n:03d}")  # fmt: skip
_WORDS = (
    "jumts", "upe", "tilts", "dziesma", "skola", "bērni", "dārzs", "mežs", "saule", "laiva", "parks",
    "seniori", "kaimiņi", "māja", "gaisma", "ceļš", "maize", "stāsts", "pavasaris", "rudens", "koris",
    "teātris", "grāmata", "putni", "taka", "ezers", "krasts", "sarunas", "darbnica", "svētki", "tirgus",
    "ābele",
)  # fmt: skip


def main() -> int:
    """Runs the benchmark."""
    rng = random.Random(7)
    with tempfile.TemporaryDirectory() as folder, open_store(Path(folder) / "fundtrace.db") as store:
        grants = list(_grants(rng))
        save_grants(store, grants)
        _fill(store, grants, rng)
        publishers: dict[str, tuple[str, ...]] = {f"s{n}": (f"Biedrība “Pulks {n}”",) for n in range(SOURCES)}
        before = _memory()
        first = _timed(store, publishers)
        peak = _memory()
        again = _timed(store, publishers)
        found = sum(1 for grant in checked(store) if grant["articles"])
    print(f"{len(grants)} grants, {ARTICLES} articles: first check {first:.1f} s, again {again:.2f} s")
    print(f"memory {before} MB before, {peak} MB at most; {found} grants with articles")
    return 0 if first < 60 and again < 2 and peak < 500 else 1


def _timed(store: Store, publishers: dict[str, tuple[str, ...]]) -> float:
    start = time.perf_counter()
    check(store, publishers, [], date(2026, 1, 1), lambda article: "")
    return time.perf_counter() - start


def _memory() -> int:
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024


def _grants(rng: random.Random) -> Iterator[Grant]:
    for n in range(GRANTS):
        kind = n % len(_FUNDERS)
        number = _SHAPES[kind].format(n=n, a=n % 40)
        title = " ".join(rng.sample(_WORDS, 4)).capitalize()
        yield Grant(
            number, number, title, funder=_FUNDERS[kind], recipient=f"Biedrība “Pulks {n % SOURCES}”",
            start="2022-01-01", end="2023-12-31",
        )  # fmt: skip


def _fill(store: Store, grants: list[Grant], rng: random.Random) -> None:
    run = "20260101T000000Z"
    with store.batch():
        db = store.db
        db.execute("INSERT INTO runs (id, started) VALUES (?, ?)", [run, "2026-01-01T00:00:00Z"])
        sources = [(f"s{n}", f"S {n}", "https://x.example/", "auto") for n in range(SOURCES)]
        db.conn.executemany("INSERT INTO sources (id, name, home, kind) VALUES (?, ?, ?, ?)", sources)
        db.execute(
            """INSERT INTO captures (id, run, source, url, final_url, fetched_at, status, warc_file,
            warc_offset, role)
            VALUES (1, ?, 's0', 'u', 'u', '2026-01-01T00:00:00Z', 200, 'f', 0, 'page')""",
            [run],
        )
        for n in range(ARTICLES):
            _article(store, n, grants[rng.randrange(len(grants))], rng)


def _article(store: Store, n: int, grant: Grant, rng: random.Random) -> None:
    id, source = f"{n:012x}", f"s{rng.randrange(SOURCES)}"
    text = " ".join(rng.choices(_WORDS, k=180))
    now = "2026-01-01T00:00:00Z"
    store.db.execute(
        """INSERT INTO articles (id, source, url, title, text, first_seen, last_seen, capture, text_digest,
        findings_digest, published, published_how, language)
        VALUES (?, ?, ?, 't', ?, ?, ?, 1, ?, 'f', ?, 'url', 'lv')""",
        [id, source, f"https://x.example/{n}", text, now, now, id, f"202{rng.randrange(5)}-05-05"],
    )
    if n % 2:
        return
    rows = [(id, 0, grant.funder, "financed", 0.9)]
    store.db.conn.executemany(
        "INSERT INTO article_funders (article, position, funder, role, confidence) VALUES (?, ?, ?, ?, ?)",
        rows,
    )
    if n % 4 == 0:
        number = grant.id if n % 8 else grant.id[:-1] + str(rng.randrange(10))
        store.db.execute(
            "INSERT INTO article_grants VALUES (?, 0, ?, ?, 'financed', 0.9)", [id, number, grant.funder]
        )
    title = grant.title if n % 3 == 0 else " ".join(rng.sample(_WORDS, 3))
    store.db.execute("INSERT INTO article_projects VALUES (?, 0, ?, NULL, NULL)", [id, title])
    name = grant.recipient if n % 3 else f"Pulks {rng.randrange(SOURCES)}"
    store.db.execute("INSERT INTO article_organisations VALUES (?, 0, ?, 'lead')", [id, name])


if __name__ == "__main__":
    sys.exit(main())
