"""When an article was published, and how that is known.

A site's clock, a line of name days, "last updated", a copyright line, or the date of an event says
nothing about it: no date is better than one of those.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date
from email.utils import parsedate_to_datetime

from normalise.date_line import DateLine, iso_day, read_date_line
from normalise.lines import has_key, key, tidy, tidy_lines
from normalise.records import IssueRecord, Published, PublishedHow
from normalise.search_terms import fold

_HEAD_LINES = 8
_LONG_LINE = 120  # characters: from here on a line is running text
_FOOT_LINES = 12  # lines at the end of a text among which it may say when it was published
_FEW_LETTERS = 2  # of a telephone number, "T. 26191107"
_BESIDE = 3  # lines between a title and its date line
_DISAGREE = 2  # days
_CONFIDENCE: dict[PublishedHow, float] = {"metadata": 0.95, "visible line": 0.85, "url": 0.85, "feed": 0.8}
_LABELLED = 0.95
_DISPUTED = 0.6

_CLOCK_BESIDE = re.compile(
    r"a\s?-\s+a\s+a\s?\+|-\s?a\s+a\s+\+\s?a|viegli lasit|varda dien|vardadien|mainit izmeru|teksta izmer"
    r"|\blapa (?:ir |tika )?izdrukata\b"
    r"|(?:[01]?\d|2[0-3]):[0-5]\d(?::[0-5]\d)?$|lat\s*\|?\s*eng?$|lv\s*\|?\s*en\b.{0,10}$"
)
# "... Granta līgums Nr. 1. Ievietots 08.08.2016.", "NVO nams > Ziņas > 2023 | Ievietots: 28.02.2023"
_CLOSING_LABEL = re.compile(
    r"(?<=[.!?|] )(?:Ievietots|Ievietota|Publicēts|Publicēta|Pievienots)\b[^.!?]{0,3}[\d./ -]{8,14}$"
)
_CHANGED = re.compile(r"\W*(?:pedej[ao]s? |atjaunot|atjauninat|labot|papildinat|last updated|modified)")
_SIGNED = re.compile(
    r".{0,60}\b(?:birojs|nodala|parvalde|dome|pasvaldiba|vaditaja?|specialiste?|koordinatore?|redaktore?)\W*$"
    r"|(?:pa)?dal(?:ities|ies)(?: ar so| soctiklos)?\W*$|share(?: this)?\W*$"
    r"|(?:ierakstija|rakstija|sagatavoja|informaciju sagatavoja|teksts|autors|autore)\b[^.!?]{0,60}$"
)
# a calendar: the weekday, and below it who has their name day, with no word for that
_WEEKDAY_FIRST = re.compile(r"\w+diena\b")
_WEEKDAY_ALONE = re.compile(r"(?:pirm|otr|tres|ceturt|piekt|sest|svet)d?iena\W*")
_NAME_DAYS = re.compile(r"[^\W\d]{3,}(?:, [^\W\d]{3,}){1,5}$")
# names of a day without its weekday: single words, and no sections of a site
_ONE_NAME = (
    "(?!Jaunum|Aktual|Ziņ|Projekt|Notikum|Rakst|Pasākum|Kultūr|Izglīt|Sport|Sabiedr|Vid|Tūris|Novad|Konkurs)"
    "[A-ZĀČĒĢĪĶĻŅŠŪŽ][a-zāčēģīķļņšūž]{2,}"
)
_SEVERAL_NAME_DAYS = re.compile(rf"{_ONE_NAME}(?:, {_ONE_NAME}){{2,5}}$")
_ONE_NAME_DAY = re.compile(
    r"(?!Jaunum|Aktual|Ziņ|Projekt|Notikum|Rakst|Druk|Arhīv|Sākum|Galven|Vietēj)[^\W\d_][^\W\d_]{2,11}$"
)
# "2018. gada 9. aprīlī" and nothing else; "Otrdien, 2021. gada 16. novembrī, 19:48", where the time is no
# round one that an event would begin at
_YEAR_FIRST = re.compile(
    r"(?:[A-Za-zēš]+dien,? (?=.*:))?(?P<day>\d{4}\.\s?gada \d{1,2}\.\s?[a-zāēīņšūļ]+[āī])\.?"
    r"(?:,? (?:plkst\. ?)?\d\d?[:.]\d[1-46-9])?"
)
# a whole day in figures alone on its line, and one that the next words run on to: "2018-05-07Jaunums"
_BARE_DAY = re.compile(r"(?:\d{1,2}\.\d{1,2}\.(?:19|20)\d\d\.?|(?:19|20)\d\d-\d\d-\d\d)$")
# "2010-01-19 21:10 | Skatīts: 1058x", "17.09.2024, Jaunumi"
_STAMPED = re.compile(
    r"/?(?:\d{1,2}\.\d{1,2}\.(?:19|20)\d\d\.?|(?:19|20)\d\d-\d\d-\d\d)"
    r"(?: \d\d:\d\d\s*\||, (?:Jaunumi|Aktualitātes|Ziņas|Projekti|Notikumi)$| (?:Teksts|Foto)\b|/$| /\D+/$)"
)
_GLUED_DAY = re.compile(r"(?:\d{1,2}\.\d{1,2}\.(?:19|20)\d\d\.?|(?:19|20)\d\d-\d\d-\d\d)(?=[^\W\d_])")
# who publishes, and the day: "Biedrība „Krasti”, 23.01.2023, plkst. 8:05", "31.08.2021. Upes draudze"
_BODY = r"(?:draudze|biedrība|nodibinājums|pašvaldība|muzejs|bibliotēka|skola|fonds|centrs|partnerība)"
_WRITER = (
    r"(?:vietniec[ek]s?|koordinatore?|vadītāja?|skolotāja?|redaktore?|priekšsēdētāja?|lietvede|sekretāre?)"
)
_SIGNED_DAY = re.compile(
    rf"(?:© ?[^\W\d][^!?:\d|]{{2,50}}|(?:[^!?:\d|]{{1,50}}\s)?(?:{_BODY}|{_WRITER})"
    r"(?: [„“\"][^!?:\d|]{2,50}[”“\"])?),\s"
    r"(?P<day>(?:\d{1,2}\.\d{1,2}\.(?:19|20)\d\d\.?|(?:19|20)\d\d\.\s?gada \d{1,2}\.\s?\w+)"
    r"(?:,?\s(?:plkst\.\s?)?\d{1,2}[:.]\d\d)?)$",
    re.IGNORECASE,
)
# a letter's: "Preiļos, 2025. gada 8. septembrī"
_WHERE_WRITTEN = re.compile(
    r"[A-ZĀČĒĢĪĶĻŅŠŪŽ]\w+(?:ā|ē|ī|os|ās|ēs|īs), (?P<day>(?:19|20)\d\d\. ?gada \d{1,2}\. ?\w+[āī])\.?$"
)
_DAY_OF_BODY = re.compile(
    rf"(?P<day>\d{{1,2}}\.\d{{1,2}}\.(?:19|20)\d\d\.?)\s[^\W\d][^!?:\d|]{{0,60}}\b{_BODY}\W*$", re.IGNORECASE
)
# "15.10.2021. 07:00 Raugs smaržo līdz pat lielceļam …": the moment, and the article's first words
_MOMENT_BEFORE_TEXT = re.compile(
    r"(?P<day>\d{1,2}\.\d{1,2}\.(?:19|20)\d\d\.? \d\d:\d\d) (?=[A-ZĀČĒĢĪĶĻŅŠŪŽ].{80})"
)
_YEAR = re.compile(r"(?:19|20)\d\d")
# a sentence, and no signature: "Piedalās arī Krasta muzejs, 20.10.2025."
_SAYS = re.compile(
    r"\b(?:piedal|riko|spele|uzstaj|aicin|organize|isteno|realize|sak|atver|pulcej|notiek|notiks)\w*"
)
# "Par publikācijas saturu atbild biedrība “X”": below it a day alone is no event's
_ANSWERS = re.compile(r"\bsatur\w* [^.]{0,20}\batbild")
_CLOSING_LINES = 5
_EVENT_BELOW = re.compile(r"(?:norises )?(?:vieta|laiks|adrese|sakums)\s*:|plkst\.?\s?\d")
_ISO = re.compile(r"\s*(\d{4})-?(\d{2})-?(\d{2})(?!\d)(?:[T ]\s*(\d{2}):?(\d{2})(?::?\d{2})?\S*)?")
_UTC = re.compile(r"\d(?:Z|\+00:?00)\s*$")
_URL_DAY = re.compile(r"(?:^|/)((?:19|20)\d{2})[/-](\d{1,2})[/-](\d{1,2})(?=[/_-]|$)")


@dataclass(frozen=True, slots=True)
class DateSigns:
    """What a page offers on its own date, each list best first.

    `metadata`: raw values of datePublished, article:published_time, time elements. `marked`: text of
    elements that are the date line by selector or class. `lines`: the page's lines around the title.
    """

    metadata: Sequence[str] = ()
    marked: Sequence[str] = ()
    lines: Sequence[str] = ()
    selected: str | None = None


@dataclass(frozen=True, slots=True)
class PublishedReading:
    """The date, if one is known, and what an operator should see about it."""

    published: Published | None = None
    issues: tuple[IssueRecord, ...] = field(default=())


def find_published(
    signs: DateSigns, url: str, title: str | None = None, feed_date: str | None = None
) -> PublishedReading:
    """Weighs what the page, its address and the feed say.

    `feed_date` is ISO 8601 or RFC 822. The source's own selector comes first, then metadata, visible
    line, address, feed. Sources more than two days apart make an issue record and lower confidence.
    """
    found = [
        candidate
        for candidate in (
            _selected(signs.selected),
            _metadata(signs.metadata),
            _visible(signs, title),
            _url(url),
            _feed(feed_date),
        )
        if candidate is not None
    ]
    if not found:
        return PublishedReading()
    best = _local_day(found, signs.metadata)
    others = [other for other in found[1:] if _apart(best.date, other.date) > _DISAGREE]
    if not others:
        return PublishedReading(best)
    said = ", ".join(f"{one.how} {one.date}" for one in (best, *others))
    issue = IssueRecord("publication date disagrees", f"The page's dates differ: {said}.")
    return PublishedReading(Published(best.date, best.how, min(best.confidence, _DISPUTED)), (issue,))


def published_in_text(text: str, title: str | None) -> Published | None:
    """The date line at the head of a plain text or beside its title, if one stands alone there.

    Else a date at the end that is said to be the post's own (`Publicēts: 06.11.2024.`). Dates in the
    middle, in sentences, of events (locative) and of site clocks are none.
    """
    lines = [line for line in tidy_lines(text) if any(map(str.isalnum, line))]
    return _in_lines(lines, title) or _beside_title(lines, title) or _at_end(lines)


def iso_date(value: str | None) -> str | None:
    """The local day of an ISO 8601 or RFC 822 timestamp, or of a date line; None for anything else."""
    if not value:
        return None
    iso = _ISO.match(value)
    if iso:
        day = iso_day(int(iso[1]), int(iso[2]), int(iso[3]))
        return day.isoformat() if day else None
    line = read_date_line(value)
    return line.day if line else _rfc822(value)


def _rfc822(value: str) -> str | None:
    try:
        moment = parsedate_to_datetime(value.strip())
    except (ValueError, TypeError, IndexError):
        return None
    day = iso_day(moment.year, moment.month, moment.day)
    return day.isoformat() if day else None


def _selected(text: str | None) -> Published | None:
    day = iso_date(tidy(text)) if text else None
    return Published(day, "visible line", _LABELLED) if day else None


def _metadata(values: Sequence[str]) -> Published | None:
    days = (iso_date(value) for value in values)
    return next((Published(day, "metadata", _CONFIDENCE["metadata"]) for day in days if day), None)


def _visible(signs: DateSigns, title: str | None) -> Published | None:
    marked = [line for text in signs.marked if (line := read_date_line(tidy(text)))]
    if marked:
        return Published(marked[0].day, "visible line", _LABELLED if marked[0].labelled else 0.9)
    return _in_lines(list(signs.lines), title)


def _url(url: str) -> Published | None:
    path = url.partition("?")[0].partition("#")[0].partition("://")[2].partition("/")[2]
    found = _URL_DAY.search("/" + path)
    day = iso_day(int(found[1]), int(found[2]), int(found[3])) if found else None
    return Published(day.isoformat(), "url", _CONFIDENCE["url"]) if day else None


def _feed(feed_date: str | None) -> Published | None:
    day = iso_date(feed_date)
    return Published(day, "feed", _CONFIDENCE["feed"]) if day else None


def _local_day(found: list[Published], metadata: Sequence[str]) -> Published:
    """The first; but metadata in UTC that is a day behind the visible line gives way to it."""
    best = found[0]
    if not metadata or not _UTC.search(metadata[0]):
        return best
    for other in found[1:]:
        if best.how == "metadata" and other.how == "visible line" and _days(best.date, other.date) == 1:
            return Published(other.date, "visible line", best.confidence)
    return best


def _days(earlier: str, later: str) -> int:
    return (date.fromisoformat(later) - date.fromisoformat(earlier)).days


def _apart(one: str, other: str) -> int:
    return abs(_days(one, other))


def _is_event(lines: list[str], position: int) -> bool:
    """A card of an event: its place or its hour stands under the date."""
    return position + 1 < len(lines) and bool(_EVENT_BELOW.match(fold(lines[position + 1])))


def _in_lines(lines: list[str], title: str | None) -> Published | None:
    """The date line nearest to the title, or alone among the first lines."""
    at_title = _title_position(lines, title)
    candidates: list[tuple[int, int, str, bool]] = []
    for position in _positions(lines, at_title):
        found = (
            read_date_line(lines[position])
            or _behind_title(lines[position], title)
            or _before_title(lines[position], title)
            or _before_words(lines[position])
            or _behind_crumbs(lines[position])
        )
        clock = found and not found.labelled and _is_clock(lines, position, at_title)
        if found and not clock and not _is_event(lines, position):
            distance = abs(position - at_title) if at_title is not None else 0
            candidates.append((0 if found.labelled else 1, distance, found.day, found.labelled))
    if not candidates:
        return None
    best = min(candidates)
    rivals = {day for rank, distance, day, _ in candidates if (rank, distance) == best[:2]}
    if len(rivals) > 1:
        return None
    return Published(best[2], "visible line", _LABELLED if best[3] else _CONFIDENCE["visible line"])


def _beside_title(lines: list[str], title: str | None) -> Published | None:
    """`2018. gada 9. aprīlī` alone beside the title: an event's day would have its hour or place with it."""
    at_title = _title_position(lines, title)
    beside = (at_title + 1, at_title - 1) if at_title is not None else ()
    for position in beside:
        line = lines[position] if 0 <= position < len(lines) else ""
        said = _MOMENT_BEFORE_TEXT.match(line) or _YEAR_FIRST.fullmatch(line)
        if said and not _is_event(lines, position):
            found = read_date_line("Publicēts: " + said["day"])
            return Published(found.day, "visible line", _CONFIDENCE["visible line"]) if found else None
    return None


