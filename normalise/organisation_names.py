"""Where organisations are named in a text, and how much each naming says that it leads.

An organisation is a legal form or kind ("biedrība", "nodibinājums", "partnerība", "SIA" ...) with a
quoted name, or a run of words from a capital letter to such a kind ("Cēsu novada pašvaldība").
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cached_property, lru_cache

from normalise.acting_names import LEGAL_FORM, LOCATIVE, said_to_act
from normalise.cues import Cue, load_cues
from normalise.document import Document, flatten, inside, merge_spans, overlaps
from normalise.funders import begins_with_funder, names_funder
from normalise.inflect import nominative
from normalise.organisation_weight import ACTS_FROM, DATIVE, DOES, FOR_WHOM, LEADS, OF_SITE, Named, Weigher
from normalise.quotes import Quoted, all_quoted, quoted_at, quoted_behind_blank, quoted_ending
from normalise.records import ProjectFinding
from normalise.site_name import named_by_address, site_name
from normalise.unquoted_names import OF_TERRITORY, WORD_ALONE, unquoted_names

# Legal forms and kinds that stand before a quoted name, folded, any case.
_CUES = load_cues("organisations")
_ENGLISH = Cue(
    [
        r"\b(?:[Aa]ssociation|[Ff]oundation|(?<=[Oo]ur )(?:association|organi[sz]ation|foundation|NGO),)"
        r"\s(?P<name>[A-Z][\w’'-]+(?:\s[A-Z][\w’'-]+){0,4})"
    ]
)
_ENGLISH_KINDS = (
    *("Association", "Foundation", "Society", "Municipality", "Union", "Alliance", "Institute"),
    *("Centre", "Center"),
)
# "Center MARTA Liepāja Foundation", "Daugavpils University Association for Lifelong Learning"
_ENGLISH_BEHIND = Cue(
    [
        r"\b(?P<name>(?!(?:Privacy|Cookie|Preference|The|This|Our|In|An?|Of|On|And|For)\b|(?:[\w’-]+\s){1,5}(?:Of|On|The|And|For)\b)[A-ZĀČĒĢĪĶĻŅŠŪŽ][\w’-]+(?:\s[A-ZĀČĒĢĪĶĻŅŠŪŽ][\w’-]+){0,5}\s"
        r"(?:" + "|".join(_ENGLISH_KINDS) + r")"
        r"(?:\s(?:of|for)\s(?:the\s)?[A-Z]\w+(?:(?:,?\sand\s|,?\s)[A-Z]\w+){0,7})?(?:\s“[^”\n]{2,60}”)?)"
    ]
)
_GENITIVE_BEFORE = re.compile(
    r"(?<![\w“”„\"])(?:(?:\d+\.)?[\w-]+(?:as|es|us|ls|ns|ais|u|(?<!ij)a)[^\S\n]{1,2}(?:un\s)?)$"
)
# "Sārdes izglītības fondu Igaunijā (Saarde Educational Foundation)"
_TRANSLATED = re.compile(
    r"[A-ZĀČĒĢĪĶĻŅŠŪŽ]\w+(?:\s\w+){0,4}\s(?:fond|biedrīb|savienīb|asociācij|skol|centr|apvienīb)\w*"
    r"(?:\s[A-ZĀČĒĢĪĶĻŅŠŪŽ]\w+[āēī])?\s\($"
)
# whose association it is, and where
_OF_PEOPLE_AT_PLACE = re.compile(
    r"(?:[A-ZĀČĒĢĪĶĻŅŠŪŽ]\w*(?:as|es|u|[^j]a)|Saldus|\w+pils) "
    r"(?!pagasta|novada|pilsētas|rajona|apriņķa|ciema)(?:[a-zāčēģīķļņšūž]+[sua] ){1,3}\w+$"
)
_AT_PLACE = re.compile(r"\b(?:[Aa]t|[Ii]n) (?:the )?\Z")
# "Biedrība Priekules kaimiņi (reģ. Nr."
_UNQUOTED_NAME = Cue(
    [
        r"\b(?P<form>[Bb]iedrība|[Nn]odibinājums|[Aa]pvienība|[Dd]raudze)[^\S\n]"
        r"(?P<name>[A-ZĀČĒĢĪĶĻŅŠŪŽ][\w-]+(?:[^\S\n][\w-]+){0,5})"
    ]
)
_HALF_IN_MARKS = Cue(
    [
        r"\b(?P<form>[Bb]iedrība|[Nn]odibinājums)\s(?P<place>[A-ZĀČĒĢĪĶĻŅŠŪŽ][a-zāčēģīķļņšūž]+(?:as|es|u|a|s))\s(?=[„“\"«])"
    ]
)
# what may stand behind the name in a field
_BEHIND_FIELD = re.compile(r"[,(]|\s[–-]\s|\ssadarbībā\s|\s(?:https?://|www\.)")
# what a name in a numbered or bulleted list loses: it may be one of several grantees
_ONE_OF_SEVERAL = 1.2
# the site's own name leads where no action names another
_OF_SITE = 0.65
# "Siguldas 1.pamatskola" is written "Siguldas 1. pamatskola"
_ORDINAL = re.compile(r"(\d\.)(?=[^\W\d])")
_WORDS = re.compile(r"\w+")
_FORMS = frozenset(("sia", "as"))
# a field that was never filled in
_NO_BODY = frozenset(("organization", "organisation", "organizacija", "biedriba", "организация"))
# what a field says, less where it names who applied and another who carries out
_FIELD = 4.0
_MOST_TITLES = 40
_LONGEST_QUOTED = 90


class NameReader:
    """Reads the names of one document."""

    def __init__(self, document: Document, projects: Sequence[ProjectFinding]) -> None:
        self.document = document
        self.project_spans = merge_spans([(e.start, e.end) for p in projects for e in p.evidence])
        self.weigher = Weigher(document, has_project=bool(projects))
        self.title_words = [name_words(project.title) for project in projects[:_MOST_TITLES]]

    def all(self) -> Iterator[Named]:
        yield from self._with_quoted_names()
        yield from self._half_in_marks()
        yield from self._in_words()
        yield from self._named_after_form()
        yield from self._in_english()
        yield from said_to_act(self.document)
        yield from self._quoted_alone()
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
            if text[start:end].endswith(LOCATIVE):
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
            if _AT_PLACE.search(text, max(0, match.start() - 8), match.start()):
                weight, rule, role = 0.0, "where it happens", "mentioned"
            if _TRANSLATED.search(text, max(0, match.start() - 60), match.start()):
                weight, rule, role = 0.0, "a name in another language", "mentioned"
            yield Named(match.group("name"), match.start(), match.end(), weight, rule, role, True)

    def _of_site(self) -> Iterator[Named]:
        """The site's own name, from its head and from its address."""
        head = site_name(self.document)
        if head and _CUES["kind_word"].fullmatch(self.document.flat, *head):
            head = None  # "Muzejs / Ziņas"
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
        kind_start = form_start + len(form) - len(self._kind_before(form_start, form))
        if kind_start < form_start and form.endswith(("u", "i")) and self.weigher.is_partner(kind_start):
            weight, rule, role = 0.1, "named as a partner", "partner"
        if self.document.line_at(form_start).kind == "item":
            weight -= _ONE_OF_SEVERAL
        if rule != LEADS and self.document.text[form_start : form_start + len(form)].endswith(LOCATIVE):
            weight, rule, role = 0.1, "where it happens", "mentioned"
        if self._kind_is_named(form_start, form):
            name = _nominative_form(self._kind_before(form_start, form)) + f" “{name}”"
        for_whom = self._is_for_performers(form, quoted.end) or (not owner and form.endswith(DATIVE))
        if for_whom and not _CUES["granted_after"].match(self.document.flat[quoted.end : quoted.end + 60]):
            weight, rule, role = 0.0, FOR_WHOM, "mentioned"
        elif inside(self.project_spans, quoted.start, quoted.end):
            weight, rule = (1.3 if owner else 0.05), "named in the project’s title"
        return Named(name, form_start, quoted.end, weight, rule, role, owner)

    def _half_in_marks(self) -> Iterator[Named]:
        """`Biedrība Demenes “Sociālā atbalsta centrs”`: whose the body is stands before the marks."""
        for match in _HALF_IN_MARKS.finditer(self.document.text):
            quoted = quoted_at(self.document.text, match.end())
            if quoted and quoted.closed and quoted.inner_end - quoted.inner_start <= _LONGEST_QUOTED:
                weight, rule, role = self.weigher.weigh(match.start(), quoted.end, match["form"].lower())
                name = self.document.text[match.start("place") : quoted.end]
                yield Named(name, match.start(), quoted.end, weight, rule, role, True)

    def _kind_is_named(self, form_start: int, form: str) -> bool:
        """`Latvijas gruzīnu biedrība “X”`, `Talsu sieviešu biedrība “X”`: the kind is part of the name.

        A place alone before it is not: `Kraukļu pagasta biedrība “X”`.
        Of a partnership it is with one word before it: `Lauku partnerība “X”`; of a club or a centre never.
        """
        kind = self._kind_before(form_start, form).split()
        if _CUES["kind_of_name"].search(flatten(" ".join(kind))):
            return True
        if form.startswith("partnerib") and len(kind) > 1:
            return True
        if not form.startswith("biedrib") or not 2 < len(kind) < 6:
            return False
        if kind[0] == "Latvijas":
            return all(_CUES["kind_words"].search(flatten(word)) for word in kind[:-1])
        return bool(_OF_PEOPLE_AT_PLACE.match(" ".join(kind)))

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
            word = flatten(match.group().strip())
            if _CUES["no_link"].fullmatch(word) or _CUES["verbs"].fullmatch(word):
                break  # "uzstādīja airēšanas klubs “X”"
            begin = match.start()
        written = self.document.text[begin : form_start + len(form)]
        _, _, others = written.partition(" ")
        if OF_TERRITORY.match(others) and self.document.sentence_at(begin).start == begin:
            written = others  # "Vasaru Ludzas novada jauniešu centrs “X” sāka"
        bare = LEGAL_FORM.sub("", written)
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
        if names_funder(name):
            return  # "īstenoja “Aktīvo iedzīvotāju fonda” atbalstīto projektu"
        if _CUES["event_held"].search(flatten(name)):
            return  # "organizēja “Kopienu simpoziju”": what is held
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
            name = LEGAL_FORM.sub("", written)
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
    return plainly or last.endswith(LOCATIVE) or bool(_CUES["kind_word"].match(flatten(last)))


def _nominative_form(words: str) -> str:
    """ "Lauku partnerības" as "Lauku partnerība", a capital at its beginning."""
    name = nominative(words.strip())
    return name[:1].upper() + name[1:]


@lru_cache(maxsize=256)
def name_words(name: str) -> frozenset[str]:
    """What tells a name from another: its words' beginnings, legal forms left out."""
    words = _WORDS.findall(flatten(name))
    return frozenset(
        word[:6] for word in words if word not in _FORMS and not word.startswith(("biedrib", "nodibin"))
    )
