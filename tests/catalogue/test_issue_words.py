"""What is odd is said in the reader's language."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path

import pytest
from datasette.app import Datasette

from crawlers.advice import on_every_page
from datasette_config.app import make_datasette
from datasette_config.issue_words import _SHAPES, issue_said
from datasette_config.language import Language, load_messages
from datasette_config.wording import Wording
from normalise.extract import extract_text
from normalise.page import read_page


def _said(language: Language, kind: str, detail: str) -> tuple[str, str]:
    return issue_said(Wording(load_messages(language)), kind, detail)


@pytest.mark.parametrize(
    ("kind", "detail", "said"),
    [
        ("grant number missing", "LIFE: named as the payer, no number", "LIFE: nosaukts par maksātāju"),
        ("number of another project", "A/1 stands in a sentence about another project", "A/1 ir teikumā"),
        ("year unknown", "“5. maijs” names no year and the text gives none", "“5. maijs” nenosauc gadu"),
        ("date range backwards", "2023-05-02 to 2023-05-01 was left out", "no 2023-05-02 līdz 2023-05-01"),
        (
            "publication date disagrees",
            "The page's dates differ: metadata 2023-05-01, visible line 2022-01-02.",
            "no lapas metadatiem 2023-05-01, no redzamas rindas lapā 2022-01-02.",
        ),
        ("source needs a look", "failing, dns: Check the address.", "nelasās: "),
        ("line on every page", on_every_page(["Atbalsta SIF"]), "Vairumā rakstu ir: “Atbalsta SIF”"),
    ],
)
def test_a_latvian_page_says_it_in_latvian(kind: str, detail: str, said: str) -> None:
    words, language = _said("lv", kind, detail)
    assert said in words
    assert language == "lv"
    assert _said("en", kind, detail) == (detail, "en")


def test_what_has_no_words_yet_stays_and_is_marked_as_english() -> None:
    assert _said("lv", "selector", "The title selector finds nothing.") == (
        "The title selector finds nothing.",
        "en",
    )


def test_every_shape_has_its_words() -> None:
    texts = load_messages("lv").texts
    assert {f"issue.said.{kind.replace(' ', '-')}" for kind in _SHAPES} <= set(texts)


def test_the_shapes_are_those_that_the_reader_writes() -> None:
    issues = [
        *extract_text("Projektu finansē Sabiedrības integrācijas fonds. Pasākums notika 5. maijā.").issues,
        *read_page("<html></html>", "http://a.lv/").issues,
    ]
    assert {issue.kind for issue in issues} >= {"grant number missing", "year unknown", "empty page"}
    for issue in issues:
        if issue.kind in _SHAPES:
            assert _said("lv", issue.kind, issue.detail)[1] == "lv", issue


@pytest.fixture
def odd(copy: Path) -> Datasette:
    """A catalogue with a funder that was named without a number."""
    with closing(sqlite3.connect(copy)) as changed:
        (name,) = changed.execute("SELECT name_lv FROM funders WHERE id = 'sif'").fetchone()
        changed.execute(
            "INSERT INTO issues (article, source, kind, detail, since) "
            "SELECT min(id), min(source), 'grant number missing', ?, '2023-05-01' FROM articles",
            [f"{name}: named as the payer, no number"],
        )
        (article,) = changed.execute("SELECT min(id) FROM articles").fetchone()
        changed.commit()
    datasette = make_datasette(copy)
    datasette.odd_article = article
    return datasette


@pytest.mark.parametrize("page", ["/status", "/article/{article}"])
async def test_a_page_speaks_one_language(odd: Datasette, page: str) -> None:
    path = page.format(article=odd.odd_article)
    latvian = (await odd.client.get(path)).text
    english = (await odd.client.get(f"/en{path}")).text
    assert "Sabiedrības integrācijas fonds: nosaukts par maksātāju, bet numura nav" in latvian
    assert "named as the payer" not in latvian
    assert "Society Integration Foundation: named as the payer, no number" in english
