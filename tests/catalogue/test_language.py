"""The messages of both languages."""

from __future__ import annotations

import re
import string

import pytest

from benchmarks.texts import own_texts
from datasette_config.language import LANGUAGES, Language, MessageError, load_messages, takes_singular
from datasette_config.pages.visit import PACKAGE
from datasette_config.wording import Wording, _key
from docs.rules import REASONS, reasons_in
from normalise.cues import VOCABULARY_FOLDER
from normalise.extract import extract_text

RECOGNISERS = VOCABULARY_FOLDER.parent
TEMPLATES = sorted((PACKAGE / "templates" / "catalogue").glob("*.html"))
_CALL = re.compile(r"""\bt\(\s*"([a-z0-9_.-]+)"\s*[,)]""")
_COUNT = re.compile(r"""\bt\.count\(\s*"([a-z0-9_.-]+)"\s*,""")
# what rules and issues are called is English already
ONLY_LATVIAN = ("rule.", "issue.")
# named by codes from the data or put together from two parts
FROM_DATA = (
    *("rule.", "issue.", "state.", "kind.", "how.", "role.", "field_one.", "facet.", "run.", "count."),
    *("missing.title_", "search.loosen_", "search.problem_", "search.unknown_", "place.", "organisation."),
    *("search.newest", "search.relevance"),
    *(
        "grant_state.",
        "coverage_said.",
        "verdict.",
        "verdict_all.",
        "match.",
        "lane.",
        "column.",
        "measured.",
        "note.",
        "document_state.",
        "failure.",
    ),
)


def _values(sentence: str) -> set[str]:
    return {name for _, name, _, _ in string.Formatter().parse(sentence) if name}


def test_both_languages_have_every_key() -> None:
    latvian, english = (set(load_messages(language).texts) for language in LANGUAGES)
    assert {key for key in latvian ^ english if not key.startswith(ONLY_LATVIAN)} == set()


def test_both_languages_name_the_same_values() -> None:
    latvian, english = (load_messages(language).texts for language in LANGUAGES)
    different = [key for key in english if _values(english[key]) != _values(latvian[key])]
    assert different == []


@pytest.mark.parametrize("template", TEMPLATES, ids=lambda path: path.name)
def test_templates_use_known_keys(template: object) -> None:
    text = template.read_text(encoding="utf-8")  # type: ignore[attr-defined]
    texts = load_messages("lv").texts
    wanted = set(_CALL.findall(text)) | {f"{key}.other" for key in _COUNT.findall(text)}
    assert sorted(wanted - set(texts)) == []


def test_every_message_is_used() -> None:
    text = "".join(path.read_text(encoding="utf-8") for path in TEMPLATES)
    text += "".join(path.read_text(encoding="utf-8") for path in PACKAGE.rglob("*.py"))
    counted = {f"{key}.{form}" for key in _COUNT.findall(text) for form in ("one", "other")}
    keys = {key for key in load_messages("lv").texts if not key.startswith(FROM_DATA)} - counted
    assert sorted(key for key in keys if f'"{key}"' not in text) == []


@pytest.mark.parametrize(
    ("language", "number", "singular"),
    [
        ("lv", 1, True),
        ("lv", 21, True),
        ("lv", 11, False),
        ("lv", 111, False),
        ("lv", 0, False),
        ("en", 1, True),
        ("en", 21, False),
        ("en", 0, False),
    ],
)
def test_number_of_the_noun(language: Language, number: int, singular: bool) -> None:
    assert takes_singular(number, language) is singular


def test_counted() -> None:
    assert load_messages("lv").count("count.articles", 21) == "21 raksts"


def test_unknown_key_is_an_error() -> None:
    with pytest.raises(MessageError, match=r"search\.nowhere"):
        load_messages("en")("search.nowhere")


# said behind "place name, "
PARTS_OF_PLACES = "Places"


def test_every_reason_of_evidence_is_said_in_latvian() -> None:
    """Those that the sources of the recognisers hold, by their own words and not by a shorter beginning."""
    texts = load_messages("lv").texts
    reasons = {
        reason
        for what, files in REASONS.items()
        if what != PARTS_OF_PLACES
        for file in files
        for reason in reasons_in(RECOGNISERS / file)
    }
    assert len(reasons) > 100
    words = Wording(load_messages("lv"))
    unsaid = {reason for reason in reasons if "…" not in reason and f"rule.{_key(reason)}" not in texts}
    assert (unsaid, {reason for reason in reasons if words.rule(reason) == reason}) == (set(), set())


def test_what_the_labelled_texts_give_is_said_in_latvian() -> None:
    words = Wording(load_messages("lv"))
    given = {
        evidence.rule
        for labelled in own_texts()[:80]
        for record in [extract_text(labelled.text, title=labelled.title, url=labelled.url)]
        for finding in (*record.places, *record.amounts, *record.grants)
        for evidence in finding.evidence
    }
    assert {rule for rule in given if words.rule(rule) == rule} == set()
