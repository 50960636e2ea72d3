"""Project titles without quotation marks: in capitals, before a number, behind words that announce one."""

from __future__ import annotations

import re
from collections.abc import Iterator

from normalise.cues import load_cues
from normalise.document import Document

_CUES = load_cues("projects")
_STEM = "rojekt"  # a capital or not, all but the English ones begin with it
_UPPER = "A-ZĀČĒĢĪĶĻŅŠŪŽ"
_HEADING = re.compile(
    rf"(?m)(?:^|(?<=^[{_UPPER}]{{3}}\s)|(?<=^[{_UPPER}]{{4}}\s)|(?<=^LEADER\s)|(?<=^Erasmus\+\s))"
    rf"[Pp]rojekts:?\s(?P<title>[{_UPPER}][^\n\"“”„«».:]{{8,120}})$"
)
_CAPITALS = re.compile(
    r"[Pp]rojekt(?:s|a|ā|u|am)?\s+"
    rf"(?P<title>[{_UPPER}0-9][{_UPPER}0-9 .,:!?–-]{{7,120}}[{_UPPER}!?])(?![a-zāčēģīķļņšūž])"
)
_UNOPENED = re.compile(
    rf"[Pp]rojekt(?:s|a|ā|u|am)\s+(?:nosaukums ir )?(?P<title>[{_UPPER}][^\n.;„“”«»\"]{{8,120}}"
    r"(?:[„“\"][^\n„“”«»\"]{2,60}[”“\"])?)[”“»\"](?=[\s.,;)]|$)"
)
_BEFORE_NUMBER = re.compile(
    rf"[Pp]rojekt(?:s|a|ā|u|am|us|i)?:?\s(?P<title>[{_UPPER}0-9][^\n\"„“”«».:;()]{{4,220}}"
    r"(?:[„“\"][^\n„“”\"]{2,60}[”“\"])?)\s(?:\(|(?=Nr\.\s?\d))"
    r"(?:[Pp]rojekta\s|[Ll]īguma\s|[Ii]dentifikācijas\s|ID\s|[Rr]eģ\.\s?){0,2}(?:[Nn]r|[Nn]umurs|ID)\b"
)
# "uzsāka projekta īstenošanu: Dendroparka izveide (līguma Nr. 1-20/28)"
_CARRYING_OUT = re.compile(
    r"[Pp]rojekta (?:īstenošan|realizācij)\w+:\s"
    rf"(?P<title>[{_UPPER}][^\n\"„“”«».:;()]{{8,260}}?)(?=\s?[(.,\n])"
)
_NAMED = re.compile(
    r"[Pp]rojekta nosaukums ir "
    rf"(?P<title>[{_UPPER}0-9][{_UPPER}0-9 ,!?&–-]{{4,120}}[{_UPPER}0-9!?])(?=[\s.,])"
)
# what a sentence says of a project, and no title
_NO_TITLE = (
    r"(?:tiek|tika|tiks|ir|īsteno|realizē|ieviešan|īstenošan|ietvaros|vadītāj|koordinator|konkurs|Nr)\w*\b"
)
_WORKS = (
    "izveide|izveidošana|iegāde|atjaunošana|pārbūve|labiekārtošana|uzlabošana|attīstība|nomaiņa|renovācija"
    "|restaurācija|būvniecība|izbūve|apzināšana|stiprināšana|veicināšana|pilnveide|saglabāšana"
)
# "atbalstu projekta Taurupes brīvdabas estrādes pārbūve īstenošanai"
_TO_CARRY_OUT = re.compile(
    rf"[Pp]rojekta\s(?P<title>[{_UPPER}][^\n\"„“”«».:;(),]{{8,160}}(?:{_WORKS}))"
    r"(?=\s(?:īstenošan|realizācij|ieviešan)\w+)"
)
# "finansējums projektam Lapmežciema muzeja pastāvīgās ekspozīcijas izveide.", "projektu Parka izveide."
_WORK = re.compile(
    rf"[Pp]rojekt(?:am|u|s)\s(?P<title>[{_UPPER}](?:(?!\b{_NO_TITLE})[^\n\"„“”«».:;(),]){{8,160}}"
    rf"(?:{_WORKS})(?:\s[{_UPPER}]\w+[āēī](?:\sun\s[{_UPPER}]\w+[āēī])?)?)(?=[.,\n]|$)"
)
# "īsteno projektu Atbalsts biedrības „Vilnis” darbībai ezeru aizsardzībā."
_SUPPORT = re.compile(
    r"[Pp]rojekt(?:s|a|u)\s(?P<title>Atbalsts\s"
    rf"(?:(?:(?!\b{_NO_TITLE})[^\n.„“”\"(]){{0,30}}[„“\"][^\n„“”\"]{{2,60}}[”“\"]\s)?"
    rf"(?:(?!\b{_NO_TITLE})[^\n.;,„“”\"(]){{8,160}}?)(?=[”\"]?(?:\s(?:\(|{_NO_TITLE})|[.;,\n]|$))"
)
# "projekta Active Manors jeb Aktīvās muižas sanāksme"; a Latvian genitive is a body's name
_OTHERWISE = re.compile(
    r"[Pp]rojekt(?:s|a|u|am|ā)\s(?P<title>[A-Z][a-z]+(?:\s[A-Z][a-z]+){0,3}\s[A-Z][a-z]+(?<!as)(?<!es)(?<![auā]))"
    r"(?=\sjeb\s[A-ZĀČĒĢĪĶĻŅŠŪŽ][a-zāčēģīķļņšūž])"
)
_ENGLISH = re.compile(
    r"\b(?:[Tt]he|[Oo]ur) project (?P<title>[A-Z][A-Z0-9&-]{2,}(?:[ -][A-Z0-9&-]+)*"
    r"(?: \([A-Z][^)\n]{4,120}\))?)(?=\s(?:is|was|has|aims|will|brings)\b)"
)
# "the partners of the QuietHarbours project met"
_ENGLISH_MIXED = re.compile(r"\b[Tt]he (?P<title>[A-Z][a-z]+[A-Z][A-Za-z]+)(?= project\b(?! call| leader))")
# "period of project Open Leadership, implemented by"
_ENGLISH_NAME = re.compile(
    r"\bproject (?P<title>[A-Z][\w-]+(?:\s(?:[a-z]{2,3}\s)?[A-Z][\w-]+){1,5}),"
    r"\s(?=implemented|funded|which|led)"
)
# "projekta ApiAry (Ceļā uz solidaritāti) pasākumā": a name that is no word
_MIXED_CASE = re.compile(
    r"[Pp]rojekt(?:s|a|ā|u|am)\s"
    rf"(?P<title>[{_UPPER}][a-z]+[A-Z]\w+(?: \([{_UPPER}][^)\n]{{3,100}}\))?)(?=[\s.,])"
)
# "projekta Eiropas mantojums (Heritage in Europe) ietvaros": a title and its other language
_IN_TWO_LANGUAGES = re.compile(
    rf"[Pp]rojekta\s(?P<title>[{_UPPER}][^\n\"„“”«».:;()]{{6,120}} \([{_UPPER}][^\n()]{{6,120}}\))"
    r"(?=\sietvaros\b)"
)
# a list of projects: "Vikingu liellaivas iegāde. Projekta īstenotājs – biedrība"
_BEFORE_GRANTEE = re.compile(
    rf"(?m)^(?P<title>[{_UPPER}][^\n\".„“”]{{10,160}})\.\s[Pp]rojekta (?:īstenotāj|iesniedzēj)\w*\s?[–:-]\s"
)
_OF_LIFE = re.compile(
    rf"(?:(?<=LIFE\s)|(?<=LIFE\+\s))[Pp]rojekt(?:s|a|u|am|ā)\s(?P<title>[{_UPPER}]{{4,}})(?=[\s.,;])"
)
# "• Klubs "Māja", projekts: Izproti, iesaisties, lem!;"
_IN_ITEM = re.compile(rf"(?m)(?<=,\s)[Pp]rojekts:\s(?P<title>[{_UPPER}][^;\n\"„“”:]{{6,160}}?)(?=[.;]?\s*$)")
# "• Kluba projektam – Svētdienas skolas vietas labiekārtošana;"
_BEHIND_DASH = re.compile(
    rf"(?m)[Pp]rojekt(?:s|am)\s[–-]\s(?P<title>[{_UPPER}][^;.\n„“”\"]{{8,140}}(?:[„“\"][^\n„“”\"]{{2,60}}[”“\"])?!?)(?=[;.]?\s*$)"
)
# "projekts LIFE GoodWater IP", "Projekts LJP 5.0": an abbreviation and what tells it from others
_ABBREVIATED = re.compile(
    r"[Pp]rojekt(?:s|a|u|am|ā)\s"
    rf"(?P<title>LIFE(?:[ -]IP)?\s[{_UPPER}][\w-]+(?:\s[A-Z][A-Za-z-]+(?!\w))?(?:\s[{_UPPER}]{{2,3}})?"
    rf"|[{_UPPER}]{{3,}}(?:\s(?:[{_UPPER}]\w*[a-z]\w*[{_UPPER}]\w*|\d\.\d|[{_UPPER}]{{2,3}})){{1,3}})(?=[\s.,;:])"
)


