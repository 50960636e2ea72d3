"""What an issue record says, in the reader's language: its English sentence taken apart and said anew."""

from __future__ import annotations

import re

from datasette_config.wording import Wording

# the sentences as normalise and crawlers write them, by the kind of record
_SHAPES = {
    "grant number missing": r"(?P<what>.+): named as the payer, no number",
    "number of another project": r"(?P<what>.+) stands in a sentence about another project",
    "year unknown": r"“(?P<what>.+)” names no year and the text gives none",
    "date range backwards": r"(?P<start>\S+) to (?P<end>\S+) was left out",
    "publication date disagrees": r"The page's dates differ: (?P<what>.+)\.",
    "empty page": r"The page holds no text that could be read\.",
    "pictures alone": r"Beside its title, links and pictures the page holds no text; .+",
    "page cut": r"The page is so large that only its beginning was read\.",
    "source needs a look": r"(?P<state>ok|degraded|failing|cannot tell), (?P<failure>[^:]+): .+",
    "line on every page": r"Most articles hold: (?P<what>.+) If that is the site's own .+",
    "archive cut": r"(?P<file>\S+): (?P<bytes>\d+) bytes of .+; (?P<pages>\d+) pages are asked for again\..*",
}
_DATED = re.compile(r"([a-z][a-z ]*) (?=\d{4}-\d\d)")


def issue_said(words: Wording, kind: str, detail: str, funder_en: str | None = None) -> tuple[str, str]:
    """The sentence of an issue record and the language that it is in; English where no other is known.

    `funder_en`: the English name of the funder that the record names in Latvian.
    """
    said = words.messages.find(f"issue.said.{kind.replace(' ', '-')}")
    found = re.fullmatch(_SHAPES.get(kind, ""), detail, re.DOTALL)
    if funder_en and found and words.messages.language == "en":
        return funder_en + detail[found.end("what") :], "en"
    if said is None or found is None:
        return detail, "en"
    return said.format(**_in_words(words, kind, found.groupdict())), words.messages.language


def _in_words(words: Wording, kind: str, values: dict[str, str]) -> dict[str, str]:
    if kind == "publication date disagrees":
        return {"what": _DATED.sub(lambda way: f"{words.code('how', way[1])} ", values["what"])}
    return {name: words.code(name, value) if name in {"state", "failure"} else value
            for name, value in values.items()}  # fmt: skip
