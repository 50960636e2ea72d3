"""The places we know: towns, villages, municipalities, regions, countries, cities abroad.

Data: `vocabulary/places.toml`, written by `vocabulary/make_places.py`.
"""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any, NamedTuple

from normalise.inflect import paradigm
from normalise.matcher import PhraseMatcher, fold_phrase

NOMINATIVE, GENITIVE, DATIVE, ACCUSATIVE, LOCATIVE = range(5)
_MUNICIPAL = ("municipality", "former_municipality")
_LATVIAN = ("town", "village")


@dataclass(frozen=True, slots=True)
class Place:
    """A place by its name in the nominative; degrees WGS 84, null where GeoNames lists none.

    `kind` is a section of `places.toml`. `doubtful` names are also common words, `rare` ones are more
    often surnames or other names than places.
    """

    name: str
    kind: str
    latitude: float | None = None
    longitude: float | None = None
    doubtful: bool = False
    rare: bool = False


class PlaceForm(NamedTuple):
    """A form of a place's name as written, and the cases that it may be in."""

    form: str
    cases: frozenset[int]
    place: Place


@dataclass(frozen=True, slots=True)
class Gazetteer:
    """Places by their forms.

    `settlements` and `municipalities` are keyed by the folded genitive that stands before `pagasts`
    or `novads`, with that genitive as it is spelled.
    """

    forms: PhraseMatcher[PlaceForm]
    settlements: dict[str, tuple[str, Place]]
    municipalities: dict[str, tuple[str, Place]]


@cache
def load_gazetteer() -> Gazetteer:
    """The gazetteer, read once (some tens of milliseconds)."""
    data = tomllib.loads((Path(__file__).parent / "vocabulary" / "places.toml").read_text("utf-8"))
    doubtful, rare = frozenset(data.pop("doubtful")), frozenset(data.pop("rare"))
    forms: dict[str, PlaceForm] = {}
    settlements: dict[str, tuple[str, Place]] = {}
    municipalities: dict[str, tuple[str, Place]] = {}
    for kind, places in data.items():
        for name, entry in places.items():
            place = _place(name, kind, entry, doubtful=name in doubtful, rare=name in rare)
            if kind in _MUNICIPAL:
                genitive = name.removesuffix(" novads")
                municipalities[fold_phrase(genitive)] = (genitive, place)
                continue
            cases = paradigm(name)
            for form in cases:
                forms.setdefault(form, PlaceForm(form, _cases_of(form, cases), place))
            if kind in _LATVIAN and len(cases) > 1:
                settlements.setdefault(fold_phrase(cases[GENITIVE]), (cases[GENITIVE], place))
    return Gazetteer(PhraseMatcher(forms), settlements, municipalities)


def _place(name: str, kind: str, entry: dict[str, Any], *, doubtful: bool, rare: bool) -> Place:
    return Place(name, kind, entry.get("latitude"), entry.get("longitude"), doubtful, rare)


def _cases_of(form: str, cases: tuple[str, ...]) -> frozenset[int]:
    """Every case that the form may be; a name without declension may be in any."""
    if len(cases) == 1:
        return frozenset(range(5))
    return frozenset(case for case, other in enumerate(cases) if other == form)
