"""Letters that came to harm on the way: mended where that is sure, noticed where it is not."""

from __future__ import annotations

import pytest

from normalise.decoding import decode

TEXT = "Biedrība „Ceriņu šalle” aicina uz ķīļu svētkiem – ģimenes, čakli ļaudis, žagari. "
BARE = TEXT.replace("–", "-").replace("„", '"').replace("”", '"')


def twice(text: str, between: str) -> bytes:
    """The text put into UTF-8, read in another encoding, and put into UTF-8 again."""
    return "".join(bytes([byte]).decode(between, "ignore") or chr(byte) for byte in text.encode()).encode()


@pytest.mark.parametrize(
    ("body", "text"),
    [
        (twice(TEXT, "cp1252"), TEXT),
        (twice(TEXT, "latin-1"), TEXT),
        (TEXT.encode() + twice(TEXT, "cp1252"), TEXT * 2),
        (TEXT.encode() * 3 + BARE.encode("cp1257"), TEXT * 3 + BARE),
        (BARE.encode("cp1257") * 3 + TEXT.encode(), BARE * 3 + TEXT),
        # what an author wrote stays
        ("Lietuvā Ä“ nav burts.".encode(), "Lietuvā Ä“ nav burts."),
        ("HÄÄ TEGU – „ÕHTU“ ÄÄRES".encode(), "HÄÄ TEGU – „ÕHTU“ ÄÄRES"),
    ],
)
def test_what_is_read(body: bytes, text: str) -> None:
    decoded = decode(body)
    assert (decoded.text, decoded.sound) == (text, True)


LOST = TEXT.translate({ord(letter): "\ufffd" for letter in "īņšķļēģčž"})


@pytest.mark.parametrize(
    ("body", "sound"),
    [
        (TEXT.encode(), True),
        (TEXT.encode("cp1257"), True),
        ("Собрание обществ в Даугавпилсе прошло успешно".encode("cp1251"), True),
        (LOST.encode(), False),
        # one letter in a whole text
        (TEXT.encode() * 9 + "sv\ufffdtki".encode(), True),
        (bytes(range(128, 256)) * 20, False),
        (b"", True),
    ],
)
def test_whether_the_letters_can_be_made_out(body: bytes, sound: bool) -> None:
    assert decode(body).sound is sound
