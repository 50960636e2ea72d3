"""Whether a picture of an article is a funder's logo: by its names, and by its likeness to known ones."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from types import MappingProxyType
from typing import Literal

from normalise.document import flatten
from normalise.grant_names import number_key
from normalise.grant_records import Grant
from normalise.records import Image
from normalise.rulebook import Rule
from normalise.said import Said, say

MOST_BITS_OFF = 8  # of 64: scaled, recoloured and recompressed copies stay below, other pictures above
_SHORT = 4  # letters: so short a mark begins other words too
_NO_LETTERS = re.compile(r"[\W_]+")


@dataclass(frozen=True)
class Pictures:
    """What is known of pictures: their perceptual hashes by address, and the operator's references.

    `references` gives for a rule's id the name and hash of each logo that would meet it. Hashes are 64 bits.
    """

    hashes: Mapping[str, int] = field(default_factory=lambda: MappingProxyType({}))
    references: Mapping[str, tuple[tuple[str, int], ...]] = field(
        default_factory=lambda: MappingProxyType({})
    )


def judge_pictures(
    images: Iterable[Image], pictures: Pictures, rule: Rule, grant: Grant
) -> tuple[Literal["met", "cannot tell"], Said]:
    """`met` by a picture's name or likeness; else `cannot tell`, for what was not seen may be there."""
    looked_at = 0
    for image in images:
        if _is_named(image, rule.marks, grant):
            return "met", say("picture", picture=image.alt or image.address)
        seen = pictures.hashes.get(image.address)
        if seen is None:
            continue
        looked_at += 1
        for name, reference in pictures.references.get(rule.id, ()):
            if (seen ^ reference).bit_count() <= MOST_BITS_OFF:
                return "met", say("picture_like", picture=image.address, reference=name)
    if looked_at and rule.id in pictures.references:
        return "cannot tell", say("no_picture_like", count=looked_at)
    return "cannot tell", say("no_picture")


def _is_named(image: Image, marks: Iterable[str], grant: Grant) -> bool:
    shown = [image.address.rsplit("/", 1)[-1], image.alt, image.caption]
    words = " ".join(part for part in shown if number_key(grant.id) not in number_key(part))
    plain = _NO_LETTERS.sub(" ", flatten(words))
    return any(re.search(_mark(mark), plain) for mark in marks)


def _mark(mark: str) -> str:
    plain = _NO_LETTERS.sub(" ", flatten(mark))
    return rf"(?<![a-z0-9]){re.escape(plain)}" + (r"(?![a-z])" if len(plain) <= _SHORT else "")