_ROW = re.compile(
    r"[•*·–-]?\s{0,4}(?P<who>[^–\n]{3,110}?)\s[–-]\s(?P<title>[^\W_][^\n„“”]{3,150}?)\s[–-]\s"
    r"\d[\d ,.]{0,12}\s?(?:EUR|€|eiro|euro)\W{0,3}"
)
_LONGEST_ROW = 280
_FEWEST_ROWS = 2
# a place that opens it, or a verb: a clause and no title
_CLAUSE = re.compile(
    r"^\w+(?:ā|ē|ī|os|ās)\s|\b(?:tika|tiek|tiks|ir|bija|notik\w*|turpin\w*|sāk\w*|veikt\w*|stāst\w*)\b"
)


def _matches(expression: re.Pattern[str], text: str) -> Iterator[re.Match[str]]:
    """What `finditer` gives, asked only where the word for a project stands."""
    if expression in (_ENGLISH, _ENGLISH_NAME, _ENGLISH_MIXED):
        yield from expression.finditer(text) if " project" in text else ()
        return
    if expression is _BEFORE_GRANTEE:
        yield from expression.finditer(text) if ". Projekta " in text else ()
        return
    free, at = 0, text.find(_STEM)
    while at > 0:
        if at > free and (found := expression.match(text, at - 1)):
            free = found.end()
            yield found
        at = text.find(_STEM, at + 1)


