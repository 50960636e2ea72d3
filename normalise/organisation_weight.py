"""How much a naming of an organisation says that it leads, and by which turn of phrase.

The weights are an order: what is said outright (3) goes before who carries the project out (2 to 2.6),
who acts (1 to 2), who is named beside the project (0.7) and who is named in passing (0.2).
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from normalise.cues import load_cues
from normalise.date_line import read_date_line
from normalise.document import Document
from normalise.inflect import nominative
from normalise.records import OrganisationRole

_CUES = load_cues("organisations")
_SHORT = 40  # characters of a line that only says that somebody wrote
_YEAR_ALONE = re.compile(r"(?:19|20)\d\d\.?(?: ?(?:gads|gada|g))?")
# "Ģimeņu biedrība “X”", "Talsu lauku sieviešu biedrība “X”": what stands before the form on its line
_KIND_BEFORE = re.compile(r"^[A-ZĀČĒĢĪĶĻŅŠŪŽ][\w-]*[su] (?:[\w-]+[su] ){0,3}\Z")
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
LEADS, DOES, CARRIES, OWNS = (
    "named as leading",
    "does what the article reports",
    "who carries it out",
    "owner of the project or activity",
)

# what the second of two loses who do something together: the first is named first for a reason
_SECOND = 0.4

# an institution in the dative gets something
DATIVE = ("am", "ai", "ei", "im", "iem")


@dataclass(frozen=True, slots=True)
class Named:
    name: str
    start: int
    end: int
    weight: float
    rule: str
    role: OrganisationRole = "mentioned"
    owner: bool = False


# "programma “Demokrātijas kultūra” | biedrība „Vilnis” | projekts „Tilti” | Nr."
_BETWEEN_BARS = re.compile(r'[\s"]{1,2}\|\s')
_PROJECT_BETWEEN_BARS = re.compile(r'\|\s(?:projekts "|nr\.)')
# "Ķekavas jauniešu centra zālē", "skolas pagalmā", "muzeja apmeklējums"
_IN_ROOMS = re.compile(r'[”“"]?\s(?:\w+\s)?(?:zālē|pagalmā|apmeklējums?)\b')
Weight = tuple[float, str, OrganisationRole]

_FIRMS = frozenset(("sia", "as", "a/s"))


@dataclass(frozen=True, slots=True)
class _Around:
    """A naming and what stands around it in its sentence, flattened."""

    start: int
    end: int
    form: str
    before: str
    after: str
    earlier: str
    rest: str
    near: bool
    early: float


class Weigher:
    """Weighs namings in one document; `has_project` changes what an action away from the project is worth."""

    def __init__(self, document: Document, *, has_project: bool) -> None:
        self.document = document
        self.has_project = has_project

    def weigh(self, start: int, end: int, form: str = "") -> Weight:
        """What a naming says: its weight, the turn of phrase, and the role that it gives.

        `form` is the legal form or kind before a quoted name, folded; empty for a name without marks.
        """
        around = self._around(start, end, form)
        return (
            self._stands_aside(around)
            or self._said_outright(around)
            or self._by_its_place(around)
            or self._whose_project(around)
            or self._with_others(around)
            or self._acting(around)
            or self._merely_named(around)
        )

    def _around(self, start: int, end: int, form: str) -> _Around:
        flat = self.document.flat
        sentence = self.document.sentence_at(start)
        return _Around(
            start=start,
            end=end,
            form=form,
            before=flat[max(sentence.start, start - 90) : start],
            after=flat[end : min(sentence.end, end + 200)],
            earlier=flat[sentence.start : start],
            rest=flat[end : sentence.end],
            near="projekt" in flat[sentence.start : sentence.end],
            early=0.3 if self.document.sentence_index(start) <= 2 else 0.0,
        )

    def _stands_aside(self, around: _Around) -> Weight | None:
        """Administers, pays, builds, announced the call, is a house or a country: no part in the project."""
        flat, before, after, form = self.document.flat, around.before, around.after, around.form
        if _CUES["administers"].search(flat, around.start, around.end):
            return 0.0, "administers, does not carry out", "mentioned"
        if _CUES["group_chose"].search(before) and not _CUES["group_acts"].match(after):
            return 0.0, CHOSE, "mentioned"
        made = _CUES["made_by"].search(before)
        if made or (form in _FIRMS and _works_for_another(before, after)):
            return 0.0, "supplies or builds for the project", "mentioned"
        rooms = _IN_ROOMS.match(self.document.text, around.end) and not self._is_nominative(around)
        in_genitive = not _CUES["nominative"].search(form)  # "biedrība “X” ēku nomā" is no house
        if rooms or (in_genitive and _CUES["building"].match(after)):
            return 0.0, "names the building", "mentioned"
        if not form and _CUES["abroad"].match(after) and not _CUES["acts_abroad"].match(around.rest):
            return 0.1, "in another country", "partner"
        if not form and before.endswith(("programma ", "programmas ")):
            return 0.0, "names a programme", "mentioned"
        if before.endswith(("foto: ", "foto:", "foto ")) or self._owns_picture(around):
            return 0.05, "took the picture", "mentioned"
        given = form.endswith(DATIVE)  # "piešķirt biedrībai “X” līdzfinansējumu"
        # "fonds, kas finansē biedrības “X” projektu"
        own = _CUES["genitive_form"].search(form) and _CUES["own_project_after"].match(after)
        pays = _CUES["pays_before"].search(before) and not own
        if (_CUES["pays_after"].match(after) and not given) or pays:
            return 0.0, PAYS, "mentioned"
        line = self.document.line_at(around.start)
        if not form and _CUES["byline"].match(flat, line.start, around.start):
            return 0.1, "where the writer works", "mentioned"
        if self._announced_the_call(around.start, before, after):
            return 0.0, ANNOUNCED, "mentioned"
        return None

    def _said_outright(self, around: _Around) -> Weight | None:
        if _CUES["responsible"].search(around.before):
            # of a programme's standing sentence a municipality is often only one of the partners
            authority = _CUES["authority"].search(self.document.flat, around.start, around.end)
            return (
                0.1 if authority and _CUES["disclaimed"].search(around.rest) else 1.0,
                "answers for the content",
                "mentioned",
            )
        if _CUES["leads"].search(around.before) or _CUES["leads_after"].match(around.after):
            return _SAID_OUTRIGHT, LEADS, "mentioned"
        if _CUES["partner_after"].match(around.after):
            return 0.1, "named as a partner", "partner"
        own = _CUES["own_project_after"].match(around.after)
        if _CUES["helps_before"].search(around.before) and not own:
            return 0.0, "takes part", "mentioned"
        return None

    def _by_its_place(self, around: _Around) -> Weight | None:
        """Where it stands: in a sitting, under a letter, on a line of its own, behind a preposition."""
        barred = around.form and around.before.endswith("| ") and _BETWEEN_BARS.match(around.rest)
        if barred and _PROJECT_BETWEEN_BARS.search(around.rest):
            return 2.3 + around.early, OWNS, "mentioned"
        if _CUES["done_to"].match(around.after):
            return 0.1, "decided or done there", "mentioned"
        if self._is_signed_above(around.start):
            return 0.1, "where the writer works", "mentioned"
        if self._fills_line(around.start, around.end) and (around.form or self._is_nominative(around)):
            return 0.95, "name on a line of its own", "mentioned"
        if self._verb_ends_line_above(around.start) and self._is_nominative(around):
            return 2.0, CARRIES, "mentioned"
        if around.near and _CUES["nominative"].search(around.form) and _CUES["acts"].match(around.after):
            return 2.3 + around.early, DOES, "mentioned"
        if _is_place(around):
            return 0.1, "a place or topic", "mentioned"
        return None

    def _whose_project(self, around: _Around) -> Weight | None:
        after = around.after
        if around.before.endswith("ko ") and _CUES["has_done"].match(after):
            return 0.1, "did something else", "mentioned"
        if _CUES["did_it"].match(after):
            return 1.6, CARRIES, "mentioned"
        if _CUES["genitive_form"].search(around.form) and _CUES["whose_project"].match(after) and around.near:
            return 2.3 + around.early, OWNS, "mentioned"
        if _CUES["whom_it_has"].search(around.before) and not self._is_oblique(around):
            return 1.6 + 0.9 * around.near, CARRIES, "mentioned"
        return None

    def is_partner(self, start: int) -> bool:
        """Whether the words before, in the same sentence, name who stands there as a partner."""
        begin = max(self.document.sentence_at(start).start, start - 45)
        return bool(_CUES["partner"].search(self.document.flat[begin:start]))

    def _with_others(self, around: _Around) -> Weight | None:
        if _CUES["partner_list"].search(around.earlier) or self.is_partner(around.start):
            return 0.1, "named as a partner", "partner"
        takes_part = not around.form and _CUES["takes_part"].match(around.after)
        if takes_part and not _CUES["carrying_out"].search(around.earlier):
            return 0.3, "takes part", "mentioned"
        return None

    def _acting(self, around: _Around) -> Weight | None:
        of_kind = _CUES["nominative"].search(around.form) and _CUES["verb_before_kind"].search(around.before)
        if (of_kind or _CUES["verb_before"].search(around.before)) and not self._is_oblique(around):
            return 1.6 + 0.9 * around.near, CARRIES, "mentioned"
        of_staff = _CUES["genitive_form"].search(around.form) and _CUES["staff_acts"].match(around.after)
        if _CUES["acts"].match(around.after) and not self._only_owns(around) and not of_staff:
            weight = 2.3 if around.near else 0.75 if self.has_project else 1.5
            second = _SECOND if around.before.endswith('" un ') else 0.0
            return weight + around.early - second, DOES, "mentioned"
        if (
            not around.form
            and _CUES["acts_abroad"].match(around.rest)
            and _CUES["abroad"].match(around.after)
        ):
            return 1.6 + around.early, DOES, "mentioned"
        opens = not around.earlier
        if not around.form.endswith("am") and _CUES["acts_with_others"].match(around.rest):
            return 1.6 + around.early, DOES, "mentioned"
        if around.near and opens and _CUES["acts_behind_clause"].match(around.rest):
            return 2.0 + around.early, DOES, "mentioned"
        return None

    def _merely_named(self, around: _Around) -> Weight:
        if not around.form and _CUES["staff_after"].match(around.after):
            return 0.3, "named with somebody who works there", "mentioned"
        if _CUES["owns"].match(around.after):
            return (1.9 if around.near else 0.7) + around.early, OWNS, "mentioned"
        if _CUES["house"].search(self.document.flat, around.start, around.end):
            return 0.2, "names the building", "mentioned"
        if around.near:
            return 0.7 + around.early, "named beside the project", "mentioned"
        if not around.earlier and self._is_of_members(around):
            return 0.7 + around.early, "begins a sentence", "mentioned"
        return 0.2 + around.early, "named in passing", "mentioned"

    def _is_of_members(self, around: _Around) -> bool:
        """An association or a congregation in the nominative, by its form or by its name's last word."""
        if around.form:
            return bool(_CUES["nominative"].search(around.form) and _CUES["owner_form"].search(around.form))
        return self.document.text[around.start : around.end].endswith((" biedrība", " draudze"))

    def _is_nominative(self, around: _Around) -> bool:
        written = self.document.text[around.start : around.end]
        return nominative(written) == written

    def _is_oblique(self, around: _Around) -> bool:
        """Named in the genitive: "vadīja tīkla konsultanti", "izstrādāta biedrības stratēģija"."""
        if around.form:
            return bool(_CUES["genitive_form"].search(around.form))
        goes_on = _CUES["goes_on"].match(self.document.flat, around.end)
        return not self._is_nominative(around) and bool(goes_on)

    def _only_owns(self, around: _Around) -> bool:
        """A genitive with a verb far behind: "Apkaimju centra projektu konkursā esam saņēmuši"."""
        in_genitive = not around.form and not self._is_nominative(around)
        return in_genitive and not _CUES["by_whom"].match(around.after)

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

    def _owns_picture(self, around: _Around) -> bool:
        """`© X` below a picture; below the whole text it names whose page it is."""
        line = self.document.line_at(around.start)
        return around.before.endswith("© ") and line not in self.document.lines[-3:]

    def _fills_line(self, start: int, end: int) -> bool:
        """A letterhead among the first lines, or a signature among the last, perhaps with the day."""
        lines = self.document.lines
        line = self.document.line_at(start)
        text = self.document.text
        before = _KIND_BEFORE.sub("", text[line.start : start])
        beside = (before + text[end : line.end]).strip(' \t|/·,.:;!„“"”–-')
        dated = _YEAR_ALONE.fullmatch(beside) or (len(beside) < _SHORT and read_date_line(beside))
        alone = not beside or bool(dated)
        # above other lines at the foot a council's name is the site's own
        closing = lines[-1:] if "pasvaldib" in self.document.flat[start:end] else lines[-3:]
        return alone and (line in lines[:2] or line in closing)

    def _verb_ends_line_above(self, start: int) -> bool:
        """`… “Aktīvo iedzīvotāju fonds”. Īsteno` and the name on the next line of text broken at a width."""
        line = self.document.line_at(start)
        above = self.document.flat[max(0, line.start - 40) : line.start]
        return line.start == start and bool(_CUES["verb_ends"].search(above))

    def _is_signed_above(self, start: int) -> bool:
        """`Sagatavoja` alone on the line above: who wrote works here."""
        line = self.document.line_at(start)
        above = self.document.line_at(max(0, line.start - 2))
        if above.end - above.start >= _SHORT:
            return False
        written = self.document.flat[above.start : above.end]
        return bool(_CUES["byline"].match(written) or _CUES["signs"].search(written))


