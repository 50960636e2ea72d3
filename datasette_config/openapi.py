"""The OpenAPI description of the addresses that the catalogue promises to keep."""

from __future__ import annotations

from typing import Any

from datasette_config.reading.register import STATES
from datasette_config.search.facets import FACETS
from datasette_config.tables import XLSX

VERSION = "1"
Schema = dict[str, Any]
_TEXT: Schema = {"type": "string"}
_TEXT_OR_NULL: Schema = {"type": ["string", "null"]}
_NUMBER: Schema = {"type": "integer", "minimum": 0}


def describe(origin: str) -> Schema:
    """The description for the catalogue at `origin`."""
    return {
        "openapi": "3.1.0",
        "info": {
            "title": "Fundtrace",
            "version": VERSION,
            "description": "News of associations and who financed what it reports. Keys may be added.",
            "license": {"name": "MIT", "identifier": "MIT"},
        },
        "servers": [{"url": origin}],
        "paths": {
            "/search.json": _get("search", "Articles with facets", _SEARCHED, [*_WORDS, *_PART], SEARCH),
            "/search.csv": _get("searchCsv", "At most 10,000 articles", _SEARCHED, _WORDS, "text/csv"),
            "/search.xlsx": _get(
                "searchXlsx",
                "At most 10,000 articles as a workbook",
                _SEARCHED,
                _WORDS,
                XLSX,
            ),
            "/search.atom": _get("searchAtom", "The newest 50", _SEARCHED, _WORDS, "application/atom+xml"),
            "/search.ics": _get("searchIcs", "Activities and deadlines", _SEARCHED, _WORDS, "text/calendar"),
            "/grants.json": _get(
                "grants",
                "Grants in the shape of 360Giving, with the news about each",
                "200 grants by number",
                [_parameter("funder", "A funder's id"), _parameter("page", "From 1", {"type": "integer"})],
                GRANTS,
            ),
            "/coverage.json": _get(
                "coverage", "Grants and whether they were made known", _LISTED, _CHOICE, COVERAGE
            ),
            "/coverage.csv": _get("coverageCsv", "The same as a table", _LISTED, _CHOICE, "text/csv"),
            "/coverage.xlsx": _get("coverageXlsx", "The same as a workbook", _LISTED, _CHOICE, XLSX),
        },
    }


def _get(name: str, summary: str, said: str, parameters: list[Schema], given: Schema | str) -> Schema:
    content = {given: {}} if isinstance(given, str) else {"application/json": {"schema": given}}
    return {
        "get": {
            "operationId": name,
            "summary": summary,
            "parameters": parameters,
            "responses": {
                "200": {"description": said, "content": content},
                "400": {"description": "A part of the question cannot be read; says which"},
                "503": {"description": "The question was too heavy"},
            },
        }
    }


def _parameter(name: str, said: str, schema: Schema | None = None) -> Schema:
    return {"name": name, "in": "query", "description": said, "schema": schema or _TEXT}


def _object(**properties: Schema) -> Schema:
    return {"type": "object", "required": list(properties), "properties": properties}


def _list(of: Schema) -> Schema:
    return {"type": "array", "items": of}


_SEARCHED = "The articles that meet all that is asked for"
_WORDS = [
    _parameter("q", "Words, phrases, -minus, beginnings*, funder: grant: place: site: year: after: before:"),
    *(_parameter(facet, "May be given several times", _list(_TEXT)) for facet in FACETS),
    _parameter("sort", "The order", {"type": "string", "enum": ["newest", "relevance"]}),
]
_LISTED = "At most 10,000 grants of the register, silent ones first"
_CHOICE = [
    _parameter("state", "One state", {"type": "string", "enum": list(STATES)}),
    _parameter("funder", "A funder's id"),
    _parameter("q", "Words of the number, the title and the recipient"),
]
_PART = [
    _parameter("page", "From 1", {"type": "integer", "minimum": 1}),
    _parameter("size", "Articles of a page", {"type": "integer", "minimum": 1, "maximum": 100}),
]
SEARCH = _object(
    count=_NUMBER,
    did_you_mean=_TEXT_OR_NULL,
    results=_list(
        _object(
            id=_TEXT,
            title=_TEXT,
            url=_TEXT,
            source=_TEXT,
            published=_TEXT_OR_NULL,
            funders=_list(_TEXT),
            grants=_list(_TEXT),
            snippet=_TEXT,
        )
    ),
    facets={
        "type": "object",
        "additionalProperties": _list(_object(value=_TEXT, count=_NUMBER, selected={"type": "boolean"})),
    },
)
COVERAGE = _object(
    count=_NUMBER,
    grants=_list(
        _object(
            **dict.fromkeys(("grant", "identifier", "state", "reason_lv", "reason_en", "page"), _TEXT),
            **dict.fromkeys(("title", "funder", "recipient", "start", "end", "due"), _TEXT_OR_NULL),
            articles=_NUMBER,
        )
    ),
)
_NAMED: Schema = {"type": "object", "required": ["id", "name"], "properties": {"id": _TEXT, "name": _TEXT}}
GRANTS = _object(
    grants=_list(
        {
            "type": "object",
            "required": ["id", "grantNumber", "dataSource"],
            "properties": {
                **dict.fromkeys(("id", "title", "grantNumber", "dataSource"), _TEXT),
                "fundingOrganization": _list(_NAMED),
                "recipientOrganization": _list(_NAMED),
                "relatedDocument": _list(_object(id=_TEXT, title=_TEXT, webAddress=_TEXT)),
            },
        }
    )
)