def _at_end(lines: list[str]) -> Published | None:
    """A labelled date line among the last lines or at the end of one, or a bare one below who wrote.

    A day in figures alone on one of the very last lines needs no label.
    """
    for position in range(len(lines) - 1, max(0, len(lines) - 1 - _FOOT_LINES), -1):
        line = lines[position]
        labelled = _CLOSING_LABEL.search(line)
        with_body = _beside_body(line)
        below = lines[position + 1 :]
        alone = _YEAR_FIRST.fullmatch(line) and not below and _ANSWERS.search(fold(lines[position - 1]))
        said = labelled.group() if labelled else with_body["day"] if with_body else line
        found = read_date_line(f"Publicēts: {said}" if with_body or alone else said)
        last = len(below) < _CLOSING_LINES and all(len(one) < _LONG_LINE for one in below)
        last = last and (bool(with_body or _BARE_DAY.match(line) or _STAMPED.match(line)) or not below)
        worded = (one for one in reversed(lines[:position]) if sum(map(str.isalpha, one)) > _FEW_LETTERS)
        signed = last or bool(_SIGNED.match(fold(next(worded, ""))))
        if found and ((found.labelled and not with_body) or signed) and not _is_event(lines, position):
            return Published(found.day, "visible line", _CONFIDENCE["visible line"])
    return None


