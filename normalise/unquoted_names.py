"""Names of bodies without quotation marks: a run of words from a capital letter to a kind of body.

`Cēsu novada pašvaldība`, `Siguldas 1.pamatskola`, `Kurzemes NVO atbalsta centrs`.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator
from functools import lru_cache

from normalise.cues import load_cues
from normalise.document import Document

_CUES = load_cues("organisations")
_WORD = r"[\w’'+-]+\.?"
WORD_ALONE = re.compile(_WORD)
# or a small letter beyond ASCII; what may not stand before is asked behind it, once it is found
_CAPITAL = r"[^\W\d_a-z](?<![\w’'+-].)(?<!\s\d\..)(?<!\s\d\d\..)[\w’'+-]*\.?"
# the blank behind an ordinal is often left out
_RUN = re.compile(
    rf"{_CAPITAL}(?:(?:[^\S\n]|(?<=\s\d\.)|(?<=\s\d\d\.)|(?<=\sev\.)|(?<=[.\s]lut\.)){_WORD}){{1,8}}"
)
_BREAKS = (",", "\n", ";", ":", "(", ")", "“", "”", "„", '"')
# without a kind or a region no run can be a name; most runs have none
_KIND = re.compile(_CUES["kind"].pattern)
_REGION = "region"
_GENITIVE = ("valsts", "as", "es", "is", "us", "os", "u", "a", "o", "ski")
# "pagastā", "ietvaros", "pasākumus": no genitive of a name, except in compounds such as "vidus skola"
_NO_GENITIVE = ("ā", "ē", "ū", "ī", "os", "us")
# "Rīcība 2.1. Partnerības"
_NUMBERED = re.compile(r"\d+\.\d")
# "programma 2007-2013 projekta"
_YEARS = re.compile(r"(?:19|20)\d\d-(?:19|20)\d\d")
# "65 Latvijas pašvaldībām": several bodies and no name
_OF_SEVERAL = ("ām", "ās", "iem", "os")
# words that parishes' names cut short: "Valles ev.lut.baznīcas draudze"
_SHORTENED = ("sv.", "ev.", "lut.")
# nouns whose genitive is their nominative: "Ērģemes bruņinieku pils biedrība"
_LINKS = frozenset(
    ("un", "&", "pils", "sirds", "uguns", "nakts", "klints", "zivs", "pirts", "asins", *_SHORTENED)
)
_U_STEMS = ("tirgus", "vidus", "ledus", "medus")
# "Portugālē", "Cēsīs": of capitals only what is plainly locative
_PLAIN_LOCATIVE = ("ā", "ē", "ī", "ajās", "ajos")
# "nacionālā padome", "luteriskā draudze": adjectives whose nominative looks like a locative
_ADJECTIVE = ("ālā", "iskā", "ējā", "īgā", "otā", "ētā", "ošā", "īvā")
# "pateicās", "norisinājās": reflexive verbs of the past, no genitives
_REFLEXIVE = ("jās", "cās", "vās")
# "novada delegācija apmeklēja": a verb of the past; agents ("devēja", "lasītāja") end otherwise
_PAST = re.compile(r"[a-zāčēģīķļņšūž]{3,}(?:[^vmc]ēj|[^t]āj|[^tk]oj|[^ē]dīj|[^ē]rīj)a")
# "Nojumi uzbūvēja Mežāres pamatskola", "Darbus veica": the verb before another capital
_PAST_BEFORE_NAME = re.compile(
    r"[a-zāčēģīķļņšūž]{2,}(?:ē|ā|ī|o)ja|veica|teica|sniedza|deva|bija|ieguva|saņēma|sāka|vāca|cepa|nesa|sedza"
)
# a kind by the word before it: any house or region is no body
_STEM = 3  # letters
_KINDS_OF_TWO = {("planosanas", "reg"), ("jauniesu", "maj"), ("jaunatnes", "maj")}
# what stands before the first word of a sentence or line
_FIRST = re.compile(r"(?:^|[\n.!?:)])[^\w\n]*\Z")
# "Jelgavas novada pašvaldība Valsts Zivju fonda": the body's own case ends its name
_NOMINATIVE = (
    *("ība", "dome", "cija", "aģentūra", "ministrija", "skola", "bibliotēka", "pārvalde", "draudze"),
    *("muzejs", "centrs", "klubs", "fonds", "nams", "institūts", "forums", "teātris"),
    *("dienests", "departaments", "birojs", "padome", "universitāte"),
)
# "Gulbenes novada invalīdu biedrība" names one also where only its first word has a capital
_OF_PLACE = re.compile(r"[^\W\d]+(?:s|u) (?:\w+ ){1,4}biedrība\b(?![^\S\n][A-ZĀČĒĢĪĶĻŅŠŪŽ„“\"])")
# "Ogres Centrālajā bibliotēkā": the name of a house in the locative
_IN_A_HOUSE = re.compile(
    r"[A-ZĀČĒĢĪĶĻŅŠŪŽ][\w-]+ajā (?:bibliotēkā|skolā|pamatskolā|vidusskolā|ģimnāzijā|muzejā|arhīvā)\b"
)
# the plural's, if a number stands before
_NOMINATIVES = ("as", "es", "i")
_OF_TWO_PLACES = re.compile(
    r"^\w+ un \w+ (?:(?:novadu |pilsētu )?pašvaldīb\w+"
    r"|(?:pagasta|pagastu|novadu) (?:bibliotēkas|skolas|pārvaldes))$"
)
# "draudzes padome", "biedrības valde": the organ of a body is not another body
_ORGAN = re.compile(r"(?:(?<=draudzes)|(?<=biedrības)|(?<=partnerības))\s(?:padom|vald)\w{1,3}\Z")
_SHORT_ORDINAL = 3  # "63. vidusskola", "110. pamatskola"; "Ls 170. Forums" is two sentences
_ABBREVIATION_ONLY = re.compile(r"(?:NVO|NGO|ES|EK|EEZ) \w+")
_PLURAL = re.compile(r"(?:fond|centr|klub|muzej|institūt|forum|departament)i$")
_ONLY_ADJECTIVE = re.compile(r"\w+(?:ais|[lnv]ā) \w+")
# "Nacionālā muzeju krājuma": what belongs to several bodies
_OF_PLURAL = re.compile(r"\w+ālā \w+u")
OF_TERRITORY = re.compile(r"[A-ZĀČĒĢĪĶĻŅŠŪŽ]\w+s (?:novada|pagasta|pilsētas) ")
# "14 Vidzemes bērnu biedrības": several bodies
_COUNTED = re.compile(r"(?<![\d.])(?:[2-9]|[1-9]\d+) \Z")
# a verb as well as a part of names
_SUPPORTS = "atbalsta"

# "Rīgas domes Izglītības, kultūras un sporta departaments": a part of it, by fields with commas
_BY_FIELDS = re.compile(
    r"(?:(?<=domes)|(?<=ības))\s[A-ZĀČĒĢĪĶĻŅŠŪŽ]\w+[su](?:, \w+[su]){0,3}(?: un \w+[su]?)?(?: \w+[su]){0,2} "
    r"(?:departament|pārvald|nodaļ|centr)\w{1,4}\b"
)


def unquoted_names(document: Document) -> Iterator[tuple[int, int]]:
    """Where each name stands, in the order of the text."""
    text, flat = document.text, document.flat
    kinds = _kind_places(flat)
    at = 0
    while (kind := _next(kinds, at)) is not None:
        # a run is broken by every mark: what stands before the last one cannot reach the kind
        match = _RUN.search(text, max(at, *(text.rfind(mark, at, kind) for mark in _BREAKS)))
        if match is None:
            return
        base = match.start()
        at = base + len(match.group().split(maxsplit=1)[0]) + 1
        if not text[base].isupper() or not _names_kind(flat, at, match.end()):
            continue
        if _is("no_start", flat[base : at - 1]) or _opens_sentence(document, base, at):
            continue
        end = _name_end(document, base, (m.span() for m in WORD_ALONE.finditer(match.group())))
        if end and not _is_generic(document, base, end):
            part = _BY_FIELDS.match(text, end)
            end = part.end() if part else end
            organ = _ORGAN.search(text, base, end)
            yield base, organ.start() if organ else end
            at = end


def _kind_places(flat: str) -> list[int]:
    """Where kinds of bodies and regions are named, in order."""
    places = {found.start() for found in _KIND.finditer(flat)}
    at = flat.find(_REGION)
    while at >= 0:
        places.add(at)
        at = flat.find(_REGION, at + 1)
    return sorted(places)


def _next(places: list[int], at: int) -> int | None:
    """The first place behind `at`."""
    following = bisect_right(places, at)
    return places[following] if following < len(places) else None


@lru_cache(maxsize=1 << 15)
def _is(cue: str, word: str) -> bool:
    """Whether a whole word, folded, is of a list; the same words come again and again."""
    return _CUES[cue].fullmatch(word) is not None


def _names_kind(flat: str, start: int, end: int) -> bool:
    return _KIND.search(flat, start, end) is not None or flat.find(_REGION, start, end) >= 0


def _opens_sentence(document: Document, start: int, following: int) -> bool:
    """`Trešdien Balvu novada dome`, `Noslēdzies Rojas biedrības projekts`: the name is the next capital's."""
    first = _FIRST.search(document.flat, max(0, start - 4), start)
    if first and OF_TERRITORY.match(document.text, following):
        return True  # "Vasaru Ludzas novada jauniešu centrs sāka": a territory's name opens the body's
    return (
        document.text[following : following + 1].isupper()
        and not document.text[start : following - 1].isupper()
        and _is("opens_sentence", document.flat[start : following - 1])
        and first is not None
    )


