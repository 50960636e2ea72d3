"""Bytes to text: UTF-8 where it is UTF-8, else the declared label where it reads well, else Baltic.

No detector gets Latvian right, and many labels lie: iso-8859-1 and windows-1252 decode any bytes at
all. So a label is only one candidate among the readings, and the reading whose words look most like
words of one language wins.
"""

from __future__ import annotations

import codecs
import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice

from normalise import letters

# WHATWG: pages that say latin-1 or ASCII mean windows-1252
_LABEL_MEANS = {"iso8859-1": "cp1252", "ascii": "cp1252", "latin_1": "cp1252"}
_NAMES = {
    "cp1257": "windows-1257",
    "iso8859-13": "iso-8859-13",
    "cp1251": "windows-1251",
    "cp1252": "windows-1252",
}
# codecs of Python's that no page is written in
_NO_CHARSET = {"idna", "punycode", "undefined", "unicode-escape", "raw-unicode-escape", "utf-7"}
_HEAD = 4096
_MOST_WORDS = 3000
_TOO_FEW_TO_TELL, _LIKE_ENOUGH = 20, 0.5
_SAMPLE = 1_000_000  # characters
_META_LABEL = re.compile(rb"<meta\b[^>]{0,300}?charset\s*=\s*[\"']?\s*([A-Za-z0-9_:.-]{2,40})", re.I)
_XML_LABEL = re.compile(rb"^\s*<\?xml\b[^>]{0,200}?encoding\s*=\s*[\"']([A-Za-z0-9_:.-]{2,40})", re.I)
_HEADER_LABEL = re.compile(r"(?:^|charset\s*=)\s*[\"']?([A-Za-z0-9_:.-]{2,40})[\"']?\s*(?:;|$)", re.I)
_C1_BYTE = re.compile(rb"[\x80-\x9f]")
# ”, „, ’ and at a word's edge “ in iso-8859-13; in windows-1257 undefined or marks that nobody types
_ISO_QUOTE_BYTE = re.compile(rb"[\xa1\xa5\xff]|(?<![A-Za-z\xc0-\xfe])\xb4|\xb4(?![A-Za-z\xc0-\xfe])")
_WORD = re.compile(r"[^\s<>]{1,60}")
_EDGE = "„“”\"'‘’«»()[]{}<>.,;:!?–—-…/\\|*#&=+%@©®€§•· "

_ASCII = "abcdefghijklmnopqrstuvwxyz"
_ALPHABETS = tuple(
    frozenset(letters)
    for letters in (
        _ASCII + "āčēģīķļņšūžōŗ",
        _ASCII + "ąčęėįšųūž",
        _ASCII + "äöüõåßšž",
        _ASCII + "áéíóúñàâçèêëîïôùûœæ",
        _ASCII + "ąćęłńóśźż",
        _ASCII + "áčďéěíňóřšťúůýž",
        "абвгдеёжзийклмнопрстуфхцчшщъыьэюяіїєґ",
    )
)

# C1 controls in a page are windows-1252 punctuation that someone converted as latin-1
_PUNCTUATION = {code: bytes([code]).decode("cp1252", "ignore") or None for code in range(0x80, 0xA0)}
_DROPPED = dict.fromkeys({*range(0x20), 0x7F, 0xFEFF} - {*b"\t\n\r"}, None)
_CONTROLS: dict[int, str | None] = {**_PUNCTUATION, **_DROPPED}
_CONTROL = re.compile("[" + re.escape("".join(map(chr, _CONTROLS))) + "]")


@dataclass(frozen=True, slots=True)
class Decoded:
    """Text without NUL and control characters, in NFC, and the name of the encoding it was read in.

    Not `sound` when many words hold letters that cannot be made out.
    """

    text: str
    encoding: str
    sound: bool = True


def decode(body: bytes, declared: str | None = None, override: str | None = None) -> Decoded:
    """Reads `body` as text.

    `declared` is the label of the HTTP header (a bare label or a whole Content-Type), `override` the
    source's own `encoding`, which wins wherever it decodes. Labels that no codec knows count as none.
    Never raises: bytes that fit nowhere become U+FFFD or are left out.
    """
    forced = _read(body, _codec(override))
    text = forced or _unicode(body) or _best_reading(body, declared)
    whole = letters.mend(text[0])
    return Decoded(
        clean(whole), _NAMES.get(text[1], text[1]), letters.are_sound(whole) and _is_of_a_kind(text)
    )


def clean(text: str) -> str:
    """Composes letters and their marks (NFC), mends C1 punctuation, drops NUL and other controls."""
    return unicodedata.normalize("NFC", text.translate(_CONTROLS) if _CONTROL.search(text) else text)


