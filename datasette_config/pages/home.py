"""The home page, the overview in pictures, and the page about the catalogue."""

from __future__ import annotations

import tomllib
from functools import cache

from datasette.utils.asgi import Response

from datasette_config.chart import draw
from datasette_config.pages.visit import PACKAGE, Visit
from datasette_config.pictures import map_of, months_by_funder
from datasette_config.reading.operations import read_facts, read_home
from datasette_config.reading.overview import read_overview
from datasette_config.reading.register import STATES
from datasette_config.reading.rules import count_rules
from datasette_config.snapshot import read

_ACCURACY = PACKAGE / "accuracy.toml"


async def home(visit: Visit) -> Response:
    """One search box, the figures, what is new."""
    return visit.render("catalogue/home.html", home=await read(visit.datasette, read_home))


async def about(visit: Visit) -> Response:
    """How the catalogue is made, what its words mean, how often it is right."""
    facts, rules = await read(
        visit.datasette, lambda connection: (read_facts(connection), count_rules(connection))
    )
    return visit.render("catalogue/about.html", facts=facts, rules=rules, accuracy=_accuracy())


@cache
def _accuracy() -> dict[str, float]:
    """The least F1 of each kind of finding on labelled texts."""
    with _ACCURACY.open("rb") as file:
        findings: dict[str, float] = tomllib.load(file)["findings"]
    return findings


async def overview(visit: Visit) -> Response:
    """Funders by month and the places that articles name, drawn, with a table behind each."""
    found = await read(visit.datasette, read_overview)
    return visit.render(
        "catalogue/overview.html",
        overview=found,
        months=months_by_funder(found),
        map=map_of(found.places),
        covered=draw({year.year: year.counts for year in found.begun}, tuple(reversed(STATES))),
    )
