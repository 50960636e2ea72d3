"""Lines that are a date and nothing else: the way websites print when a post was published.

`16. jūnijs, 2023`, `Publicēts: 05/06/2023`, `otrdiena, 2012. gada 6. novembris`, `Feb 28, 2023 | Jaunumi`.
Dates inside sentences are another matter and are read elsewhere.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from functools import lru_cache

import dateparser

from normalise.lines import tidy
from normalise.search_terms import fold

_EARLIEST, _LATEST = 1995, 2100
_LONGEST = 100  # characters of a line that can be a date line

_MONTHS = (
    "janvaris|janv|jan", "februaris|febr|feb", "marts|mart|mar", "aprilis|apr", "maijs|mai",
    "junijs|jun", "julijs|jul", "augusts|aug", "septembris|sept|sep", "oktobris|okt",
    "novembris|nov", "decembris|dec",
)  # fmt: skip
_LOCATIVES = (
    "janvari", "februari", "marta", "aprili", "maija", "junija", "julija", "augusta", "septembri", "oktobri",
    "novembri", "decembri",
)  # fmt: skip
_MONTH_NUMBER = {
    name: number
    for number, names in enumerate(_MONTHS, start=1)
    for name in (*names.split("|"), _LOCATIVES[number - 1])
}
_ROMAN_MONTHS = {
    roman: number
    for number, roman in enumerate(
        ["i", "ii", "iii", "iv", "v", "vi", "vii", "viii", "ix", "x", "xi", "xii"], start=1
    )
}
_NOMINATIVE = "|".join(_MONTHS)
_LOCATIVE = "|".join(_LOCATIVES)
_WEEKDAY = (
    r"(?:(?:pirmdiena|otrdiena|tresdiena|ceturtdiena|piektdiena|sestdiena|svetdiena"
    r"|monday|tuesday|wednesday|thursday|friday|saturday|sunday|mon|tue|wed|thu|fri|sat|sun"
    r"|(?:pr?|ot?|tr?|ce?|pk|se?|sv)(?=,)"
    r"|понедельник|вторник|среда|четверг|пятница|суббота|воскресенье)[,.]?\s+)?"
)
_SECTION = (
    r"(?:jaunum[is]|aktualitates|zinas|projekti|notikumi|news|raksti"
    r"|kultura|sabiedriba|izglitiba|sports|vide|novads|turisms|vesture)"
)
_LABEL = (
    r"(?:(?:raksts|zina|ieraksts|informacija)?\s?(?:public(?:ets|eta|esanas (?:datums|laiks))"
    r"|iesniegts(?=: (?:pr?|ot?|tr?|ce?|pk|se?|sv), )"
    r"|ievietots|ievietota|pievienots|izveidots|rakstits|sagatavots|sagatavota"
    r"|datums|(?:raksta|zinas|ieraksta) datums|zina(?=\s*:)|posted(?: on)?|published(?: on)?"
    r"|publication date|date|written on|created"
    r"|опубликовано|добавлен[оа]?|дата(?: публикации)?)|informacija (?:majas ?lapa )?ievietota)\s*[:–-]?\s*"
)
_BYLINE = (
    r"(?:posted by [^\d|]{2,40}? on\s+|posted in [^\d|·]{2,40}?\s(?:[|·]|on)\s"
    r"|publicej(?:a|is|usi)\s*:?\s+(?=\d)"
    r"|(?:publicej(?:a|is|usi)|ievietoja|iesutija|nosutija|pievienoja|sagatavoja|rakstija|zino|autors|autore"
    r"|raksta autors|by|posted by|written by)"
    rf"\s*:?\s+(?:[^\d|]{{2,40}}?\|\s*|[^\d|]{{2,40}}?[\s,]+(?=(?:(?:{_NOMINATIVE})[.\s]+)?\d)))"
)
# the time of day, and a category behind it with nothing between
_TIME = (
    r"(?:(?:\s*[,|(@–—-]\s*|\s+)(?:plkst\.?\s*(?=\d{1,2}:)|pl\.?\s*|at\s+|в\s+)?"
    r"(?:[01]?\d|2[0-3])[:.][0-5]\d(?::[0-5]\d)?\)?(?:\s*[^\W\d][^\d.!?]{0,45}(?:\d{4}-\d{4})?)?)?"
)
_COUNTERS = (
    r"(?:skatijumi|skatits|lasits|apskatits|views|hits|komentari|comments|[^\w\s,.;:!?()|/•·–—-]{1,2}"
    r"|комментарии|комментариев|просмотров|просмотры|\d+ (?:comments?|komentari|komentars))"
)
# behind a comma only a place or a name of two words: more is a sentence that begins with a date
_TAIL = (
    r"(?:\s+(?:ievietoja|iesutija|publiceja|autors|autore|foto|teksts)"
    rf"(?: un (?:foto|teksts|bildes))?\s*:\s*[^\d|:]{{2,40}}"
    r"|\s+age:\s?\d{1,5} days?|\s*[·|]\s*tags?: [^\d|]{2,60}"
    rf"|\s+(?:drukat|izdrukat|print)\b|,?\s+{_COUNTERS}\s*:?\s*\d{{1,6}}(?:x| reizes?)?"
    r"|\s*[·|]\s*\d+ min(?:utes|\.)?(?: read| lasisan\w+)?"
    r"|\s/[^\W\d][^\d/|]{1,30}(?:/[^\d/|]{2,30}){0,3}/"
    rf"|\s*[|–—/•·-]\s*(?:{_COUNTERS}[^|]{{0,20}}|[^\W\d](?:[^\d.!?]|(?<=\b\w)\.){{0,45}})"
    r"|\s*[/|–-]\s*(?:www\.)?[\w-]+\.[a-z]{2,3}(?=[\s,|]*$)"
    r"|\s,(?:\s*[^\W\d]+(?:\s[^\W\d]+)?\s?,?){1,6}(?=[\s,|]*$)"
    r"|,\s*[^\W\d]+(?:\s[^\W\d]+)?(?=[\s,|]*$)"
    rf"|\s+(?:by|in)\s+[^\W\d][^\d.!?|]{{0,40}}(?:[.,|]\s{_COUNTERS})?|\s{_SECTION}(?=[\s,|.]*$))*"
)

_NUMERIC = (
    re.compile(r"(?P<d>\d{1,2})\s?[./-]\s?(?P<m>\d{1,2})\s?[./-]\s?(?P<y>\d{4})\.?(?:\s?g\.?)?"),
    re.compile(r"(?P<d>\d{1,2})\s+[•·]\s+(?P<m>\d{1,2})\s+[•·]\s+(?P<y>\d{4})"),
    re.compile(r"(?P<y>\d{4})\s?[./-]\s?(?P<m>\d{1,2})\s?[./-]\s?(?P<d>\d{1,2})\.?"),
    re.compile(r"(?P<d>\d\d)\.(?P<m>\d\d)\.(?P<short>[0-3]\d)\.?$"),
    re.compile(r"(?P<d>\d{1,2})\.\s?(?P<roman>[ivx]{1,4})\.\s?(?P<y>\d{4})\.?(?:\s?g\.?)?"),
)


def _named(month: str) -> tuple[re.Pattern[str], ...]:
    return (
        re.compile(
            rf"(?P<y>\d{{4}})\.?\s?(?:gada?|g\.?)?,?\s+(?P<d>\d{{1,2}})\.?\s?(?P<month>{month})\.?(?:,?\s+(?P=y)\.?)?"
        ),
        re.compile(
            rf"(?P<d>\d{{1,2}})\s?[.,]?\s?(?P<month>{month})\.?,?\s*(?P<y>\d{{4}})\.?(?:\s?(?:gads|gada|g)\.?)?"
        ),
        re.compile(rf"(?P<month>{month})[.,]?\s+(?P<d>\d{{1,2}})\.?,?\s+(?P<y>\d{{4}})\.?"),
    )


_PLAIN = (*_NUMERIC, *_named(_NOMINATIVE))
_SHORT_YEAR = re.compile(r"(?P<d>\d\d)\.(?P<m>\d\d)\.(?P<short>[0-3]\d)\.?(?=[\s,@])")
_LABELLED = (*_PLAIN, _SHORT_YEAR, *_named(_LOCATIVE))
_FOREIGN = re.compile(
    r"(?P<expression>\d{1,2}(?:st|nd|rd|th|\.)?\s+(?P<word>[a-z]{3,9}|[а-я]{3,9})\.?,?\s+\d{4}(?:\s?г\.?)?"
    r"|(?P<word2>[a-z]{3,9})\.?\s+\d{1,2}(?:st|nd|rd|th)?,?\s+\d{4})"
)
_ENGLISH_OR_RUSSIAN = re.compile(
    r"jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec|янв|фев|мар|апр|ма[ия]|июн|июл|авг|сен|окт|ноя|дек"
)
_FRAME = re.compile(
    rf"[\s,|/•–—-]*(?:[012]?\d:(?:[0-5][1-46-9]\s*[|–—-]\s*|[0-5]\d,?\s+))?(?P<label>{_BYLINE}(?:{_LABEL})?|{_LABEL})?"
    rf"(?P<section>{_SECTION}!?:?\s+(?:[–—-]\s+)?(?=\d))?"
    r"(?P<before>(?:[^\W\d][^\d|·.!?]{1,40}[|·]\s*){1,3}"
    rf"|(?!(?:{_NOMINATIVE}),)[^\W\d]{{3,20}},\s+(?=\d)"
    r"|(?:raksts|preses relize|zina|informacija) [^\d|.!?:]{2,50},\s+(?=\d)"
    r"|[\w-]{2,30}\.[a-z]{2,3}(?:,|\s\|)\s+(?=\d)"
    # who wrote, where the time is no round one that an event would begin at
    r"|[^\W\d][^\d|!?:]{2,40}\s(?=\d{1,2}[. ].{3,20}\d{4},?\s\d{1,2}:\d[1-46-9]))?"
    rf"{_WEEKDAY}(?P<rest>.+)"
)
_AFTER = re.compile(rf"{_TIME}{_TAIL}[\s,|/.]*")
# "[2012-11-29 17:40]  Jaunumi | Par mums | Kontakti": the moment in brackets, and a menu
_STAMP_BEFORE_MENU = re.compile(
    r"\[([\d .:-]{10,17})\](?:\s+[^\W\d][^\d|]{1,30}(?:\|\s?[^\d|]{2,30}){0,8})?$"
)
# "Publicēja 2012. gada 28. apr. 08:03 [ atjaunināts 2012. gada 25. maijs 02:40 ]", "Publicēts: 02.08.2023
# Atjaunots: 10.08.2023 Jaunatne", "Ievietots 12.10.2022 | Pēdējās izmaiņas: 12.10.2022."
_CHANGED_LATER = re.compile(
    r"\s*\[\s*atjauninats [^\]]{8,40}\]\s*$"
    r"|(?<=\d)\.?[\s|,;/(·–-]+(?:pedej\w+ )?(?:atjaunots|atjauninats|labots|papildinats|precizets"
    r"|izmain\w+|labojum\w+|last updated|updated|modified)\s*:?\s*"
    r"[\d./-]{8,11}(?:,?\s\d\d?[:.]\d\d)?\)?"
)
# "Cilvēki > Mūsējie  Lasīšanai: 6 minūtes  2022. gada 22. decembris": crumbs, how long it is, and the day
_READING_TIME = re.compile(
    r"[\s,|/•–—-]*(?:[^\W\d][^\d|.!?:>]{1,30}(?:\s?[>»/]\s?[^\W\d][^\d|.!?:>]{1,30}){0,3}[\s|]+)?"
    r"(?:lasisan\w+(?: laiks)?|reading time)\s*:?\s*\d+\s*min\w*\.?[\s,|/•–—-]+(?=\S)"
)
_NOT_PUBLISHED = re.compile(
    r"updated|modified|pedej[ao]s? |papildinat|atjaunot|atjauninat|aktualizet|labot|precizet"
    r"|izmain|обновлено|изменено"
    r"|©|copyright|varda dien|vardadien|\ba-\s*a\b"
    r"|lidz\b|termins|pieteiksan|notiks|sakums:|beigas:"
)


@dataclass(frozen=True, slots=True)
class DateLine:
    """The day (ISO) that a line states, and whether the line says that it is the publication's."""

    day: str
    labelled: bool


