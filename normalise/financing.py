"""Decides who paid for what an article reports and who is only named.

Each mention is read in its sentence: words of funding, whose project it is, who administers,
whether the article is a call for proposals or a list of results. The reason is the evidence's rule.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from normalise.cues import load_cues
from normalise.document import Document, Span, SpanKind
from normalise.funder_register import Register
from normalise.funders import Mention, title_mentions
from normalise.grants import NumberFound
from normalise.news_kind import Article
from normalise.records import Evidence, FunderFinding, Role

_CUES = load_cues("financing")
_NAMED_ONLY = 0.5
_LOCATIVE = ("ā", "ē", "ās", "ēs", "os")
# programmes and funds of the Union: no bodies that could administer or pass money on ("administrē AIF")
_PROGRAMMES_ALONE = frozenset({"acf-lv", "esf", "erdf", "eafrd-leader", "emff", "other:cohesion-fund"})
_MINISTRIES = frozenset({"mfa-lv", "km-lv", "lm-lv", "izm-lv", "zm-lv", "varam"})
_UNION = "other:european-commission"
_RURAL = "eafrd-leader"
_RURAL_PROGRAMME = re.compile(r"lauku attistibas programm|^lap\b")
_OF_FISHERIES = re.compile(r"zivsaimniecibas fond|\bejz|\bezf\b")
_FEW_WORDS = 60  # characters
_CALL = "call for proposals"
_UNSAID = "named without a word of funding"
_PAID_BY_CALL = 0.75
# "programma Erasmus+" is its name alone, no word of what it pays for
_PROGRAMME_BEFORE = re.compile(r"\bprogramm(?:a|u|ai)[\s\"]*$")
_PROGRAMME_AFTER = re.compile(r"^[\s\"]*programm(?:a|u|ai)\b")
# "Erasmus+ projekta “X” sanāksme"
_NAMED_PROJECT = re.compile(r'"?\sprojekt\w*\s"')
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
    if mention.funder == "zm-lv" and "lauku atbalst" in around.whole:
        return Judgement(mention, "mentioned", 0.9, "sentence that ELFLA and EJZF prescribe")
    if _CUES["call"].says(around.whole):
        return Judgement(mention, "mentioned", 0.8, _CALL)
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
        if mention.funder == _UNION and _CUES["union_no_payer"].match(around.after):
            return _NAMED_ONLY - 0.1, "the Union’s house, council, members or funds as such"
        if _CUES["weak_after"].match(around.after) or _CUES["weak_before"].search(around.before):
            return (0.85 if _plainly(around) else 0.72), "named beside a word of funding"
        return _NAMED_ONLY - 0.1, _UNSAID
    funding = _CUES["funding"]
    before, after = _PROGRAMME_BEFORE.sub("", around.before), _PROGRAMME_AFTER.sub("", around.after)
    if _CUES["its_project"].search(around.name):
        return 0.85, "funder’s project, programme or money"
    told = funding.search(around.before) or funding.search(around.after)
    if told and _CUES["statement"].says(around.whole):
        return 0.93, "statement of funding"
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
    return _NAMED_ONLY, _UNSAID


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
        or _CUES["no_council"].search(around.before)
    ):
        return Judgement(mention, "mentioned", 0.3, "municipality asked, or spoken of")
    for match in _CUES["municipal"].finditer(flat, begin, end):
        if match.start() < mention.end and match.end() > mention.start:
            return Judgement(mention, "financed", 0.85, "municipality’s share")
    if _CUES["municipal_contest"].match(flat, mention.start, sentence.end):
        return Judgement(mention, "financed", 0.85, "municipality’s share")
    if _CUES["municipal_last"].search(flat, sentence.start, sentence.end):
        return Judgement(mention, "financed", 0.85, "last of several who pay")
    if _CUES["municipal_call"].search(flat, sentence.start, sentence.end):
        return Judgement(mention, "mentioned", 0.3, _CALL)
    return Judgement(mention, "mentioned", 0.3, "municipality named without money")


def _administrator(mention: Mention, around: _Around) -> Judgement:
    pays = (
        _CUES["administrator_pays"].match(around.after)
        or _CUES["administrator_asked"].search(around.before)
        or _CUES["administrator_approves"].search(around.whole)
    )
    if pays:
        return Judgement(mention, "financed", 0.7, "administrator named as the payer")
    return Judgement(mention, "mentioned", 0.7, "administers, does not pay")


def decide(
    article: Article,
    mentions: Sequence[Mention],
    register: Register,
    standing: frozenset[str] = frozenset(),
) -> tuple[FunderFinding, ...]:
    """Each funder once, with the role that its mentions earn together.

    A funder in `standing` counts only where it is named above the text's last line: what stands
    below is the site's footer, and says nothing about the article.
    """
    document, numbers = article.document, article.numbers
    judged: dict[str, list[Judgement]] = {}
    stands_for = _clients(mentions)
    named_at = {mention.start: mention.funder for mention in mentions if mention.strength == "name"}
    footer = document.lines[-1].start if standing and len(document.lines) > 2 else len(document.text)
    for mention in mentions:
        if mention.funder in standing and mention.start >= footer:
            continue
        manages = "agentur" in document.flat[mention.start : mention.end]
        if manages and named_at.get(mention.end + 1, mention.funder) != mention.funder:
            continue  # "Valsts reģionālās attīstības aģentūras Latvijas vides aizsardzības fonds"
        if (
            mention.strength == "administrator"
            and stands_for.get((mention.start, mention.end)) != mention.funder
        ):
            continue
        judged.setdefault(mention.funder, []).append(judge(article, mention))
    in_title = title_mentions(document)
    financed = {funder: _earned(funder, items, article, in_title) for funder, items in judged.items()}
    paying = {funder for funder, (role, _) in financed.items() if role == "financed"}
    if not paying - {"municipality"} and article.is_own_award:
        # the article tells of the call, and that the body's own project was chosen in it
        chosen = {funder: _paid_by_call(items) for funder, items in judged.items()}
        judged |= {funder: items for funder, items in chosen.items() if items}
        paying |= {funder for funder, items in chosen.items() if items}
        financed |= {funder: ("financed", _PAID_BY_CALL) for funder, items in chosen.items() if items}
    if paying and _gives_its_share(judged.get("municipality", [])):
        # a call that the article speaks of, too, does not take away the share beside another's money
        paying.add("municipality")
    if chosen_child := _of_the_union(paying, judged, register):
        paying.add(chosen_child)
    if _own_number("emff", numbers) and _only_in_programme(judged.get(_RURAL, []), document.flat):
        paying.discard(_RURAL)
    # the same money under a wider name ("EEZ un Norvēģijas granti" beside AIF) is no second funder
    wider = {parent for funder in paying for parent in register.ancestors(funder)}
    wider = {parent for parent in wider if not _own_number(parent, numbers)}
    paying = paying - wider - _covered_administrators(paying - wider, judged, document.flat)
    findings = [
        _finding(
            document, funder, "financed" if funder in paying else "mentioned", judged[funder], confidence
        )
        for funder, (_, confidence) in financed.items()
        if funder in paying or (funder not in wider and _worth_naming(judged[funder]))
    ]
    return tuple(finding for finding in findings if finding.evidence)


def _only_in_programme(items: Sequence[Judgement], flat: str) -> bool:
    """Named by the rural development programme alone, which sentences of the fisheries fund name, too."""
    paying = [item.mention for item in items if item.role == "financed"]
    return all(
        m.strength != "number"
        and _RURAL_PROGRAMME.search(flat[m.start : m.end])
        and _OF_FISHERIES.search(flat, max(0, m.start - _FEW_WORDS), m.start)
        for m in paying
    )


def _gives_its_share(items: Sequence[Judgement]) -> bool:
    return any(item.role == "financed" for item in items)


def _of_the_union(paying: set[str], judged: dict[str, list[Judgement]], register: Register) -> str | None:
    """The one programme named where the Union itself is thanked, as ESC in a call for volunteers."""
    if _UNION not in paying or paying - {_UNION, "municipality"}:
        return None
    named = {
        funder
        for funder, items in judged.items()
        if _UNION in register.ancestors(funder) and any(item.rule == _UNSAID for item in items)
    }
    return named.pop() if len(named) == 1 else None


def _paid_by_call(items: Sequence[Judgement]) -> list[Judgement]:
    """The mentions that only a call kept from paying, turned; none where a reason of another kind stands."""
    own = items[0].mention.funder == "municipality"
    items = [item for item in items if item.rule == _CALL] if own else items
    named = [item for item in items if own or item.mention.strength in {"name", "programme"}]
    if not named or any(item.rule != _CALL for item in named):
        return []
    return [
        replace(item, role="financed", weight=_PAID_BY_CALL, rule="call in which the project was chosen")
        for item in named
    ]


def _own_number(funder: str, numbers: Iterable[NumberFound]) -> bool:
    return any(number.funder == funder for number in numbers)


def _clients(mentions: Sequence[Mention]) -> dict[tuple[int, int], str]:
    """Where an administrator stands for a funder, by its place: only where none of its funders is named."""
    named = {m.funder for m in mentions if m.strength in {"name", "programme", "number", "weak"}}
    clients: dict[tuple[int, int], set[str]] = {}
    for mention in mentions:
        clients.setdefault((mention.start, mention.end), set()).add(mention.funder)
    return {place: min(funders) for place, funders in clients.items() if not funders & named}


def _covered_administrators(paying: set[str], judged: dict[str, list[Judgement]], flat: str) -> set[str]:
    """SIF ran programmes of EEA, Switzerland and ESF without paying: beside them it must be said to pay.

    The name "NVO fonds" alone is theirs as well; beside a number of theirs only a statement counts.
    """
    others = paying & {"eea-norway", "swiss", "esf"}
    if "sif" not in paying or not others:
        return set()
    by_number = any(item.mention.strength == "number" for funder in others for item in judged[funder])
    enough = 0.9 if by_number else 0.8
    for item in judged["sif"]:
        own_number = item.mention.strength == "number"
        if (
            item.role == "financed"
            and item.weight >= enough
            and (own_number or _pays_itself(item.mention, flat))
        ):
            return set()
    return {"sif"}


def _pays_itself(mention: Mention, flat: str) -> bool:
    """Whether the money is the named body's own by the words beside it: "SIF finansē", "SIF līdzekļiem"."""
    before = flat[max(0, mention.start - 60) : mention.start]
    return bool(_CUES["pays_itself"].match(flat, mention.end) or _CUES["paid_by"].search(before))


