"""The pages of single records: funder, grant, organisation, place, source, status."""

from __future__ import annotations

from datasette.utils.asgi import Response

from datasette_config.chart import draw
from datasette_config.errors import NothingHere
from datasette_config.pages.visit import Visit
from datasette_config.reading.lists import read_funder, read_organisation, read_place
from datasette_config.reading.operations import read_source, read_status
from datasette_config.reading.otherwise import funder_otherwise, place_otherwise
from datasette_config.reading.register import STATES
from datasette_config.snapshot import read

CHART_STATES = tuple(reversed(STATES))  # what is well stands below


async def funder(visit: Visit) -> Response:
    """A funder's names, grants, years and articles."""
    wanted = visit.name("id")
    found = await read(visit.datasette, lambda connection: read_funder(connection, wanted))
    if found is None:
        meant = await read(visit.datasette, lambda connection: funder_otherwise(connection, wanted))
        if meant is not None and meant != wanted:
            return Response.redirect(visit.addresses.funder(meant))
        raise NothingHere("missing.funder", wanted)
    return visit.render(
        "catalogue/funder.html",
        funder=found,
        chart=draw(
            {year.year: {"financed": year.financed, "mentioned": year.mentioned} for year in found.years},
            ("financed", "mentioned"),
        ),
        covered=draw({year.year: year.counts for year in found.begun}, CHART_STATES),
    )


async def organisation(visit: Visit) -> Response:
    """An organisation and the articles that name it."""
    wanted = visit.name("id")
    found = await read(visit.datasette, lambda connection: read_organisation(connection, wanted))
    if found is None:
        raise NothingHere("missing.organisation", wanted)
    return visit.render("catalogue/named.html", kind="organisation", named=found)


async def place(visit: Visit) -> Response:
    """A place and the articles that name it."""
    wanted = visit.name("name")
    found = await read(visit.datasette, lambda connection: read_place(connection, wanted))
    if found is None:
        meant = await read(visit.datasette, lambda connection: place_otherwise(connection, wanted))
        if meant is not None and meant != wanted:
            return Response.redirect(visit.addresses.place(meant))
        raise NothingHere("missing.place", wanted)
    return visit.render("catalogue/named.html", kind="place", named=found)


async def source(visit: Visit) -> Response:
    """A source: its state, its runs, what is odd, its newest articles."""
    wanted = visit.name("id")
    found = await read(visit.datasette, lambda connection: read_source(connection, wanted))
    if found is None:
        raise NothingHere("missing.source", wanted)
    return visit.render("catalogue/source.html", source=found)


async def status(visit: Visit) -> Response:
    """All sources, runs and what is odd, for the operator."""
    return visit.render("catalogue/status.html", status=await read(visit.datasette, read_status))
