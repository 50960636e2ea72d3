"""What is wrong with a source's file, in words that say what to write instead."""

from __future__ import annotations

from typing import Any

from pydantic import ValidationError

# what to write instead, by the kind of mistake that pydantic names
_WRITE = {
    "bool_type": "write true or false, without quotation marks",
    "int_type": "write a whole number, without quotation marks",
    "int_from_float": "write a whole number",
    "float_type": "write a number, without quotation marks",
    "string_type": "write a text in quotation marks",
    "string_too_short": "write something between the quotation marks",
    "tuple_type": 'write a list: ["…"]',
    "literal_error": "write one of {expected}",
    "greater_than": "write a number over {gt:g}",
    "greater_than_equal": "write {ge:g} or more",
    "less_than_equal": "write {le:g} or less",
    "model_type": "write a table: its keys below its name in [brackets]",
}


def sentences(error: ValidationError) -> list[str]:
    """A plain line for each mistake: the key, and what to write there."""
    lines = []
    for detail in error.errors():
        key = ".".join(str(part) for part in detail["loc"] if part != "id")
        lines.append(f"{key}: {_plain(detail)}" if key else _plain(detail))
    return lines


def _plain(detail: Any) -> str:
    kind, message = detail["type"], str(detail["msg"])
    if kind == "extra_forbidden":
        return "no such key; leave it out or mend its spelling"
    if kind == "missing":
        return "this key is needed"
    if kind == "string_pattern_mismatch":
        return f"“{detail['input']}” is no registration number: write its 11 digits"
    if kind in _WRITE:
        return _WRITE[kind].format(**detail.get("ctx", {}))
    return message.removeprefix("Value error, ")
