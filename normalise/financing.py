"""Decides who paid for what an article reports and who is only named.

Each mention is read in its sentence: words of funding, whose project it is, who administers,
whether the article is a call for proposals or a list of results. The reason is the evidence's rule.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property

from normalise.document import Document, Span
from normalise.funder_register import Register
from normalise.funders import Mention, title_mentions
from normalise.grants import NumberFound
from normalise.records import Evidence, FunderFinding, GrantFinding, Role

_FUNDING = (
    r"(?:lidz)?finans[eiu]\w*|(?:finansial\w+ )?atbalst\w*|grant\w*|pieskir\w*|subsid\w*|dotacij\w*|ziedoj\w*|stipendij\w*|"
    r"finansu (?:avot|atbalst|lidzekl)\w*|lidzekl\w*|budzet\w*|naud\w*|sponsor\w*|fund(?:ed|ing|s)?\b|support\w*|co-?financ\w*|financ\w*|финанс\w*|поддерж\w*|грант\w*"
)
_BESIDE = r"projekt\w*|programm\w*|ietvar\w*|apakspasakum\w*|pasakum\w*|aktivitat\w*|konkurs\w*|shem\w*|ligum\w*|ricib\w*|project\w*|programme\w*|проект\w*|программ\w*"
_FUNDING_RE = re.compile(_FUNDING)
_AFTER = re.compile(rf"^[\s\"),:+-]{{0,4}}(?:\([^)]{{1,40}}\)\s*)?(?:[\w.\-–]+[\s\",]+){{0,4}}?(?:{_FUNDING}|{_BESIDE})")
_BEFORE = re.compile(
    rf"(?:{_FUNDING}|finansetaj\w*:?|finansejuma avots:?|{_BESIDE}|pateicoties)(?:[\s\"(,:-]+[\w.\-–+/&%]+){{0,9}}[\s\"(,:-]*$"
)
_STATEMENT = re.compile(
    r"(?:projekt|pasakum|publikacij|informacij|aktivitat|akcij|nometn|braucien|seminar|izstad|lap[au]|rakst|izdevum|macib|"
    r"festival|tikšan|tiksan|darbnic|kampan|film|gramat|petijum|apmacib|project|event|activit|article|publication|camp|training|проект|мероприят|публикац|статья|лагер)\w*"
    rf"[^.!?\n]{{0,160}}?(?:{_FUNDING})"
)
_ADMINISTERS = re.compile(r"administr\w*|apsaimnieko\w*|parvald\w*|uzrauga|organize\w* konkurs")
_THROUGH = re.compile(r"^[\s\"]{0,3}(?:starpniecib\w*|vidusmin)")
_GIVES_THROUGH = re.compile(r"^[\s\"]{0,3}pieskir\w*\s(?:latvijas )?valsts budzet")
_CALL = re.compile(
    r"izsludin\w*[^.\n]{0,60}(?:konkurs|kart|uzsaukum|programm|pieteik)|(?:konkurs|kart|uzsaukum)\w*[^.\n]{0,40}izsludin|"
    r"aicin\w*[^.\n]{0,50}(?:iesniegt|pieteikt)[^.\n]{0,40}(?:projekt|pieteikum|iesniegum|idej)|"
    r"projekt\w* (?:iesniegum|pieteikum)\w* (?:iesnieg|pienem)|atklat\w* (?:projekt\w* )?(?:iesniegum\w* )?konkurs|"
    r"pieteikum\w* (?:var iesniegt|jaiesniedz|iesniegsana|pienem)|var pretendet|var pieteikties (?:uz )?(?:finans|grant|atbalst)|"
    r"(?:pieejam|konkurs|kart)\w*[^.\n]{0,30}(?:kopejais )?finansejums|call for (?:proposals|applications)|"
    r"(?:projektu|grantu) konkurs\w*[^.\n]{0,60}(?:sak|atver|noslegs|lidz)|sak\w* pieteiksan|jaun\w* (?:projektu )?konkurs|"
    r"projektu rakstisan|konkursa nolikum|прием заявок|конкурс проектов"
)
_RESULTS = re.compile(
    r"konkurs\w*[^.\n]{0,30}rezultat|(?:apstiprinat|atbalstit|iesniegt|sanemt|noslegt|pieskirt|izvertet)\w*\s(?:kopuma\s|jau\s|vel\s)?(?:\d+|\w+(?:padsmit|desmit))\s(?:\w+\s)?(?:projekt|pieteikum|iesniegum|organizacij|biedrib)|"
    r"(?:\d+|\w+(?:padsmit|desmit))\s(?:\w+\s)?(?:projekt|pieteikum|iesniegum)\w*[^.\n]{0,40}(?:apstiprin|atbalst|iesnieg|sanem|izverte|konkur)|"
    r"noslegu(?:sies|sas)[^.\n]{0,30}(?:kart|konkurs|pieteiksan|uzsaukum)|sanemusi finansejumu sados|supported projects|results of the call"
)
_ONE_AWARD = re.compile(r"(?:apstiprinat|atbalstit)[sa]?\s[^.\n]{0,60}\bprojekt[sa]?\b|\bprojekts\b[^.\n]{0,120}(?:apstiprinats|atbalstits|guvis atbalstu|sanemis)")
_ELSEWHERE = re.compile(
    r"iepriek[sš]\w* (?:isteno|projekt|gados)|savulaik|agrak\w*|ir istenojus\w* (?:vairak|daudz|ari|jau)|"
    r"pieredz\w* (?:ar|projektu|vairak|dazad)|cit\w* (?:biedrib\w* |organizacij\w* )?projekt|vinu projekt|"
    r"par[^.\n]{0,40} finansejuma iespej|finansejuma iespej|iespej\w*[^.\n]{0,30}(?:sanemt|piesaistit|finans)|"
    r"plano\w* (?:iesniegt|pieteikt|startet)|gatavo\w* (?:pieteikum|projekt)|iesniedza (?:projekt|pieteikum)|iesniegus\w* (?:projekt|pieteikum)|"
    r"(?:ne|netika|nav) (?:tika )?(?:atbalst|apstiprin|finans)|balstoties uz[^.]{0,40}pieredz|\bkur (?:koordinej|stradaj|vadij)|(?:macijus|stradajus)\w*\b|^\W*bija\b|\bvin[iu]s? \w+|^reiz\b|pieklajigi|atteica|noraid|kvalitates zim|sertifik|dalij\w* (?:sava )?pieredz|stastija|pastastija|informeja|iepazistinaja"
)
_OWN = re.compile(
    r"projekt\w*[^.!?\n]{0,200}?(?:ietvaros|isteno\w*|norisin\w*|noslegu\w*|realize\w*|ievies\w*|tiek veikt|uzsak\w*)|"
    r"(?:isteno|realize|uzsak|turpin|nosledz|noslegu|ievies|sak|apstiprin)\w*[^.!?\n]{0,120}?projekt|"
    r"ar\s[^.!?\n]{2,120}?\s(?:finansial\w+ )?(?:atbalstu|finansejumu|lidzfinansejumu)|projekt\w* (?:nosaukums|numurs|nr|merkis|izmaksas|finansejums|istenotaj)|\bprojekt(?:s|a|u|am)? \"|istenotaj\w*:|"
    r"finansial\w+ atbalst|finansets|lidzfinans|financed by|funded by|supported by|проект\w* (?:финанс|реализ)"
)
_PARTNERED = re.compile(r"riko\w*[^.\n]{0,200}sadarbiba ar|sadarbiba ar")
_MONEY = re.compile(r"lidzekl|finans|atbalst|budzet")
_MUNICIPAL = re.compile(
    r"pasvaldib\w*\s(?:budzeta\s)?(?:lidz)?finans\w*|(?:dome|pasvaldib|parvald|apvienib)\w*\s(?:budzeta?\s|piesk\w+\s|finansial\w+\s|nodrosin\w+\s|pieskir\w+\s)?"
    r"(?:lidz)?(?:finans\w*|lidzekl\w*|atbalst\w*|pieskir\w*|nodrosin\w* lidzfinans\w*|budzet\w*)|"
    r"(?:lidzfinans\w*|finansial\w+ atbalst\w*|finanse\w*|pieskir\w*)[^.\n]{0,80}?(?:novada|pilsetas|pagasta|valstspilsetas)\s(?:dome|pasvaldib|parvald)\w*|"
    r"(?:dome|pasvaldib|parvald)\w*[^.\n]{0,30}?(?:pielik|sedz|iegul|novirz|pieskir)\w*[^.\n]{0,40}?\d|lidzfinans\w*[^.\n]{0,40}?pasvaldib\w*|no pasvaldib\w*[^.\n]{0,20}(?:budzet|lidzekl|finans)|pasvaldib\w* mazo? (?:projekt|grant)|co-?financed by[^.\n]{0,40}municipalit"
)


@dataclass(frozen=True, slots=True)
class Judgement:
    """One mention with the role it earns in its place and why; `weight` from 0 to 1."""

    mention: Mention
    role: Role
    weight: float
    rule: str


class Article:
    """What kind of article this is, asked once per document."""

    def __init__(self, document: Document, numbers: Sequence[NumberFound]) -> None:
        self.document = document
        self.numbers = numbers

    @cached_property
    def _lead(self) -> str:
        return self.document.flat_title + "\n" + self.document.flat[:700]

    @cached_property
    def is_call(self) -> bool:
        """A call for proposals, or news of one."""
        hits = len(_CALL.findall(self.document.flat))
        return bool(_CALL.search(self._lead)) or hits >= 2

    @cached_property
    def is_results(self) -> bool:
        """Results or statistics of a call: several grantees, none of them this article's."""
        return bool(_RESULTS.search(self._lead[:500])) and not _ONE_AWARD.search(self._lead)

    @cached_property
    def has_own_project(self) -> bool:
        return len(self.numbers) == 1 or bool(_OWN.search(self.document.flat))


