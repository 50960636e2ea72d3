"""Pages as the reader would give them, and a crawl that hands them to a store."""

from __future__ import annotations

from dataclasses import dataclass, replace
from itertools import count

from db.store import Store
from normalise.records import (
    AmountFinding,
    DateFinding,
    Evidence,
    Extraction,
    FunderFinding,
    GrantFinding,
    OrganisationFinding,
    Page,
    PlaceFinding,
    ProjectFinding,
    Published,
)

HOME = "https://www.partneribalielupe.example/"
TITLE = "Biedrība “Ozolzars” atver jaunu pļavas taku"
TEXT = (
    f"{TITLE}\n"
    "2023. gada 14. jūnijā Eglītes kundze Ozolniekos atklāja taku 320,50 EUR vērtībā.\n"
    "Projektu “Taka visiem” Nr. AIF/2022/KAPAC2/777 finansē Aktīvo iedzīvotāju fonds."
)


def quoted(text: str, quote: str, rule: str) -> tuple[Evidence, ...]:
    start = text.index(quote)
    return (Evidence(quote, start, start + len(quote), rule),)


def page(url: str = f"{HOME}taka", text: str = TEXT, title: str | None = TITLE) -> Page:
    return Page(
        url=url,
        canonical=url.partition("?")[0],
        title=title,
        text=text,
        language="lv",
        published=Published("2023-06-15", "metadata", 0.9),
    )


def found(read: Page) -> Extraction:
    """What the rules would find in `TEXT`; nothing in other texts."""
    bare = Extraction(None, read.url, read.title, read.text, read.language, read.published)
    if not read.text.startswith(TEXT):
        return bare
    grant = "AIF/2022/KAPAC2/777"
    return replace(
        bare,
        funders=(
            FunderFinding(
                "acf-lv", "financed", 0.95, quoted(TEXT, "Aktīvo iedzīvotāju fonds", "funding verb")
            ),
        ),
        grants=(GrantFinding(grant, "acf-lv", "financed", 0.99, quoted(TEXT, grant, "acf number")),),
        projects=(
            ProjectFinding("Taka visiem", "acf-lv", grant, quoted(TEXT, "Taka visiem", "quoted title")),
        ),
        dates=(
            DateFinding(
                "2023-06-14", "2023-06-14", "day", "activity", quoted(TEXT, "2023. gada 14. jūnijā", "day")
            ),
        ),
        amounts=(AmountFinding(320.5, "EUR", quoted(TEXT, "320,50 EUR", "sum")),),
        organisations=(
            OrganisationFinding(
                "Biedrība “Ozolzars”", "lead", quoted(TEXT, "Biedrība “Ozolzars”", "legal form")
            ),
        ),
        places=(PlaceFinding("Ozolnieki", 56.69, 23.79, quoted(TEXT, "Ozolniekos", "gazetteer")),),
    )


@dataclass
class Crawl:
    """Hands captures and articles to a store the way a run does, an hour apart."""

    store: Store
    source: str = "lielupe"

    def __post_init__(self) -> None:
        self.hours = count()
        self.offsets = count()
        self.run = ""

    def begin(self) -> str:
        self.run = self.store.begin_run(self.now())
        return self.run

    def now(self) -> str:
        hour = next(self.hours)
        return f"2026-03-{1 + hour // 24:02}T{hour % 24:02}:00:00+00:00"

    def capture(self, url: str, *, body: str = "a", status: int = 200, **more: object) -> int:
        return self.store.save_capture(
            run=self.run,
            source=self.source,
            url=url,
            fetched_at=self.now(),
            status=status,
            sha256=body * 64 if body else None,
            warc_file=f"{self.source}/{self.run}.warc.gz",
            warc_offset=next(self.offsets),
            **more,  # type: ignore[arg-type]
        )

    def article(self, read: Page, extraction: Extraction | None = None, *, body: str = "a") -> str:
        capture = self.capture(read.url, body=body)
        seen_at = self.store.capture(capture).fetched_at
        return self.store.save_article(read, extraction or found(read), self.source, capture, seen_at)