@lru_cache(maxsize=4096)
def read_date_line(line: str) -> DateLine | None:
    """The day of a line that holds one date, perhaps a label, a weekday, a time or a category; else None."""
    if len(line) > _LONGEST:
        return None
    said = fold(tidy(line))
    if "lasisan" in said or "reading" in said:
        said = _READING_TIME.sub("", said, count=1)
    folded = _STAMP_BEFORE_MENU.sub(r"\1", _CHANGED_LATER.sub(" | ", said))
    if _NOT_PUBLISHED.search(folded):
        return None
    frame = _FRAME.fullmatch(folded)
    if frame is None:
        return None
    labelled = frame["label"] is not None
    day = _own_grammar(frame["rest"], _LABELLED if labelled else _PLAIN) or _foreign(frame["rest"])
    return DateLine(day.isoformat(), labelled) if day else None


def published_line(line: str) -> str | None:
    """The ISO date when the whole of `line` is a publication date line, else None.

    "Last updated", name-day and copyright lines, sentences, and dates in the locative ("24. aprīlī")
    are none.
    """
    found = read_date_line(line)
    return found.day if found else None


def iso_day(year: int, month: int, day: int) -> date | None:
    """The day if the calendar has it and the web had it, else None."""
    if not _EARLIEST <= year <= _LATEST:
        return None
    try:
        return date(year, month, day)
    except ValueError:
        return None


