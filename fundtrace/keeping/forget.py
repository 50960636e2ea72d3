"""Removes an article everywhere, and sees to it that it does not come back.

The order makes it safe to be cut off: the archive is written anew beside the old files, then one transaction
removes the rows, names the new places and keeps the digests; what is left (old files, free pages of the
database, the published snapshot) is done by the next call, whatever it is called for.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Callable
from contextlib import ExitStack, closing
from dataclasses import asdict, dataclass, replace
from datetime import datetime
from pathlib import Path

from crawlers.addresses import address_key
from crawlers.holding import held
from db.forgetting import Doomed, find_doomed, has_text_elsewhere, is_home, note_removed, replaced_files
from db.grants.register import load_grants
from db.store import Store, open_store
from fundtrace.failure import Failure
from fundtrace.keeping.forgetting_archive import rewrite_archive
from fundtrace.keeping.sweeping import sweep
from fundtrace.keeping.traces import as_bytes, pieces_of
from fundtrace.places import existing_work_database, plain_failures, snapshot
from normalise.ready_sentence import ready_sentence
from normalise.rulebook import load_rulebook

Publish = Callable[[bool], object]


@dataclass(frozen=True, slots=True)
class Forgot:
    """What was removed, and the files that still speak of it."""

    articles: int
    records: int
    changed_records: int
    removed_files: tuple[str, ...]
    left: tuple[str, ...]


def forget(data: Path, url: str, why: str, now: datetime, publish: Publish) -> Forgot:
    """Removes the article at the address from all that lies in the data folder.

    `publish(force)` builds the snapshot anew. Failure when no reason is given, the address is a site's home
    page, a source is being crawled or the database is in use; the same call again goes on.
    """
    _check(url, why)
    with (
        plain_failures(),
        open_store(existing_work_database(data)) as store,
        ExitStack() as locks,
    ):
        if is_home(store.db, address_key(url), address_key):
            raise Failure(f"{url} is the home page of a site: name the address of one article.")
        doomed = find_doomed(store.db, address_key(url), address_key)
        doomed = replace(doomed, urls=doomed.urls | {url})
        pieces = _own_pieces(store, doomed)
        rewritten = rewrite_archive(data, store, doomed, pieces, lambda id: _hold(data, id, locks))
        articles = _count(store)
        store.forget(doomed, {address_key(each) for each in doomed.urls}, rewritten, why.strip(), now)
        _remove_replaced(data / "archive", store)
        store.scrub()
    if snapshot(data).is_file():
        publish(articles * 2 >= _published(snapshot(data)))
    removed, left = sweep(data, as_bytes(pieces), as_bytes(doomed.urls))
    return Forgot(len(doomed.articles), len(rewritten.removed), rewritten.changed, removed, left)


def _check(url: str, why: str) -> None:
    if not why.strip():
        raise Failure("Say why it is removed: fundtrace forget URL --why TEXT.")
    if not url.startswith(("http://", "https://")):
        raise Failure(f"“{url}” is no web address: give the article's address as it stands in the catalogue.")


def _own_pieces(store: Store, doomed: Doomed) -> list[str]:
    """Beginnings of its sentences that no other article has, nor any rule or grant."""
    pieces = pieces_of((title, text) for title, text, _ in doomed.texts)
    public = _public_words(store)
    return [
        piece
        for piece in pieces
        if piece not in public and not has_text_elsewhere(store.db, piece, doomed.articles)
    ]


def _public_words(store: Store) -> str:
    """What the catalogue says of itself: rules, the register, and the sentences that meet the rules."""
    grants = load_grants(store)
    ready = (ready_sentence(grant) for grant in grants)
    return "\n".join(
        [
            *(book.model_dump_json() for book in load_rulebook().values()),
            *(value for grant in grants for value in asdict(grant).values() if isinstance(value, str)),
            *(words for sentence in ready if sentence is not None for words in asdict(sentence).values()),
        ]
    )


def _hold(data: Path, source: str, locks: ExitStack) -> None:
    if not locks.enter_context(held(data, source)):
        raise Failure(f"{source} is being crawled just now: forget the article when the crawl has ended.")


def _remove_replaced(archive: Path, store: Store) -> None:
    files = replaced_files(store.db)
    for file in files:
        (archive / file).unlink(missing_ok=True)
    with store.batch():
        note_removed(store.db, files)


def _count(store: Store) -> int:
    return int(store.db.execute("SELECT count(*) FROM articles").fetchone()[0])


def _published(catalogue: Path) -> int:
    with closing(sqlite3.connect(f"{catalogue.resolve().as_uri()}?mode=ro", uri=True)) as connection:
        try:
            return int(connection.execute("SELECT count(*) FROM articles").fetchone()[0])
        except sqlite3.DatabaseError:
            # a damaged snapshot is built anew, too
            return 0
