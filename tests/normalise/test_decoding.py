import pytest

from normalise.decoding import clean, decode
from normalise.page import read_page

LATVIAN = (
    "Biedrība „Ceriņu šalle” aicina uz ķīļu svētkiem – ģimenes, čakli ļaudis, žagari… Ņemiet līdzi “Ūdeņus”!"
)
PLAIN = "Biedrības pavasara talka Ķekavā: šķūnis, ģērbtuve, ļoti čakli, žogs, ņemšana, ēka, ūdens."
LABELS = [
    None,
    "utf-8",
    "windows-1257",
    "iso-8859-13",
    "iso-8859-1",
    "windows-1252",
    "windows-1251",
    "windows-1250",
    "iso-8859-4",
    "no-such-label",
    "text/html; charset=windows-1252",
]


def in_encoding(text: str, encoding: str) -> str:
    """The text with the signs that `encoding` lacks written in ASCII."""
    if encoding == "iso-8859-13":
        return text.replace("–", "-").replace("…", "...")
    return text


@pytest.mark.parametrize("label", LABELS)
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "windows-1257", "iso-8859-13", "utf-16"])
@pytest.mark.parametrize("text", [LATVIAN, PLAIN], ids=["quotes", "plain"])
def test_latvian_comes_out_right_whatever_the_label_says(text: str, encoding: str, label: str | None) -> None:
    written = in_encoding(text, encoding)
    assert decode(written.encode(encoding), label).text == written


HEADS = [
    '<meta charset="{}">',
    '<META http-equiv=Content-Type content="text/html; charset={}">',
    '<?xml version="1.0" encoding="{}"?>',
]


@pytest.mark.parametrize("label", ["windows-1257", "iso-8859-13", "utf-8", "iso-8859-1", "windows-1252"])
@pytest.mark.parametrize("encoding", ["utf-8", "windows-1257", "iso-8859-13"])
@pytest.mark.parametrize("head", HEADS)
def test_the_label_in_the_bytes_is_treated_like_the_header(head: str, encoding: str, label: str) -> None:
    text = head.format(label) + in_encoding(LATVIAN, encoding)
    assert decode(text.encode(encoding)).text == text


@pytest.mark.parametrize(
    "header", [None, "text/html", "text/html; charset=utf-8", "text/html; charset=windows-1257"]
)
@pytest.mark.parametrize("label", ["utf-8", "windows-1257", "iso-8859-13", "iso-8859-1"])
@pytest.mark.parametrize("encoding", ["utf-8", "windows-1257", "iso-8859-13"])
def test_header_and_page_may_contradict_each_other(encoding: str, label: str, header: str | None) -> None:
    written = in_encoding(LATVIAN, encoding)
    body = (
        f'<html><head><meta charset="{label}"></head><body><h1>Ķīļu svētki</h1><p>{written}</p></body></html>'
    )
    page = read_page(decode(body.encode(encoding), header).text, "https://example.lv/a")
    assert (page.title, page.text) == ("Ķīļu svētki", f"Ķīļu svētki\n{written}")


@pytest.mark.parametrize("encoding", ["utf-8", "windows-1257", "iso-8859-13"])
@pytest.mark.parametrize("letter", "āčēģīķļņšūžĀČĒĢĪĶĻŅŠŪŽŗōŖŌ„”“’«»")
def test_each_letter_and_mark_comes_out_right(letter: str, encoding: str) -> None:
    text = f"Vārds {letter}kal{letter} un vēl."
    assert decode(text.encode(encoding)).text == text


@pytest.mark.parametrize(
    ("body", "label", "encoding"),
    [
        (LATVIAN.encode(), None, "utf-8"),
        (LATVIAN.encode("windows-1257"), "iso-8859-1", "windows-1257"),
        (in_encoding(LATVIAN, "iso-8859-13").encode("iso-8859-13"), None, "iso-8859-13"),
        (b"plain ASCII", None, "utf-8"),
    ],
)
def test_the_encoding_is_named(body: bytes, label: str | None, encoding: str) -> None:
    assert decode(body, label).encoding == encoding


@pytest.mark.parametrize(
    ("text", "encoding", "label"),
    [
        ("Собрание обществ в Даугавпилсе прошло успешно", "windows-1251", "windows-1251"),
        ("Собрание обществ в Даугавпилсе прошло успешно", "windows-1251", None),
        ("Une soirée à Genève, où êtes-vous, garçon ?", "windows-1252", "iso-8859-1"),
        ("Schöne Grüße aus Köln, große Straße", "windows-1252", "windows-1252"),
        ("Łódź i źrebię są piękne jak żółw", "windows-1250", "windows-1250"),
        ("Ačiū už gražų vakarą, mūsų draugė įėjo", "windows-1257", "iso-8859-1"),
    ],
)
def test_other_languages_are_read_in_their_own_tables(text: str, encoding: str, label: str | None) -> None:
    assert decode(text.encode(encoding), label).text == text


def test_the_sources_own_encoding_wins() -> None:
    assert decode("Рига".encode("koi8-r"), "utf-8", "koi8-r").text == "Рига"


@pytest.mark.parametrize(
    "override",
    ["utf-8", "no-such-encoding", "base64", "idna", "punycode", "unicode_escape", "hex", "rot13", ""],
)
def test_an_override_that_does_not_decode_is_passed_over(override: str) -> None:
    assert decode(PLAIN.encode("windows-1257"), None, override).text == PLAIN


@pytest.mark.parametrize("cut", range(1, 4))
def test_utf8_cut_in_the_middle_of_a_letter_stays_utf8(cut: int) -> None:
    body = (
        (PLAIN * 3).encode() + "–".encode()[:-1] if cut == 1 else (PLAIN * 3).encode() + b"\xc4" * (cut - 1)
    )
    assert decode(body, "windows-1257").text.startswith(PLAIN)


def test_a_few_broken_bytes_in_utf8_are_marked_and_nothing_else_changes() -> None:
    assert decode(PLAIN.encode() + b" \xff. " + PLAIN.encode()).text == f"{PLAIN} \ufffd. {PLAIN}"


@pytest.mark.parametrize(
    ("dirty", "neat"),
    [
        ("a\x00b\x01c", "abc"),
        ("\x93citāts\x94 \x96 jā\x85", "“citāts” – jā…"),
        ("a\x81b", "ab"),
        ("\ufeffsākums", "sākums"),
        ("a\u0304, s\u030c", "ā, š"),
        ("rinda\r\n\tcita", "rinda\r\n\tcita"),
    ],
)
def test_controls_go_and_marks_join_their_letters(dirty: str, neat: str) -> None:
    assert clean(dirty) == neat


@pytest.mark.parametrize(
    "body", [b"", b"\x00" * 50, bytes(range(256)) * 20, b"\xff\xfe\x00", b"1" * 200_000 + b"\xe2"]
)
def test_any_bytes_become_text_without_controls(body: bytes) -> None:
    text = decode(body, "utf-8").text
    assert not any((sign < " " and sign not in "\t\n\r") or "\x7f" <= sign <= "\x9f" for sign in text)
