"""Decides who paid for what an article reports and who is only named.

Each mention earns a role in its own sentence (`reasons_to_pay`); here those of a funder are weighed together,
with the kind of the article: a call for proposals, results, an application, a visit.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import replace

from normalise.cues import load_cues
from normalise.document import Document
from normalise.funder_register import Register
from normalise.funders import Mention, title_mentions
from normalise.grants import NumberFound
from normalise.news_kind import Article
from normalise.reasons_to_pay import CALL, STATEMENT, UNION, UNSAID, Judgement, judge
from normalise.records import Evidence, FunderFinding, Role

_CUES = load_cues("financing")
_RURAL = "eafrd-leader"
_RURAL_PROGRAMME = re.compile(r"lauku attistibas programm|^lap\b")
_OF_FISHERIES = re.compile(r"zivsaimniecibas fond|\bejz|\bezf\b")
_FEW_WORDS = 60  # characters
_PAID_BY_CALL = 0.75
# "Erasmus+ projekta “X” sanāksme"
_NAMED_PROJECT = re.compile(r'"?\sprojekt\w*\s"')


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
        of = mention.end + (4 if document.flat.startswith(" no ", mention.end) else 1)
        if manages and named_at.get(of, mention.funder) != mention.funder:
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
    if UNION not in paying or paying - {UNION, "municipality"}:
        return None
    named = {
        funder
        for funder, items in judged.items()
        if UNION in register.ancestors(funder) and any(item.rule == UNSAID for item in items)
    }
    return named.pop() if len(named) == 1 else None


def _paid_by_call(items: Sequence[Judgement]) -> list[Judgement]:
    """The mentions that only a call kept from paying, turned; none where a reason of another kind stands."""
    own = items[0].mention.funder == "municipality"
    items = [item for item in items if item.rule == CALL] if own else items
    named = [item for item in items if own or item.mention.strength in {"name", "programme"}]
    if not named or any(item.rule != CALL for item in named):
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
    stated = any(item.rule == STATEMENT for item in items)
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
    if not (article.has_own_project or article.is_own_award) and best < 0.8 and funder not in in_title:
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