def _name_end(document: Document, base: int, words: Iterable[tuple[int, int]]) -> int | None:
    """Where the name ends: at the last kind that genitives and capitals lead up to."""
    text, flat = document.text, document.flat
    end: int | None = None
    before = ""
    for position, (start, stop) in enumerate(words):
        word = flat[base + start : base + stop]
        capital = text[base + start].isupper() or word[0].isdigit()
        following = text[base + stop : base + stop + 2].lstrip()
        ordinal = word[:-1].isdigit() and (len(word) <= _SHORT_ORDINAL or not following.isupper())
        closes = word.endswith(".") and not ordinal and word not in _SHORTENED
        bare = word.removesuffix(".")
        is_kind = _is("kind_word", bare) or (before, bare[:_STEM]) in _KINDS_OF_TWO
        if is_kind and text[base + start : base + start + len(bare)].endswith(_OF_SEVERAL):
            break
        if position and is_kind:
            if end is None and before == "un" and not capital:
                break  # "ielas un pašvaldības ceļa": two things and no name
            end = base + start + len(bare)
        if (
            closes
            or _NUMBERED.match(flat, base + start)
            or _YEARS.match(word)
            or (is_kind and text[base + start : base + stop].endswith(_NOMINATIVE))
        ):
            break
        before = word
        if end and word == "un" and text[base + stop + 1 : base + stop + 2].isupper():
            break  # another name begins
        links = capital or is_kind or word.endswith(_GENITIVE) or word in _LINKS
        in_locative = not is_kind and _is_locative(text[base + start : base + stop], capital)
        if in_locative and not _IN_A_HOUSE.match(text, base + start):
            break
        if not is_kind and _PAST.fullmatch(text, base + start, base + stop):
            break
        if following[:1].isupper() and _PAST_BEFORE_NAME.fullmatch(text, base + start, base + stop):
            break
        if not links or (
            _is("no_link", word) and not _leads_to_kind(word, flat[base + stop : base + stop + 30])
        ):
            break
    return end


