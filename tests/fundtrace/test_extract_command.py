"""`fundtrace extract`: files, standard input, pages, lines of JSON, and what cannot be read."""

import json
import re
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from fundtrace.cli import cli
from fundtrace.failure import Failure
from tests.crawlers.pdfs import pdf

TEXT = "Zaļā klase\n\nProjekts “Zaļā klase” (Nr. AIF/2022/KAPAC2/018) sākās 2023. gada 5. maijā.\n"
PAGE = (
    "<!doctype html><html lang='lv'><head><title>Zaļā klase</title>"
    "<meta property='article:published_time' "
    "content='2023-05-06T10:00:00+03:00'></head><body><article><h1>Zaļā "
    "klase</h1><p>Projekts “Zaļā klase” (Nr. AIF/2022/KAPAC2/018) sākās 2023. gada 5. maijā Preiļos.</p>"
    "<p>Paldies visiem, kas palīdzēja to iesākt un uzturēt.</p></article></body></html>"
)


def run(*arguments: str, given: str | bytes | None = None) -> Result:
    return CliRunner().invoke(cli, ["extract", *arguments], input=given)


def written(folder: Path, name: str, content: str | bytes) -> str:
    path = folder / name
    path.write_bytes(content if isinstance(content, bytes) else content.encode())
    return str(path)


def answers(result: Result) -> list[dict[str, object]]:
    return [json.loads(line) for line in result.stdout.splitlines()]


def grants(record: dict[str, object]) -> list[str]:
    return [grant["id"] for grant in record["grants"]]  # type: ignore[index, attr-defined]


def test_a_text_file(tmp_path: Path) -> None:
    result = run(written(tmp_path, "a.txt", TEXT))
    assert (result.exit_code, grants(json.loads(result.stdout))) == (0, ["AIF/2022/KAPAC2/018"])


def test_standard_input() -> None:
    result = run("-", given=TEXT)
    assert (result.exit_code, json.loads(result.stdout)["text"]) == (0, TEXT)


def test_a_page(tmp_path: Path) -> None:
    record = json.loads(run(written(tmp_path, "a.html", PAGE)).stdout)
    assert (record["published"], record["title"], grants(record)) == (
        "2023-05-06",
        "Zaļā klase",
        ["AIF/2022/KAPAC2/018"],
    )


PDF_LINES = ["Zaļā klase", "Projekts “Zaļā klase” (Nr. AIF/2022/KAPAC2/018)", "sākās 2023. gada 5. maijā."]


def test_a_pdf(tmp_path: Path) -> None:
    file = written(tmp_path, "a.pdf", pdf([PDF_LINES], "Zaļā klase Preiļos"))
    result = run("--published", "2023-05-06", file)
    record = json.loads(result.stdout)
    assert (result.exit_code, result.stderr, grants(record)) == (0, "", ["AIF/2022/KAPAC2/018"])
    assert (record["title"], record["published"]) == ("Zaļā klase Preiļos", "2023-05-06")


def test_pages_of_a_pdf_without_text_are_named(tmp_path: Path) -> None:
    file = written(tmp_path, "a.pdf", pdf([["1"], PDF_LINES, [], PDF_LINES]))
    result = run(file)
    assert result.exit_code == 0
    assert result.stderr == f"{file}: Pages 1, 3 of 4 hold no text; pictures are not read.\n"


@pytest.mark.parametrize(
    ("body", "words"),
    [
        (pdf([["1"], ["2"]]), r"a\.pdf: The PDF holds pictures of pages and no text\.$"),
        (b"%PDF-1.4\nnothing", r"a\.pdf: The PDF cannot be read: "),
    ],
    ids=["scanned", "broken"],
)
def test_a_pdf_that_cannot_be_read_is_told(tmp_path: Path, body: bytes, words: str) -> None:
    result = run(written(tmp_path, "a.pdf", body))
    assert isinstance(result.exception, Failure)
    assert re.search(words, str(result.exception))


def test_a_pdf_on_standard_input_is_explained() -> None:
    result = run("--explain", "-", given=pdf([PDF_LINES]))
    assert "[[acf-lv: AIF/2022/KAPAC2/018]]" in result.stdout


@pytest.mark.parametrize("encoding", ["utf-16-le", "utf-16-be"])
@pytest.mark.parametrize("content", [TEXT, PAGE], ids=["text", "page"])
def test_utf_16_with_its_mark(tmp_path: Path, encoding: str, content: str) -> None:
    result = run(written(tmp_path, "a.txt", ("\ufeff" + content).encode(encoding)))
    assert (result.exit_code, grants(json.loads(result.stdout))) == (0, ["AIF/2022/KAPAC2/018"])