def _may_be_nominative(document: Document, at: int, title: str) -> bool:
    """Not so for `ar LEADER projektu Vecpiebalgā tika veikta pārbūve`, a place and a clause behind it."""
    if not document.text.startswith("u", at + len("projekt")):
        return True
    started = _CUES["starts_project"].search(document.flat, max(0, at - 60), at)
    return bool(started) and not _CLAUSE.search(title)


def titles_in_rows(document: Document) -> Iterator[tuple[str, int, str]]:
    """`• Sporta biedrība – Airē un baudi! – 600 EUR`: rows of grantees, titles and sums, two at the least."""
    if "projekt" not in document.flat:
        return
    rows = [
        found
        for line in document.lines
        if line.end - line.start <= _LONGEST_ROW
        and (found := _ROW.fullmatch(document.text, line.start, line.end))
        and _CUES["organisation_in_row"].search(document.flat, *found.span("who"))
    ]
    if len(rows) >= _FEWEST_ROWS:
        for row in rows:
            yield row["title"], row.start("title"), "row of a grantee, a title and a sum"


def unquoted_titles(document: Document) -> Iterator[tuple[str, int, str]]:
    """Each title with where it stands and the reason to take it for one."""
    for expression, rule in (
        (_HEADING, "heading with the project’s name"),
        (_CAPITALS, "capitals after “projekts”"),
        (_UNOPENED, "closed by a quotation mark after “projekts”"),
        (_BEFORE_NUMBER, "between “projekts” and its number in brackets"),
        (_CARRYING_OUT, "behind the words for carrying the project out"),
        (_TO_CARRY_OUT, "nominative before the words for carrying the project out"),
        (_WORK, "nominative of a work behind “projekts”"),
        (_SUPPORT, "nominative “Atbalsts” behind “projektu”"),
        (_OTHERWISE, "name before “jeb” and its translation"),
        (_NAMED, "said to be the project’s name"),
        (_ENGLISH, "capitals after “project”"),
        (_ENGLISH_NAME, "name after “project”"),
        (_ENGLISH_MIXED, "name in mixed case before “project”"),
        (_ABBREVIATED, "abbreviation after “projekts”"),
        (_MIXED_CASE, "name in mixed case after “projekts”"),
        (_IN_TWO_LANGUAGES, "title in two languages after “projekta”"),
        (_IN_ITEM, "behind who carries the project out"),
        (_BEHIND_DASH, "behind a dash after “projekts”"),
        (_BEFORE_GRANTEE, "line before the one who carries the project out"),
        (_OF_LIFE, "capitals after “LIFE projekts”"),
    ):
        for match in _matches(expression, document.text):
            if _CUES["not_projects"].match(document.flat, match.start()):
                continue
            listed = document.line_at(match.start()).kind == "item" or document.text[match.end() :][:1] == ";"
            if expression is _BEHIND_DASH and not listed:
                continue
            title = match.group("title").strip(" .,;")
            if expression is _WORK and not _may_be_nominative(document, match.start(), title):
                continue
            if expression is _CAPITALS and len(re.findall(r"[^\W\d]{3,}", title)) < 2:
                continue
            yield title, match.start("title"), rule
