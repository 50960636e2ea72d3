"""What the sites publish in the simulated month, who asked to be told, and what each must hear when."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from typing import Literal

from db.store import Store
from normalise.grant_records import Grant
from tests.db.samples import TEXT, found, page
from tests.schedule.month import START

DAY = timedelta(days=1)
NUMBER, RECIPIENT = "AIF/2022/KAPAC2/777", "Biedrība “Ozolzars”"
Topic = Literal["trail", "project", "choir"]


@dataclass(frozen=True)
class Event:
    """A page that is new or rewritten at a source's first good visit from a day of the month on."""

    day: int
    source: str
    kind: Literal["new", "changed"]
    page: str
    topic: Topic

    @property
    def title(self) -> str:
        return {"trail": "Pļavas taka", "project": "Projekts", "choir": "Koris dzied"}[
            self.topic
        ] + f" {self.page}"

    @property
    def text(self) -> str:
        """`TEXT` names a trail, a funder, a grant and an association; the others less."""
        own = {"trail": "Jauna taka pļavā.", "project": TEXT, "choir": "Koncerts klubā."}[self.topic]
        return f"{own} Lapa {self.page}, diena {self.day}."


STORY = (
    # there before anyone asked
    Event(0, "s00", "new", "a", "trail"),
    Event(0, "s20", "new", "b", "choir"),
    Event(2, "s00", "new", "c", "trail"),
    Event(2, "s01", "new", "d", "project"),
    Event(3, "s02", "new", "e", "choir"),
    Event(4, "s00", "changed", "a", "trail"),
    # the site is broken from the fourth day to the eighth
    Event(5, "s03", "new", "f", "project"),
    Event(6, "s08", "new", "g", "trail"),
    Event(6, "s08", "new", "h", "trail"),
    Event(9, "s01", "changed", "d", "project"),
    # the machine sleeps from the evening of the ninth day to the eleventh
    Event(10, "s09", "new", "i", "project"),
    Event(13, "s00", "new", "j", "trail"),
    # rewritten before anyone was told that it is there
    Event(16, "s06", "new", "k", "project"),
    Event(16, "s06", "changed", "k", "project"),
    Event(18, "s11", "new", "l", "trail"),
    # visited once a week
    Event(11, "s13", "new", "n", "trail"),
    Event(20, "s02", "changed", "e", "choir"),
    Event(21, "s08", "changed", "g", "trail"),
    Event(24, "s16", "new", "m", "project"),
    Event(26, "s11", "changed", "l", "trail"),
)
# grants of which nothing is heard, with the day by which news was due and the recipient's source
SILENT = (
    (Grant("AIF/2025/KLUSS/1", "x", funder="acf-lv", recipient=RECIPIENT, start="2025-01-01"), 5, "s20"),
    (
        Grant(
            "AIF/2025/KLUSS/2", "x", funder="acf-lv", recipient="Biedrība “Rieta krasts”", start="2025-01-01"
        ),
        15,
        "s17",
    ),
)


@dataclass(frozen=True)
class Asked:
    """A watch of the month."""

    name: str
    wish: str
    topics: frozenset[Topic]
    receivers: tuple[str, ...]
    every: int = 1
    grants: frozenset[str] = frozenset()
    english: bool = False

    def toml(self, hook: str) -> str:
        channel = f'webhook = ["{hook}"]' if self.receivers == ("hook",) else f"mail = {list(self.receivers)}"
        lines = [f'name = "{self.name}"', self.wish, channel.replace("'", '"')]
        lines += ['every = "week"'] if self.every == 7 else []
        return "\n".join(["[[watch]]", *lines, 'language = "en"' if self.english else "", ""])


BOTH = frozenset(grant.id for grant, _, _ in SILENT)
WATCHES = (
    Asked("Takas", 'search = "pļavas taka"', frozenset({"trail", "project"}), ("takas@example.org",)),
    Asked(
        "Takas nedēļā", 'search = "pļavas taka"', frozenset({"trail", "project"}), ("nedela@example.org",), 7
    ),
    Asked("Fonds", 'funders = ["acf-lv"]', frozenset({"project"}), ("fonds@example.org",), 7, BOTH, True),
    Asked("Grants", f'grants = ["{NUMBER}"]', frozenset({"project"}), ("hook",)),
    Asked(
        "Saņēmējs",
        f'organisations = ["{RECIPIENT}"]',
        frozenset({"project"}),
        ("viens@example.org", "divi@example.org"),
        grants=frozenset({SILENT[0][0].id}),
    ),
)


