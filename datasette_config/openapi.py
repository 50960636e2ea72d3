"""The OpenAPI description of the addresses that the catalogue promises to keep."""

from __future__ import annotations

from typing import Any

from datasette_config.search.facets import FACETS

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
                "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
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
    _parameter("q", "Words, phrases, -minus, beginnings*, funder: grant: place: site: after: before:"),
    *(_parameter(facet, "May be given several times", _list(_TEXT)) for facet in FACETS),
    _parameter("sort", "The order", {"type": "string", "enum": ["newest", "relevance"]}),
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
