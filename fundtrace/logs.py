"""What a service says while it runs: a line an event, as JSON for machines or plain on a terminal."""

from __future__ import annotations

import json
import os
import sys
from datetime import UTC, datetime

VARIABLE = "FUNDTRACE_LOG"


def log(event: str, **fields: object) -> None:
    """Writes an event to standard error; fields without a value are left out.

    JSON where standard error is no terminal; `FUNDTRACE_LOG=json` or `text` decides.
    """
    form = os.environ.get(VARIABLE, "text" if sys.stderr.isatty() else "json")
    known = {name: value for name, value in fields.items() if value is not None}
    at = datetime.now(UTC).isoformat(timespec="seconds")
    if form == "json":
        line = json.dumps({"at": at, "event": event, **known}, ensure_ascii=False, default=str)
    else:
        line = f"{at} {event}" + "".join(f" {name}={value}" for name, value in known.items())
    sys.stderr.write(line + "\n")
    sys.stderr.flush()
