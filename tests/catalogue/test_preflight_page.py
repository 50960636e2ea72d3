"""The check of a draft as a page: rule by rule, the sentence, bounds, nothing kept."""

from __future__ import annotations

import io
import zipfile
from pathlib import Path
from typing import Any

import pytest
from bs4 import BeautifulSoup
from datasette.app import Datasette

from datasette_config.app import make_datasette
from tests.crawlers.pdfs import pdf

GRANT = "23-03-AL07-A019.2201-000004"
GOOD = (
    f"Neretā atklāts rotaļu laukums. Projekts Nr. {GRANT} īstenots ar Eiropas Lauksaimniecības fonda lauku "
    "attīstībai atbalstu. Atbalsta Zemkopības ministrija un Lauku atbalsta dienests."
)


async def _send(
    catalogue: Datasette, path: str = "/en/preflight", code: int = 200, **fields: Any
) -> BeautifulSoup:
    response = await catalogue.client.post(path, data=fields)
    assert response.status_code == code, response.text[:500]
    return BeautifulSoup(response.text, "lxml")


def _verdicts(soup: BeautifulSoup) -> list[str]:
    return [str(each["class"][1]) for each in soup.select(".verdict-box > .verdicts .verdict")]


async def test_a_draft_that_lacks_something(catalogue: Datasette) -> None:
    soup = await _send(catalogue, grant=GRANT, draft="Neretā atklāts rotaļu laukums.")
    assert "verdict-not-met" in _verdicts(soup)
    assert "Something binding is missing" in soup.get_text()


async def test_a_good_draft(catalogue: Datasette) -> None:
    soup = await _send(catalogue, grant=GRANT, draft=GOOD)
    assert ("verdict-not-met" in _verdicts(soup), "verdict-met" in _verdicts(soup)) == (False, True)


async def test_the_sentence_in_both_languages(catalogue: Datasette) -> None:
    soup = await _send(catalogue, "/preflight", grant=GRANT, draft="x")
    assert [(quote["lang"], GRANT in quote.get_text()) for quote in soup.select("blockquote")] == [
        ("lv", True),
        ("en", True),
    ]


async def test_a_mistyped_number_is_named(catalogue: Datasette) -> None:
    soup = await _send(catalogue, grant=GRANT, draft=GOOD.replace("000004", "000005"))
    assert f"gives the number {GRANT[:-1]}5; the register has {GRANT}" in soup.get_text()


@pytest.mark.parametrize(
    ("path", "draft", "head", "warning"),
    [
        (
            "/en/preflight",
            GOOD.replace("000004", "000999"),
            "Not ready: read the warning first",
            "gives 23-03-AL07-A019.2201-000999",
        ),
        (
            "/preflight",
            GOOD.replace("000004", "000999"),
            "Vēl nav gatavs: vispirms izlasiet brīdinājumu",
            "23-03-AL07-A019.2201-000999. Vai tas ir par šo grantu?",
        ),
        (
            "/en/preflight",
            "Neretā atklāts rotaļu laukums.",
            "Something binding is missing from the draft",
            "does not name the funder",
        ),
        (
            "/en/preflight",
            GOOD + " Iepriekš bija AIF/2022/KAPAC2/902.",
            "No words are missing; look at the rest yourself",
            "also gives numbers of other grants: AIF/2022/KAPAC2/902",
        ),
    ],
)
async def test_what_is_in_doubt_is_told(
    catalogue: Datasette, path: str, draft: str, head: str, warning: str
) -> None:
    soup = await _send(catalogue, path, grant=GRANT, draft=draft)
    heading, notice = soup.select_one("#result"), soup.select_one(".verdict-box .notice")
    assert heading is not None
    assert notice is not None
    assert (heading.get_text(strip=True), warning in notice.get_text()) == (head, True)


@pytest.mark.parametrize(
    ("fields", "said"),
    [
        ({"grant": "", "draft": "x"}, "Name the grant."),
        ({"grant": GRANT, "draft": " \n"}, "Give a text or choose a file."),
        ({"grant": "AIF/1", "draft": "x"}, "The register has no such grant."),
        ({"grant": "Sēlijas laiks", "draft": "x"}, "Several grants fit; choose one."),
        ({"grant": GRANT, "draft": "x", "published": "vakar"}, "Write the date as 2026-11-22."),
    ],
)
async def test_what_cannot_be_checked_is_said(
    catalogue: Datasette, fields: dict[str, str], said: str
) -> None:
    soup = await _send(catalogue, code=400, **fields)
    alert = soup.select_one("[role=alert]")
    assert alert is not None
    assert alert.get_text(strip=True).startswith(said)


async def test_what_was_typed_stays_when_something_is_missing(catalogue: Datasette) -> None:
    soup = await _send(catalogue, code=400, grant="", draft="Mans <b>melnraksts</b>\n\nrinda")
    area = soup.select_one("textarea")
    assert area is not None
    assert area.get_text() == "Mans <b>melnraksts</b>\n\nrinda"


