"""Names in capitals or beside a verb that a text says to lead, to carry out or to organise.

No legal form or kind of body need stand with them: "RC ZELDA uzsāka īstenot projektu".
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from normalise.cues import Cue, load_cues
from normalise.document import Document, flatten
from normalise.organisation_weight import Named

_CUES = load_cues("organisations")
LEGAL_FORM = re.compile(
    r"^(?:iedzīvotāju (?:iniciatīvu )?grupa|BDR|biedrība|nodibinājums|клуб|общество|SIA|AS|VSIA"
    r"|PPP biedrība|NGO|the(?= [A-Z]))\s+",
    re.IGNORECASE,
)
LOCATIVE = ("ā", "ās", "ē", "ēs", "ī", "īs", "ū", "os")
_OBLIQUE = (*LOCATIVE, "as", "es", "u")
_NAMED_LEAD = Cue(
    [
        r"(?:[Vv]adošais partneris|[Vv]adošā organizācija|[Ll]ead partner|[Pp]roject coordinator|"
        r"Ведущий партн[её]р)\s?(?:ir|is|:|–|-)\s(?:the (?:association |foundation |NGO )?)?[„“\"«]?"
        r"(?P<name>[A-ZĀČĒĢĪĶĻŅŠŪŽА-Я][^\n.,;(]{2,80})"
    ]
)
_BY_VERB = Cue(
    [
        r"(?:rīko|rīkoja|organizē|organizēja|īsteno|īstenoja|īstenos|realizē|realizēja)\s"
        r"(?P<name>[A-ZĀČĒĢĪĶĻŅŠŪŽ][\w-]+(?:\s(?!ar\b|kopā\b|un\b|no\b|par\b)[\w-]+){1,4})"
        r"(?=\s?[.,(\n]|\sar\s|\skopā\s|$)"
    ]
)
# "project Open Leadership, implemented by Euroregion “Country of Lakes” and"
_IMPLEMENTED_BY = Cue(
    [
        r"\b(?:implemented|organi[sz]ed|carried out|run) by (?:the )?(?:association |NGO )?"
        r"(?P<name>[A-Z][\w’-]++(?!\s(?:district|municipality|region|parish|local)\b)(?:\s[A-Z][\w’-]+){0,5}"
        r"(?:(?:\s(?:(?:office|branch) )?of|(?:(?<=Association)|(?<=Foundation)|(?<=Centre)|(?<=Center)"
        r"|(?<=Institute)|(?<=Council)|(?<=Agency)|(?<=Society))\sfor)\s(?:the\s)?"
        r"[A-Z][\w’-]+(?:\s[A-Z][\w’-]+){0,4}(?:\sand\s[A-Z][\w’-]++(?!\s[A-Z]))?)?"
        r"(?:\s“[^”\n]{2,60}”)?|“[^”\n]{2,60}”)"
    ]
)
# "īsteno Latvijas valsts finansētu", "īsteno … fonda projektu", "rīko ZM sadarbībā ar"
# "run by the Council of": whose it is stands behind
_ORGANS = frozenset(("Council", "Board", "Ministry", "Office", "Secretariat", "Department"))
# "organizē Informācijas dienas": what is organised stands in the accusative
_NO_ACTOR = re.compile(
    r"\svalsts$|\s[Pp]rojekt|\ssadarbībā$|(?:dienas|nedēļas|sarunas|mācības|sacensības|aktivitātes)$"
    r"|^\w+(?:us|as|es|u)\s(?:\w+\s)*\w+(?:us|u)$"
)
# "RC ZELDA uzsāka īstenot … projektu": capitals before the verb, which a person's name has not
_ACTING_VERB = re.compile(
    r"(?:īsteno(?:ja|s|jus\w+)?|realizē(?:ja)?|uzsāk\w*\sīstenot|turpina\sīstenot)\b"
    r"(?=[^.\n]{0,160}(?P<project>[Pp]rojekt))|(?:rīko(?:ja|s)?|organizē(?:ja|s)?)\b"
)
_NAME_BEFORE = re.compile(
    r"(?:^|(?<=\s))(?P<name>e?[A-ZĀČĒĢĪĶĻŅŠŪŽ][\w-]+(?:\s[A-ZĀČĒĢĪĶĻŅŠŪŽ][\w-]*){0,3})\s(?:ir\s)?$"
)
_SUBMITTED = Cue(
    [
        r"[Pp]rojekts?,\s(?:ko|kuru)\s(?P<name>[A-ZĀČĒĢĪĶĻŅŠŪŽ][\w-]+(?:\s[A-ZĀČĒĢĪĶĻŅŠŪŽ][\w-]+){0,3})"
        r"\s(?:iesniedz|īsteno|realizē|ievie)"
    ]
)
_LONGEST_NAME = 120


def said_to_act(document: Document) -> Iterator[Named]:
    """Names beside words that say who leads, carries out, organises or applied."""
    text = document.text
    for match in _NAMED_LEAD.finditer(text):
        name = LEGAL_FORM.sub("", match["name"]).strip(' „“”«»"')
        yield Named(name, *match.span("name"), 3.0, "named as the leading partner")
    for match in _before_verbs(text):
        if _is_actor(document, match):
            yield Named(match["name"], *match.span("name"), 1.3, "carries a project out")
    for match in _BY_VERB.finditer(text):
        contest = document.flat.endswith("konkursu ", 0, match.start())
        if not contest and not _NO_ACTOR.search(match["name"]):
            yield Named(match["name"], *match.span("name"), 1.7, "who carries it out")
    for match in _IMPLEMENTED_BY.finditer(text):
        name = match["name"].strip("“”") if match["name"].startswith("“") else match["name"]
        if name.split()[0] in _ORGANS:
            continue
        yield Named(name, *match.span("name"), 1.7, "who carries it out")
    for match in _SUBMITTED.finditer(text):
        yield Named(match["name"], *match.span("name"), 2.0, "who applied for the project")


def _before_verbs(text: str) -> Iterator[re.Match[str]]:
    """Capitals right before a verb of organising, or of carrying out where a project is said behind."""
    free = 0
    for verb in _ACTING_VERB.finditer(text):
        begin = max(free, verb.start() - _LONGEST_NAME)
        if found := _NAME_BEFORE.search(text, begin, verb.start()):
            free = max(verb.end(), verb.end("project"))
            yield found


def _is_actor(document: Document, match: re.Match[str]) -> bool:
    """A body and no person: several capitals, Latvia's, or one name in the midst of a sentence."""
    name = match["name"]
    words = flatten(name).split()
    if len(words) == 1 and _CUES["kind_word"].match(words[0]):
        return False
    if _CUES["no_start"].fullmatch(words[0]) or _CUES["opens_sentence"].fullmatch(words[0]):
        return False
    if name.endswith(_OBLIQUE):
        return False
    capitals = any(sum(map(str.isupper, word)) > 1 for word in name.split())
    alone = " " not in name and _in_the_midst(document, match.start())
    return capitals or name.startswith("Latvijas ") or alone


def _in_the_midst(document: Document, start: int) -> bool:
    """`Jau sesto mēnesi Brīnummāja īsteno projektu`: a capital that no sentence or name begins with."""
    before = document.text[max(0, start - 24) : start].split()
    return (
        bool(before)
        and before[-1][-1].isalnum()
        and not before[-1][0].isupper()
        and document.sentence_at(start).start < start
    )
