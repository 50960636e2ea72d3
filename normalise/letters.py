"""Letters that came to harm before the page was sent: some can be mended, others only be noticed."""

from __future__ import annotations

import codecs
import re
from collections import Counter

# what windows-1252 makes of the second and third byte of a letter in UTF-8; controls stay as they are
_SECOND = "".join(
    chr(code) + bytes([code]).decode("cp1252", "ignore").replace(chr(code), "") for code in range(0x80, 0xC0)
)
_SECOND_CLASS = f"[{re.escape(_SECOND)}]"
_TWICE = re.compile(f"[\u00c2-\u00df]{_SECOND_CLASS}|[\u00e0-\u00ef]{_SECOND_CLASS}{{2}}")
_BALTIC_TWICE = re.compile(f"[\u00c4\u00c5]{_SECOND_CLASS}")
_FEW = 3
_WORD = re.compile(r"[^\W\d_]*\ufffd[^\W\d_]*|[^\W\d_]*[^\W\d_a-zA-Z][^\W\d_]*")
_BEARABLE = 0.1
_LOST = "\ufffd"


def mend(text: str) -> str:
    """The text with letters restored that were put into UTF-8 twice (`PieteikÄ“jies`); else as it is.

    Some three of them must stand there: one alone may be what the author wrote.
    """
    if "\u00c4" not in text and "\u00c5" not in text:
        return text
    if len(_BALTIC_TWICE.findall(text)) < _FEW:
        return text
    return _TWICE.sub(_once, text)


def are_sound(text: str) -> bool:
    """Whether the letters can be made out: few words hold a sign that stands for a lost letter (U+FFFD)
    or letters that were put into UTF-8 twice."""
    lost = text.count(_LOST)
    harmed = len(_BALTIC_TWICE.findall(text)) if "\u00c4" in text or "\u00c5" in text else 0
    if lost + harmed <= _FEW:
        return True
    words = _WORD.findall(text)
    broken = sum(1 for word in words if _LOST in word)
    return max(broken, harmed) <= _BEARABLE * len(words)


def _once(match: re.Match[str]) -> str:
    try:
        return b"".join(map(_byte, match[0])).decode("utf-8")
    except UnicodeDecodeError:
        return match[0]


def _byte(sign: str) -> bytes:
    return sign.encode("cp1252") if ord(sign) > 0xFF else bytes([ord(sign)])


# pages put together from parts in two encodings: letters of the one among bytes of the other
_MIXED_LETTERS = frozenset("āčēģīķļņšūžŗąęėįų")
_MIXED = "fundtrace-mixed"
_LEAST_KINDS = 3
# each odd byte costs a call
_LONGEST_MIXED = 1_000_000


def read_mixed(body: bytes) -> str | None:
    """UTF-8 with some letters in windows-1257; None when what is no UTF-8 does not look like letters.

    One or two odd bytes are the rest of a letter that was cut through, not letters of their own.
    """
    if len(body) > _LONGEST_MIXED:
        return None
    plain = body.decode("utf-8-sig", "replace")
    mixed = body.decode("utf-8-sig", _MIXED)
    if plain.count(_LOST) - mixed.count(_LOST) <= _FEW or mixed.count(_LOST) > _FEW:
        return None
    came = Counter(mixed)
    came.subtract(Counter(plain))
    kinds = sum(1 for letter, count in came.items() if count > 0 and letter.lower() in _MIXED_LETTERS)
    return mixed if kinds >= _LEAST_KINDS else None


def _baltic_letter(error: UnicodeError) -> tuple[str, int]:
    """A byte that is no UTF-8 as the letter that windows-1257 has for it, or as a lost one."""
    assert isinstance(error, UnicodeDecodeError)  # noqa: S101 - used to decode only
    letter = error.object[error.start : error.start + 1].decode("cp1257", "replace")
    return letter if letter.lower() in _MIXED_LETTERS else _LOST, error.start + 1


codecs.register_error(_MIXED, _baltic_letter)