def _own_grammar(rest: str, patterns: tuple[re.Pattern[str], ...]) -> date | None:
    for pattern in patterns:
        found = pattern.match(rest)
        if found and _AFTER.fullmatch(rest, found.end()):
            return _day_of(found)
    return None


def _day_of(found: re.Match[str]) -> date | None:
    groups = found.groupdict()
    year = int(groups["y"]) if "y" in groups else 2000 + int(groups["short"])
    day = int(groups["d"])
    month = _month_of(groups)
    if month > 12 and day <= 12:
        day, month = month, day
    return iso_day(year, month, day)


def _month_of(groups: dict[str, str]) -> int:
    """The number of a month in words, in Roman or in Arabic figures; 0 for Roman figures of no month."""
    if "month" in groups:
        return _MONTH_NUMBER[groups["month"]]
    return _ROMAN_MONTHS.get(groups["roman"], 0) if "roman" in groups else int(groups["m"])


def _foreign(rest: str) -> date | None:
    """English and Russian dates, read by dateparser once their shape is known."""
    found = _FOREIGN.match(rest)
    if found is None or not _AFTER.fullmatch(rest, found.end()):
        return None
    if not _ENGLISH_OR_RUSSIAN.match(found["word"] or found["word2"]):
        return None
    moment = dateparser.parse(
        found["expression"],
        languages=["en", "ru"],
        settings={"DATE_ORDER": "DMY", "REQUIRE_PARTS": ["day", "month", "year"]},
    )
    return iso_day(moment.year, moment.month, moment.day) if moment else None
