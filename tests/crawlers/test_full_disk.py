"""A disk that is full stops a crawl with a plain sentence; what was acknowledged stays, and it goes on later.

A bound on the size of files (RLIMIT_FSIZE) stands for the full disk: writes beyond it fail as they do there.
"""

from __future__ import annotations

import base64
import os
import random
import subprocess
import sys
from pathlib import Path

import pytest

from crawlers.run import crawl
from db.store import open_store
from tests.crawlers.conftest import Serve, Site, article
from tests.crawlers.test_resume import news, state

_CHILD = """
import resource, sys
from pathlib import Path
from crawlers.run import crawl
from crawlers.sources import Source
from db.errors import StoreError
resource.setrlimit(resource.RLIMIT_FSIZE, (int(sys.argv[3]),) * 2)
source = Source(id="s", name="B", home=sys.argv[1], delay=0, allow_private_addresses=True)
try:
    crawl([source], Path(sys.argv[2]), jobs=0)
except StoreError as error:
    print(error)
"""


def crawl_within(site: Site, data: Path, most: int) -> str:
    """Crawls in a process whose files may not grow beyond so many bytes; what it says of it."""
    command = [sys.executable, "-c", _CHILD, site.home, str(data), str(most)]
    done = subprocess.run(command, env=os.environ, capture_output=True, text=True, timeout=60, check=True)
    assert done.stderr == ""
    return done.stdout


def heavy(serve: Serve) -> Site:
    """Pages that do not pack well, so that the archive is the first to meet the bound."""
    chance = random.Random(5)
    site = news(serve, 30)
    for path, page in site.pages.items():
        if path.startswith("/zinas/") and isinstance(page, str):
            ballast = base64.b64encode(chance.randbytes(500_000)).decode()
            site.pages[path] = page.replace("</body>", f"<!--{ballast}--></body>")
    return site


@pytest.mark.parametrize("case", ["database", "archive"])
def test_a_full_disk_ends_a_crawl_with_a_sentence_and_it_goes_on_later(
    case: str, serve: Serve, data: Path, tmp_path: Path
) -> None:
    site, most = (news(serve, 60), 2_000_000) if case == "database" else (heavy(serve), 6_000_000)
    said = crawl_within(site, data, most)
    assert ("fundtrace.db" if case == "database" else ".warc.gz") in said
    assert len(said.splitlines()) == 1
    with open_store(data / "fundtrace.db") as store:
        sql = "SELECT url FROM requests WHERE outcome = 'fetched' AND url LIKE '%/zinas/%'"
        acknowledged = [row[0][row[0].index("/zinas/") :] for row in store.db.execute(sql)]
    assert acknowledged
    crawl([site.source()], data)
    assert {site.count(path) for path in acknowledged} == {1}
    undisturbed = tmp_path / "undisturbed"
    crawl([site.source()], undisturbed)
    assert state(data) == state(undisturbed)


def test_no_room_at_all_is_said(serve: Serve, data: Path) -> None:
    site = serve({"/": article("Laipa")})
    assert "fundtrace.db cannot be" in crawl_within(site, data, 50_000)
    assert site.asked == []