def judge(article: Article, mention: Mention) -> Judgement:
    """The role that a mention earns in its own sentence."""
    document = article.document
    sentence = document.sentence_at(mention.start)
    flat = document.flat
    before = flat[max(sentence.start, mention.start - 130) : mention.start]
    after = flat[mention.end : min(sentence.end, mention.end + 110)]
    whole = flat[sentence.start : sentence.end]

    def says(role: Role, weight: float, rule: str) -> Judgement:
        return Judgement(mention, role, weight, rule)

    if mention.funder == "municipality":
        return _municipality(mention, sentence, flat, says(("mentioned"), 0.3, "municipality named without money"))
    if mention.strength == "number":
        return says("financed", 0.97, "grant number implies its funder")
    if _GIVES_THROUGH.match(after) and mention.strength == "weak":
        return says("mentioned", 0.9, "gives the money through another funder")
    if _THROUGH.match(after) or _administers(before, after):
        return says("mentioned", 0.9, "administers, does not pay")
    if mention.strength == "administrator":
        return _administrator(mention, before, after, whole)
    if mention.funder == "zm-lv" and "lauku atbalst" in whole:
        return says("mentioned", 0.9, "sentence that ELFLA and EJZF prescribe")
    if _CALL.search(whole):
        return says("mentioned", 0.8, "call for proposals")
    if _ELSEWHERE.search(whole) and not re.search(r"(?:projekt\w*|pasakum\w*) (?:tiek |tika )?(?:finanse|istenots ar)", whole):
        return says("mentioned", 0.6, "sentence speaks of other, past or possible projects")
    kind = document.line_at(mention.start).kind
    if mention.strength == "weak":
        close_after = re.match(rf"^[\s\")]{{0,3}}(?:[\w+\-]+\s){{0,2}}?(?:{_FUNDING}|projekt\w*|programm\w*|ricib\w*|pasakum\w*)", after)
        close_before = re.search(rf"(?:{_FUNDING}|finansetaj\w*:?)(?:[\s\"(,:-]+[\w.\-–+]+){{0,5}}[\s\"(,:-]*$", before)
        if close_after or close_before:
            return says("financed", 0.72, "named beside a word of funding")
        return says("mentioned", 0.4, "named without a word of funding")
    if _STATEMENT.search(whole) and (_FUNDING_RE.search(before) or _FUNDING_RE.search(after)):
        return says("financed", 0.93, "statement of funding")
    if kind in {"breadcrumb", "heading"}:
        return says("financed", 0.8, f"named in a {'breadcrumb' if kind == 'breadcrumb' else 'heading or caption'}")
    if _AFTER.search(after):
        return says("financed", 0.88, "funder’s project, programme or money")
    if _BEFORE.search(before):
        return says("financed", 0.85, "after a word of funding or project")
    if _PARTNERED.search(before) and _MONEY.search(whole):
        return says("financed", 0.8, "held together with the funder, money named")
    return says("mentioned", 0.5, "named without a word of funding")


