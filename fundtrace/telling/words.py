"""The words of messages, in Latvian and English."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from fundtrace.telling.news import Item, News
from fundtrace.telling.watches import Watch

_WORDS = {
    "lv": {
        "subject": "{name}: {new} jaunas ziņas, {changed} mainītas, {silent} klusē",
        "new": "Jaunas ziņas",
        "changed": "Mainītas ziņas",
        "silent": "Granti, par kuriem nav ziņu, lai gan termiņš pagājis",
        "why": "Jūs saņemat šo ziņu, jo novērojums “{name}” prasa {what} ({every}).",
        "search": "meklējumu “{0}”",
        "grants": "grantus {0}",
        "funders": "finansētājus {0}",
        "organisations": "organizācijas {0}",
        "day": "katru dienu",
        "week": "katru nedēļu",
        "stop": "Lai to vairs nesūtītu, palūdziet operatoru dzēst šo novērojumu.",
        "recipient": "saņēmējs",
    },
    "en": {
        "subject": "{name}: {new} new, {changed} changed, {silent} silent",
        "new": "New articles",
        "changed": "Changed articles",
        "silent": "Grants without any news although it is due",
        "why": "You get this because the watch “{name}” asks for {what} (every {every}).",
        "search": "the search “{0}”",
        "grants": "the grants {0}",
        "funders": "the funders {0}",
        "organisations": "the organisations {0}",
        "day": "day",
        "week": "week",
        "stop": "To end it, ask the operator to remove this watch.",
        "recipient": "recipient",
    },
}


def digest_subject(watch: Watch, news: News) -> str:
    """One line that says how much there is."""
    counts = {"new": len(news.new), "changed": len(news.changed), "silent": len(news.silent)}
    return _WORDS[watch.language]["subject"].format(name=watch.name, **counts)


def digest_body(watch: Watch, news: News, catalogue: str | None) -> str:
    """The digest: what is new, changed and silent, and why it was sent."""
    words = _WORDS[watch.language]
    parts = [
        _section(words["new"], [_article(item, watch, catalogue) for item in news.new]),
        _section(words["changed"], [_article(item, watch, catalogue) for item in news.changed]),
        _section(words["silent"], [_grant(record, words) for record in news.silent]),
        _why(watch),
    ]
    return "\n\n".join(part for part in parts if part) + "\n"


def _section(heading: str, lines: Iterable[str]) -> str:
    listed = "\n".join(lines)
    return f"{heading}\n\n{listed}" if listed else ""


def _article(item: Item, watch: Watch, catalogue: str | None) -> str:
    prefix = "en/" if watch.language == "en" else ""
    address = f"{catalogue.rstrip('/')}/{prefix}article/{item.id}" if catalogue else item.url
    when = f" ({item.published})" if item.published else ""
    return f"- {item.title}{when}, {item.source}\n  {address}"


def _grant(record: dict[str, Any], words: dict[str, str]) -> str:
    return f"- {record['id']}, {words['recipient']}: {record['recipient'] or '–'}\n  {record['reason']}"


def _why(watch: Watch) -> str:
    words = _WORDS[watch.language]
    asked = [words["search"].format(watch.search)] if watch.search else []
    asked += [
        words[kind].format(", ".join(getattr(watch, kind)))
        for kind in ("grants", "funders", "organisations")
        if getattr(watch, kind)
    ]
    why = words["why"].format(name=watch.name, what="; ".join(asked), every=words[watch.every])
    return f"-- \n{why} {words['stop']}"


def operator_subject(broken: list[dict[str, Any]], healed: list[str]) -> str:
    """One line: which sources broke, which are well again."""
    parts = [f"{len(broken)} broken: {', '.join(each['id'] for each in broken)}"] if broken else []
    parts += [f"{len(healed)} healed: {', '.join(healed)}"] if healed else []
    return "Fundtrace sources, " + "; ".join(parts)


def operator_body(broken: list[dict[str, Any]], healed: list[str]) -> str:
    """What broke, with the failure class and the next step; what healed; why it was sent."""
    lines = [
        f"- {each['id']} ({each['name']}) is {each['state']}: {each['failure']}\n"
        f"  {each['detail'] or ''}\n  Next step: {each['advice']}"
        for each in broken
    ]
    parts = ["Not read as they should be\n\n" + "\n".join(lines)] if lines else []
    if healed:
        parts.append("Well again\n\n" + "\n".join(f"- {id}" for id in healed))
    parts.append("-- \nYou get this because fundtrace.toml names you under [operator].")
    return "\n\n".join(parts) + "\n"
