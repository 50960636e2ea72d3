"""What one mention of a funder says in its sentence: that it pays, or why it does not.

Looked at are words of funding, whose project it is, who administers, and calls. The first reason that
holds counts; it is the evidence's rule.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from normalise.cues import load_cues
from normalise.document import Span, SpanKind
from normalise.funders import Mention
from normalise.history import is_past
from normalise.news_kind import Article
from normalise.records import Role

_CUES = load_cues("financing")
UNION = "other:european-commission"
CALL = "call for proposals"
UNSAID = "named without a word of funding"
STATEMENT = "statement of funding"
_NAMED_ONLY = 0.5
_LOCATIVE = ("ā", "ē", "ās", "ēs", "os")
# programmes and funds of the Union: no bodies that could administer or pass money on ("administrē AIF")
_PROGRAMMES_ALONE = frozenset({"acf-lv", "esf", "erdf", "eafrd-leader", "emff", "other:cohesion-fund"})
_MINISTRIES = frozenset({"mfa-lv", "km-lv", "lm-lv", "izm-lv", "zm-lv", "varam"})
# "programma Erasmus+" is its name alone, no word of what it pays for
_PROGRAMME_BEFORE = re.compile(r"\bprogramm(?:a|u|ai)[\s\"]*$")
_PROGRAMME_AFTER = re.compile(r"^[\s\"]*programm(?:a|u|ai)\b")
_IN_YEAR = re.compile(r"\b((?:19|20)\d\d)\.?\s?gada\b(?! \w+(?:am|im)\b)|\bin ((?:19|20)\d\d)\b")


@dataclass(frozen=True, slots=True)
class Judgement:
    """One mention with the role it earns in its place and why; `weight` from 0 to 1."""

    mention: Mention
    role: Role
    weight: float
    rule: str


def judge(article: Article, mention: Mention) -> Judgement:
    """The role that a mention earns in its own sentence."""
    document = article.document
    sentence = document.sentence_at(mention.start)
    line = document.line_at(mention.start)
    around = _Around(
        name=document.flat[mention.start : mention.end],
        before=document.flat[max(sentence.start, mention.start - 130) : mention.start],
        after=document.flat[mention.end : min(sentence.end, mention.end + 110)],
        whole=document.flat[sentence.start : sentence.end],
        line=document.flat[line.start : line.end],
        kind=line.kind,
        earlier=document.flat[max(0, sentence.start - 250) : sentence.start + 8],
        locative=document.text[mention.start : mention.end].endswith(_LOCATIVE),
    )
    if mention.start >= document.footer:
        return Judgement(mention, "mentioned", 0.8, "named in the footer")
    if is_past(document, mention.start, article.past):
        return Judgement(mention, "mentioned", 0.7, "sentence tells of years long past")
    above = document.line_above(mention.start)
    passed_on = around.before.endswith(" no ")  # "fonds no ministrijas piešķirtajiem līdzekļiem"
    if above and not passed_on and _CUES["field_of_payer"].says(document.flat[above.start : above.end]):
        return Judgement(mention, "financed", 0.9, "named below the label of who pays")
    if mention.funder == "municipality":
        return _municipality(mention, around, sentence, document.flat)
    if mention.strength == "number":
        return Judgement(mention, "financed", 0.97, "grant number implies its funder")
    if not article.numbers and _tells_history(around.whole, article.past_year):
        return Judgement(mention, "mentioned", 0.7, "sentence tells of years long past")
    if _CUES["applied"].says(around.whole) and not article.is_decided:
        return Judgement(mention, "mentioned", 0.6, "sentence speaks of other, past or possible projects")
    return _without_paying(mention, around) or _paying(mention, around)


def _tells_history(sentence: str, past_year: int) -> bool:
    years = [int(match.group(1) or match.group(2)) for match in _IN_YEAR.finditer(sentence)]
    return bool(years) and max(years) <= past_year


@dataclass(frozen=True, slots=True)
class _Around:
    """What stands around a mention, flattened, and the kind of its line."""

    name: str
    before: str
    after: str
    whole: str
    line: str
    kind: SpanKind
    earlier: str
    locative: bool


def _without_paying(mention: Mention, around: _Around) -> Judgement | None:
    """Reasons for which a named funder pays nothing here, however near the words of funding."""
    if mention.strength == "weak" and _CUES["gives_through"].match(around.after):
        return Judgement(mention, "mentioned", 0.9, "gives the money through another funder")
    if mention.funder not in _PROGRAMMES_ALONE and _administers(around):
        return Judgement(mention, "mentioned", 0.9, "administers, does not pay")
    if _CUES["about_the_site"].says(around.whole) or _CUES["of_the_site"].says(around.earlier):
        return Judgement(mention, "mentioned", 0.8, "pays for the site or the body itself")
    if _CUES["staff"].match(around.after):
        return Judgement(mention, "mentioned", 0.6, "names the funder’s people")
    if _spoken_of(around):
        return Judgement(mention, "mentioned", 0.6, "spoken of, not said to pay")
    if mention.funder in _MINISTRIES and _CUES["abroad"].search(around.before):
        return Judgement(mention, "mentioned", 0.6, "another country’s body")
    if _CUES["carries_out"].match(around.after):
        return Judgement(mention, "mentioned", 0.9, "carries out what another pays for")
    if around.locative and (
        _CUES["held_there"].match(around.after) or _CUES["visited"].search(around.before)
    ):
        return Judgement(mention, "mentioned", 0.6, "names the place where something is held")
    if _CUES["timetable"].match(around.line):
        return Judgement(mention, "mentioned", 0.8, "item of a timetable")
    if mention.strength == "administrator":
        return _administrator(mention, around)
    if mention.funder == "zm-lv" and _CUES["prescribed_for_rural"].says(around.whole):
        return Judgement(mention, "mentioned", 0.9, "sentence that ELFLA and EJZF prescribe")
    if _CUES["call"].says(around.whole):
        return Judgement(mention, "mentioned", 0.8, CALL)
    if _CUES["elsewhere"].says(around.whole) and not _CUES["paid_nevertheless"].says(around.whole):
        return Judgement(mention, "mentioned", 0.6, "sentence speaks of other, past or possible projects")
    return None


def _paying(mention: Mention, around: _Around) -> Judgement:
    """The best reason to take the named funder for the payer, or that there is none."""
    weight, rule = _reason_to_pay(mention, around)
    return Judgement(mention, "financed" if weight > _NAMED_ONLY else "mentioned", weight, rule)


def _reason_to_pay(mention: Mention, around: _Around) -> tuple[float, str]:
    if mention.strength == "weak":
        if _CUES["supported_by_another"].search(around.before):
            return _NAMED_ONLY - 0.1, "programme that another funder supports"
        if mention.funder == UNION and _CUES["union_no_payer"].match(around.after):
            return _NAMED_ONLY - 0.1, "the Union’s house, council, members or funds as such"
        if _CUES["weak_after"].match(around.after) or _CUES["weak_before"].search(around.before):
            return (0.85 if _plainly(around) else 0.72), "named beside a word of funding"
        return _NAMED_ONLY - 0.1, UNSAID
    funding = _CUES["funding"]
    before, after = _PROGRAMME_BEFORE.sub("", around.before), _PROGRAMME_AFTER.sub("", around.after)
    if _CUES["its_project"].search(around.name):
        return 0.85, "funder’s project, programme or money"
    told = funding.search(around.before) or funding.search(around.after)
    if told and _CUES["statement"].says(around.whole):
        return 0.93, STATEMENT
    if around.kind == "breadcrumb":
        return 0.8, "named in a breadcrumb"
    if around.kind == "heading":
        return 0.8, "named in a heading or caption"
    if _CUES["after"].search(after):
        return 0.88, "funder’s project, programme or money"
    if _CUES["before"].search(before):
        return 0.85, "after a word of funding or project"
    if _CUES["partnered"].search(around.before) and _CUES["money"].search(around.whole):
        return 0.8, "held together with the funder, money named"
    return _NAMED_ONLY, UNSAID


def _spoken_of(around: _Around) -> bool:
    return bool(_CUES["spoken_of"].match(around.after) or _CUES["spoken_of_before"].search(around.before))


def _plainly(around: _Around) -> bool:
    """Whether a weak name is said to pay in so many words, be it for a project or not."""
    after, before = _CUES["paid_plainly_after"], _CUES["paid_plainly_before"]
    return bool(after.match(around.after) or before.search(around.before))


def _administers(around: _Around) -> bool:
    if _CUES["through"].match(around.after) or _CUES["through_before"].search(around.before):
        return True
    before, after = _CUES["administers_before"], _CUES["administers_after"]
    return bool(before.search(around.before[-60:]) or after.match(around.after))


def _municipality(mention: Mention, around: _Around, sentence: Span, flat: str) -> Judgement:
    begin, end = max(sentence.start, mention.start - 100), min(sentence.end, mention.end + 60)
    asked = _CUES["asked_of"].search(flat, begin, mention.start) or _CUES["system"].match(flat, mention.end)
    if (
        asked
        or _CUES["undecided"].search(flat, begin, end)
        or _spoken_of(around)
        or _CUES["elsewhere"].says(around.whole)
        or _CUES["no_council"].search(around.before)
    ):
        return Judgement(mention, "mentioned", 0.3, "municipality asked, or spoken of")
    for match in _CUES["municipal"].finditer(flat, begin, end):
        if match.start() < mention.end and match.end() > mention.start:
            return Judgement(mention, "financed", 0.85, "municipality’s share")
    if _CUES["municipal_thanked"].search(flat, sentence.start, min(len(flat), mention.end + 140)):
        return Judgement(mention, "financed", 0.85, "municipality’s share")
    if _CUES["municipal_contest"].search(flat, sentence.start, sentence.end):
        return Judgement(mention, "financed", 0.85, "municipality’s share")
    if _CUES["municipal_last"].search(flat, sentence.start, sentence.end):
        return Judgement(mention, "financed", 0.85, "last of several who pay")
    if _CUES["municipal_call"].search(flat, sentence.start, sentence.end):
        return Judgement(mention, "mentioned", 0.3, CALL)
    return Judgement(mention, "mentioned", 0.3, "municipality named without money")


def _administrator(mention: Mention, around: _Around) -> Judgement:
    pays = (
        _CUES["administrator_pays"].match(around.after)
        or _CUES["administrator_asked"].search(around.before)
        or _CUES["administrator_approves"].search(around.whole)
    )
    if pays:
        weight = 0.85 if _plainly(around) else 0.7
        return Judgement(mention, "financed", weight, "administrator named as the payer")
    return Judgement(mention, "mentioned", 0.7, "administers, does not pay")
