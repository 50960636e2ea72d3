"""The command line: `fundtrace [--data DIR] COMMAND`."""

from __future__ import annotations

import errno
import os
import sys
from pathlib import Path

import click

from fundtrace import __version__
from fundtrace.commands import COMMANDS
from fundtrace.failure import Failure

_FULL = (errno.ENOSPC, errno.EDQUOT, errno.EFBIG)
_NOT_OURS = (errno.EACCES, errno.EPERM, errno.EROFS, errno.EISDIR, errno.ENOTDIR, errno.ENAMETOOLONG)
_MEND = "check what is there, its owner and permissions"


@click.group(context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100})
@click.option(
    "--data",
    type=click.Path(path_type=Path, file_okay=False),
    default=Path("data"),
    envvar="FUNDTRACE_DATA",
    show_default=True,
    help="Folder that holds the database, the archive and the catalogue (or FUNDTRACE_DATA).",
)
@click.version_option(__version__, prog_name="fundtrace")
@click.pass_context
def cli(context: click.Context, data: Path) -> None:
    """Finds in the news of associations who paid, under which grant, when and for what."""
    context.obj = data


for command in COMMANDS:
    cli.add_command(command)


def main() -> None:
    """Runs the command line; a user's mistake ends in one sentence and status 1 or 2, never a traceback."""
    try:
        cli(standalone_mode=False)
    except click.exceptions.Exit as leave:
        sys.exit(leave.exit_code)
    except click.Abort:
        click.echo("Stopped.", err=True)
        sys.exit(130)
    except click.ClickException as wrong:
        wrong.show()
        sys.exit(wrong.exit_code)
    except Failure as failure:
        click.echo(f"fundtrace: {failure}", err=True)
        sys.exit(1)
    except BrokenPipeError:
        sys.stderr.close()
        sys.exit(1)
    except OSError as wrong:
        if wrong.errno in _NOT_OURS and wrong.filename is not None:
            click.echo(f"fundtrace: {wrong.filename}: {wrong.strerror}; {_MEND}.", err=True)
            sys.exit(1)
        if wrong.errno not in _FULL:
            raise
        click.echo(f"fundtrace: {wrong.strerror}: what was being written is not whole.", err=True)
        # what waits in it would fail once more
        os._exit(1)


if __name__ == "__main__":
    main()