def _beside_body(line: str) -> re.Match[str] | None:
    """Who publishes or writes, or where, and the day beside it."""
    if len(line) >= _LONG_LINE or not _YEAR.search(line) or _SAYS.search(fold(line)):
        return None
    return _SIGNED_DAY.match(line) or _DAY_OF_BODY.match(line) or _WHERE_WRITTEN.match(line)


def _behind_title(line: str, title: str | None) -> DateLine | None:
    """`Talka pie upes11-10-2017`: the date runs on behind the title."""
    return read_date_line(line[len(title) :]) if title and line.startswith(title) and line != title else None


def _before_title(line: str, title: str | None) -> DateLine | None:
    """`12.10.2015. Draudze saņem atbalstu`: the date stands before the title, on its line."""
    return (
        read_date_line(line.removesuffix(title)) if title and line.endswith(title) and line != title else None
    )


def _before_words(line: str) -> DateLine | None:
    """`2018-05-07Leader jaunums`: what is printed beside the date runs on behind it."""
    day = _GLUED_DAY.match(line)
    return read_date_line(day.group()) if day else None


def _behind_crumbs(line: str) -> DateLine | None:
    """`Ziņas > 2023 | Ievietots: 28.02.2023`: the labelled date ends a line of crumbs."""
    labelled = _CLOSING_LABEL.search(line) if "| " in line and len(line) < _LONG_LINE else None
    return read_date_line(labelled.group()) if labelled else None


