"""What is odd is said in the reader's language."""

from __future__ import annotations

import pytest
from datasette.app import Datasette

from crawlers.advice import on_every_page
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


async def test_the_status_page_speaks_one_language(catalogue: Datasette) -> None:
    page = await catalogue.client.get("/status")
    assert "named as the payer" not in page.text
    english = (await catalogue.client.get("/en/status")).text
    assert "named as the payer, no number" in english
    assert "fonds: named as the payer" not in english
