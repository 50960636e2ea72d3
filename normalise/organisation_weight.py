"""How much a naming of an organisation says that it leads, and by which turn of phrase.

The weights are an order: what is said outright (3) goes before who carries the project out (2 to 2.6),
who acts (1 to 2), who is named beside the project (0.7) and who is named in passing (0.2).
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from normalise.cues import load_cues
from normalise.document import Document
from normalise.inflect import nominative
from normalise.records import OrganisationRole

_CUES = load_cues("organisations")
_SHORT = 40  # characters of a line that only says that somebody wrote
# a naming that says outright who leads: a field, "vadošais partneris"
_SAID_OUTRIGHT = 3.0
# a naming that says at least this much tells of somebody who acts
ACTS_FROM = 1.5
OF_SITE, ANNOUNCED, CHOSE, FOR_WHOM, PAYS = (
    "names the site",
    "announced the call",
    "local action group that chose the project",
    "for whom the project is",
    "pays for another’s project",
)


@dataclass(frozen=True, slots=True)
class Named:
    name: str
    start: int
    end: int
    weight: float
    rule: str
    role: OrganisationRole = "mentioned"
    owner: bool = False


class Weigher:
    """Weighs namings in one document; `has_project` changes what an action away from the project is worth."""

    def __init__(self, document: Document, *, has_project: bool) -> None:
        self.document = document
        self.has_project = has_project

    def weigh(self, start: int, end: int, form: str = "") -> tuple[float, str, OrganisationRole]:
        document = self.document
        sentence = document.sentence_at(start)
        before = document.flat[max(sentence.start, start - 90) : start]
        after = document.flat[end : min(sentence.end, end + 130)]
        after_all = document.flat[end : sentence.end]
        near = "projekt" in document.flat[sentence.start : sentence.end]
        if _CUES["administers"].search(document.flat, start, end):
            return 0.0, "administers, does not carry out", "mentioned"
        chose = re.search(r"ricibas grupas?\s(?:\w+\s)?$", before)
        if chose and not re.match(r"^[\s\"]{1,3}(?:izsludin|aicin|riko|organize)", after):
            return 0.0, CHOSE, "mentioned"
        if form in {"sia", "as", "a/s"} and (
            _CUES["supplies"].match(after)
            or _CUES["supplied_by"].search(before)
            or (_CUES["acts"].match(after) and not _CUES["firm_leads"].match(after))
        ):
            return 0.0, "supplies or builds for the project", "mentioned"
        if _CUES["building"].match(after):
            return 0.1, "names the building", "mentioned"
        if not form and _CUES["abroad"].match(after):
            return 0.1, "in another country", "partner"
        if before.endswith(("foto: ", "foto:", "foto ")):
            return 0.05, "took the picture", "mentioned"
        if _CUES["pays_after"].match(after) or _CUES["pays_before"].search(before):
            return 0.0, PAYS, "mentioned"
        if not form and _CUES["byline"].match(document.flat, document.line_at(start).start, start):
            return 0.1, "where the writer works", "mentioned"
        if self._announced_the_call(start, before, after):
            return 0.0, ANNOUNCED, "mentioned"
        if _CUES["responsible"].search(before):
            return 1.0, "answers for the content", "mentioned"
        if _CUES["leads"].search(before) or _CUES["leads_after"].match(after):
            return 3.0, "named as leading", "mentioned"
        if _CUES["partner_after"].match(after):
            return 0.1, "named as a partner", "partner"
        if _CUES["done_to"].match(after):
            return 0.1, "decided or done there", "mentioned"
        early = 0.3 if document.sentence_index(start) <= 2 else 0.0
        if self._is_signed_above(start):
            return 0.1, "where the writer works", "mentioned"
        if self._fills_line(start, end) and (
            form or nominative(document.text[start:end]) == document.text[start:end]
        ):
            return 0.95, "name on a line of its own", "mentioned"
        if near and _CUES["nominative"].search(form) and _CUES["acts"].match(after):
            return 2.3 + early, "does what the article reports", "mentioned"
        if (
            not _CUES["submitted_after"].match(after)
            and not _CUES["own_project_after"].match(after)
            and _CUES["place_before"].search(before[-25:])
            and not (near and re.search(r"\bno\s(?:\w+\s)?$", before[-25:]))
        ):
            return 0.1, "a place or topic", "mentioned"
        earlier = document.flat[sentence.start : start]
        if before.endswith("ko ") and _CUES["has_done"].match(after):
            return 0.1, "did something else", "mentioned"
        if _CUES["did_it"].match(after):
            return 1.6, "who carries it out", "mentioned"
        if _CUES["genitive_form"].search(form) and _CUES["whose_project"].match(after) and near:
            return 2.3 + early, "owner of the project or activity", "mentioned"
        if _CUES["whom_it_has"].search(before) and not self._is_oblique(start, end, form):
            return 1.6 + 0.9 * near, "who carries it out", "mentioned"
        if _CUES["partner_list"].search(earlier) or _CUES["partner"].search(before[-45:]):
            return 0.1, "named as a partner", "partner"
        if not form and _CUES["takes_part"].match(after) and not _CUES["carrying_out"].search(earlier):
            return 0.3, "takes part", "mentioned"
        if _CUES["verb_before"].search(before) and not self._is_oblique(start, end, form):
            return 1.6 + 0.9 * near, "who carries it out", "mentioned"
        if _CUES["acts"].match(after) and not self._only_owns(start, end, form, after):
            return (
                (2.3 if near else 0.75 if self.has_project else 1.5) + early,
                "does what the article reports",
                "mentioned",
            )
        if near and sentence.start == start and _CUES["acts_behind_clause"].match(after_all):
            return 2.0 + early, "does what the article reports", "mentioned"
        if not form and _CUES["staff_after"].match(after):
            return 0.3, "named with somebody who works there", "mentioned"
        if _CUES["owns"].match(after):
            return (
                (1.9 if near else 0.7) + early,
                "owner of the project or activity",
                "mentioned",
            )
        if _CUES["house"].search(document.flat, start, end):
            return 0.2, "names the building", "mentioned"
        if near:
            return 0.7 + early, "named beside the project", "mentioned"
        return 0.2 + early, "named in passing", "mentioned"

    def _is_oblique(self, start: int, end: int, form: str) -> bool:
        """Named in the genitive: "vadīja tīkla konsultanti", "izstrādāta biedrības stratēģija"."""
        if form:
            return bool(_CUES["genitive_form"].search(form))
        written = self.document.text[start:end]
        return nominative(written) != written and bool(_CUES["goes_on"].match(self.document.flat, end))

    def _only_owns(self, start: int, end: int, form: str, after: str) -> bool:
        """A genitive with a verb far behind: "Apkaimju centra projektu konkursā esam saņēmuši"."""
        written = self.document.text[start:end]
        in_genitive = not form and nominative(written) != written
        return in_genitive and not _CUES["by_whom"].match(after)

    def _announced_the_call(self, start: int, before: str, after: str) -> bool:
        """Named only as who chose the project or keeps the strategy that it serves."""
        if self.has_project and _CUES["announced_call"].match(after):
            return True
        if _CUES["supported_by"].search(before) and not _CUES["own_project_after"].match(after):
            return True
        if _CUES["announced_after"].match(after) or _CUES["announced_before"].search(before):
            return True
        line = self.document.line_at(start)
        above = self.document.flat[max(0, line.start - 60) : line.start]
        return bool(_CUES["chose_above"].search(above.rstrip()))

    def _fills_line(self, start: int, end: int) -> bool:
        """A letterhead among the first lines, or a signature among the last."""
        lines = self.document.lines
        line = self.document.line_at(start)
        alone = start - line.start <= 1 and line.end - end <= 2
        return alone and (line in lines[:2] or line in lines[-3:])

    def _is_signed_above(self, start: int) -> bool:
        """`Sagatavoja` alone on the line above: who wrote works here."""
        line = self.document.line_at(start)
        above = self.document.line_at(max(0, line.start - 2))
        signs = _CUES["byline"].match(self.document.flat, above.start, line.start) or _CUES["signs"].search(
            self.document.flat, above.start, above.end
        )
        return above.end - above.start < _SHORT and bool(signs)


def carries_out(document: Document, named: Named) -> bool:
    """Whether a body that pays is said to carry the project or activity out itself."""
    if named.weight >= _SAID_OUTRIGHT:
        return True
    if named.weight < ACTS_FROM:
        return False
    written = document.text[named.start : named.end]
    before = document.flat[max(0, named.start - 60) : named.start]
    after = document.flat[named.end : named.end + 120]
    return nominative(written) == written and bool(
        _CUES["carries_out_after"].match(after) or _CUES["carries_out_before"].search(before)
    )