def _unicode(body: bytes) -> tuple[str, str] | None:
    """UTF-16 with its mark, UTF-8, or UTF-8 with a few broken places; None for anything else."""
    if body.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return body.decode("utf-16", "replace"), "utf-16"
    try:
        return body.decode("utf-8-sig"), "utf-8"
    except UnicodeDecodeError:
        mended = body.decode("utf-8-sig", "replace")
    broken = mended.count("\ufffd")
    sound = sum(1 for character in mended if character > "\x7f") - broken
    cut_short = broken == 1 and mended.endswith("\ufffd") and body[-1] >= 0xC2 and sound > 0
    if sound > 4 * broken or cut_short:
        return letters.read_mixed(body) or mended, "utf-8"
    return None


def _best_reading(body: bytes, declared: str | None) -> tuple[str, str]:
    """The most word-like reading; of equals the earlier: sure labels, Baltic, labels that fit all."""
    readings = [reading for name in _candidates(body, declared) if (reading := _read(body, name))]
    mixed = letters.read_mixed(body)
    if mixed is not None:
        readings.append((mixed, "utf-8"))
    if not readings:
        return body.decode("cp1257", "replace"), "cp1257"
    return max(readings, key=lambda reading: _likeness(reading[0]))


def _candidates(body: bytes, declared: str | None) -> list[str]:
    labels = [name for name in map(_codec, _labels(body, declared)) if name and not name.startswith("utf")]
    sure = [name for name in labels if name != "cp1252" and not _mixed_up(body, name)]
    iso_first = _ISO_QUOTE_BYTE.search(body) and not _C1_BYTE.search(body)
    baltic = ["iso8859-13", "cp1257"] if iso_first else ["cp1257", "iso8859-13"]
    weak = [name for name in labels if name == "cp1252"]
    return list(dict.fromkeys([*sure, *baltic, *weak, "cp1251"]))


def _mixed_up(body: bytes, name: str) -> bool:
    """True for an ISO label over bytes that ISO tables leave to controls: Windows pages say so often."""
    return name.startswith("iso8859") and _C1_BYTE.search(body) is not None


def _labels(body: bytes, declared: str | None) -> Iterator[str]:
    in_header = _HEADER_LABEL.search(declared) if declared else None
    if in_header:
        yield in_header.group(1)
    head = body[:_HEAD]
    for pattern in (_XML_LABEL, _META_LABEL):
        in_bytes = pattern.search(head)
        if in_bytes:
            yield in_bytes.group(1).decode("ascii")


def _codec(label: str | None) -> str | None:
    """Python's name of the text codec that `label` means, or None."""
    if not label:
        return None
    try:
        name = codecs.lookup(label.strip().lower().removeprefix("x-")).name
        is_text = isinstance(b"a".decode(name, "replace"), str)
    except (LookupError, ValueError):
        return None
    return _LABEL_MEANS.get(name, name) if is_text and name not in _NO_CHARSET else None


def _read(body: bytes, name: str | None) -> tuple[str, str] | None:
    if name is None:
        return None
    try:
        return body.decode("utf-8-sig" if name == "utf-8" else name), name
    except (UnicodeDecodeError, UnicodeError):
        return None


def _is_of_a_kind(reading: tuple[str, str]) -> bool:
    """Whether a guess at the encoding gives words of some language; what says of itself what it is, does."""
    text, name = reading
    if name in {"utf-8", "utf-16"}:
        return True
    beyond_ascii = sum(1 for sign in text[:_SAMPLE] if sign > "\x7f")
    return beyond_ascii < _TOO_FEW_TO_TELL or _likeness(text) >= _LIKE_ENOUGH


def _likeness(text: str) -> float:
    """Share of the words beyond ASCII that some one language could have written, 0 to 1."""
    beyond_ascii = (word for word in _WORD.findall(text[:_SAMPLE]) if not word.isascii())
    words = [word.strip(_EDGE).lower() for word in islice(beyond_ascii, _MOST_WORDS)]
    letters = [set(filter(str.isalpha, word)) for word in words]
    odd_signs = sum(1 for word in words if _odd(word))
    telling = [word for word in letters if not all(map(str.isascii, word))]
    if not telling:
        return 1.0 - odd_signs / max(1, len(letters))
    fits = max(sum(1 for word in telling if word <= alphabet) for alphabet in _ALPHABETS)
    return (fits - odd_signs) / len(telling)


def _odd(word: str) -> bool:
    """True when a sign that no word holds stands inside `word`, or a control anywhere."""
    return any("\x7f" <= sign <= "\x9f" or (sign > "\x9f" and sign in "¤¦¶¸¨ˇ¢£¥¬¹²³¼½¾°±µ") for sign in word)
