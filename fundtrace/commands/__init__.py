"""The commands, one module a group."""

import click

from fundtrace.commands.extract import extract

COMMANDS: tuple[click.Command, ...] = (extract,)
