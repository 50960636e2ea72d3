"""Web addresses: one form for each page, however a site spells it."""

from __future__ import annotations

import re
from functools import lru_cache
from urllib.parse import SplitResult, parse_qsl, urlencode, urljoin, urlsplit, urlunsplit

from w3lib.url import safe_url_string

from crawlers.sources import site_name

# what mailings, networks and counters add
_TRACKING = re.compile(
    r"(utm_\w+|fbclid|gclid|dclid|yclid|msclkid|igshid|mc_[ce]id|_ga|_gl|_hs\w+|fb_\w+|ref_src|share|replytocom)\Z",
    re.IGNORECASE,
)
_SESSION = re.compile(r"(phpsessid|jsessionid|aspsessionid\w*|cfid|cftoken)\Z", re.IGNORECASE)
_MAYBE_SESSION = re.compile(r"(sid|sess|sessionid|session_id)\Z", re.IGNORECASE)
_SESSION_LENGTH = 12
_PRINT_VIEW = {"print", "tmpl", "pop", "amp", "output"}
# the Latvian platform that Ludza, Krāslava and Talsi share: its calendar follows the reader everywhere
_CALENDAR = {"monthid", "yearid", "refresh", "b"}
_YEAR_FILTER = {"gads", "page", "pp"}
_ITEM = {"id", "lbu", "art_id", "read", "news_id"}
_JOOMLA_PLACE = {"itemid", "catid", "layout"}
_INDEX = re.compile(r"/(index|default)\.(php|html?|aspx?)\Z", re.IGNORECASE)
_SESSION_IN_PATH = re.compile(r";jsessionid=[^/?#]*", re.IGNORECASE)
# the menu of a site is met on each of its pages
_REMEMBERED = 10_000
_DEFAULT_PORTS = {"http": 80, "https": 443}


@lru_cache(_REMEMBERED)
def canonical_url(url: str, home: str | None = None) -> str:
    """The address of a page without what varies from one link to the next.

    Fragment, tracking parameters, session ids, print views and a platform's calendar go; parameters are
    sorted; scheme and `www.` are those of `home` when it is the same site. The result can be fetched.
    An address that cannot be read comes back unchanged.
    """
    try:
        parts = urlsplit(safe_url_string(url.strip()))
        netloc = _netloc(parts.scheme.lower(), parts.hostname, parts.port)
    except ValueError:
        return url
    scheme = parts.scheme.lower()
    if home is not None and site_name(netloc) == site_name(urlsplit(home).netloc):
        scheme, netloc = urlsplit(home).scheme, urlsplit(home).netloc.lower()
    path = _SESSION_IN_PATH.sub("", parts.path) or "/"
    if path.endswith(("/amp", "/amp/")):
        path = path.rstrip("/").removesuffix("amp")
    return urlunsplit((scheme, netloc, path, _query(path, parts.query), ""))


@lru_cache(_REMEMBERED)
def address_key(url: str) -> str:
    """What two spellings of one page's address share: no scheme, `www.`, index file or last slash."""
    parts = _split(canonical_url(url))
    path = _INDEX.sub("/", parts.path).rstrip("/")
    query = f"?{parts.query}" if parts.query else ""
    return f"{site_name(parts.netloc)}{path}{query}"


def same_site(url: str, home: str) -> bool:
    """Whether both addresses have the same host and port, `www.` aside; never of what is no address."""
    return site_name(_split(url).netloc) == site_name(urlsplit(home).netloc)


def absolute(base: str, href: str) -> str | None:
    """A link's address as seen from its page; None for what is no web page (mail, script, broken)."""
    try:
        address = urljoin(base, href.strip())
        parts = urlsplit(address)
        _ = parts.port
    except ValueError:
        return None
    return address if parts.scheme in {"http", "https"} and parts.hostname else None


def path_and_query(url: str) -> str:
    """The part of an address that `allow` and `deny` patterns look at."""
    parts = _split(url)
    return f"{parts.path or '/'}?{parts.query}" if parts.query else parts.path or "/"


def _split(url: str) -> SplitResult:
    """The parts of an address; all of what is none as its path."""
    try:
        return urlsplit(url)
    except ValueError:
        return SplitResult("", "", url, "", "")


def _netloc(scheme: str, host: str | None, port: int | None) -> str:
    name = (host or "").lower().rstrip(".")
    if ":" in name:
        name = f"[{name}]"
    return name if port in (None, _DEFAULT_PORTS.get(scheme)) else f"{name}:{port}"


def _query(path: str, query: str) -> str:
    # byte for byte: older sites write windows-1257 into their addresses
    pairs = parse_qsl(query, keep_blank_values=True, encoding="latin-1")
    names = {name.lower() for name, _ in pairs}
    dropped = set(_CALENDAR) if names & {"gads", "lbu", "monthid", "yearid"} else set()
    if names & {"gads", "lbu"} and (names & _ITEM or _is_slug(path)):
        dropped |= _YEAR_FILTER
    if "tmpl" in names:
        dropped.add("layout")
    if "id" in names and ("option", "com_content") in pairs and ("view", "article") in pairs:
        dropped |= _JOOMLA_PLACE
    kept = [(name, value) for name, value in pairs if not _varies(name, value, dropped)]
    return urlencode(sorted(kept), encoding="latin-1", safe="/:,")


def _varies(name: str, value: str, dropped: set[str]) -> bool:
    low = name.lower()
    if low == "pp" and not value:
        return True
    if low in _PRINT_VIEW:
        return not (low == "output" and value not in {"amp", "print"})
    if _MAYBE_SESSION.match(low):
        return len(value) >= _SESSION_LENGTH
    return low in dropped or bool(_TRACKING.match(low) or _SESSION.match(low))


def _is_slug(path: str) -> bool:
    return "-" in path.rstrip("/").rpartition("/")[2]