def _is_locative(word: str, capital: bool) -> bool:
    """A place or an object among the words; of capitals only what is plainly locative."""
    if word.endswith(_ADJECTIVE):
        return False
    if capital:
        return word.endswith(_PLAIN_LOCATIVE)
    return word.endswith((*_NO_GENITIVE, *_REFLEXIVE)) and not word.endswith(_U_STEMS)


def _leads_to_kind(word: str, after: str) -> bool:
    """`NVO atbalsta centrs`: the verb that is a part of a name when a kind of body stands behind it."""
    following = WORD_ALONE.search(after)
    return bool(
        word == _SUPPORTS and following and _CUES["kind_word"].match(following.group().removesuffix("."))
    )


def _is_generic(document: Document, start: int, end: int) -> bool:
    """ "Sešas piekrastes biedrības" at the head of a sentence is no name."""
    name = document.text[start:end]
    if _ABBREVIATION_ONLY.fullmatch(name) or _CUES["named_after_bodies"].match(document.flat, end):
        return True
    if _CUES["no_body"].search(document.flat, start, end):
        return True
    if _PLURAL.search(name) or _OF_PLURAL.fullmatch(name) or _OF_TWO_PLACES.search(name):
        return True
    if name.endswith(_NOMINATIVES) and _COUNTED.search(document.text, max(0, start - 6), start):
        return True
    capitals = sum(word[0].isupper() for word in name.split())
    opens = document.sentence_at(start).start == start and not name.split()[0].isupper()
    if opens and _ONLY_ADJECTIVE.fullmatch(name):
        return True
    words = document.flat[start:end].split()
    if opens and capitals == 1 and len(words) == 2 and _is("opens_sentence", words[0]):
        return True
    generic = opens and capitals == 1 and not _OF_PLACE.match(document.text, start)
    return generic and bool(_CUES["generic_kind"].search(document.flat[start:end]))