def _works_for_another(before: str, after: str) -> bool:
    """A firm that supplies, builds, stands in brackets, or does nothing that a project's own body does."""
    if before.endswith("(") and not _CUES["leads_bracket"].search(before):
        return True
    supplies = _CUES["supplies"].match(after) or _CUES["supplied_by"].search(before)
    return bool(supplies or (_CUES["acts"].match(after) and not _CUES["firm_leads"].match(after)))


def _is_place(around: _Around) -> bool:
    """`uz skolu`, `par biedrību`: behind a preposition, unless its own project follows."""
    own = _CUES["submitted_after"].match(around.after) or _CUES["own_project_after"].match(around.after)
    if own or not _CUES["place_before"].search(around.before[-25:]):
        return False
    return not (around.near and re.search(r"\bno\s(?:\w+\s)?$", around.before[-25:]))


def carries_out(document: Document, named: Named) -> bool:
    """Whether a body that pays is said to carry the project or activity out itself."""
    if named.weight >= _SAID_OUTRIGHT:
        return True
    if named.weight < ACTS_FROM:
        return False
    written = document.text[named.start : named.end]
    before = document.flat[max(0, named.start - 60) : named.start]
    after = document.flat[named.end : named.end + 120]
    if _CUES["its_own_after"].match(after):
        return True
    return nominative(written) == written and bool(
        _CUES["carries_out_after"].match(after) or _CUES["carries_out_before"].search(before)
    )
