"""Grant numbers: found by the register's patterns, put into canonical form, look-alikes refused.

A number that no pattern knows is taken when a label such as "projekta līguma Nr." stands directly
before it; it then implies no funder.
"""

from __future__ import annotations

import re
from bisect import insort
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from urllib.parse import unquote

from normalise.document import DASHES, Document, overlaps
from normalise.funder_register import NumberPattern, Register, compile_number
from normalise.number_places import begins_at_number, matches_at, number_places

_PLAIN = {
    **dict.fromkeys(DASHES.replace("-", ""), "-"),
    **dict.fromkeys("⁄∕／", "/"),
    **dict.fromkeys("\u00a0\u202f\u2009", " "),
}

# Words that stand before a grant's number; what the number belongs to comes first.
_LABEL = re.compile(
    r"(?:(?:projekt|ligum|grant|vienosan|finansesan|identifikacij|dotacij|agreement|project|contract|case|reg)\w*\.?\s+){1,4}"
    r"(?:\(?(?:id|identifikacijas|ident|reg|registracijas|ligum\w*)\.?\s*)*"
    r"(?:nr|no(?=\.)|numur\w*|number|code|kods)\s?[.:]{0,2}\s?[:.]?\s*[\"(]?\s*$"
    r"|(?:\b(?:id|reg|ident)\.?\s?(?:nr|no(?=\.))\.?\s?:?\s*|\bnr\s?\.\s?:?\s*|\bnumurs?\s?:\s*)$"
)
_OWN_LABEL = re.compile(
    r"(?:projekt\w*|grant\w*|dotacij\w*|project|grant|agreement)\b[^.;:\n]{0,60}?"
    r"(?:\bnr|\bno(?=\.)|\bnumur\w*|\bnumber|\bcode)\s?[.:]{0,2}\s*:?\s*\"?\s*$"
    r"|(?:ligum|vienosan)\w*[^.;:\n]{0,30}?(?:\bnr|\bnumur\w*)\s?[.:]{0,2}\s*:?\s*\"?\s*$"
    r"|(?:\bid\.?\s?(?:nr|no(?=\.))|\breg(?:\.|istracijas)?\s?nr|identifikacijas\s(?:nr|numur\w*))\s?[.:]{0,2}\s*:?\s*$"
)
# What a number after "Nr." often is instead of a grant.
_OTHER_LABEL = re.compile(
    r"(?:noteikum|rikojum|regul|likum|lemum|protokol|prot\b|sedes|direktiv|iepirkum|procurement|talrun|"
    r"\btel|konta|\bkont|pasta|vienotais reg|registracijas|biedribas reg|pvn|ietvar|relize|izdevum|"
    r"sadarbibas ligum|laikrakst|kadastr|licenc|dekr|mkn|apliecib|sertifikat)\w*\.?[^\n]{0,30}$"
)
_GENERIC = re.compile(
    r"[A-Za-zĀ-ž0-9][A-Za-zĀ-ž0-9_]*(?:(?:\.|\s?[/_-]\s?(?![a-zāčēģīķļņšūž]{4}))[A-Za-zĀ-ž0-9_]+){1,9}+(?!\s?/)"
)
_DIGIT = re.compile(r"\d")
_CONTRACT = re.compile(r"(?:grant|(?<!sadarbibas )ligum|vienosan|projekt)\w*[^.;:\n]{0,12}$")
_REGISTRATION = re.compile(r"^(?:[4-9]000\d{7}|LV\d{11}|\d{8}|\d{11})$")
_DATE_LIKE = re.compile(
    r"^\d{1,2}([./-])\d{1,2}\1(?:\d{4}|\d{2})$|^(?:19|20)\d\d[./-]\d{1,2}[./-]\d{1,2}$|^\d+[.,]\d+$"
)


@dataclass(frozen=True, slots=True)
class NumberFound:
    """A number as it stands in the text, before it is known whether it paid for the article."""

    id: str
    funder: str | None
    programme: str | None
    confidence: float
    start: int
    end: int
    rule: str


