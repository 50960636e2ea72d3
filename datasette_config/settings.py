"""What whoever runs the catalogue may choose."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from typing import Any

from datasette.app import Datasette

PLUGIN_NAME = "fundtrace-catalogue"


@dataclass(frozen=True, slots=True)
class Settings:
    """`open_data`: readers may write SQL and download the database. `contact`: shown on the about page."""

    open_data: bool = True
    contact: str = ""

    def as_plugin_config(self) -> dict[str, Any]:
        return asdict(self)


def settings_of(datasette: Datasette) -> Settings:
    """The settings that `datasette` was made with."""
    return Settings(**datasette.plugin_config(PLUGIN_NAME))


def is_ours(datasette: Datasette) -> bool:
    """Whether `datasette` was made by us: hooks are called for every Datasette of the process."""
    return datasette.plugin_config(PLUGIN_NAME) is not None
