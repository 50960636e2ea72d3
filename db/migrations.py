"""Named migrations of the work database. A migration that was released is never changed: add another."""

from __future__ import annotations

from collections.abc import Iterable

from sqlite_utils import Database
from sqlite_utils.migrations import Migrations

from db import keeping_schema, schema, site_schema
from db.grants import schema as grants_schema

migrations = Migrations("fundtrace")


@migrations()
def m0001_runs(db: Database) -> None:
    """Sources, runs, and how every request of a run ended."""
    _execute_all(db, schema.RUNS)


@migrations()
def m0002_captures(db: Database) -> None:
    """What was received and where it lies in the archive."""
    _execute_all(db, schema.CAPTURES)


@migrations()
def m0003_articles(db: Database) -> None:
    """Articles, their addresses, their earlier states and what is odd about them."""
    _execute_all(db, schema.ARTICLES)


@migrations()
def m0004_findings(db: Database) -> None:
    """What was recognised in an article, with evidence."""
    _execute_all(db, schema.FINDINGS)


@migrations()
def m0005_grant_register(db: Database) -> None:
    """The grants that funders awarded, pictures and links of articles, and what the last check said."""
    _execute_all(db, grants_schema.REGISTER)


@migrations()
def m0006_frontier(db: Database) -> None:
    """What a visit has still to ask and what it has asked, so that one that was cut off goes on."""
    _execute_all(db, schema.FRONTIER)


@migrations()
def m0007_forgotten(db: Database) -> None:
    """What an operator had removed and what must not come back."""
    _execute_all(db, keeping_schema.FORGOTTEN)


@migrations()
def m0008_share_read(db: Database) -> None:
    """How much of what was known of a source a run read; null for earlier runs."""
    _execute_all(db, schema.READING)


@migrations()
def m0009_site_memory(db: Database) -> None:
    """What visits learned of a site: the ways to its articles, the shapes of their addresses."""
    _execute_all(db, site_schema.MEMORY)


@migrations()
def m0010_evidence_of_checks(db: Database) -> None:
    """What a check says in both languages, and the perceptual hashes of pictures that were looked at."""
    _execute_all(db, grants_schema.EVIDENCE_OF_CHECKS)


@migrations()
def m0011_schedule(db: Database) -> None:
    """What became of each slot of the schedule."""
    _execute_all(db, keeping_schema.SCHEDULE)


@migrations()
def m0012_messages(db: Database) -> None:
    """Messages that wait, and what was told already."""
    _execute_all(db, keeping_schema.MESSAGES)


@migrations()
def m0013_bundles(db: Database) -> None:
    """Which bundles of other machines were merged."""
    _execute_all(db, keeping_schema.BUNDLES)


@migrations()
def m0014_documents(db: Database) -> None:
    """Documents that articles link to, and what they say."""
    _execute_all(db, site_schema.DOCUMENTS)


@migrations()
def m0015_moves(db: Database) -> None:
    """Finds what led to an address; drops a table that was never used."""
    _execute_all(db, schema.MOVES)


@migrations()
def m0016_awaited_bundles(db: Database) -> None:
    """Which bundles of other machines are awaited."""
    _execute_all(db, keeping_schema.AWAITED)


@migrations()
def m0017_retention(db: Database) -> None:
    """What was removed of captures that later ones superseded, and the files that are written anew for it."""
    _execute_all(db, keeping_schema.RETENTION)


@migrations()
def m0018_row_digests(db: Database) -> None:
    """What each row looked like when it was written."""
    _execute_all(db, keeping_schema.ROW_DIGESTS)


@migrations()
def m0019_named_captures(db: Database) -> None:
    """Finds what names a capture without a walk over all texts, each time one is added or removed."""
    _execute_all(db, schema.NAMED_CAPTURES)


@migrations()
def m0020_unread_pages(db: Database) -> None:
    """Which lists and articles of a site were not read, and how many after each run."""
    _execute_all(db, schema.UNREAD)


def unknown_migrations(db: Database) -> list[str]:
    """Names of migrations that the file has had and this version does not know."""
    known = {migration.name for migration in migrations.pending(Database(memory=True))}
    return [applied.name for applied in migrations.applied(db) if applied.name not in known]


def _execute_all(db: Database, statements: Iterable[str]) -> None:
    for statement in statements:
        db.execute(statement)
