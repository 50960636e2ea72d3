"""The sentence that a grantee can take over, in Latvian and English."""

from __future__ import annotations

import re
from dataclasses import dataclass

from normalise.funder_register import load_register
from normalise.grant_records import Grant
from normalise.rulebook import load_rulebook

_YEARS = re.compile(r"20\d\d\.?\s?[-–]\s?20\d\d")


@dataclass(frozen=True, slots=True)
class ReadySentence:
    """The same in both languages; what the register does not know stands in square brackets."""

    lv: str
    en: str


def ready_sentence(grant: Grant) -> ReadySentence | None:
    """The sentence for a grant; None when its funder is not known."""
    rules = load_rulebook().get(grant.funder or "")
    fitting = [one for one in rules.sentences if re.search(one.numbers or "", grant.id)] if rules else []
    if fitting:
        lv, en = fitting[0].lv, fitting[0].en
    else:
        funder = load_register().funders.get(grant.funder or "")
        if funder is None:
            return None
        lv = "Projektu “{title}” (Nr. {number}) finansē " + funder.name_lv + "."
        en = "The project “{title}” (No. {number}) is funded by " + funder.name_en + "."
    return ReadySentence(_filled(lv, grant, "lv"), _filled(en, grant, "en"))


def _filled(sentence: str, grant: Grant, language: str) -> str:
    years = _YEARS.search(grant.programme or "")
    unknown = (
        {
            "title": "[nosaukums]",
            "recipient": "[īstenotājs]",
            "period": "[programmas gadi]",
            "amount": "[summa]",
        }
        if language == "lv"
        else {
            "title": "[title]",
            "recipient": "[recipient]",
            "period": "[programme years]",
            "amount": "[amount]",
        }
    )
    values = {
        "number": grant.identifier,
        "title": grant.title or unknown["title"],
        "recipient": grant.recipient or unknown["recipient"],
        "period": years.group() if years else unknown["period"],
        "amount": _sum(grant, language) or unknown["amount"],
    }
    for name, value in values.items():
        sentence = sentence.replace("{" + name + "}", value)
    return sentence


def _sum(grant: Grant, language: str) -> str | None:
    """The sum as it is written in the language, with its currency."""
    if grant.amount is None or not grant.currency:
        return None
    written = f"{grant.amount:,.2f}"
    if language == "lv":
        written = written.replace(",", " ").replace(".", ",")
    return f"{written} {grant.currency}"
