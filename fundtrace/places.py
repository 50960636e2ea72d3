"""Where things lie in the data folder, and the errors of the packages as plain failures."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from fundtrace.failure import Failure

BUNDLED_SOURCES = Path(__file__).parent.parent / "crawlers" / "sources"


def work_database(data: Path) -> Path:
    """The database that the crawl writes."""
    return data / "fundtrace.db"


def existing_work_database(data: Path) -> Path:
    """The database of a crawl that was made; raises `Failure` where there is none."""
    work = work_database(data)
    # what is there and no file is told when it is opened
    if not work.exists():
        raise Failure(
            f"There is no database at {work} yet: run 'fundtrace crawl' first, "
            "or name the folder with --data DIR."
        )
    if is_empty_file(work):
        raise Failure(
            f"The database {work} is empty (0 bytes): restore a backup with 'fundtrace restore DIR'."
        )
    return work


def is_empty_file(path: Path) -> bool:
    """Whether a file is there and holds nothing."""
    return path.is_file() and path.stat().st_size == 0


def snapshot(data: Path) -> Path:
    """The snapshot that the catalogue reads."""
    return data / "catalogue.db"


def sources_folder(data: Path, named: Path | None) -> Path:
    """The source files to go by: those named, else the data folder's own or the demo's, else the registry."""
    own = (data / "sources", data / "demo-sources")
    return named or next((folder for folder in own if folder.is_dir()), BUNDLED_SOURCES)


@contextmanager
def plain_failures() -> Iterator[None]:
    """Turns what the packages raise for a user's mistake into a `Failure` with the same sentence."""
    from crawlers.sources import SourceError
    from datasette_config.errors import CatalogueError
    from db.errors import PublishError, StoreError
    from db.grants.problems import RegisterFileError
    from normalise.funder_register import RegisterError
    from normalise.rulebook import RulebookError

    try:
        yield
    except (
        SourceError,
        CatalogueError,
        PublishError,
        StoreError,
        RegisterError,
        RegisterFileError,
        RulebookError,
    ) as wrong:
        raise Failure(str(wrong)) from wrong


def make_data_folder(data: Path) -> None:
    """Makes the data folder; raises `Failure` when it cannot be made."""
    try:
        data.mkdir(parents=True, exist_ok=True)
    except OSError as wrong:
        raise Failure(
            f"The data folder {data} cannot be made ({wrong.strerror}). Choose another with --data DIR."
        ) from wrong
