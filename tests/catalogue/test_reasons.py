"""Reasons in words, with what they name as links."""

from __future__ import annotations

import pytest

from datasette_config.reasons import Known, addresses_in, cut_reason

KNOWN = Known(
    articles={"https://a.example/zina/?id=1": {"id": "abc", "title": "Ziņa"}},
    rules={"leader-14-names-fund": "Nosaukts fonds."},
    sources={"lielupe": "Lielupes krasts"},
)


@pytest.mark.parametrize(
    ("reason", "pieces"),
    [
        ("nav nekā", [("Nav nekā", "text")]),
        (
            "https://a.example/zina/?id=1 neievēro: leader-14-names-fund",
            [("Ziņa", "article"), (" neievēro: ", "text"), ("Nosaukts fonds", "rule")],
        ),
        ("(skat. https://b.example/x).", [
            ("(skat. ", "text"), ("https://b.example/x", "address"), (").", "text"),
        ]),
        ("until 2023-10-31; lielupe", [
            ("Until ", "text"), ("2023-10-31", "day"), ("; ", "text"), ("Lielupes krasts", "source"),
        ]),
        ("AIF/2023-10-31 un 2023-1-LV02-KA152", [("AIF/2023-10-31 un 2023-1-LV02-KA152", "text")]),
        ("", []),
    ],
)  # fmt: skip
def test_pieces(reason: str, pieces: list[tuple[str, str]]) -> None:
    assert [(piece.text, piece.kind) for piece in cut_reason(reason, KNOWN)] == pieces


def test_addresses_once_each() -> None:
    assert addresses_in(["http://a.lv/x, http://a.lv/x.", "un https://b.lv/"]) == [
        "http://a.lv/x",
        "https://b.lv/",
    ]