async def test_one_of_several_grants_is_chosen(catalogue: Datasette) -> None:
    soup = await _send(catalogue, grant="Sēlijas laiks", choice=GRANT, draft=GOOD)
    assert "verdict-met" in _verdicts(soup)


async def test_grant_from_the_link_is_filled_in(catalogue: Datasette) -> None:
    soup = BeautifulSoup((await catalogue.client.get(f"/preflight?grant={GRANT}")).text, "lxml")
    field = soup.select_one("#grant")
    assert field is not None
    assert field["value"] == GRANT


def _docx(text: str) -> bytes:
    namespace = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as file:
        document = f'<w:document xmlns:w="{namespace}"><w:p><w:r><w:t>{text}</w:t></w:r></w:p></w:document>'
        file.writestr("word/document.xml", document)
        file.writestr("word/media/image1.bin", bytes(range(256)) * 40, zipfile.ZIP_STORED)
    return packed.getvalue()


async def test_a_file_goes_through_byte_for_byte(snapshot: Path) -> None:
    sent: list[str | bytes] = []

    def keep(grant: Any, draft: str | bytes, published: str) -> dict[str, Any]:
        sent.append(draft)
        told = {"outcome": "nothing to judge by", "ready": False, "warnings": [], "other_numbers": []}
        return {"grant": GRANT, "written_as": None, **told, "verdicts": [], "sentence": None}

    body = bytes(range(256)) * 300 + b"\r\n--x\n\r"
    response = await make_datasette(snapshot, preflight=keep).client.post(
        "/preflight", data={"grant": GRANT, "draft": ""}, files={"file": ("a.docx", body)}
    )
    assert (response.status_code, sent) == (200, [body])


async def test_docx(catalogue: Datasette) -> None:
    response = await catalogue.client.post(
        "/preflight", data={"grant": GRANT, "draft": ""}, files={"file": ("melnraksts.docx", _docx(GOOD))}
    )
    assert "verdict-met" in _verdicts(BeautifulSoup(response.text, "lxml"))


async def test_a_pdf_and_its_pages_without_text(catalogue: Datasette) -> None:
    files = {"file": ("melnraksts.pdf", pdf([[GOOD], [], ["Pielikums"], []]))}
    response = await catalogue.client.post("/en/preflight", data={"grant": GRANT, "draft": ""}, files=files)
    soup = BeautifulSoup(response.text, "lxml")
    assert "verdict-met" in _verdicts(soup)
    assert "Pages 2, 4 of 4 hold no text; pictures are not read." in soup.get_text()
    latvian = await catalogue.client.post("/preflight", data={"grant": GRANT, "draft": ""}, files=files)
    assert "2., 4. lapā no 4 nav teksta" in latvian.text


async def test_a_broken_file_is_a_plain_sentence(catalogue: Datasette) -> None:
    response = await catalogue.client.post(
        "/preflight", data={"grant": GRANT}, files={"file": ("x.docx", b"PK\x03\x04 nothing")}
    )
    alert = BeautifulSoup(response.text, "lxml").select_one("[role=alert]")
    assert (response.status_code, alert is not None) == (400, True)


async def test_too_large(catalogue: Datasette) -> None:
    soup = await _send(catalogue, code=413, grant=GRANT, draft="a" * 2_300_000)
    assert "larger than 2 MB" in soup.get_text()


async def test_nothing_is_kept(catalogue: Datasette) -> None:
    response = await catalogue.client.post("/preflight", data={"grant": GRANT, "draft": GOOD})
    assert (response.headers["cache-control"], "set-cookie" in response.headers) == ("no-store", False)


@pytest.mark.parametrize(
    ("kind", "body"),
    [
        ("application/json", b"{}"),
        ("multipart/form-data", b"--x"),
        ("multipart/form-data; boundary=x", b"\x00\xff--x"),
        ("application/x-www-form-urlencoded", b"&".join([b"a=b"] * 5_000)),
        ("application/x-www-form-urlencoded", b"grant=%ff&draft=%00%ff&published=%f0"),
    ],
)
async def test_odd_bodies_are_answered(catalogue: Datasette, kind: str, body: bytes) -> None:
    response = await catalogue.client.post("/preflight", content=body, headers={"content-type": kind})
    assert response.status_code == 400


async def test_markup_in_a_draft_is_text(catalogue: Datasette) -> None:
    draft = GOOD + "</textarea><script>alert(1)</script><img src=x onerror=alert(1)>"
    response = await catalogue.client.post("/preflight", data={"grant": GRANT, "draft": draft})
    assert [piece in response.text for piece in ("<script>alert", "<img", "</textarea><")] == [False] * 3


async def test_no_page_without_the_rules(snapshot: Path) -> None:
    plain = make_datasette(snapshot)
    assert (await plain.client.get("/preflight")).status_code == 404
    assert "/preflight" not in (await plain.client.get("/")).text