@dataclass
class Press:
    """Brings what the story says, and remembers when it came into the catalogue."""

    waiting: list[Event] = field(default_factory=lambda: list(STORY))
    brought: list[Event] = field(default_factory=list)
    published: dict[Event, datetime] = field(default_factory=dict)

    def bring(self, store: Store, run: str, source: str, now: datetime) -> None:
        """What the site has that is new at a visit; of one page one state a visit."""
        seen = set()
        for event in [
            each for each in self.waiting if each.source == source and now >= START + each.day * DAY
        ]:
            if event.page in seen:
                continue
            seen.add(event.page)
            self.waiting.remove(event)
            self.brought.append(event)
            url = f"https://{source}.example/{event.page}"
            read = page(url, event.text, event.title)
            capture = store.save_capture(
                run=run,
                source=source,
                url=url,
                fetched_at=now,
                status=200,
                sha256=hashlib.sha256(event.text.encode()).hexdigest(),
                warc_file=f"{source}/{run}.warc.gz",
                warc_offset=STORY.index(event),
            )
            store.save_article(read, found(read), source, capture, now)

    def note_published(self, now: datetime) -> bool:
        """Whether there is something to publish; it is then."""
        fresh = [event for event in self.brought if event not in self.published]
        self.published |= dict.fromkeys(fresh, now)
        return bool(fresh)


@dataclass(frozen=True)
class Said:
    """What one message says: titles that are new and changed, grants that went silent."""

    new: frozenset[str] = frozenset()
    changed: frozenset[str] = frozenset()
    silent: frozenset[str] = frozenset()


Told = dict[tuple[date, str], Said]


def expected(press: Press, silent_since: dict[str, datetime], digests: Iterable[datetime]) -> Told:
    """By day and receiver what must have been told, from the story alone.

    A watch begins with its first digest; each thing comes with the first one after it was published.
    """
    told: Told = {}
    moments = list(digests)
    for watch in WATCHES:
        begin, *later = moments
        last = begin
        for moment in later:
            if moment - last < watch.every * DAY - timedelta(hours=3):
                continue
            said = _between(press, silent_since, watch, begin, last, moment)
            last = moment
            if said != Said():
                told |= {(moment.date(), receiver): said for receiver in watch.receivers}
    return told


def _between(
    press: Press,
    silent_since: dict[str, datetime],
    watch: Asked,
    begin: datetime,
    last: datetime,
    moment: datetime,
) -> Said:
    came = [e for e, at in press.published.items() if last < at <= moment and e.topic in watch.topics]
    new = {event.page: event.title for event in came if event.kind == "new"}
    changed = {event.title for event in came if event.kind == "changed" and event.page not in new}
    silent = {id for id, at in silent_since.items() if last < at <= moment and id in watch.grants}
    return Said(frozenset(new.values()), frozenset(changed), frozenset(silent))


_SECTIONS = {
    "new": ("Jaunas ziņas", "New articles"),
    "changed": ("Mainītas ziņas", "Changed articles"),
    "silent": (
        "Granti, par kuriem nav ziņu, lai gan termiņš pagājis",
        "Grants without any news although it is due",
    ),
}


def said_in(text: str) -> Said:
    """What a message's text says."""
    found: dict[str, frozenset[str]] = {}
    for name, headings in _SECTIONS.items():
        for heading in headings:
            section = re.search(rf"^{re.escape(heading)}\n\n(.*?)(?:\n\n|\Z)", text, re.DOTALL | re.MULTILINE)
            if section:
                lines = re.findall(
                    r"^- (.+?)(?: \(\d{4}-\d\d-\d\d\))?, (?:s\d\d|saņēmējs|recipient)",
                    section[1],
                    re.MULTILINE,
                )
                found[name] = frozenset(lines)
    return Said(**found)
