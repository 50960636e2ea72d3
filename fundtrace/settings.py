"""`fundtrace.toml` in the data folder: what an operator sets once. Every key may be left out."""

from __future__ import annotations

import re
import tomllib
from datetime import time, timedelta
from pathlib import Path
from typing import Annotated, Literal
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from pydantic import BaseModel, ConfigDict, Field, ValidationError, field_validator

from crawlers.sources import ALWAYS, checked_keep
from fundtrace.failure import Failure
from normalise.toml_text import parsed

FILE = "fundtrace.toml"
_QUIET = re.compile(r"([01]\d|2[0-3]):([0-5]\d)-([01]\d|2[0-3]):([0-5]\d)\Z")
_SPAN = re.compile(r"([1-9][0-9]{0,3})([mhd])\Z")
_UNITS = {"m": "minutes", "h": "hours", "d": "days"}
Texts = Annotated[tuple[str, ...], Field(strict=False)]


class _Strict(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True, strict=True, str_strip_whitespace=True)


class ScheduleSettings(_Strict):
    """When sources are visited, and how many at once."""

    timezone: str = Field("Europe/Riga", description="The zone of all times of day here.")
    quiet: str | None = Field(None, description='Hours in which no visit begins: "08:00-18:00".')
    at_once: int = Field(4, ge=1, le=64, description="Runs side by side, each a process of its own.")
    longest: str = Field("6h", description="A run that takes longer is stopped; it goes on the next time.")
    publish_every: str = Field("15m", description="The shortest time between two publications.")
    digest_at: str = Field("08:00", description="The time of day at which digests are sent.")
    prune_at: str = Field("03:30", description="The time of day at which `fundtrace prune` runs.")

    @field_validator("timezone")
    @classmethod
    def _zone_is_known(cls, value: str) -> str:
        try:
            ZoneInfo(value)
        except (ZoneInfoNotFoundError, ValueError) as wrong:
            raise ValueError(f'“{value}” is no time zone: write for example "Europe/Riga"') from wrong
        return value

    @field_validator("quiet")
    @classmethod
    def _quiet_is_a_span_of_hours(cls, value: str | None) -> str | None:
        found = _QUIET.match(value) if value is not None else None
        if value is not None and (found is None or found[1] + found[2] == found[3] + found[4]):
            raise ValueError(f'“{value}” are no hours: write for example "08:00-18:00"')
        return value

    @field_validator("longest", "publish_every")
    @classmethod
    def _is_a_span(cls, value: str) -> str:
        if not _SPAN.match(value):
            raise ValueError(f'“{value}” is no span of time: write for example "15m", "6h" or "1d"')
        return value

    @field_validator("digest_at", "prune_at")
    @classmethod
    def _is_a_time(cls, value: str) -> str:
        if not _QUIET.match(f"{value}-{value}"):
            raise ValueError(f'“{value}” is no time of day: write for example "08:00"')
        return value

    @property
    def zone(self) -> ZoneInfo:
        """The time zone."""
        return ZoneInfo(self.timezone)

    @property
    def quiet_hours(self) -> tuple[time, time] | None:
        """Beginning and end of the quiet hours, or None."""
        found = _QUIET.match(self.quiet) if self.quiet else None
        if found is None:
            return None
        first, second, third, fourth = map(int, found.groups())
        return time(first, second), time(third, fourth)

    @property
    def digest_time(self) -> time:
        """When digests are sent."""
        return time.fromisoformat(self.digest_at)

    @property
    def prune_time(self) -> time:
        """When superseded captures are removed."""
        return time.fromisoformat(self.prune_at)


def span(text: str) -> timedelta:
    """`15m`, `6h` or `1d` as a span of time; ValueError for anything else."""
    found = _SPAN.match(text)
    if found is None:
        raise ValueError(f"{text} is no span of time")
    return timedelta(**{_UNITS[found[2]]: int(found[1])})


class ArchiveSettings(_Strict):
    """What is kept of what was received."""

    keep: str = Field(
        ALWAYS,
        description='How long captures are kept that later ones superseded: "90d", "26w", "2y" or "always". '
        "`keep` in a source's file goes before it.",
    )

    @field_validator("keep")
    @classmethod
    def _keep_is_a_span(cls, value: str) -> str:
        return checked_keep(value) or ALWAYS


class MailSettings(_Strict):
    """The server that takes mail. The password is not written here."""

    host: str
    port: int = Field(587, ge=1, le=65535)
    security: Literal["starttls", "tls", "none"] = "starttls"
    user: str | None = None
    password_env: str = Field(
        "FUNDTRACE_MAIL_PASSWORD", description="The environment variable that holds it."
    )
    sender: str = Field(description="The address that messages come from.")


class OperatorSettings(_Strict):
    """Who is told about sources that broke or healed."""

    mail: Texts = ()
    webhook: Texts = ()
    apprise: Texts = ()


class Settings(_Strict):
    """All settings."""

    contact: str | None = Field(None, description="Goes into the user agent; or FUNDTRACE_CONTACT.")
    takedown: str | None = Field(
        None, description="Mail or web address for those who want something removed; on each page."
    )
    catalogue: str | None = Field(None, description="The public address of the catalogue, for links in mail.")
    schedule: ScheduleSettings = ScheduleSettings()
    archive: ArchiveSettings = ArchiveSettings()
    mail: MailSettings | None = None
    operator: OperatorSettings = OperatorSettings()


def load_settings(data: Path) -> Settings:
    """The settings of a data folder, all defaults where there is no file; Failure with a line a mistake."""
    path = data / FILE
    try:
        body = parsed(path.read_bytes()) if path.is_file() else {}
    except (tomllib.TOMLDecodeError, OSError) as wrong:
        raise Failure(f"{path}: cannot be read: {wrong}") from wrong
    try:
        return Settings.model_validate(body)
    except ValidationError as wrong:
        raise Failure("\n".join(f"{path.name}: {line}" for line in sentences(wrong))) from wrong


def sentences(wrong: ValidationError) -> list[str]:
    """A plain line for each mistake in a TOML file."""
    lines = []
    for detail in wrong.errors():
        key = ".".join(str(part) for part in detail["loc"])
        message = str(detail["msg"]).removeprefix("Value error, ")
        plain = {
            "extra_forbidden": "no such key; leave it out or mend its spelling",
            "missing": "this key is needed",
        }
        lines.append(f"{key}: {plain.get(detail['type'], message)}")
    return lines
