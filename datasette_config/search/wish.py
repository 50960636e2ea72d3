"""A search as the address of the page says it: words, chosen facets, order and page."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from itertools import islice
from typing import Literal, Protocol
from urllib.parse import parse_qs, urlencode, urlsplit

from datasette.utils import MultiParams

from datasette_config.query_language import LONGEST_QUERY, Query, parse
from datasette_config.search.facets import FACETS, FacetName

Order = Literal["newest", "relevance"]
PAGE_SIZE = 20
LARGEST_PAGE = 100
MOST_CHOSEN = 20  # values of one facet
LONGEST_VALUE = 200  # characters of one


class Arguments(Protocol):
    """The parameters of a request."""

    def get(self, name: str, default: str | None = None) -> str | None: ...

    def getlist(self, name: str) -> list[str]: ...


@dataclass(frozen=True, slots=True)
class Wish:
    """What a search asks for; `order` None stands for the best order of the query."""

    typed: str
    query: Query
    selection: Mapping[FacetName, tuple[str, ...]]
    order: Order
    page: int = 1
    size: int = PAGE_SIZE

    def parameters(self, **changes: str) -> list[tuple[str, str]]:
        """The parameters that lead back to this search, with `changes`; the page is left out."""
        pairs = [("q", self.typed)]
        pairs += [(name, value) for name in FACETS for value in self.selection.get(name, ())]
        if self.order != default_order(self.query):
            pairs.append(("sort", self.order))
        kept = [(name, value) for name, value in pairs if name not in changes]
        return [pair for pair in kept + list(changes.items()) if pair[1]]

    def saved(self) -> str:
        """The search in one line, as `read_saved` reads it: what was typed, or the address of the page."""
        pairs = self.parameters(sort="")
        return "/search?" + urlencode(pairs) if any(name != "q" for name, _ in pairs) else self.typed

    def chosen_parameters(self) -> list[tuple[str, str]]:
        """The chosen facets alone, without the words."""
        return [pair for pair in self.parameters() if pair[0] in FACETS]

    def without_facets(self) -> list[tuple[str, str]]:
        """The words alone, without the chosen facets."""
        return [pair for pair in self.parameters() if pair[0] not in FACETS]

    def ordered(self, order: Order) -> list[tuple[str, str]]:
        """The same search in another order."""
        return self.parameters(sort="" if order == default_order(self.query) else order)

    def on_page(self, page: int) -> list[tuple[str, str]]:
        """Another page of the same search."""
        size = [("size", str(self.size))] if self.size != PAGE_SIZE else []
        return [*self.parameters(), *size, ("page", str(page))]

    def with_value(self, facet: FacetName, value: str) -> list[tuple[str, str]]:
        """The parameters with `value` chosen too."""
        return [*self.parameters(), (facet, value)]

    def without_value(self, facet: FacetName, value: str) -> list[tuple[str, str]]:
        """The parameters with `value` no longer chosen."""
        return [pair for pair in self.parameters() if pair != (facet, value)]


def read_wish(arguments: Arguments) -> Wish:
    """The search that a request's parameters stand for; what cannot be read falls back."""
    typed = " ".join((arguments.get("q") or "").split())
    query = parse(typed)
    selection = {facet: _chosen(arguments.getlist(facet)) for facet in FACETS}
    asked = arguments.get("sort")
    order: Order = "newest" if asked == "newest" else "relevance"
    if asked not in ("newest", "relevance"):
        order = default_order(query)
    return Wish(
        typed[:LONGEST_QUERY],
        query,
        selection,
        order,
        page=_whole_number(arguments.get("page"), 1, 100_000),
        size=_whole_number(arguments.get("size"), PAGE_SIZE, LARGEST_PAGE),
    )


def read_saved(search: str) -> Wish:
    """The search that was saved: what was typed into the box, or the address of a page of results."""
    address = urlsplit(search)
    is_address = address.path.endswith("/search") and bool(address.query)
    asked = parse_qs(address.query) if is_address else {"q": [search]}
    return read_wish(MultiParams(asked))


def _chosen(values: Iterable[str]) -> tuple[str, ...]:
    """The values chosen of a facet; every link of the page repeats them, so their number is bounded.

    What is too long is cut, not left out: it then names nothing, and the list is never wider than asked.
    """
    different = dict.fromkeys(value[:LONGEST_VALUE] for value in values if value)
    return tuple(islice(different, MOST_CHOSEN))


def default_order(query: Query) -> Order:
    """Relevance where words are asked for, else the newest first."""
    return "relevance" if query.words else "newest"


def _whole_number(text: str | None, default: int, largest: int) -> int:
    if text is None or not text.isdecimal():
        return default
    return min(max(int(text[:9]), 1), largest)
