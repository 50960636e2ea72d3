"""What an operator should do about a source that was not read as it should be."""

from __future__ import annotations

NEEDS_A_LOOK = "source needs a look"
ON_EVERY_PAGE = "line on every page"
_MOST_LINES = 3

_ADVICE = {
    "dns": "Check the address in the source's file; when the name is gone for good, find the new site "
    "or remove the file.",
    "address": "The site leads to an address that is not public; see in a browser where it is now and mend "
    "`home`. For an intranet say `allow_private_addresses = true` in the source's file.",
    "refused": "Open the site in a browser; when it is down for weeks, ask its owner or remove the file.",
    "timeout": "The site is slow or down; look again in a few days, and give it a longer `delay` when it "
    "is only slow.",
    "connection": "The site breaks connections; open it in a browser and look again in a few days.",
    "tls": "Open the site in a browser and read what it says of the certificate; tell its owner, or "
    "write the address in the source's file as the certificate names it.",
    "403": "The site refuses us; ask its owner to admit our user agent.",
    "bot wall": "A wall against robots answers instead of the site; ask its owner to admit our user agent.",
    "404": "The address in the source's file leads nowhere; find where the news are now and mend "
    "`home` or `start`.",
    "410": "The address in the source's file leads nowhere; find where the news are now and mend "
    "`home` or `start`.",
    "429": "The site wants fewer requests; give the source a longer `delay` or `every`.",
    "5xx": "The site has a fault of its own; look again in a few days, then tell its owner.",
    "robots": "robots.txt keeps us out; ask the owner to admit our user agent. We do not go round it.",
    "encoding": "Letters cannot be made out; open a page in a browser, see in which encoding it reads well, "
    "and name that in the source's file (`encoding`).",
    "closed": "The site failed again and again, or wanted a pause; look again in a few days.",
    "empty": "Look at the site; name its list pages in `start`.",
    "redesigned": "The site was rebuilt, it seems: look at it, mend `home`, `start` and `selectors`, or run "
    "`fundtrace sources add` on its new address.",
    "javascript": "The site shows its text by scripts only; find its feed or API and name it in `start`, "
    "or say `render = true` in the source's file (a browser then runs the scripts).",
    "render": "Install the browser that the source needs (Debian's package chromium, and "
    "`pip install fundtrace[render]`), or find the site's feed or API, name it in `start`, and leave "
    "`render` out.",
    "few": "Far fewer articles than usual; look whether the list pages have moved and name them in `start`.",
    "parse": "Our rules choked on pages; report the issue records that name them.",
    "limit": "The site has more than a run may read; raise `max_pages` if that is what was reached, or leave "
    "parts out with `deny`.",
    "crash": "The crawl died again and again at one page; report it with the page's address.",
}
_ANY = "Look at the site in a browser, and at the requests of the run."


def advice(failure: str | None) -> str:
    """What to do about a failure, by its word."""
    return _ADVICE.get(failure or "", _ANY)


def advice_words() -> dict[str, str]:
    """What to do, by the word of the failure."""
    return dict(_ADVICE)


def on_every_page(lines: list[str]) -> str:
    """What to do about lines that stand in most articles and say who paid."""
    quoted = " ".join(f"“{line}”" for line in lines[:_MOST_LINES])
    return (
        f"Most articles hold: {quoted} If that is the site's own and says nothing about one article, "
        "write it under `standing.lines` in the source's file and run `fundtrace renormalise`."
    )
