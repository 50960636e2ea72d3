"""Places named in a text: towns, villages, parishes, municipalities, regions, countries, cities abroad.

A name counts where it says where something is: in the locative, after a preposition, in the genitive
before a common noun (`Kuldīgas skolās`), before `pagasts`, `novads`, `pilsēta`. It does not count as
a part of a quoted name, a street, an authority, a body's name or a payer's.
"""

from __future__ import annotations

from collections.abc import Iterator

from normalise.gazetteer import GENITIVE, LOCATIVE, NOMINATIVE, Place, PlaceForm, load_gazetteer
from normalise.matcher import Folded, Match
from normalise.place_context import Context, Sighting, cues
from normalise.records import Evidence, PlaceFinding
from normalise.territories import is_meant, territories

_CASE_NAMES = ("nominative", "genitive", "dative", "accusative", "locative")
_AFTER_PREPOSITION = "after a preposition"
_MOST_EVIDENCE = 5


def find_places(text: str, folded: Folded) -> tuple[PlaceFinding, ...]:
    """Places in the order of their first mention, each once, with at most five quotes as evidence.

    `folded` is `fold_with_map(text)`.
    """
    gazetteer = load_gazetteer()
    context = Context(folded)
    lands = list(territories(context, gazetteer))
    taken = {at for land in lands for at in range(land.folded_start, land.folded_end)}
    names = [
        hit
        for hit in gazetteer.forms.find(folded)
        if hit.folded_start not in taken and _is_name(context, hit)
    ]
    starts = frozenset([land.folded_start for land in lands] + [name.folded_start for name in names])
    sightings = [land for land in lands if is_meant(context, land, starts)]
    sightings += _settlements(context, names, starts)
    return _findings(text, sorted(sightings, key=lambda sighting: sighting.start))


def _is_name(context: Context, hit: Match[PlaceForm]) -> bool:
    """Whether the name is written with a capital and spelled as it should be."""
    written = context.folded.source[hit.start : hit.end]
    place = hit.payload.place
    if not written[0].isupper() or ((place.doubtful or place.rare) and written.isupper()):
        return False
    return context.spelled_as(written, hit.payload.form)


def _settlements(
    context: Context, names: list[Match[PlaceForm]], starts: frozenset[int]
) -> Iterator[Sighting]:
    last_end, last_rule = -1, ""
    for hit in names:
        if context.in_quoted_name(hit.start) or context.glued(hit.folded_start, hit.folded_end):
            continue
        rule = _rule(context, hit, starts)
        if rule is None and last_rule == _AFTER_PREPOSITION and _joined(context, last_end, hit):
            rule = _preposition_rule(context, hit)
        if rule is not None:
            last_end, last_rule = hit.folded_end, rule
            rule = f"place name, {rule}"
            yield Sighting(hit.payload.place, hit.start, hit.end, hit.folded_start, hit.folded_end, rule)


def _joined(context: Context, last_end: int, hit: Match[PlaceForm]) -> bool:
    """`uz Norvēģiju un Igauniju`: the preposition holds for both."""
    return (
        context.between(last_end, hit.folded_start) in (" un ", ", ") and NOMINATIVE not in hit.payload.cases
    )


def _rule(context: Context, hit: Match[PlaceForm], starts: frozenset[int]) -> str | None:
    """Which rule takes the name for the place, if one does."""
    cases, following = hit.payload.cases, context.next_word(hit.folded_end)
    if cases == {LOCATIVE}:
        return _locative_rule(context, hit)
    if GENITIVE in cases and following:
        if following.lower().startswith(cues().settlement):
            return _settlement_rule(context, hit, following)
        if following.lower() in cues().street or following.lower().startswith(cues().authority):
            return _region_rule(context, hit)
        if context.names_a_body(hit.folded_end):
            return None
    if following[:1].isupper() and hit.folded_end + 1 not in starts:
        return None
    if _after_preposition(context, hit):
        return _preposition_rule(context, hit)
    return _bare_rule(context, hit, starts)


def _bare_rule(context: Context, hit: Match[PlaceForm], starts: frozenset[int]) -> str | None:
    """A name that nothing but its capital shows to be a place: not where it may be a person or a word."""
    place, preceding = hit.payload.place, context.previous_word(hit.folded_start)
    if place.rare or place.kind == "country" or context.after_initial(hit.folded_start):
        return None
    if context.in_postal_address(hit.folded_end):
        return None
    if place.doubtful and context.starts_sentence(hit.start):
        return None
    if preceding[:1].isupper() and not _after_place(context, hit, preceding, starts):
        return None
    cases = hit.payload.cases
    return "genitive" if GENITIVE in cases and context.next_word(hit.folded_end) else _CASE_NAMES[min(cases)]


def _after_preposition(context: Context, hit: Match[PlaceForm]) -> bool:
    """Whether a preposition stands before, and the form is not plainly the nominative."""
    preceding = context.previous_word(hit.folded_start).lower()
    return preceding in cues().prepositions and hit.payload.cases != {NOMINATIVE}


def _locative_rule(context: Context, hit: Match[PlaceForm]) -> str | None:
    common = hit.payload.form in cues().common_locatives
    return None if common and context.starts_sentence(hit.start) else "locative"


def _settlement_rule(context: Context, hit: Match[PlaceForm], following: str) -> str | None:
    """`Saldus pilsētā`, but not `Saldus pilsētas dome`."""
    after = context.next_word(hit.folded_end + 1 + len(following)).lower()
    return None if after.startswith(cues().authority) else "before a word for a town or village"


def _region_rule(context: Context, hit: Match[PlaceForm]) -> str | None:
    """`Vidzemes plānošanas reģionā` is in Vidzeme; any other `plānošanas reģions` is a body."""
    if hit.payload.place.kind != "region":
        return None
    start = hit.folded_end + 1
    words = context.folded.source[context.folded.starts[start] :][:40].lower().split()[:2]
    return "region, locative" if cues().region.intersection(words) else None


def _preposition_rule(context: Context, hit: Match[PlaceForm]) -> str | None:
    """`uz Norvēģiju`, but not `ar atbalstu no Islandes`: there the country pays."""
    place = hit.payload.place
    if place.kind == "country" and context.names_a_payer(hit.folded_start, hit.folded_end):
        return None
    return _AFTER_PREPOSITION


def _after_place(context: Context, hit: Match[PlaceForm], preceding: str, starts: frozenset[int]) -> bool:
    """Whether the capitalised word before is a place too, or begins it (`Aktīvie Rīgas skolēni`)."""
    at = hit.folded_start - 1 - len(preceding)
    if at in starts:
        return True
    before_noun = GENITIVE in hit.payload.cases and context.between(hit.folded_end, hit.folded_end + 1) == " "
    return before_noun and context.starts_sentence(context.folded.starts[at])


def _findings(text: str, sightings: list[Sighting]) -> tuple[PlaceFinding, ...]:
    evidence: dict[str, list[Evidence]] = {}
    places: dict[str, Place] = {}
    for sighting in sightings:
        places.setdefault(sighting.place.name, sighting.place)
        quotes = evidence.setdefault(sighting.place.name, [])
        if len(quotes) < _MOST_EVIDENCE:
            quote = text[sighting.start : sighting.end]
            quotes.append(Evidence(quote, sighting.start, sighting.end, sighting.rule))
    return tuple(
        PlaceFinding(name, place.latitude, place.longitude, tuple(evidence[name]))
        for name, place in places.items()
    )
