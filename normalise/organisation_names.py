"""Where organisations are named in a text, and how much each naming says that it leads.

An organisation is a legal form or kind ("biedrība", "nodibinājums", "partnerība", "SIA" ...) with a
quoted name, or a run of words from a capital letter to such a kind ("Cēsu novada pašvaldība").
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cached_property

from normalise.cues import Cue, load_cues
from normalise.document import Document, flatten, inside, merge_spans, overlaps
from normalise.funders import begins_with_funder
from normalise.inflect import nominative
from normalise.organisation_weight import ACTS_FROM, DOES, FOR_WHOM, OF_SITE, Named, Weigher
from normalise.quotes import Quoted, all_quoted, quoted_at, quoted_behind_blank, quoted_ending
from normalise.records import ProjectFinding
from normalise.site_name import named_by_address, site_name
from normalise.unquoted_names import WORD_ALONE, unquoted_names

# Legal forms and kinds that stand before a quoted name, folded, any case.
_CUES = load_cues("organisations")
_ENGLISH = Cue([r"\b(?:[Aa]ssociation|[Ff]oundation)\s(?P<name>[A-Z][\w’-]+(?:\s[A-Z][\w’-]+){0,4})"])
_ENGLISH_KINDS = (
    *("Association", "Foundation", "Society", "Municipality", "Union", "Alliance", "Institute"),
    *("Centre", "Center"),
)
# "Center MARTA Liepāja Foundation", "Daugavpils University Association for Lifelong Learning"
_ENGLISH_BEHIND = Cue(
    [
        r"\b(?P<name>(?!(?:Privacy|Cookie|The|This|Our|In|An?|Of|On|And|For)\b|(?:[\w’-]+\s){1,5}(?:Of|On|The|And|For)\b)[A-ZĀČĒĢĪĶĻŅŠŪŽ][\w’-]+(?:\s[A-ZĀČĒĢĪĶĻŅŠŪŽ][\w’-]+){0,5}\s"
        r"(?:" + "|".join(_ENGLISH_KINDS) + r")"
        r"(?:\s(?:of|for)\s(?:the\s)?[A-Z]\w+(?:(?:,?\sand\s|,?\s)[A-Z]\w+){0,7})?(?:\s“[^”\n]{2,60}”)?)"
    ]
)
_NAMED_LEAD = Cue(
    [
        r"(?:[Vv]adošais partneris|[Vv]adošā organizācija|[Ll]ead partner|[Pp]roject coordinator|"
        r"Ведущий партн[её]р)\s?(?:ir|is|:|–|-)\s[„“\"«]?"
        r"(?P<name>[A-ZĀČĒĢĪĶĻŅŠŪŽА-Я][^\n.,;(]{2,80})"
    ]
)
_BY_VERB = Cue(
    [
        r"(?:rīko|rīkoja|organizē|organizēja|īsteno|īstenoja|īstenos|realizē|realizēja)\s"
        r"(?P<name>[A-ZĀČĒĢĪĶĻŅŠŪŽ][\w-]+(?:\s(?!ar\b|kopā\b|un\b|no\b|par\b)[\w-]+){1,4})"
        r"(?=[.,(\n]|\sar\s|\skopā\s|$)"
    ]
)
# "project Open Leadership, implemented by Euroregion “Country of Lakes” and"
_IMPLEMENTED_BY = Cue(
    [
        r"\b(?:implemented|organi[sz]ed|carried out|run) by (?:the )?(?:association |NGO )?"
        r"(?P<name>[A-Z][\w’-]+(?:\s[A-Z][\w’-]+){0,5}(?:\s“[^”\n]{2,60}”)?|“[^”\n]{2,60}”)"
    ]
)
# "īsteno Latvijas valsts finansētu", "īsteno … fonda projektu", "rīko ZM sadarbībā ar"
_NO_ACTOR = re.compile(r"\svalsts$|\s[Pp]rojekt|\ssadarbībā$")
# "RC ZELDA uzsāka īstenot … projektu": capitals before the verb, which a person's name has not
_ACTING_VERB = re.compile(
    r"(?:īsteno(?:ja|s|jus\w+)?|realizē(?:ja)?|uzsāk\w*\sīstenot|turpina\sīstenot)\b"
    r"(?=[^.\n]{0,160}(?P<project>[Pp]rojekt))|(?:rīko(?:ja|s)?|organizē(?:ja|s)?)\b"
)
_NAME_BEFORE = re.compile(
    r"(?:^|(?<=\s))(?P<name>e?[A-ZĀČĒĢĪĶĻŅŠŪŽ][\w-]+(?:\s[A-ZĀČĒĢĪĶĻŅŠŪŽ][\w-]*){0,3})\s(?:ir\s)?$"
)
_GENITIVE_BEFORE = re.compile(
    r"(?<![\w“”„\"])(?:(?:\d+\.)?[\w-]+(?:as|es|us|ls|ns|ais|u|(?<!ij)a)[^\S\n]{1,2}(?:un\s)?)$"
)
_SUBMITTED = Cue(
    [
        r"[Pp]rojekts?,\s(?:ko|kuru)\s(?P<name>[A-ZĀČĒĢĪĶĻŅŠŪŽ][\w-]+(?:\s[A-ZĀČĒĢĪĶĻŅŠŪŽ][\w-]+){0,3})"
        r"\s(?:iesniedz|īsteno|realizē|ievie)"
    ]
)
# "Biedrība Priekules kaimiņi (reģ. Nr."
_UNQUOTED_NAME = Cue(
    [
        r"\b(?P<form>[Bb]iedrība|[Nn]odibinājums|[Aa]pvienība|[Dd]raudze)\s"
        r"(?P<name>[A-ZĀČĒĢĪĶĻŅŠŪŽ][\w-]+(?:\s[\w-]+){0,5})"
    ]
)
_LEGAL = re.compile(
    r"^(?:iedzīvotāju (?:iniciatīvu )?grupa|BDR|biedrība|nodibinājums|клуб|общество|SIA|AS|VSIA"
    r"|PPP biedrība|NGO|the(?= [A-Z]))\s+",
    re.IGNORECASE,
)
# what may stand behind the name in a field
_BEHIND_FIELD = re.compile(r"[,(]|\s[–-]\s|\ssadarbībā\s|\s(?:https?://|www\.)")
_LOCATIVE = ("ā", "ās", "ē", "ēs", "ī", "īs", "ū", "os")
# an institution in the dative gets something
_DATIVE = ("am", "ai", "ei", "im", "iem")
# what a name in a numbered or bulleted list loses: it may be one of several grantees
_ONE_OF_SEVERAL = 1.2
# the site's own name leads where no action names another
_OF_SITE = 0.65
# "Siguldas 1.pamatskola" is written "Siguldas 1. pamatskola"
_ORDINAL = re.compile(r"(\d\.)(?=[^\W\d])")
# a field that was never filled in
_NO_BODY = frozenset(("organization", "organisation", "organizacija", "biedriba", "организация"))
# what a field says, less where it names who applied and another who carries out
_FIELD = 4.0
_MOST_TITLES = 40
_LONGEST_QUOTED = 90
_LONGEST_NAME = 120


class NameReader:
    """Reads the names of one document."""

    def __init__(self, document: Document, projects: Sequence[ProjectFinding]) -> None:
        self.document = document
        self.project_spans = merge_spans([(e.start, e.end) for p in projects for e in p.evidence])
        self.weigher = Weigher(document, has_project=bool(projects))
        self.title_words = [name_words(project.title) for project in projects[:_MOST_TITLES]]

    def all(self) -> Iterator[Named]:
        yield from self._with_quoted_names()
        yield from self._in_words()
        yield from self._named_after_form()
        yield from self._in_english()
        yield from self._said_to_act()
        yield from self._quoted_alone()
        for match in _SUBMITTED.finditer(self.document.text):
            yield Named(match.group("name"), *match.span("name"), 2.0, "who applied for the project")
        yield from self._fields()
        yield from self._of_site()

    def _with_quoted_names(self) -> Iterator[Named]:
        """`biedrība “X”`; a name in a name is left out."""
        last: tuple[int, int] | None = None
        for form_start, form, quoted in self.quoted_names:
            if last and form_start > last[0] and quoted.end <= last[1]:
                continue
            last = form_start, quoted.end
            yield self._quoted(form_start, form, quoted)

    @cached_property
    def quoted_spans(self) -> list[tuple[int, int]]:
        """Where names stand in quotation marks, of bodies with their form, and of other things."""
        bodies = [(form_start, quoted.end) for form_start, _, quoted in self.quoted_names]
        return merge_spans([*bodies, *self._quoted_names_of_others()])

    def _in_words(self) -> Iterator[Named]:
        """Names without quotation marks: `Cēsu novada pašvaldība`."""
        text = self.document.text
        for start, end in unquoted_names(self.document):
            if overlaps(self.quoted_spans, start, end) or overlaps(self.project_spans, start, end):
                continue
            weight, rule, role = self.weigher.weigh(start, end)
            if weight < ACTS_FROM and rule != DOES and self._in_title(start, end):
                continue
            if text[start:end].endswith(_LOCATIVE):
                in_house = _CUES["in_house"].match(self.document.flat, end)
                weight, rule, role = 1.0 if in_house else 0.1, "where it happens", "mentioned"
            written = _ORDINAL.sub(r"\1 ", text[start:end])
            yield Named(nominative(written), start, end, weight - 0.05, rule, role)

    def _in_english(self) -> Iterator[Named]:
        """`Association X`, and where its name is not in quotation marks `X Foundation`."""
        text = self.document.text
        found = list(_ENGLISH.finditer(text))
        if any(kind in text for kind in _ENGLISH_KINDS):
            found += [
                match
                for match in _ENGLISH_BEHIND.finditer(text)
                if not overlaps(self.quoted_spans, match.start(), match.start() + 1)
            ]
        for match in found:
            weight, rule, role = self.weigher.weigh(match.start(), match.end(), "association")
            yield Named(match.group("name"), match.start(), match.end(), weight, rule, role, True)

    def _said_to_act(self) -> Iterator[Named]:
        """Names beside words that say who leads, carries out or organises."""
        text = self.document.text
        for match in _NAMED_LEAD.finditer(text):
            name = _LEGAL.sub("", match.group("name")).strip(' „“”«»"')
            yield Named(name, *match.span("name"), 3.0, "named as the leading partner")
        for match in self._before_verbs():
            if self._is_actor(match):
                yield Named(match.group("name"), *match.span("name"), 1.3, "carries a project out")
        for match in _BY_VERB.finditer(text):
            if not _NO_ACTOR.search(match.group("name")):
                yield Named(match.group("name"), *match.span("name"), 1.7, "who carries it out")
        for match in _IMPLEMENTED_BY.finditer(text):
            name = match.group("name")
            name = name.strip("“”") if name.startswith("“") else name
            yield Named(name, *match.span("name"), 1.7, "who carries it out")

    def _before_verbs(self) -> Iterator[re.Match[str]]:
        """Capitals right before a verb of organising, or of carrying out where a project is said behind."""
        free = 0
        for verb in _ACTING_VERB.finditer(self.document.text):
            begin = max(free, verb.start() - _LONGEST_NAME)
            if found := _NAME_BEFORE.search(self.document.text, begin, verb.start()):
                free = max(verb.end(), verb.end("project"))
                yield found

    def _is_actor(self, match: re.Match[str]) -> bool:
        """A body and no person: several capitals, Latvia's, or one name in the midst of a sentence."""
        name = match.group("name")
        words = flatten(name).split()
        if len(words) == 1 and _CUES["kind_word"].match(words[0]):
            return False
        if _CUES["no_start"].fullmatch(words[0]) or _CUES["opens_sentence"].fullmatch(words[0]):
            return False
        if name.endswith((*_LOCATIVE, "as", "es", "u")):
            return False
        capitals = any(sum(map(str.isupper, word)) > 1 for word in name.split())
        alone = " " not in name and self._in_the_midst(match.start())
        return capitals or name.startswith("Latvijas ") or alone

    def _of_site(self) -> Iterator[Named]:
        """The site's own name, from its head and from its address."""
        head = site_name(self.document)
        if head and (
            self._in_title(*head) or overlaps(self.project_spans, *head) or self._is_quoted_in_title(*head)
        ):
            head = None
        by_address = named_by_address(self.document)
        if by_address and overlaps(self.quoted_spans, *by_address):
            by_address = None
        for own in (head, by_address):
            if own:
                yield Named(self.document.text[slice(*own)], *own, _OF_SITE, OF_SITE, owner=True)

    def _in_the_midst(self, start: int) -> bool:
        """`Jau sesto mēnesi Brīnummāja īsteno projektu`: a capital that no sentence or name begins with."""
        before = self.document.text[max(0, start - 24) : start].split()
        return (
            bool(before)
            and before[-1][-1].isalnum()
            and not before[-1][0].isupper()
            and self.document.sentence_at(start).start < start
        )

    def _in_title(self, start: int, end: int) -> bool:
        """Whether all words of a name stand in a project's title: what the project is about."""
        words = name_words(self.document.text[start:end])
        return any(words <= title for title in self.title_words)

    def _is_quoted_in_title(self, start: int, end: int) -> bool:
        """What the headline has in quotation marks, or calls a project, is what the article is about."""
        named = flatten(self.document.text[start:end])
        title = self.document.flat_title
        quoted = any(named in flatten(title[q.inner_start : q.inner_end]) for q in all_quoted(title))
        return quoted or f"{named} projekt" in title

    def _quoted(self, form_start: int, form: str, quoted: Quoted) -> Named:
        name = self.document.text[quoted.inner_start : quoted.inner_end].strip(" .,")
        owner = bool(_CUES["owner_form"].search(form))
        weight, rule, role = self.weigher.weigh(form_start, quoted.end, form)
        if self.document.line_at(form_start).kind == "item":
            weight -= _ONE_OF_SEVERAL
        if self.document.text[form_start : form_start + len(form)].endswith(_LOCATIVE):
            weight, rule, role = 0.1, "where it happens", "mentioned"
        if self._kind_is_named(form_start, form):
            name = _nominative_form(self._kind_before(form_start, form)) + f" “{name}”"
        if self._is_for_performers(form, quoted.end) or (not owner and form.endswith(_DATIVE)):
            weight, rule, role = 0.0, FOR_WHOM, "mentioned"
        elif inside(self.project_spans, quoted.start, quoted.end):
            weight, rule = (1.3 if owner else 0.05), "named in the project’s title"
        return Named(name, form_start, quoted.end, weight, rule, role, owner)

    def _kind_is_named(self, form_start: int, form: str) -> bool:
        """`Latvijas gruzīnu biedrība “X”`: the kind is part of the name, a smaller place before it is not.

        Of a club, a centre or a partnership it is with one word before it: `Lauku partnerība “X”`.
        """
        kind = self._kind_before(form_start, form).split()
        if _CUES["kind_of_name"].search(flatten(" ".join(kind))):
            return True
        if form.startswith("partnerib") and len(kind) > 1:
            return True
        own = form.startswith("biedrib") and 2 < len(kind) < 6 and kind[0] == "Latvijas"
        return own and all(_CUES["kind_words"].search(flatten(word)) for word in kind[:-1])

    def _is_for_performers(self, form: str, end: int) -> bool:
        """A group named in the dative, or in the genitive of its costumes and members."""
        if not _CUES["performers"].search(form):
            return False
        after = self.document.flat[end : end + 60]
        return bool(_CUES["performers_dative"].search(form) or _CUES["for_performers"].match(after))

    def _quoted_names_of_others(self) -> Iterator[tuple[int, int]]:
        """What stands in quotation marks is a name of its own: “Ģimenei draudzīga pašvaldība” is an award."""
        for quoted in all_quoted(self.document.text):
            if quoted.closed and quoted.inner_end - quoted.inner_start <= _LONGEST_QUOTED:
                yield quoted.start, quoted.end

    def _named_after_form(self) -> Iterator[Named]:
        """`Biedrība Priekules kaimiņi īsteno`: the name ends where a verb or a word of no name begins."""
        for match in _UNQUOTED_NAME.finditer(self.document.text):
            name, rest = match.group("name"), ""
            for word in list(WORD_ALONE.finditer(name))[1:]:
                bare = flatten(word.group())
                if (
                    _CUES["no_link"].fullmatch(bare)
                    or _CUES["acts"].match(f" {bare}")
                    or begins_with_funder(name[word.start() :])
                ):
                    name, rest = name[: word.start()].rstrip(), name[word.start() :]
                    break
            ends = rest or not re.match(r"\s[\w„“\"]", self.document.text[match.end() : match.end() + 2])
            if not ends or _is_no_name(name):
                continue
            start, end = match.start(), match.start("name") + len(name)
            weight, rule, role = self.weigher.weigh(start, end, match.group("form").lower())
            yield Named(name, start, end, weight, rule, role, True)

    def _kind_before(self, form_start: int, form: str) -> str:
        """The words of a club's kind: `Griškānu pagasta sieviešu klubs`."""
        begin = form_start
        while match := _GENITIVE_BEFORE.search(self.document.text, max(0, begin - 30), begin):
            if _CUES["no_link"].fullmatch(flatten(match.group().strip())):
                break
            begin = match.start()
        written = self.document.text[begin : form_start + len(form)]
        bare = _LEGAL.sub("", written)
        # "biedrība Rēzeknes teātris-studija “Joriks”": the legal form is no part of the name
        return bare if bare[:1].isupper() else written

    def _quoted_alone(self) -> Iterator[Named]:
        """`Festivālu rīko “Plēšu vējš”`, `“Baltā māja” turpina projektu`: a quoted name that acts."""
        for match in _CUES["quoted_after_verb"].finditer(self.document.flat):
            yield from self._acting(quoted_at(self.document.text, match.end()), 1.5)
        for match in _CUES["quoted_before_verb"].finditer(self.document.flat):
            yield from self._acting(quoted_ending(self.document, match.start()), 1.2)
        for match in _CUES["quoted_kind"].finditer(self.document.flat):
            yield from self._acting(quoted_ending(self.document, match.end() - 1), 1.0)

    def _acting(self, quoted: Quoted | None, weight: float) -> Iterator[Named]:
        if quoted is None or quoted.inner_end - quoted.inner_start > 60:
            return
        before = self.document.flat[max(0, quoted.start - 40) : quoted.start]
        if inside(self.project_spans, quoted.start, quoted.end) or _CUES["form_before"].search(before):
            return
        name = self.document.text[quoted.inner_start : quoted.inner_end].strip(" .,")
        if _CUES["no_name_before"].search(before) or not name[:1].isupper():
            return
        yield Named(name, quoted.start, quoted.end, weight, "who carries it out")

    @cached_property
    def quoted_names(self) -> list[tuple[int, str, Quoted]]:
        """Where a form stands before a name in quotation marks, the form, and the name."""
        flat = self.document.flat
        found: list[tuple[int, str, Quoted]] = []
        at = flat.find('"')
        while at >= 0:
            before = _CUES["form_before"].search(flat, max(0, at - 40), at)
            text = self.document.text
            quoted = (quoted_at(text, at) or quoted_behind_blank(text, at)) if before else None
            if before and quoted and quoted.inner_end - quoted.inner_start <= 90:
                found.append((before.start(), before.group("form"), quoted))
            at = flat.find('"', at + 1)
        return found

    def _fields(self) -> Iterator[Named]:
        flat = self.document.flat
        for match in (*_CUES["field"].finditer(flat), *_CUES["field_bare"].finditer(flat)):
            start, end = match.span("name")
            if institution := _CUES["of_municipality"].match(self.document.flat[start:end]):
                start += institution.end()
            written = _BEHIND_FIELD.split(self.document.text[start:end])[0].rstrip(" .:")
            name = _LEGAL.sub("", written)
            quoted = next(all_quoted(name), None)
            if quoted and quoted.start == 0 and quoted.closed:
                name = name[quoted.inner_start : quoted.inner_end]
            if len(name) >= 3 and flatten(name) not in _NO_BODY:
                applied = _CUES["applicant"].search(match.group())
                yield Named(
                    name.strip(),
                    start,
                    start + len(written),
                    _FIELD - (0.7 if applied else 0),
                    "field that names who carries the project out",
                )


def _is_no_name(words: str) -> bool:
    """What stands behind a form and is a place or a kind: "Biedrība Kuldīgā tiekas"."""
    first, last = words.split()[0], words.split()[-1]
    plainly = first.endswith(("ā", "ē", "ī"))
    return plainly or last.endswith(_LOCATIVE) or bool(_CUES["kind_word"].match(flatten(last)))


def _nominative_form(words: str) -> str:
    """ "Lauku partnerības" as "Lauku partnerība", a capital at its beginning."""
    name = nominative(words.strip())
    return name[:1].upper() + name[1:]


def name_words(name: str) -> frozenset[str]:
    """What tells a name from another: its words' beginnings, legal forms left out."""
    words = re.findall(r"\w+", flatten(name))
    return frozenset(word[:6] for word in words if not re.fullmatch(r"(?:biedrib|nodibin)\w*|sia|as", word))
