"""Identifiers: from the canonical address for articles, from the folded name for organisations."""

from __future__ import annotations

import hashlib
import re

from normalise.search_terms import fold

_LEGAL_FORMS = (
    r"sabiedrība ar ierobežotu atbildību|akciju sabiedrība|biedrība|biedrības|nodibinājums|nodibinājuma|"
    r"fonds|sia|as|a/s|vsia|zs|z/s|ik|pašvaldības aģentūra|valsts aģentūra|ngo|ltd|nvo"
)
# "fonds" is often a part of the name itself, so it goes only where it stands first or after a comma
_LEADING = re.compile(rf"^(?:{_LEGAL_FORMS})(?=[\s,\"“”„«»])[\s,]*", re.IGNORECASE)
_TRAILING = re.compile(rf"\s*,\s*(?:{_LEGAL_FORMS})\.?$", re.IGNORECASE)
_WORD = re.compile(r"[a-z0-9]+")


def article_id(canonical: str) -> str:
    """The first 12 hexadecimal digits of SHA-256 over the canonical address."""
    return hashlib.sha256(canonical.encode()).hexdigest()[:12]


def text_digest(title: str | None, text: str) -> str:
    """SHA-256 over title and text: what makes two states of an article the same state."""
    return hashlib.sha256(f"{title or ''}\x00{text}".encode()).hexdigest()


def slug(name: str) -> str:
    """A stable address part for an organisation: folded, its legal form left out, joined by hyphens.

    A name without any Latin letter or digit gets the first 12 digits of its SHA-256.
    """
    bare = _TRAILING.sub("", _LEADING.sub("", name.strip()))
    words = _WORD.findall(fold(bare)) or _WORD.findall(fold(name))
    return "-".join(words) if words else hashlib.sha256(name.encode()).hexdigest()[:12]
