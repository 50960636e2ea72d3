"""A published snapshot made of `articles.toml` through the real store and publisher, and its catalogue."""

from __future__ import annotations

import asyncio
import shutil
import socket
import threading
import tomllib
from collections.abc import Iterator
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import pytest
import uvicorn
from datasette.app import Datasette

from datasette_config.app import make_datasette
from datasette_config.settings import Settings
from db.grants.checking import check
from db.grants.register import save_grants
from db.ids import article_id
from db.publish import publish
from db.records import SourceRecord, SourceRun
from db.store import Store, open_store
from fundtrace.preflight import preflight
from normalise.grant_records import Grant
from normalise.records import (
    AmountFinding,
    DateFinding,
    Evidence,
    Extraction,
    FunderFinding,
    GrantFinding,
    IssueRecord,
    OrganisationFinding,
    Page,
    PlaceFinding,
    ProjectFinding,
    Published,
)

ARGUMENTS = (
    *("--no-sandbox", "--headless", "--disable-gpu", "--disable-quic", "--no-first-run"),
    *("--disable-background-networking", "--disable-component-update", "--disable-sync"),
)
SEEN = datetime(2026, 11, 1, 6, 0, tzinfo=UTC)
SOURCES = (
    SourceRecord(
        "lielupe", "Biedrība “Lielupes krasts”", "https://lielupe.example/", "wordpress", None, "Zemgale"
    ),
    SourceRecord(
        "selija", "Partnerība “Sēlijas laiks”", "https://selija.example/", "listing", None, "Sēlija"
    ),
    SourceRecord("kurzeme", "Kurzemes kopienu centrs", "https://kurzeme.example/", "feed", None, "Kurzeme"),
)
ACCOUNTS = {
    "lielupe": SourceRun("ok", requests=5, fetched=5, found=3, new=3, unread=0),
    "selija": SourceRun(
        "degraded", requests=6, fetched=4, failed=2, found=3, new=3, unread=2, detail="2 lapas neatvērās"
    ),
    "kurzeme": SourceRun("ok", requests=32, fetched=32, found=30, new=30, unread=0),
}
TODAY = date(2026, 11, 2)
PUBLISHERS = {
    "lielupe": ("Biedrība “Lielupes krasts”",),
    "selija": ("Partnerība “Sēlijas laiks”",),
    "kurzeme": ("Kurzemes kopienu centrs",),
}
REGISTER = (
    Grant(
        "AIF/2022/KAPAC2/018", "AIF/2022/KAPAC2/018", "Balss laukos", "Jaunieši runā par savu pagastu.",
        "acf-lv", "Aktīvo iedzīvotāju fonds", "Kapacitāte", "Biedrība “Lielupes krasts”", "50008000018",
        12500.5, "EUR", "2022-08-15", "2022-09-01", "2024-01-31", "Jelgava",
    ),
    Grant(
        "2022.LV/NVOF/MAC/007/12", "2022.LV/NVOF/MAC/007/12", "Kopienu skola", None,
        "sif", "SIF", None, "Kurzemes kopienu centrs", start="2022-01-01", end="2024-12-31",
    ),
    Grant(
        "AIF/2023/ACTB/044", "AIF/2023/ACTB/044", "Klusā māja", None, "acf-lv", "AIF", None,
        "Kurzemes kopienu centrs", None, 8000, "EUR", "2023-01-10", "2023-02-01", "2024-01-31",
    ),
    Grant(
        "21-08-AL35-A019.2202-000777", "21-08-AL35-A019.2202-000777", "Veloceļš", None, "eafrd-leader",
        "LEADER", None, "Partnerība “Sēlijas laiks”", start="2021-05-01", end="2022-05-31",
    ),
    Grant(
        "23-03-AL07-A019.2201-000004", "23-03-AL07-A019.2201-000004", "Rotaļu laukums Neretā", None,
        "eafrd-leader", "LEADER", None, "Partnerība “Sēlijas laiks”", start="2023-03-01", end="2023-10-31",
    ),
    Grant(
        "AIF/2026/X/001", "AIF/2026/X/001", "<script>alert(1)</script>", "</script><b>x</b>", "acf-lv",
        "AIF", "<i>", "<img src=x onerror=alert(1)>", start="2026-01-01", end="2030-01-31",
    ),
)  # fmt: skip