def _administers(before: str, after: str) -> bool:
    near = re.search(r"administr\w*(?:\s[\w,]+){0,4}\s\"?$", before[-60:])
    following = re.match(r"^[\s\",]{0,4}(?:kas|kura|kurs|un)?\s?(?:\w+\s)?administr", after)
    return bool(near or following)


def _municipality(mention: Mention, sentence: Span, flat: str, otherwise: Judgement) -> Judgement:
    begin, end = max(sentence.start, mention.start - 100), min(sentence.end, mention.end + 60)
    for match in _MUNICIPAL.finditer(flat, begin, end):
        if match.start() < mention.end and match.end() > mention.start:
            return Judgement(mention, "financed", 0.85, "municipality’s share")
    return otherwise


def _administrator(mention: Mention, before: str, after: str, whole: str) -> Judgement:
    paying = re.match(r"^[\s\"]{0,3}(?:lidz)?(?:finans\w*|atbalst\w*|pieskir\w*|attistibas programm\w*)", after)
    approving = re.search(r"apstiprin|lemus|atbalstam|atbalstit", whole)
    asked = re.search(r"(?:atbalsta|finanse|lidzfinanse)\s(?:[\w,]+\s){0,3}un\s$|(?:lidz)?finans\w*\s(?:no\s)?$", before)
    if paying or asked or approving:
        return Judgement(mention, "financed", 0.7, "administrator named as the payer")
    return Judgement(mention, "mentioned", 0.7, "administers, does not pay")