@cache
def _patterns(register_key: int) -> tuple[tuple[str, NumberPattern, re.Pattern[str]], ...]:
    register = _REGISTERS[register_key]
    return tuple(
        (funder.id, number, compile_number(number.pattern))
        for funder in register.funders.values()
        for number in funder.numbers
    )


@cache
def _any_at_number(register_key: int) -> re.Pattern[str]:
    """All patterns in one that begin with a number's first digit: at most numbers none of them matches."""
    expressions = (expression for _, _, expression in _patterns(register_key))
    fitting = "|".join(f"(?:{one.pattern})" for one in expressions if begins_at_number(one))
    return re.compile(fitting or r"(?!)", re.IGNORECASE)


# "… noteikumu izstrāde” Nr. 1-08/123/2018": what the quoted title speaks of labels no number
_BEHIND_TITLE = re.compile(r"\"[\s,(]{0,3}(?:projekta\s)?nr\.?\s?$")
# "Saistošie noteikumi “Par parku” Nr. 12/2018"
_RULES_BEFORE = re.compile(r"(?:noteikum|nolikum|rikojum|likum|lemum|direktiv|iepirkum)\w*\s{1,2}\Z")
_REGISTERS: dict[int, Register] = {}


def patterns_of(register: Register) -> tuple[tuple[str, NumberPattern, re.Pattern[str]], ...]:
    """Each number pattern with its funder's id, compiled once per register."""
    _REGISTERS.setdefault(id(register), register)
    return _patterns(id(register))


def _plain(text: str) -> str:
    """The text with plain dashes, strokes and blanks, one for one."""
    for sign, plain in _PLAIN.items():
        text = text.replace(sign, plain)
    return text


def canonical_number(written: str) -> str:
    """Upper case, no blanks, real hyphens and slashes, no dot at the end or before a slash.

    >>> canonical_number("aif / 2022–KAPAC2")
    'AIF/2022-KAPAC2'
    """
    number = re.sub(r"\s+", "", _plain(written)).upper().strip(".,;:")
    return re.sub(r"^(\d{1,2}(?:\.\d{1,2}){3})\./", r"\1/", number)


def _canonical(written: str, pattern: NumberPattern, funder: str) -> str:
    number = canonical_number(written if "IPE" not in written.upper() else written.replace(" ", "-"))
    if funder in {"eafrd-leader", "emff"}:
        whole = number.replace("./", "/")
        return re.sub(r"(?<=[A-KM-Z]\d{3})-?(?=\d{3,4}-)|(?<=-C0LA\d\d)-?(?=\d{4}-)", ".", whole)
    if funder == "interreg":
        return re.sub(r"^(LL(?:I|II|III|IV))-?(?=\d)", r"\1-", number)
    if funder == "lvaf":
        return re.sub(r"^1(?=08/)", "1-", number)
    if funder == "erasmus-plus":
        parted = re.sub(r"(?<=-KA\d{3})(?=[A-Z]{2,4}-|\d{6})", "-", number)
        return re.sub(r"-(?=\d$)", "_", parted)
    if funder == "acf-lv" and number.startswith("AIF"):
        return number.replace("-", "/")
    return number


def find_numbers(document: Document, register: Register) -> tuple[NumberFound, ...]:
    """All grant numbers of the text in order, known shapes first, then labelled ones."""
    plain = _plain(document.text)
    found: list[NumberFound] = []
    taken: list[tuple[int, int]] = []
    patterns = patterns_of(register)
    places = [place for place in document.numbers if _any_at_number(id(register)).match(plain, place)]
    for funder, number, expression in patterns:
        if number.hint and number.hint not in document.flat:
            continue
        for match in matches_at(expression, plain, places):
            start, end = match.span()
            if overlaps(taken, start, end) or not _stands_free(document, start, end, number):
                continue
            insort(taken, (start, end))
            label = bool(_LABEL.search(document.flat[max(0, start - 60) : start]))
            found.append(
                NumberFound(
                    _canonical(match.group(), number, funder),
                    funder,
                    number.programme,
                    0.99 if label else 0.95,
                    start,
                    end,
                    f"grant number: {number.name}" + (", labelled" if label else ""),
                )
            )
    found.extend(_labelled_numbers(document, plain, taken))
    return tuple(sorted(found, key=lambda number: number.start))