@pytest.fixture(scope="session")
def snapshot(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The path of a published snapshot."""
    return make_snapshot(tmp_path_factory.mktemp("catalogue"))


@pytest.fixture
def copy(snapshot: Path, tmp_path: Path) -> Path:
    """A copy of the snapshot that a test may change."""
    return Path(shutil.copy(snapshot, tmp_path / "catalogue.db"))


@pytest.fixture
def catalogue(snapshot: Path) -> Datasette:
    """The catalogue over the snapshot, with the check of drafts."""
    return make_datasette(snapshot, preflight=preflight)


@pytest.fixture(scope="session")
def ids() -> dict[str, str]:
    """Article ids by their `path` in articles.toml."""
    return {entry["path"]: article_id(_address(entry)) for entry in _entries()}


@pytest.fixture(scope="session")
def build_snapshot() -> Any:
    """A function that makes a snapshot in a folder; `leave_out` names paths that it should not have."""
    return make_snapshot


@pytest.fixture(scope="module")
def address(snapshot: Path) -> Iterator[str]:
    """The catalogue served on a free loopback port."""
    listener = socket.socket()
    listener.bind(("127.0.0.1", 0))
    listener.listen()
    application = make_datasette(snapshot, Settings(contact="kontakts@example.lv"), preflight=preflight).app()
    server = uvicorn.Server(uvicorn.Config(application, log_level="error", lifespan="on"))
    thread = threading.Thread(target=server.run, kwargs={"sockets": [listener]}, daemon=True)
    thread.start()
    yield f"http://127.0.0.1:{listener.getsockname()[1]}"
    server.should_exit = True
    thread.join()


@pytest.fixture(scope="module")
def browser() -> Iterator[Any]:
    """Debian's Chromium; its absence skips the tests."""
    chromium = shutil.which("chromium")
    if chromium is None:
        pytest.skip("no browser: install Debian's package “chromium”")
    playwright = pytest.importorskip("playwright.sync_api", reason="no Playwright: install the extra “dev”")
    # Playwright's plain interface will not start where a loop is at hand, and pytest-asyncio leaves one
    asyncio.set_event_loop(None)
    with playwright.sync_playwright() as running:
        yield running.chromium.launch(executable_path=chromium, args=list(ARGUMENTS))


def make_snapshot(folder: Path, leave_out: frozenset[str] = frozenset()) -> Path:
    work, target = folder / "fundtrace.db", folder / "catalogue.db"
    with open_store(work) as store:
        store.save_sources(SOURCES)
        run = store.begin_run(SEEN)
        for place, entry in enumerate(_entries()):
            if entry["path"] not in leave_out:
                _save(store, run, entry, place)
        for source, account in ACCOUNTS.items():
            store.save_source_run(run, source, account, SEEN, SEEN)
        _revise(store, run)
        store.end_run(run, SEEN)
        save_grants(store, REGISTER)
        check(store, PUBLISHERS, [], TODAY, lambda article: "")
    publish(work, target, built_at=SEEN, force=True)
    return target


def _entries() -> list[dict[str, Any]]:
    with Path(__file__).with_name("articles.toml").open("rb") as file:
        material = tomllib.load(file)
    return [*material["article"], *_series(material["series"])]


def _series(series: dict[str, Any]) -> Iterator[dict[str, Any]]:
    first = date.fromisoformat(series["first"])
    for index in range(series["months"]):
        month = first.month - 1 + index
        moment = date(first.year + month // 12, month % 12 + 1, first.day)
        place = series["places"][index % len(series["places"])]
        words = {"number": index + 1, "where": place["where"], "date": f"{moment.year}. gada {moment:%d.%m.}"}
        financing = "līdzfinansē Sabiedrības integrācijas fonds no Latvijas valsts budžeta līdzekļiem"
        number = "2022.LV/NVOF/MAC/007/12"
        yield {
            "source": series["source"],
            "path": f"kopienu-skola-{index + 1}",
            "title": series["title"].format(**words),
            "published": moment.isoformat(),
            "how": "feed",
            "text": series["text"].format(**words),
            "funders": [
                {
                    "id": "sif",
                    "role": "financed",
                    "confidence": 0.96,
                    "rule": "statement of funding",
                    "quotes": [financing],
                }
            ],
            "grants": [
                {
                    "id": number,
                    "funder": "sif",
                    "role": "financed",
                    "rule": "grant number",
                    "quotes": [number],
                }
            ],
            "places": [
                {
                    "name": place["name"],
                    "latitude": place["latitude"],
                    "longitude": place["longitude"],
                    "rule": "place name, locative",
                    "quotes": [place["where"]],
                }
            ],
        }


def _address(entry: dict[str, Any]) -> str:
    return f"https://{entry['source']}.example/{entry['path']}/"


def _save(store: Store, run: str, entry: dict[str, Any], place: int) -> None:
    page, extraction = _read(entry)
    capture = store.save_capture(
        run=run,
        source=entry["source"],
        url=page.url,
        fetched_at=SEEN,
        status=200,
        warc_file=f"{entry['source']}/{run}.warc.gz",
        warc_offset=place,
        sha256=f"{place:064x}",
    )
    store.save_article(page, extraction, entry["source"], capture, SEEN)


def _revise(store: Store, run: str) -> None:
    """The call's deadline is moved: a second capture with another text."""
    entry = next(entry for entry in _entries() if entry["path"] == "konkurss-atverts")
    later = SEEN.replace(day=2)
    changed = {
        **entry,
        "text": entry["text"].replace("28. martam", "12. aprīlim"),
        "dates": [
            {
                **entry["dates"][0],
                "start": "2024-04-12",
                "end": "2024-04-12",
                "quotes": ["līdz 2024. gada 12. aprīlim"],
            }
        ],
    }
    page, extraction = _read(changed)
    capture = store.save_capture(
        run=run,
        source=entry["source"],
        url=page.url,
        fetched_at=later,
        status=200,
        warc_file=f"{entry['source']}/{run}.warc.gz",
        warc_offset=10_000,
        sha256="f" * 64,
    )
    store.save_article(page, extraction, entry["source"], capture, later)


def _read(entry: dict[str, Any]) -> tuple[Page, Extraction]:
    text = f"{entry['title']}\n{entry['text'].strip()}"
    published = Published(entry["published"], entry["how"], 0.9) if "published" in entry else None
    address = _address(entry)
    page = Page(address, address, entry["title"], text, "lv", published)

    def evidence(finding: dict[str, Any]) -> tuple[Evidence, ...]:
        places = [(quote, text.index(quote)) for quote in finding["quotes"]]
        return tuple(Evidence(quote, at, at + len(quote), finding["rule"]) for quote, at in places)

    def group(name: str) -> list[dict[str, Any]]:
        found: list[dict[str, Any]] = entry.get(name, [])
        return found

    extraction = Extraction(
        id=None,
        url=address,
        title=entry["title"],
        text=text,
        language="lv",
        published=published,
        funders=tuple(
            FunderFinding(f["id"], f["role"], f["confidence"], evidence(f), f.get("programme"))
            for f in group("funders")
        ),
        grants=tuple(
            GrantFinding(f["id"], f["funder"], f["role"], 0.99, evidence(f)) for f in group("grants")
        ),
        projects=tuple(
            ProjectFinding(f["title"], f["funder"], f["grant"], evidence(f)) for f in group("projects")
        ),
        dates=tuple(
            DateFinding(f["start"], f["end"], f["precision"], f["role"], evidence(f)) for f in group("dates")
        ),
        amounts=tuple(AmountFinding(f["value"], f["currency"], evidence(f)) for f in group("amounts")),
        organisations=tuple(
            OrganisationFinding(f["name"], f["role"], evidence(f)) for f in group("organisations")
        ),
        places=tuple(
            PlaceFinding(f["name"], f.get("latitude"), f.get("longitude"), evidence(f))
            for f in group("places")
        ),
        issues=tuple(IssueRecord(f["kind"], f["detail"]) for f in group("issues")),
    )
    return page, extraction