def _title_position(lines: list[str], title: str | None) -> int | None:
    wanted = key(title or "")
    if not wanted:
        return None
    exact = next((position for position, line in enumerate(lines) if has_key(line, wanted)), None)
    if exact is not None:
        return exact
    return next((position for position, line in enumerate(lines) if _behind_title(line, title)), None)


def _positions(lines: list[str], at_title: int | None) -> list[int]:
    """Lines beside the title, and the first lines down to the first line of running text."""
    head: list[int] = []
    for position, line in enumerate(lines[:_HEAD_LINES]):
        if len(line) >= _LONG_LINE and position != at_title:
            # the first may be the title at length, with the day in figures below it
            if position == 0 and len(lines) > 1 and _BARE_DAY.match(lines[1]):
                head = [1]
            break
        head.append(position)
    if at_title is None:
        return head
    above = [p for p in range(max(0, at_title - _BESIDE), at_title) if len(lines[p]) < _LONG_LINE]
    below: list[int] = []
    for position in range(at_title + 1, min(len(lines), at_title + 1 + _BESIDE)):
        if len(lines[position]) >= _LONG_LINE:
            break
        below.append(position)
    return sorted({*(p for p in head if p <= at_title + _BESIDE), *above, at_title, *below})


# the address below the moment of printing
_ADDRESS_ALONE = re.compile(r"https?://(?!(?:www\.)?(?:facebook|instagram|youtube|fb)\.)\S{20,}")
_WITH_CLOCK = re.compile(r"\d\d?:\d\d")
# "03.07.2023 | Ilgtspēja un kapacitāte": no clock tells a post's section
_WITH_SECTION = re.compile(r"\d{4}\.? \| [^\W\d][^\d,|:]{4,40}$")


def _is_clock(lines: list[str], position: int, at_title: int | None) -> bool:
    """True when text-size buttons, name days or a time of day stand right beside a date line."""
    near = [lines[p] for p in (position - 1, position + 1) if 0 <= p < len(lines) and p != at_title]
    below = lines[position + 1] if position + 1 < len(lines) else ""
    printed = position == 0 and _WITH_CLOCK.search(lines[position]) and _ADDRESS_ALONE.fullmatch(below)
    if printed or _WEEKDAY_ALONE.fullmatch(fold(below)):
        return True
    if _WITH_SECTION.search(lines[position]):
        return False
    weekday = bool(_WEEKDAY_FIRST.match(fold(lines[position])))
    below_title = at_title is not None and position == at_title + 1
    return any(
        (not below_title and _CLOCK_BESIDE.search(fold(line)))
        or (at_title is not None and position < at_title and _SEVERAL_NAME_DAYS.match(line))
        or (weekday and (_NAME_DAYS.match(line) or _ONE_NAME_DAY.match(line)))
        for line in near
        if len(line) < _LONG_LINE and not _CHANGED.match(fold(line))
    )