def decide(
    document: Document,
    mentions: Sequence[Mention],
    numbers: Sequence[NumberFound],
    register: Register,
    standing: frozenset[str] = frozenset(),
) -> tuple[FunderFinding, ...]:
    """Each funder once, with the role that its mentions earn together."""
    article = Article(document, numbers)
    judged: dict[str, list[Judgement]] = {}
    for mention in mentions:
        if mention.strength == "administrator" and _named_otherwise(mention, mentions, register):
            continue
        judged.setdefault(mention.funder, []).append(judge(article, mention))
    in_title = title_mentions(document)
    financed = {
        funder: _earned(funder, items, article, in_title)
        for funder, items in judged.items()
        if funder not in standing
    }
    paying = {funder for funder, (role, _) in financed.items() if role == "financed"}
    paying -= {parent for funder in paying for parent in register.ancestors(funder) if not _own_number(parent, numbers)}
    paying -= _covered_administrators(paying, judged)
    findings = [
        _finding(document, funder, "financed" if funder in paying else "mentioned", judged[funder], confidence)
        for funder, (_, confidence) in financed.items()
        if funder in paying or _worth_naming(judged[funder])
    ]
    return tuple(finding for finding in findings if finding.evidence)


def _own_number(funder: str, numbers: Iterable[NumberFound]) -> bool:
    return any(number.funder == funder for number in numbers)


def _named_otherwise(mention: Mention, mentions: Sequence[Mention], register: Register) -> bool:
    """An administrator stands for its funder only where none of its funders is named."""
    clients = {m.funder for m in mentions if (m.start, m.end) == (mention.start, mention.end)}
    named = {m.funder for m in mentions if m.strength in {"name", "programme", "number", "weak"}}
    return bool(clients & named) or mention.funder != sorted(clients)[0]


def _covered_administrators(paying: set[str], judged: dict[str, list[Judgement]]) -> set[str]:
    """SIF ran EEA and ESF programmes without paying: beside such a number it needs a statement of its own."""
    if "sif" in paying and any(j.mention.strength == "number" for f in ("eea-norway", "esf") for j in judged.get(f, [])):
        strong = [j for j in judged["sif"] if j.role == "financed" and j.weight >= 0.9]
        return set() if strong else {"sif"}
    return set()


def _earned(funder: str, items: list[Judgement], article: Article, in_title: frozenset[str]) -> tuple[Role, float]:
    best = max((item.weight for item in items if item.role == "financed"), default=0.0)
    if best == 0.0:
        return "mentioned", max(item.weight for item in items)
    by_number = any(item.mention.strength == "number" for item in items)
    stated = any(item.rule == "statement of funding" for item in items)
    if article.is_call and not by_number and not (stated and article.has_own_project):
        return "mentioned", 0.8
    if article.is_results and not (by_number and len(article.numbers) == 1) and not (stated and article.has_own_project):
        return "mentioned", 0.7
    if not article.has_own_project and best < 0.8 and funder not in in_title:
        return "mentioned", 0.5
    return "financed", best


def _worth_naming(items: list[Judgement]) -> bool:
    """Weak words that pay nothing (a municipality, a ministry in passing) are no finding."""
    return any(item.mention.strength != "weak" or item.weight >= 0.6 for item in items) and any(
        item.mention.funder != "municipality" for item in items
    )


def _finding(document: Document, funder: str, role: Role, items: list[Judgement], confidence: float) -> FunderFinding:
    fitting = sorted((item for item in items if item.role == role), key=lambda item: -item.weight) or items
    evidence: list[Evidence] = [
        document.evidence(item.mention.start, item.mention.end, item.rule) for item in fitting[:5]
    ]
    programme = next((item.mention.programme for item in items if item.mention.programme), None)
    return FunderFinding(funder, role, round(confidence, 2), tuple(evidence), programme)


def grant_findings(
    document: Document, numbers: Sequence[NumberFound], funders: Sequence[FunderFinding], standing: frozenset[str]
) -> tuple[GrantFinding, ...]:
    """Each number once; financed when its funder is, or when no funder is known and the text is one project's."""
    roles = {finding.id: finding.role for finding in funders}
    by_id: dict[str, list[NumberFound]] = {}
    for number in numbers:
        if number.id not in standing:
            by_id.setdefault(number.id, []).append(number)
    return tuple(
        GrantFinding(
            id,
            found[0].funder,
            roles.get(found[0].funder or "", "financed"),
            max(number.confidence for number in found),
            tuple(document.evidence(number.start, number.end, number.rule) for number in found[:5]),
        )
        for id, found in by_id.items()
    )