def test_the_help_says_which_forms_are_read() -> None:
    words = run("--help").stdout
    assert all(form in words for form in ("UTF-16", "HTML", "PDF"))


@pytest.mark.parametrize("encoding", ["utf-8", "windows-1257", "iso-8859-13"])
def test_every_encoding_of_latvian(tmp_path: Path, encoding: str) -> None:
    result = run(written(tmp_path, "a.txt", TEXT.encode(encoding)))
    assert json.loads(result.stdout)["text"] == TEXT


def test_a_given_date_tells_the_year(tmp_path: Path) -> None:
    result = run(
        "--published", "2023-06-02", written(tmp_path, "a.txt", "Semināri notika 27. un 28.maijā.\n")
    )
    assert [date["start"] for date in json.loads(result.stdout)["dates"]] == ["2023-05-27"]


def test_each_line_of_json_is_answered() -> None:
    lines = [
        {"id": "a", "text": TEXT},
        {"id": "b", "html": PAGE, "url": "https://laiva.example/b"},
        {"id": 3, "text": TEXT, "title": "Cits", "published": "2023-05-06"},
    ]
    result = run("--jsonl", "-", given="".join(json.dumps(line) + "\n" for line in lines))
    assert result.exit_code == 0
    assert [(one["id"], grants(one)) for one in answers(result)] == [
        (id, ["AIF/2022/KAPAC2/018"]) for id in ("a", "b", 3)
    ]


def test_lines_from_a_file(tmp_path: Path) -> None:
    path = written(tmp_path, "a.jsonl", json.dumps({"id": "a", "text": TEXT}) + "\n\n")
    assert [one["id"] for one in answers(run("--jsonl", path))] == ["a"]


BROKEN = [
    ("{", None),
    ("[1]", None),
    ("nav JSON", None),
    ('{"id": "x"}', "x"),
    ('{"id": "x", "text": 5}', "x"),
    ('{"id": "x", "text": "a", "published": "vakar"}', "x"),
    ('{"id": "x", "text": "a", "published": 2023}', "x"),
]


@pytest.mark.parametrize(("line", "id"), BROKEN)
def test_a_line_that_cannot_be_read_is_answered_and_the_run_goes_on(line: str, id: str | None) -> None:
    result = run("--jsonl", "-", given=f"{line}\n" + json.dumps({"id": "good", "text": TEXT}) + "\n")
    first, second = answers(result)
    assert (set(first), first["id"], second["id"]) == ({"id", "error"}, id, "good")


@pytest.mark.parametrize(("line", "id"), BROKEN)
def test_a_line_that_cannot_be_read_makes_the_status_bad(line: str, id: str | None) -> None:
    result = run("--jsonl", "-", given=f"{line}\n")
    assert result.exit_code == 1
    assert "line 1" in str(answers(result)[0]["error"])


def test_bytes_that_are_no_utf_8_are_answered() -> None:
    result = run(
        "--jsonl", "-", given=b'{"id": "\xff"}\n' + json.dumps({"id": "good", "text": TEXT}).encode()
    )
    assert ["error" in one for one in answers(result)] == [True, False]


def failure(*arguments: str, given: str | bytes | None = None) -> str:
    result = run(*arguments, given=given)
    assert result.exit_code != 0
    assert isinstance(result.exception, Failure)
    return str(result.exception)


def test_an_empty_file(tmp_path: Path) -> None:
    assert "is empty" in failure(written(tmp_path, "a.txt", ""))


def test_empty_standard_input() -> None:
    assert "standard input is empty" in failure("-", given="")


def test_a_binary_file(tmp_path: Path) -> None:
    assert "is a binary file" in failure(written(tmp_path, "a.bin", b"\x89PNG\x00\x00\x01\x02" * 50))


def test_a_missing_file(tmp_path: Path) -> None:
    assert "there is no such file" in failure(str(tmp_path / "nav.txt"))


def test_a_folder(tmp_path: Path) -> None:
    assert "is a folder" in failure(str(tmp_path))


def test_a_date_that_is_none(tmp_path: Path) -> None:
    assert "YYYY-MM-DD" in failure("--published", "vakar", written(tmp_path, "a.txt", TEXT))


def test_nothing_is_printed_before_a_failure(tmp_path: Path) -> None:
    assert run(str(tmp_path / "nav.txt")).stdout == ""
