"""What a date is for: the activity, the project's period, a deadline, or something else."""

from __future__ import annotations

import re
from datetime import date

from normalise.dates.grammar import Expression
from normalise.document import Document
from normalise.records import DateRole, Precision

_DEADLINE = re.compile(
    r"pieteik|piesak|iesnie[gd]|iesut|registr|anket|aizpild|terminsh?|termina|pieteikum|deadline|apply|jaiesniedz|"
    r"nosutit|balso|pieņem|tiek gaidit|gaidisim pietei|подат|заявк"
)
_PERIOD = re.compile(
    r"(?:istenosanas|norises|darbibas|realizacijas|ieviesanas|projekta)\s(?:laik|period|ilgum|termin)|"
    r"projekt\w*[^.;]{0,120}?(?:isteno|ilgst|ilgs\b|ilga\b|norit|norisin|realize|uzsak|sakas|sacies|noslegsies|noslegs|ievies|"
    r"turpinas|tiek veikt|darbojas|implement|pielika punktu)|"
    r"(?:isteno|norit|norisin|realize|ievie|noslegs|turpin|uzsak)\w*[^.;]{0,80}?projekt|"
    r"(?:periods|ilgums|norises laiks|istenosanas laiks|projekta laiks|darbibas laiks|project period|duration)\b|"
    r"sakam\b|pie darba keramies|projekt\w* (?:tika )?(?:ieviesana|uzsaksana)|период проекта|проект реализу"
)
_OTHER = re.compile(
    r"lemum|parakst|apstiprinat|apstiprinaj|sede[st]?\b|sedi\b|protokol|noteikum|likum|sanemts|sanema|dibinat|"
    r"pieskirt|iesniegts|iesniedza|registrets|publicet|atjaunin|last updated|izmainas|strategij|planosanas period|"
    r"programmesanas|ligums noslegts|noslegts ligums|vienosan"
)
_EVENT = re.compile(
    r"pasakum|seminar|konferenc|brauc|sapulc|tiksan|sanaksm|nometn|diskusij|darbnic|izstad|macib|forum|koncert|svetk|vizit|apmacib|"
    r"viesos|lekcij|vebinar|festival|sarun|pargajien|atklasan|prezentac|sacensib|meistarklas|event|workshop|meeting|camp|training"
)
_HISTORY_YEARS = 8


def role_of(document: Document, expression: Expression, start: date, end: date, precision: Precision) -> tuple[DateRole, str]:
    """The role and the reason for it, read from the clause and the line around the expression."""
    sentence = document.sentence_at(expression.start)
    flat = document.flat[sentence.start : sentence.end]
    before = document.flat[max(sentence.start, expression.start - 90) : expression.start]
    if expression.planning or precision == "year":
        return ("project_period", "years of a project") if _is_period(flat) and not expression.planning else ("other", "planning period or year alone")
    if any(point.vague for point in expression.points):
        return "other", "part of a year or month without days"
    if _is_past(document, end):
        return "other", "long before the publication"
    if expression.until and _DEADLINE.search(flat):
        return "deadline", "“līdz” with a word of applying"
    if expression.is_range and _is_period(flat):
        return "project_period", "range beside a word of the project's running"
    if re.search(r"lemum|parakst|apstiprin|sed[ei]|protokol|noteikum|sanemts", before[-60:]):
        return "other", "beside a word of decision or signing"
    around = flat[max(0, expression.start - sentence.start - 70) : expression.end - sentence.start + 60]
    if not expression.is_range and not expression.until and _EVENT.search(around):
        return "activity", "beside an event"
    if _is_period(flat) and (expression.until or re.search(r"sak|uzsak|nosl|beig|pielika punktu|ieviesan|keram", flat)):
        return "project_period", "start or end of the project"
    if expression.until and re.search(r"istenos|projekt", flat):
        return "project_period", "end of the project"
    return "activity", "date in the text of an activity"


def _is_period(flat: str) -> bool:
    return bool(_PERIOD.search(flat))


def _is_past(document: Document, end: date) -> bool:
    if document.published is None:
        return False
    return int(document.published.date[:4]) - end.year >= _HISTORY_YEARS