def _earned(
    funder: str, items: list[Judgement], article: Article, in_title: frozenset[str]
) -> tuple[Role, float]:
    best = max((item.weight for item in items if item.role == "financed"), default=0.0)
    if best == 0.0:
        return "mentioned", max(item.weight for item in items)
    by_number = any(item.mention.strength == "number" and item.role == "financed" for item in items)
    told_of = article.is_fund_news or article.is_council_news
    if article.is_application or (told_of and not by_number):
        return "mentioned", 0.7
    stated = any(item.rule == "statement of funding" for item in items)
    flat = article.document.flat
    of_a_project = any(
        _NAMED_PROJECT.match(flat, item.mention.end) or _CUES["exchange"].match(flat, item.mention.end + 1)
        for item in items
    )
    if funder == article.title_subject and not by_number and not stated and not of_a_project:
        return "mentioned", 0.7
    if article.is_visit and not by_number and not of_a_project:
        return "mentioned", 0.7
    own_statement = stated and article.has_own_project and not article.is_plain_call
    if article.is_call and not by_number and not own_statement:
        return "mentioned", 0.8
    if (article.is_results or article.is_of_several) and not (by_number and len(article.numbers) == 1):
        return "mentioned", 0.7
    if not article.has_own_project and best < 0.8 and funder not in in_title:
        return "mentioned", 0.5
    return "financed", best


def _worth_naming(items: list[Judgement]) -> bool:
    """Weak words that pay nothing (a municipality, a ministry in passing) are no finding."""
    return any(item.mention.strength != "weak" or item.weight >= 0.6 for item in items) and any(
        item.mention.funder != "municipality" for item in items
    )


def _finding(
    document: Document, funder: str, role: Role, items: list[Judgement], confidence: float
) -> FunderFinding:
    fitting = sorted((item for item in items if item.role == role), key=lambda item: -item.weight) or items
    evidence: list[Evidence] = [
        document.evidence(item.mention.start, item.mention.end, item.rule) for item in fitting[:5]
    ]
    programme = next((item.mention.programme for item in items if item.mention.programme), None)
    return FunderFinding(funder, role, round(confidence, 2), tuple(evidence), programme)