def numbers_in_addresses(
    document: Document, named: Iterable[tuple[str, str]], register: Register
) -> tuple[NumberFound, ...]:
    """Numbers that stand only in the address of a link or picture.

    `named` are addresses with the words that stand for them in the text (a link's text, a picture's
    alternative text): these words are the evidence, so an address whose words the text lacks says nothing.
    """
    found: dict[str, NumberFound] = {}
    for address, words in named:
        at = document.text.find(words) if len(words.strip()) >= 3 else -1
        if at < 0 or not _DIGIT.search(address):
            continue
        plain = _plain(re.sub(r"(?i)(?<![a-z])nr[-_.]+", "nr. ", unquote(address)))
        places = number_places(plain)
        for funder, number, expression in patterns_of(register):
            if number.label == "required" or (number.hint and number.hint not in plain.lower()):
                continue
            for match in matches_at(expression, plain, places):
                canonical = _canonical(match.group(), number, funder)
                rule = f"grant number in the address behind these words: {number.name}"
                end = at + len(words)
                found.setdefault(
                    canonical, NumberFound(canonical, funder, number.programme, 0.8, at, end, rule)
                )
    return tuple(found.values())


def _stands_free(document: Document, start: int, end: int, pattern: NumberPattern) -> bool:
    before = document.flat[max(0, start - 60) : start]
    if pattern.label == "required" and not _LABEL.search(before) and "agreement" not in before:
        return False
    if behind := _BEHIND_TITLE.search(before):
        title = document.flat.rfind('"', 0, max(0, start - len(before) + behind.start()))
        return title < 0 or not _RULES_BEFORE.search(document.flat, max(0, title - 30), title)
    return not (_OTHER_LABEL.search(before[-34:]) and not _OWN_LABEL.search(before))


def _labelled_numbers(document: Document, plain: str, taken: list[tuple[int, int]]) -> Iterable[NumberFound]:
    for label in re.finditer(
        r"(?:\bnr|\bno(?=\.)|\bnumur\w*|\bnumber)\s?[.:]{0,2}\s*:?\s*\"?\s*(?=[a-z0-9])", document.flat
    ):
        before = document.flat[max(0, label.start() - 80) : label.end()]
        match = _GENERIC.match(plain, label.end())
        if not match or not _OWN_LABEL.search(before) or _is_of_something_else(before):
            continue
        written = match.group().rstrip("._/- ")
        end = match.start() + len(written)
        if overlaps(taken, match.start(), end) or not _looks_like_number(written):
            continue
        yield NumberFound(
            canonical_number(written),
            None,
            None,
            0.75,
            match.start(),
            end,
            "labelled number of no known shape",
        )


def _is_of_something_else(before: str) -> bool:
    """The nearest word says what a number belongs to: "ietvaros (granta līgums Nr." is a contract's."""
    other = _OTHER_LABEL.search(before[:-1][-60:])
    label = re.search(r"(?:nr|no|numur\w*|number)\s?[.:]{0,2}\s*:?\s*\"?\s*$", before)
    return bool(other) and not (label and _CONTRACT.search(before[: label.start()]))


def _looks_like_number(written: str) -> bool:
    bare = re.sub(r"[^0-9A-Za-z]", "", written)
    digits = sum(char.isdigit() for char in bare)
    return (
        digits >= 3
        and len(bare) >= 4
        and not _REGISTRATION.match(bare)
        and not _DATE_LIKE.match(written.replace(" ", ""))
        and bool(re.search(r"[/-]|[A-Za-z]", written))
        and not re.search(r"[a-zāčēģīķļņšūž]{4,}", written)
    )
