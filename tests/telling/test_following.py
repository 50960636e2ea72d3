"""What the page for strangers shows is what the reader of `watch.toml` takes, and a digest comes of it."""

from __future__ import annotations

from datetime import timedelta
from urllib.parse import urlencode

import pytest
from bs4 import BeautifulSoup

from datasette_config.app import make_datasette
from fundtrace.settings import Settings
from fundtrace.telling.telling import tell_watchers
from fundtrace.telling.watches import Watch, load_watches
from tests.db.samples import HOME, TEXT, TITLE
from tests.telling.conftest import DAY, NOW, Folder, Mailbox

SENDER = "lasitaja@example.org"


async def lines_of(folder: Folder, language: str, asked: list[tuple[str, str]]) -> str:
    """The lines that the page shows, with an address put in by hand."""
    path = f"{'/en' if language == 'en' else ''}/watch?{urlencode(asked)}"
    response = await make_datasette(folder.data / "catalogue.db").client.get(path)
    shown = BeautifulSoup(response.text, "lxml").select_one("textarea#lines")
    assert shown is not None, response.text
    # what stands between the tags, as a browser copies it
    return shown.text.replace("vards.uzvards@example.org", SENDER).replace("your.name@example.org", SENDER)


def begin(folder: Folder) -> None:
    folder.bring(f"{HOME}sena", TEXT + " Sena.", "Sena taka", at=NOW - 3 * DAY, body="a")
    folder.publish()


@pytest.mark.parametrize("language", ["lv", "en"])
@pytest.mark.parametrize(
    ("asked", "watch"),
    [
        ([("search", "pļavas taka")], {"name": "pļavas taka", "search": "pļavas taka"}),
        (
            [("search", 'site:ozols "pļavas taka" -koris'), ("every", "week")],
            {"search": 'site:ozols "pļavas taka" -koris', "every": "week"},
        ),
        (
            [("search", "/search?q=taka&year=2023&year=2024&sort=newest")],
            {"search": "/search?q=taka&year=2023&year=2024", "name": "taka, 2023, 2024"},
        ),
        ([("search", "https://katalogs.example.lv/en/search?q=taka")], {"search": "taka"}),
        ([("grants", "aif/2023/x/1")], {"grants": ("AIF/2023/X/1",), "name": "AIF/2023/X/1"}),
        ([("grants", "A/1\r\nA/2"), ("grants", "A/2")], {"grants": ("A/1", "A/2"), "name": "A/1 …"}),
        ([("funders", "nezināms"), ("name", "Mans")], {"funders": ("nezināms",), "name": "Mans"}),
        (
            [("organisations", 'Biedrība "A\\B" \U0001f33f\x00\x7f')],
            {"organisations": ('Biedrība "A\\B" \U0001f33f',)},
        ),
        ([("search", '"""\n[[watch]]\nname = "cits"')], {"search": '""" [[watch]] name = "cits"'}),
        ([("organisations", "x" * 500)], {"organisations": ("x" * 200,), "name": "x" * 100}),
        ([("grants", "\n".join(map(str, range(50))))], {"grants": tuple(map(str, range(20)))}),
        ([("search", "taka"), ("language", "en")], {"language": "en"}),
    ],
)
async def test_the_lines_are_what_the_file_takes(
    folder: Folder, language: str, asked: list[tuple[str, str]], watch: dict[str, object]
) -> None:
    begin(folder)
    folder.watch(await lines_of(folder, language, asked))
    (read,) = load_watches(folder.data)
    expected = {"language": language, **watch}
    assert {key: getattr(read, key) for key in expected} == expected
    assert read.mail == (SENDER,)


async def test_a_search_that_was_followed_becomes_a_digest(
    folder: Folder, settings: Settings, box: Mailbox
) -> None:
    begin(folder)
    folder.watch(await lines_of(folder, "lv", [("search", "/search?q=pļavas+taka&year=2023")]))
    tell_watchers(folder.data, settings, NOW)
    folder.bring(f"{HOME}taka", TEXT, TITLE, at=NOW + DAY / 2, body="b")
    folder.bring(f"{HOME}koris", "Koris dzied par citu.", "Koris", at=NOW + DAY / 2, body="c")
    folder.publish()
    tell_watchers(folder.data, settings, NOW + timedelta(hours=24))
    (letter,) = box.letters
    (text,) = box.texts
    assert letter["To"] == SENDER
    assert TITLE in text
    assert "Koris" not in text


@pytest.mark.parametrize(
    ("search", "found"),
    [
        ("pļavas taka", True),
        ("pļavu takām", True),
        ("plavas", True),
        ("pļav*", True),
        ("taka -pļavas", False),
        ('"pļavas taku"', True),
        ('"taka pļavas"', False),
        ("taka after:2023", True),
        ("taka before:2000", False),
        ("site:example", True),
        ("/search?q=taka&year=2023", True),
        ("/search?year=1999", False),
        ("/search?source=nav", False),
        ("-", True),
    ],
)
def test_a_saved_search_finds_what_the_catalogues_search_finds(
    folder: Folder, settings: Settings, box: Mailbox, search: str, found: bool
) -> None:
    begin(folder)
    folder.watch(f"[[watch]]\nname = 'a'\nsearch = '{search}'\nmail = ['{SENDER}']\n")
    tell_watchers(folder.data, settings, NOW)
    folder.bring(f"{HOME}taka", TEXT, TITLE, at=NOW + DAY / 2, body="b")
    folder.publish()
    tell_watchers(folder.data, settings, NOW + DAY)
    assert len(box.letters) == found


def test_the_page_knows_every_key_of_the_file() -> None:
    written = {"name", "search", "grants", "funders", "organisations", "every", "language", "mail"}
    assert written | {"webhook", "apprise"} == set(Watch.model_fields)
