"""How to follow a search, a grant, a funder, an organisation: feeds, and lines for the operator's file."""

from __future__ import annotations

from datasette.utils.asgi import Response

from datasette_config.pages.visit import Visit
from datasette_config.reading.watching import Followed, Known, read_known
from datasette_config.search.index import build_index
from datasette_config.snapshot import read_with
from datasette_config.watching import LONGEST_NAME, read_following, watch_lines

Feed = tuple[str, list[tuple[str, str]]]


async def watch(visit: Visit) -> Response:
    """The form, and what was asked for as feeds and as lines of `watch.toml`; nothing is kept."""
    asked = read_following(visit.request.args, visit.language)
    known = await read_with(
        visit.datasette, build_index, lambda connection, index: read_known(connection, index, asked)
    )
    following = known.following
    lines = watch_lines(following, following.name or _name(visit, known)) if following else ""
    letter = visit.letter(visit.messages("watch.subject"), visit.messages("watch.letter", lines=lines))
    return visit.render(
        "catalogue/watch.html",
        following=following,
        known=known,
        lines=lines,
        letter=letter if lines else None,
        name_of=lambda thing: name_of(visit, thing),
        feeds=_feeds(visit, known),
    )


def name_of(visit: Visit, thing: Followed) -> str:
    """What a followed thing is called in the visit's language."""
    if thing.row is None or thing.kind == "grants":
        return thing.value
    return visit.words.funder(thing.row) if thing.kind == "funders" else str(thing.row["name"])


def _name(visit: Visit, known: Known) -> str:
    """A name for the watch: the first of what it watches."""
    names = [name_of(visit, thing) for thing in known.things]
    if known.following.search:
        names.insert(0, _search_name(visit, known))
    return (names[0] + (" …" if len(names) > 1 else ""))[:LONGEST_NAME]


def _search_name(visit: Visit, known: Known) -> str:
    wish = known.following.search
    if wish is None:
        return ""
    chosen = [value for _, value in wish.chosen_parameters()]
    return ", ".join(filter(None, [wish.typed, *chosen])) or visit.messages("watch.search")


def _feeds(visit: Visit, known: Known) -> list[Feed]:
    """What each feed is of, and the parameters of its search."""
    found: list[Feed] = []
    if known.following.search:
        found.append((_search_name(visit, known), known.following.search.parameters(sort="")))
    for thing in known.things:
        match thing.kind:
            case "grants":
                asked = [("q", f"grant:{thing.value}")]
            case "funders":
                asked = [("funder", thing.value)]
            case "organisations":
                asked = [("q", '"' + thing.value.replace('"', " ") + '"')]
        found.append((name_of(visit, thing), asked))
    return found
