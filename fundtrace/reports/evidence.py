"""A zip that proves what stood on a page: archived records, texts, pictures, verdicts with rules, hashes."""

from __future__ import annotations

import hashlib
import json
import zipfile
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from jinja2 import Environment, PackageLoader, Template

from db.grants.facts import media_of
from fundtrace.failure import Failure
from fundtrace.reports.boxed import WIDTH, boxed
from fundtrace.reports.browser import NoBrowser, browser, picture
from fundtrace.reports.evidence_records import records_of
from fundtrace.reports.verifying import MANIFEST, RECORDS
from normalise.grant_records import Grant
from normalise.logos import Pictures, judge_pictures
from normalise.rulebook import Rule, load_rulebook

if TYPE_CHECKING:
    from db.store import Store
    from fundtrace.archived import ArchivedPages

SUMS = "SHA256SUMS"
_FIXED_TIME = (1980, 1, 1, 0, 0, 0)
Record = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Written:
    """What became of an evidence file: the SHA-256 of its manifest, and how many pages were pictured."""

    digest: str
    pictured: int
    articles: int


def write_evidence(
    store: Store, archive: Path, pages: ArchivedPages, records: list[Record], out: Path, *, pictures: bool
) -> Written:
    """Writes the evidence of the grants' articles.

    `pictures` asks for screenshots, which need Chromium. Failure when the archive lost a record or the
    file cannot be written.
    """
    articles = {article["id"]: article for record in records for article in record["articles"]}
    used = {verdict["rule"] for article in articles.values() for verdict in article["verdicts"]}
    rules = {rule.id: rule for book in load_rulebook().values() for rule in book.rules if rule.id in used}
    files = {RECORDS: b"".join(records_of(store, archive, id) for id in sorted(articles))}
    for id in sorted(articles):
        text = store.db.execute("SELECT text FROM articles WHERE id = ?", [id]).fetchone()[0]
        files[f"texts/{id}.txt"] = text.encode()
    shots = _pictures(store, pages, records, rules) if pictures and browser() else {}
    files |= {f"screenshots/{id}.png": body for id, body in shots.items()}
    files["verdicts.json"] = _json({"grants": records})
    files["rules.json"] = _json([{**_plain(rule), "version": rule.version} for rule in rules.values()])
    files["index.html"] = _index(records, rules, frozenset(shots))
    files["README.txt"] = _template("verify.txt").render().encode()
    sums = {name: hashlib.sha256(body).hexdigest() for name, body in sorted(files.items())}
    files[SUMS] = "".join(f"{digest}  {name}\n" for name, digest in sums.items()).encode()
    manifest = _json({**sums, SUMS: hashlib.sha256(files[SUMS]).hexdigest()})
    _write(out, {**files, MANIFEST: manifest})
    return Written(hashlib.sha256(manifest).hexdigest(), len(shots), len(articles))


def _pictures(
    store: Store, pages: ArchivedPages, records: list[Record], rules: dict[str, Rule]
) -> dict[str, bytes]:
    """A picture of each article's page with what proves its verdicts boxed, where the page is at hand."""
    shots: dict[str, bytes] = {}
    for record in records:
        for article in record["articles"]:
            shot = None if article["id"] in shots else _picture(store, pages, record, article, rules)
            if shot is not None:
                shots[article["id"]] = shot
    return shots


def _picture(
    store: Store, pages: ArchivedPages, record: Record, article: Record, rules: dict[str, Rule]
) -> bytes | None:
    page = pages.page(article["id"])
    if page is None:
        return None
    about = (
        f"{page.url}",
        f"Received {page.fetched_at}, SHA-256 of the body {page.sha256}",
        "Shown without styles, scripts and pictures; the red boxes are Fundtrace's. / Bez stiliem, skriptiem "
        "un attēliem; sarkanos rāmjus zīmējis Fundtrace.",
    )
    made = boxed(page.html, _quotes(store, record, article), _logos(store, record, article, rules), about)
    try:
        return picture(made.html, WIDTH, made.height)
    except NoBrowser:
        return None


def _quotes(store: Store, record: Record, article: Record) -> list[str]:
    """The words that prove the verdicts, and the number as the article writes it."""
    found = [verdict["evidence"]["quote"] for verdict in article["verdicts"] if verdict["evidence"]]
    written = store.db.execute(
        "SELECT quote FROM evidence WHERE article = ? AND field = 'grants' AND key = ? ORDER BY position",
        [article["id"], record["id"]],
    )
    return [*found, *(row[0] for row in written.fetchall())]


def _logos(store: Store, record: Record, article: Record, rules: dict[str, Rule]) -> list[str]:
    """The addresses of the pictures that meet a rule about a logo."""
    met = [one["rule"] for one in article["verdicts"] if one["kind"] == "logo" and one["verdict"] == "met"]
    images, _ = media_of(store, article["id"])
    grant = Grant(record["id"], record["id"])
    return [
        image.address
        for rule in met
        for image in images or ()
        if judge_pictures([image], Pictures(), rules[rule], grant)[0] == "met"
    ]


def _plain(rule: Rule) -> Record:
    return rule.model_dump(mode="json", exclude_none=True)


def _index(records: list[Record], rules: dict[str, Rule], pictured: frozenset[str]) -> bytes:
    page = _template("evidence.html").render(records=records, rules=rules, pictured=pictured)
    return page.encode()


def _template(name: str) -> Template:
    environment = Environment(
        loader=PackageLoader("fundtrace.reports"),
        autoescape=name.endswith(".html"),
        keep_trailing_newline=True,
    )
    return environment.get_template(name)


def _write(out: Path, files: dict[str, bytes]) -> None:
    try:
        with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as packed:
            for name, body in sorted(files.items()):
                packed.writestr(zipfile.ZipInfo(name, _FIXED_TIME), body, zipfile.ZIP_DEFLATED)
    except OSError as wrong:
        raise Failure(f"{out} cannot be written: {wrong.strerror}.") from wrong


def _json(data: Any) -> bytes:
    return json.dumps(data, ensure_ascii=False, indent=2, sort_keys=True).encode()
