"""Organisations named in an article, and the one that runs the reported project.

An organisation is a legal form or kind ("biedrība", "nodibinājums", "partnerība", "SIA" ...) with a
quoted name, or a run of capitalised words that ends in such a kind ("Cēsu novada pašvaldība").
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from normalise.document import Document, flatten
from normalise.inflect import nominative
from normalise.projects import ProjectFinding
from normalise.quotes import Quoted, all_quoted, quoted_at
from normalise.records import Evidence, OrganisationFinding, OrganisationRole

# Legal forms and kinds that stand before a quoted name, folded, any case.
_FORM = (
    r"(?:biedrib|nodibinajum|partnerib|organizacij|apvienib|asociacij|savienib|kustib|fond|centr|klub|kopien|federacij|"
    r"uznemum|kooperativ|draudz|muzej|bibliotek|skol|gimnazij|vidusskol|pamatskol|universitat|institut|agentur|tikl|padom|"
    r"kolektiv|grup|studij|teatr|pulcin|jauniesu dom|lauku partnerib)\w{0,5}|sia|as|a/s|vsia|z/s|nvo|ngo|ppp biedrib\w{0,4}|"
    r"association|foundation|society|ассоциац\w+|обществ\w+|организац\w+"
)
_FORM_BEFORE = re.compile(rf"\b(?:{_FORM})\s{{0,2}}$")
# Kinds in which a name without quotation marks ends.
_KIND = (
    r"(?:biedrib|nodibinajum|partnerib|forum|apvienib|asociacij|savienib|federacij|fond|alians|tikl|klub|centr|pasvaldib|dome|dom|"
    r"parvald|skol|pamatskol|vidusskol|gimnazij|universitat|augstskol|muzej|bibliotek|agentur|institut|kopien|padom|region|namin|nam|draudz|kolektiv|"
    r"koledz|konservatorij|ministrij|dienest|palat|kustib|kooperativ|sabiedrib|pilsetas dom|novada dom|bir)(?:a|as|ai|u|s|am|i|iem|os|es|ei|e|oj[su]|ojs)?"
)
_CAPITAL = r"(?:[A-ZĀČĒĢĪĶĻŅŠŪŽ][\w’'-]*|\d{1,3}\.)"
_UNQUOTED = re.compile(rf"{_CAPITAL}(?:\s(?:{_CAPITAL}|[a-zāčēģīķļņšūž]+(?:u|as|a|o|es|s|ās|ju|ību|ija)\b|un|&)){{0,8}}")
_VERBS = (
    r"isteno|istenos|istenoj|realize|uzsa[kc]|sac[ie]|sak[au]|turpin|nosled|noslegu|pabeig|ievies|riko|organize|aicin|sauc|uznem|izveidoj|sagatavoj|"
    r"vad[ai]|koordin|sanem|iesnie|iegu|piesaist|pielika|veic|veikus|velas|gribes|noslega|dodas|devas|ir nosleg|ir sak|ir isteno|ir uzsak|gatavo|plano|atklaj|launch|implement|carri|organis|run"
)
_ACTS = re.compile(rf"^[\s\",–-]{{0,4}}(?:(?:\w+\s|\([^)]{{0,60}}\)\s?|,\s?){{0,7}}?)(?:ir |tika |jau |sogad |kopa ar )?(?:{_VERBS})\w*")
_OWNS = re.compile(r"^[\s\"]{0,3}(?:\d+ biedri un [^.]{0,30})?(?:[\w.]+\s){0,4}?(?:projekt|pasakum|aktivit|semin|nometn|delegac|biedri\b|dalibniek)")
_LEADS = re.compile(r"(?:vadosais partner\w*|projekta istenotaj\w*|istenotaj\w*|projekta vadosais|koordinator\w*|pieteicej\w*|riko|organize)(?:\s\w+){0,3}\s?(?:ir|:|-)?\s*(?:biedrib\w*\s)?[\"\s]{0,2}$")
_FIELD = re.compile(
    r"^[^\w\n]{0,6}(?:projekta (?:istenotaj\w*|iesniedzej\w*|pieteicej\w*|vadosais partneris)|istenotaj\w*|vadosais partneris|koordinators|pieteicejs|"
    r"finansejuma sanemejs|projekta ieviesejs|lead partner|implement\w+|project promoter)\s?[:\n]\s*(?P<name>[^\n;]{3,140})",
    re.MULTILINE,
)
_RESPONSIBLE = re.compile(r"par (?:\w+\s){0,3}?(?:publikacijas|informacijas|raksta|relizes|materiala|saturu)\s?(?:satur\w*)?\s?(?:pilniba )?atbild\s")
_PARTNER = re.compile(r"partner\w*|sadarbib\w* ar|kopa ar|sadarbojoties ar|pateicam|paldies|atbalstij\w* ari|palidz|palidzej")
_NOT_NAMES = re.compile(r"^(?:sak\w*|par|projekt\w*|sogad|ari|ja|lai|kad|tas|mes|so|sis|katr\w*|jaun\w*|latvijas valsts|eiropas savienib\w*|eiropas komisij\w*)\b")


@dataclass(frozen=True, slots=True)
class _Named:
    name: str
    start: int
    end: int
    weight: float
    rule: str
    role: OrganisationRole = "mentioned"


def find_organisations(
    document: Document, projects: Sequence[ProjectFinding], payers: Iterable[tuple[int, int]] = ()
) -> tuple[OrganisationFinding, ...]:
    """Organisations with their role; at most one leads. `payers` are stretches that name funders."""
    project_spans = [(e.start, e.end) for p in projects for e in p.evidence]
    taken = list(payers)
    named = [n for n in _named(document, project_spans) if not any(s < n.end and n.start < e for s, e in taken)]
    named += list(_from_fields(document))
    groups: list[list[_Named]] = []
    for item in sorted(named, key=lambda n: n.start):
        words = _key(item.name)
        if not words:
            continue
        group = next((g for g in groups if _alike(words, _key(g[0].name))), None)
        if group is None:
            groups.append([item])
        else:
            group.append(item)
    lead = _lead(groups)
    return tuple(_finding(document, group, group is lead) for group in groups)


def _named(document: Document, project_spans: list[tuple[int, int]]) -> Iterator[_Named]:
    spans: list[tuple[int, int]] = []
    for form_start, quoted in _quoted_names(document):
        spans.append((form_start, quoted.end))
        inside = any(s <= quoted.start and quoted.end <= e for s, e in project_spans)
        name = document.text[quoted.inner_start : quoted.inner_end].strip(" .,")
        weight, rule, role = _weigh(document, form_start, quoted.end)
        if inside:
            weight, rule = max(weight, 1.2), "owner named in the project’s title"
        yield _Named(name, form_start, quoted.end, weight, rule, role)
    for start, end in _unquoted_names(document):
        if any(s < end and start < e for s, e in spans) or any(s <= start and end <= e for s, e in project_spans):
            continue
        weight, rule, role = _weigh(document, start, end)
        yield _Named(nominative(document.text[start:end]), start, end, weight - 0.2, rule, role)


def _quoted_names(document: Document) -> Iterator[tuple[int, Quoted]]:
    for at, char in enumerate(document.flat):
        if char != '"':
            continue
        before = _FORM_BEFORE.search(document.flat, max(0, at - 40), at)
        if not before:
            continue
        quoted = quoted_at(document.text, at)
        if quoted and quoted.inner_end - quoted.inner_start <= 90:
            yield before.start(), quoted


def _unquoted_names(document: Document) -> Iterator[tuple[int, int]]:
    for match in _UNQUOTED.finditer(document.text):
        start, end = match.span()
        flat = document.flat[start:end]
        kinds = [m for m in re.finditer(rf"\b\w*?{_KIND}\b", flat) if m.start() > 0]
        if not kinds or _NOT_NAMES.match(flat):
            continue
        last = kinds[-1].end()
        if len(flat[:last].split()) >= 2 and document.text[start].isupper():
            yield start, start + last


def _weigh(document: Document, start: int, end: int) -> tuple[float, str, OrganisationRole]:
    sentence = document.sentence_at(start)
    before = document.flat[max(sentence.start, start - 90) : start]
    after = document.flat[end : min(sentence.end, end + 110)]
    if _RESPONSIBLE.search(before):
        return 2.2, "answers for the content", "mentioned"
    if _LEADS.search(before):
        return 3.0, "named as leading or organising", "mentioned"
    if re.match(r"^[\s\",-]{0,4}ir (?:\w+\s){0,2}?(?:projekta )?(?:vadosais|istenotaj|koordinat)", after):
        return 3.0, "named as leading", "mentioned"
    if _PARTNER.search(before[-50:]):
        return 0.1, "named as a partner", "partner"
    first = 0.3 if sentence.start == (document.sentences[0].start if document.sentences else 0) else 0.0
    near = "projekt" in document.flat[sentence.start : sentence.end]
    if _ACTS.match(after):
        return 1.5 + 0.8 * near + first, "does what the article reports", "mentioned"
    if _OWNS.match(after):
        return 1.4 + 0.5 * near + first, "owner of the project or activity", "mentioned"
    if near:
        return 0.7 + first, "named beside the project", "mentioned"
    return 0.3 + first, "named", "mentioned"


def _from_fields(document: Document) -> Iterator[_Named]:
    for match in _FIELD.finditer(document.flat):
        start, end = match.span("name")
        written = document.text[start:end]
        quoted = next((q for q in all_quoted(written)), None)
        name = written[quoted.inner_start : quoted.inner_end] if quoted and quoted.start < 40 else re.split(r"[,(]|\s-\s", written)[0]
        clean = name.strip(" .,:")
        if len(clean) >= 3:
            yield _Named(clean, start, start + len(written.rstrip()), 4.0, "field that names who carries the project out")


def _lead(groups: list[list[_Named]]) -> list[_Named] | None:
    scored = [(max(n.weight for n in group) + 0.25 * (len(group) - 1), -group[0].start, group) for group in groups]
    best = max(scored, key=lambda item: item[:2], default=None)
    return best[2] if best and best[0] >= 1.2 else None


def _key(name: str) -> frozenset[str]:
    return frozenset(word[:6] for word in re.findall(r"\w+", flatten(name)) if not re.fullmatch(r"(?:biedrib|nodibin)\w*|sia|as", word))


def _alike(left: frozenset[str], right: frozenset[str]) -> bool:
    return len(left & right) / len(left | right) >= 0.7 if left | right else False


def _finding(document: Document, group: list[_Named], leads: bool) -> OrganisationFinding:
    best = max(group, key=lambda n: n.weight)
    role: OrganisationRole = "lead" if leads else ("partner" if all(n.role == "partner" for n in group) else "mentioned")
    evidence: list[Evidence] = [document.evidence(n.start, n.end, n.rule) for n in group[:5]]
    return OrganisationFinding(re.sub(r"\s+", " ", best.name), role, tuple(evidence))
