"""Dates, times, numbers and money as each language writes them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo

from datasette_config.language import Language

RIGA = ZoneInfo("Europe/Riga")
NARROW = "\u00a0"  # no line break inside a number
_LATVIAN_MONTHS = (
    "janvāris februāris marts aprīlis maijs jūnijs jūlijs augusts septembris oktobris novembris decembris"
)
_ENGLISH_MONTHS = "January February March April May June July August September October November December"
MONTHS = {"lv": tuple(_LATVIAN_MONTHS.split()), "en": tuple(_ENGLISH_MONTHS.split())}
_SEASONS = {
    "lv": {3: "pavasaris", 6: "vasara", 9: "rudens", 12: "ziema"},
    "en": {3: "spring", 6: "summer", 9: "autumn", 12: "winter"},
}


@dataclass(frozen=True, slots=True)
class Formats:
    """Writes values in one language; what cannot be read as a date is given back as it stands."""

    language: Language

    def number(self, value: float) -> str:
        """1234567 as `1 234 567` (Latvian) or `1,234,567` (English)."""
        return self._separate(f"{value:,.0f}")

    def money(self, value: float, currency: str) -> str:
        """1234.56 EUR as `1 234,56 EUR` or `EUR 1,234.56`; whole sums without decimals."""
        digits = f"{value:,.0f}" if float(value).is_integer() else f"{value:,.2f}"
        amount = self._separate(digits)
        return f"{amount}{NARROW}{currency}" if self.language == "lv" else f"{currency}{NARROW}{amount}"

    def percent(self, share: float) -> str:
        """0.953 as `95 %` or `95%`."""
        return f"{share * 100:.0f}{NARROW}%" if self.language == "lv" else f"{share * 100:.0f}%"

    def day(self, iso: str | None) -> str:
        """`2023-06-14` as `2023. gada 14. jūnijs` or `14 June 2023`; "" for None."""
        if not iso:
            return ""
        try:
            moment = date.fromisoformat(iso[:10])
        except ValueError:
            return iso
        month = MONTHS[self.language][moment.month - 1]
        if self.language == "lv":
            return f"{moment.year}. gada {moment.day}. {month}"
        return f"{moment.day} {month} {moment.year}"

    def short_day(self, iso: str | None) -> str:
        """`2023-06-14` as `14.06.2023.` or `14 Jun 2023`, for tables; "" for None."""
        if not iso:
            return ""
        try:
            moment = date.fromisoformat(iso[:10])
        except ValueError:
            return iso
        if self.language == "lv":
            return f"{moment:%d.%m.%Y}."
        return f"{moment.day}{NARROW}{MONTHS['en'][moment.month - 1][:3]}{NARROW}{moment.year}"

    def short_span(self, start: str | None, end: str | None) -> str:
        """Both days, whichever are known: `01.06.2022. – 30.11.2023.`, `… – 30.11.2023.`; "" for none."""
        if not start and not end:
            return ""
        return f"{self.short_day(start) or '…'} – {self.short_day(end) or '…'}"

    def short_moment(self, iso: str | None) -> str:
        """A time stamp as the day and the hour in Riga, for tables: `22.11.2026. 23:18`."""
        if not iso:
            return ""
        try:
            local = _in_riga(iso)
        except ValueError:
            return iso
        return f"{self.short_day(local.date().isoformat())}{NARROW}{local:%H:%M}"

    def moment(self, iso: str | None) -> str:
        """A time stamp (UTC where it names no zone) as the day and the hour in Riga."""
        if not iso:
            return ""
        try:
            local = _in_riga(iso)
        except ValueError:
            return iso
        hour = f"plkst. {local:%H:%M}" if self.language == "lv" else f"{local:%H:%M}"
        return f"{self.day(local.date().isoformat())}, {hour}"

    def span(self, start: str, end: str, precision: str) -> str:
        """A date or range (both ends inclusive) written as exactly as it is known, no further."""
        try:
            first, last = date.fromisoformat(start), date.fromisoformat(end)
        except ValueError:
            return start if start == end else f"{start} – {end}"
        if first == last:
            return self.day(start)
        match precision:
            case "year" if first.year == last.year:
                return f"{first.year}. gads" if self.language == "lv" else str(first.year)
            case "half-year" if first.year == last.year:
                return self._part(first, 1 if first.month < 7 else 2, "pusgads", "half of")
            case "quarter" if first.year == last.year:
                return self._part(first, (first.month + 2) // 3, "ceturksnis", "quarter of")
            case "season" if first.month in _SEASONS["lv"]:
                return self._named(first, _SEASONS[self.language][first.month])
            case "month" if (first.year, first.month) == (last.year, last.month):
                return self._named(first, MONTHS[self.language][first.month - 1])
            case "month":
                return f"{self._month(first)} – {self._month(last)}"
            case "year":
                return f"{first.year}–{last.year}"
            case _:
                return self._days(first, last)

    def _days(self, first: date, last: date) -> str:
        """What both days share is written once: `2023. gada 14.–16. jūnijs`, `14–16 June 2023`."""
        if first.year != last.year:
            return f"{self.day(first.isoformat())} – {self.day(last.isoformat())}"
        months = MONTHS[self.language]
        begin, end = months[first.month - 1], months[last.month - 1]
        if self.language == "lv":
            if begin == end:
                return f"{first.year}. gada {first.day}.–{last.day}. {end}"
            return f"{first.year}. gada {first.day}. {begin} – {last.day}. {end}"
        if begin == end:
            return f"{first.day}–{last.day} {end} {last.year}"
        return f"{first.day} {begin} – {last.day} {end} {last.year}"

    def _month(self, moment: date) -> str:
        return self._named(moment, MONTHS[self.language][moment.month - 1])

    def _named(self, moment: date, name: str) -> str:
        return f"{moment.year}. gada {name}" if self.language == "lv" else f"{name} {moment.year}"

    def _part(self, moment: date, part: int, lv: str, en: str) -> str:
        ordinal = {1: "1st", 2: "2nd", 3: "3rd"}.get(part, f"{part}th")
        return (
            f"{moment.year}. gada {part}. {lv}" if self.language == "lv" else f"{ordinal} {en} {moment.year}"
        )

    def _separate(self, digits: str) -> str:
        if self.language == "en":
            return digits
        return digits.replace(",", NARROW).replace(".", ",")


def _in_riga(iso: str) -> datetime:
    """A time stamp, UTC where it names no zone; ValueError for what is none."""
    moment = datetime.fromisoformat(iso)
    if moment.tzinfo is None:
        moment = moment.replace(tzinfo=UTC)
    return moment.astimezone(RIGA)
