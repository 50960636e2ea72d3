"""The catalogue's own addresses: Latvian without prefix, English under `/en`."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from urllib.parse import quote, urlencode, urlsplit

from datasette_config.language import Language

Parameters = Iterable[tuple[str, str]]


@dataclass(frozen=True, slots=True)
class Addresses:
    """Makes links of one language; ids are percent-encoded, slashes of grant numbers stay."""

    language: Language
    base: str = ""

    def path(self, path: str) -> str:
        """`path` (which begins with a slash) in this language."""
        prefix = "/en" if self.language == "en" else ""
        return f"{self.base}{prefix}{path}"

    def home(self) -> str:
        return self.path("/")

    def page(self, name: str) -> str:
        return self.path(f"/{name}")

    def search(self, parameters: Parameters = (), ending: str = "") -> str:
        """The results for `parameters`; `ending` is "" or the form: ".csv", ".xlsx", ".ics" ..."""
        query = urlencode([(key, value) for key, value in parameters if value])
        return self.path(f"/search{ending}") + (f"?{query}" if query else "")

    def coverage(self, parameters: Parameters = (), ending: str = "") -> str:
        """The grants of the register for `parameters`; `ending` is "" or the form: ".csv", ".xlsx" ..."""
        query = urlencode([(key, value) for key, value in parameters if value])
        return self.path(f"/coverage{ending}") + (f"?{query}" if query else "")

    def preflight(self, grant: str = "") -> str:
        """The check of a draft, for `grant` where one is named."""
        return self.path("/preflight") + (f"?{urlencode({'grant': grant})}" if grant else "")

    def watch(self, asked: Parameters = ()) -> str:
        """How to follow what is named: pairs of a key of `watch.toml` and a value."""
        query = urlencode([(key, value) for key, value in asked if value])
        return self.path("/watch") + (f"?{query}" if query else "")

    def article(self, article: str) -> str:
        return self.path(f"/article/{quote(article, safe='')}")

    def revisions(self, article: str) -> str:
        return f"{self.article(article)}/revisions"

    def funder(self, funder: str) -> str:
        return self.path(f"/funder/{quote(funder, safe=':')}")

    def grant(self, number: str) -> str:
        return self.path(f"/grant/{quote(number, safe='/')}")

    def source(self, source: str) -> str:
        return self.path(f"/source/{quote(source, safe='')}")

    def organisation(self, organisation: str) -> str:
        return self.path(f"/organisation/{quote(organisation, safe='')}")

    def place(self, place: str) -> str:
        return self.path(f"/place/{quote(place, safe='')}")

    def data(self, table: str = "") -> str:
        """Datasette's own page of the database or of one of its tables (one language)."""
        return f"{self.base}/catalogue" + (f"/{quote(table, safe='')}" if table else "")


def safe_link(address: str) -> str:
    """A foreign address as a link; "#" for anything that is not http or https (`javascript:…`)."""
    return address if urlsplit(address).scheme in ("http", "https") else "#"


def bare_address(address: str) -> str:
    """`https://www.example.lv/` as `www.example.lv`."""
    return address.split("://", 1)[-1].rstrip("/")
