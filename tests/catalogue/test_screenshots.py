"""The pages that are shown in the documentation."""

from __future__ import annotations

from pathlib import Path

from datasette.app import Datasette

from docs.screenshots import pages


async def test_shown_pages_exist(catalogue: Datasette, snapshot: Path) -> None:
    codes = {name: (await catalogue.client.get(path)).status_code for name, path in pages(snapshot).items()}
    assert codes == dict.fromkeys(codes, 200)


def test_the_article_with_most_proof_is_shown(snapshot: Path, ids: dict[str, str]) -> None:
    assert pages(snapshot)["article"] == f"/article/{ids['jauniesu-nometne']}"
