"""Drafts in every form, the sentence that mends them, and what can be taken along."""

from __future__ import annotations

import csv
import io
import json
import zipfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import fields
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread
from typing import Any

import pytest

from fundtrace.commands.demo import BUNDLED_REGISTER
from fundtrace.drafts import read_draft
from fundtrace.failure import Failure
from fundtrace.preflight import preflight as judged
from normalise.grant_records import Grant
from normalise.ready_sentence import ready_sentence
from normalise.rulebook import load_rulebook
from normalise.verdicts import Judged, judge
from tests.compliance.running import fundtrace
from tests.crawlers.pdfs import pdf

LEADER = "19-07-AL23-A019.2205-000901"
GOOD = (
    "Jauna grīda. Projektu (Nr. 19-07-AL23-A019.2205-000901) finansē Eiropas Lauksaimniecības fonds lauku "
    "attīstībai. Atbalsta Zemkopības ministrija un Lauku atbalsta dienests."
)


@pytest.fixture(scope="module")
def data(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("preflight")
    assert fundtrace(folder, "grants", "import", str(BUNDLED_REGISTER)).exit_code == 0
    return folder


def answered(draft: str | bytes, number: str = LEADER, **values: str) -> dict[str, Any]:
    """What the catalogue's page is told of a draft for a grant of which little is known."""
    row = {one.name: None for one in fields(Grant) if one.name != "id"}
    return judged({**row, "grant": number, "identifier": number, **values}, draft, "2023-01-01")


def test_a_good_draft_passes(data: Path) -> None:
    result = fundtrace(data, "preflight", "-", "--grant", LEADER, text=GOOD)
    assert result.exit_code == 0
    assert "ok       leader-14-names-institutions: met. Lauku atbalsta dienests" in result.stdout
    assert "Ready to be published; 1 thing to look at yourself." in result.stdout


def test_a_lacking_draft_is_told_what_and_given_the_sentence(data: Path) -> None:
    result = fundtrace(data, "preflight", "-", "--grant", LEADER, text="Zālē ieklāta jauna grīda.")
    assert result.exit_code == 1
    assert "MISSING  leader-14-names-institutions" in result.stdout
    assert "not met. Name the administering institutions" in result.stdout
    assert "Not ready: 2 things that must be there are missing" in result.stdout
    assert "Latviski: Projekts “Atsperīgā grīda” (Nr. 19-07-AL23-A019.2205-000901)" in result.stdout
    assert "In English: " in result.stdout


def test_a_misspelt_number_is_told(data: Path) -> None:
    result = fundtrace(data, "preflight", "-", "--grant", LEADER, text=GOOD.replace("000901", "000910"))
    assert result.exit_code == 1
    assert "WRONG    the number 19-07-AL23-A019.2205-000910" in result.stdout
    assert "Not ready: the number is wrong" in result.stdout


ACF, SIF = "AIF/2021/IK/907", "2022.LV/NVOF/MIC/908"
THANKS = "Projektu atbalsta Aktīvo iedzīvotāju fonds."


@pytest.mark.parametrize(
    ("number", "draft", "code", "said"),
    [
        (ACF, THANKS, 0, ["ok       acf-names-support", "Ready to be published"]),
        (ACF, THANKS + " Citu projektu tas neatbalstīja.", 0, ["Ready to be published"]),
        (
            ACF,
            "Šo projektu Aktīvo iedzīvotāju fonds neatbalstīja.",
            1,
            ["look     acf-names-support", "WARNING  The draft says that the funder did not", "Not ready"],
        ),
        (ACF, "Projektu nefinansē AIF.", 1, ["WARNING  The draft says that the funder did not", "Not ready"]),
        (ACF, "No AIF projekts netika atbalstīts.", 1, ["look     acf-names-support", "Not ready"]),
        (ACF, THANKS + " Nr. AIF/2022/KAPAC2/902", 1, ["gives AIF/2022/KAPAC2/902. Is it", "Not ready"]),
        (
            ACF,
            f"{THANKS} Nr. {ACF}, iepriekš AIF/2022/KAPAC2/902",
            0,
            ["also gives numbers of other grants: AIF/2022/KAPAC2/902", "Ready to be published; 1 warning"],
        ),
        (LEADER, GOOD.replace("000901", "000999"), 1, ["but gives 19-07-AL23-A019.2205-000999", "Not ready"]),
        (SIF, "Teksts bez finansētāja.", 1, ["not name the funder: Society Integration", "Not ready"]),
        (SIF, "Mūs neatbalstīja SIF.", 1, ["WARNING  The draft says that the funder did not", "Not ready"]),
        (SIF, "Mūs atbalsta SIF.", 1, ["Nothing to judge by"]),
        (SIF, f"Projekts {SIF}.", 1, ["not name the funder: Society Integration"]),
        ("LLI-901", "Teksts bez finansētāja.", 1, ["not name the funder: Interreg", "Not ready"]),
        ("LLI-901", "Ar Eiropas Savienības atbalstu.", 1, ["Nothing to judge by"]),
        ("ASV-2022/907", "Atbalsta ASV vēstniecība.", 1, ["No publicity rules", "Nothing to judge by"]),
        ("PMIF/9/2020/3/19", "Projektu finansē PMIF.", 1, ["No publicity rules", "Nothing to judge by"]),
    ],
)
def test_ready_is_said_only_of_what_was_judged(
    data: Path, number: str, draft: str, code: int, said: list[str]
) -> None:
    result = fundtrace(data, "preflight", "-", "--grant", number, text=draft)
    assert [words for words in said if words not in result.stdout] == []
    assert ("Ready" in result.stdout, result.exit_code) == (code == 0, code)


def test_advice_not_followed_is_called_advice(data: Path) -> None:
    told = fundtrace(data, "preflight", "-", "--grant", ACF, text=THANKS).stdout
    assert "-        acf-number: advice that could still be followed. Give the project's number." in told
    assert "not applicable" not in told


def test_warnings_stand_in_both_languages_in_the_answer(data: Path) -> None:
    told = fundtrace(data, "preflight", "-", "--grant", SIF, "--json", text="Bija AIF/2022/KAPAC2/902.")
    answer = json.loads(told.stdout)
    assert (answer["outcome"], answer["other_numbers"]) == ("not ready", ["AIF/2022/KAPAC2/902"])
    assert [(one["kind"], one["blocks"]) for one in answer["warnings"]] == [
        ("other number", True),
        ("no funder", True),
    ]
    assert "Sabiedrības integrācijas fonds" in answer["warnings"][1]["lv"]


@pytest.mark.parametrize(
    ("values", "draft", "kinds"),
    [
        ({"funder": "sif"}, "Projektu finansē SIF. Otru projektu nefinansē SIF.", []),
        ({"funder": "sif"}, "Mūs neatbalstīja SIF. Citu projektu SIF neatbalstīja.", ["support denied"]),
        # a number with a part more, or less, is the grant's own
        ({"funder": "sif"}, f"Mūs atbalsta SIF, Nr. {SIF}/03.", []),
        ({"funder": "sif", "number": f"{SIF}/03"}, f"Mūs atbalsta SIF, Nr. {SIF}.", []),
        ({"funder": "sif"}, f"Mūs atbalsta SIF, Nr. {SIF} un {SIF[:-3]}777.", ["other number"]),
        # a funder that we know by its name alone; one that the grant's funder is above
        ({"funder_name": "Ezeru bērnu fonds"}, "Mūs atbalsta Ezeru bērnu fonds.", []),
        ({"funder_name": "Ezeru bērnu fonds"}, "Mūs atbalsta kaimiņi.", ["no funder"]),
        ({"funder": "eea-norway"}, "Mūs atbalsta Aktīvo iedzīvotāju fonds.", []),
        ({"funder": "eea-norway"}, "Mūs atbalsta Zivju fonds.", ["no funder"]),
    ],
)
def test_what_is_warned_of(values: dict[str, str], draft: str, kinds: list[str]) -> None:
    answer = answered(draft, **{"number": SIF, **values})
    assert [one["kind"] for one in answer["warnings"]] == kinds


def docx(folder: Path) -> Path:
    word = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
    drawing = 'xmlns:p="http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing"'
    runs = "".join(f"<w:p><w:r><w:t>{line}</w:t></w:r></w:p>" for line in GOOD.split(". "))
    file = folder / "draft.docx"
    with zipfile.ZipFile(file, "w") as packed:
        packed.writestr(
            "word/document.xml",
            f'<w:document {word} {drawing}><w:body>{runs}<p:docPr id="1" name="x" descr="LEADER logo"/>'
            "</w:body></w:document>",
        )
        packed.writestr(
            "word/_rels/document.xml.rels",
            '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
            '<Relationship Id="r1" Target="https://ec.europa.eu/agriculture"/></Relationships>',
        )
    return file


def test_a_docx_with_its_link_and_logo(data: Path, tmp_path: Path) -> None:
    result = fundtrace(data, "preflight", str(docx(tmp_path)), "--grant", LEADER, "--json")
    verdicts = {one["rule"]: one["verdict"] for one in json.loads(result.stdout)["verdicts"]}
    assert {verdicts[rule] for rule in ("leader-14-ec-link", "leader-14-ensemble", "leader-number")} == {
        "met"
    }


def test_an_html_draft(data: Path, tmp_path: Path) -> None:
    file = tmp_path / "draft.html"
    file.write_text(f"<html><body><article><h1>Grīda</h1><p>{GOOD}</p></article></body></html>")
    assert fundtrace(data, "preflight", str(file), "--grant", LEADER).exit_code == 0


@pytest.mark.parametrize(
    ("body", "words"),
    [
        (b"", "is empty"),
        (b"PK\x03\x04 broken", "no readable DOCX"),
        (b"\x00\x01", "a binary file"),
        (b"%PDF-1.4\n%text", "The PDF cannot be read: .* Save it as DOCX, or give the text"),
        (pdf([["1"]]), "holds pictures of pages and no text. Save it as DOCX"),
        (rb"{\rtf1\ansi ELFLA}", "in the form RTF: save it as DOCX"),
    ],
    ids=["empty", "broken", "binary", "broken pdf", "scanned pdf", "rtf"],
)
def test_what_is_no_draft_is_told(tmp_path: Path, body: bytes, words: str) -> None:
    file = tmp_path / "draft"
    file.write_bytes(body)
    with pytest.raises(Failure, match=words):
        read_draft(str(file), "2023-01-01", data=tmp_path)


def test_a_pdf_draft(data: Path, tmp_path: Path) -> None:
    file = tmp_path / "draft.pdf"
    file.write_bytes(pdf([GOOD.split(". "), ["2"]]))
    done = fundtrace(data, "preflight", str(file), "--grant", LEADER)
    assert (done.exit_code, "ok       leader-14-names-institutions: met" in done.stdout) == (0, True)
    assert done.stderr == f"{file}: Page 2 of 2 holds no text; pictures are not read.\n"


def test_a_scanned_draft_is_told_in_both_languages() -> None:
    error = answered(pdf([["1"]]))["error"]
    assert error["lv"].startswith("Melnraksts: PDF ir tikai lapu attēli bez teksta. Saglabājiet kā DOCX")
    assert error["en"].startswith("The draft: The PDF holds pictures of pages and no text. Save it as DOCX")


@pytest.mark.parametrize("encoding", ["utf-16", "utf-8-sig", "windows-1257"])
def test_a_text_in_any_encoding_is_read(tmp_path: Path, encoding: str) -> None:
    file = tmp_path / "draft.txt"
    file.write_bytes("Projektu finansē Zemkopības ministrija.".encode(encoding))
    assert (
        "Projektu finansē Zemkopības ministrija." in read_draft(str(file), "2023-01-01", data=tmp_path).text
    )


def test_a_broken_draft_is_named_in_both_languages() -> None:
    error = answered(b"\x00\x01")["error"]
    assert error["lv"].startswith("Melnraksts: nav ne teksts")
    assert error["en"].startswith("The draft is a binary file")


@pytest.mark.parametrize(
    ("funder", "number"),
    [
        ("acf-lv", "AIF/2022/KAPAC2/905"),
        ("sif", "2023.LV/NVOF/MIC/905"),
        ("eafrd-leader", LEADER),
        ("eafrd-leader", "25-05-CL09-C0LA19.2201-000905"),
        ("emff", "18-08-FL06-F043.0202-000905"),
        ("esf", "9.2.4.2/16/I/095"),
        ("esf", "4.2.3.4/1/24/I/901"),
        ("erdf", "4.2.2.0/17/I/901"),
        ("izm-lv", "VP2023/5-91"),
        ("lvaf", "1-08/901/2023"),
        ("erasmus-plus", "2023-1-LV02-KA152-YOU-000900111"),
        ("interreg", "LLI-901"),
    ],
)
def test_the_ready_sentence_meets_every_rule_about_words(funder: str, number: str) -> None:
    grant = Grant(
        number, number, "Jumts", funder=funder, recipient="Ķirši", programme="2023.-2025. gadam",
        amount=14500.5, currency="EUR",
    )  # fmt: skip
    sentence = ready_sentence(grant)
    assert sentence is not None
    draft = Judged(sentence.lv, "2025-05-01", images=(), links=(), whole_page=lambda: sentence.lv)
    judged = [one for one in judge(draft, grant, load_rulebook()[funder]) if one.kind != "logo"]
    asked = [one for one in judged if one.kind != "hashtags" and "another medium" not in one.note]
    assert {one.rule for one in asked if one.verdict != "met"} == set()


def test_a_funder_without_rules_gets_a_plain_sentence() -> None:
    sentence = ready_sentence(Grant("X-1", "X-1", "Putni", funder="vkkf"))
    assert sentence is not None
    assert "Valsts kultūrkapitāla fonds" in sentence.lv


def test_the_register_comes_back_as_360giving(data: Path, tmp_path: Path) -> None:
    out = fundtrace(data, "export", "grants", "--format", "360giving").stdout
    assert len(json.loads(out)["grants"]) == 25


def test_grants_as_csv_come_back_unchanged(data: Path, tmp_path: Path) -> None:
    rows = list(csv.DictReader(io.StringIO(fundtrace(data, "export", "grants", "--format", "csv").stdout)))
    assert len(rows) == 25


def test_coverage_as_lines(data: Path) -> None:
    lines = fundtrace(data, "export", "coverage").stdout.splitlines()
    assert {"id", "coverage", "reason", "articles"} <= json.loads(lines[0]).keys()


def test_articles_are_no_360giving(data: Path) -> None:
    assert "standard for grants" in str(
        fundtrace(data, "export", "articles", "--format", "360giving").exception
    )


PAGE = f"""<!doctype html><html lang="lv"><head><title>Jauna grīda</title></head><body><article>
<h1>Jauna grīda tautas namā</h1><p>{GOOD}</p><p>Zālē atkal var dejot, un pirmā balle notiks jau oktobrī, kad
būs saskrūvēti arī jaunie skatuves dēļi un pakārti aizkari.</p></article></body></html>"""


@contextmanager
def site(page: str) -> Iterator[str]:
    """A page on loopback."""

    class Answer(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            found = self.path == "/jaunumi/grida"
            self.send_response(200 if found else 404)
            self.send_header("Content-Type", "text/html; charset=utf-8")
            self.end_headers()
            self.wfile.write(page.encode() if found else b"")

    server = ThreadingHTTPServer(("127.0.0.1", 0), Answer)
    thread = Thread(target=server.serve_forever)
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.server_port}/jaunumi/grida"
    finally:
        server.shutdown()
        thread.join()
        server.server_close()


def test_a_draft_on_a_site_of_its_own(data: Path) -> None:
    with site(PAGE) as address:
        told = fundtrace(data, "preflight", address, "--grant", LEADER, "--allow-private-addresses", "--json")
    answer = json.loads(told.stdout)
    assert told.exit_code == 0
    assert answer["ready"] is True
    assert {one["rule"]: one["verdict"] for one in answer["verdicts"]}["leader-number"] == "met"


def test_an_intranet_is_asked_only_when_allowed(data: Path) -> None:
    with site(PAGE) as address:
        told = fundtrace(data, "preflight", address, "--grant", LEADER)
    assert told.exit_code == 1
    assert told.exception is not None


def test_the_answer_as_json_carries_rules_in_both_languages(data: Path) -> None:
    told = fundtrace(data, "preflight", "-", "--grant", LEADER, "--json", text="Zālē ieklāta jauna grīda.")
    verdicts = json.loads(told.stdout)["verdicts"]
    assert all(one["lv"] and one["en"] for one in verdicts)
    assert all(bool(one["note"]) == bool(one["note_lv"]) for one in verdicts)


CLLD = "25-05-CL09-C0LA19.2201-000905"


@pytest.mark.parametrize(
    ("text", "verdict"),
    [
        ("Jauna laipa! Paldies! #LAD @LADLatvija", "met"),
        ("Jauna laipa! #lad, @ladlatvija", "met"),
        ("Jauna laipa! #LAD", "not applicable"),
        ("Jauna laipa! #LADlaipa @LADLatvija", "not applicable"),
        ("Jauna laipa! LAD LADLatvija", "not applicable"),
    ],
)
def test_a_post_on_social_media_needs_its_hashtags(text: str, verdict: str) -> None:
    grant = Grant(CLLD, CLLD, "Laipa", funder="eafrd-leader")
    draft = Judged(text, "2025-05-01", medium="social", images=(), links=())
    found = {one.rule: one.verdict for one in judge(draft, grant, load_rulebook()["eafrd-leader"])}
    assert found["leader-21-hashtags"] == verdict
    assert found["leader-number"] == "not applicable"


def test_a_draft_for_social_media(data: Path) -> None:
    number = "25-05-CL09-C0LA19.2201-000901"
    told = fundtrace(
        data, "preflight", "-", "--grant", number, "--medium", "social", text="Prieks! #LAD @LADLatvija"
    )
    assert "ok       leader-21-hashtags: met. #LAD" in told.stdout
