"""The `assess` command: subcommands load when called; every error leaves as one message."""

from __future__ import annotations

import sys
from importlib import import_module

import click

from assess import __version__
from assess.model.errors import AssessError

#: command → module and attribute; `assess score` need not wait for the PDF engine to load
COMMANDS = {
    "account": ("assess.cli.server", "account"),
    "check": ("assess.cli.check", "check"),
    "coverage": ("assess.cli.coverage", "coverage"),
    "demo": ("assess.cli.demo", "demo"),
    "import": ("assess.cli.files", "import_answers"),
    "migrate": ("assess.cli.server", "migrate"),
    "pilots": ("assess.cli.pilots", "pilots"),
    "publish": ("assess.cli.results", "publish"),
    "report": ("assess.cli.results", "report"),
    "score": ("assess.cli.score", "score"),
    "serve": ("assess.cli.server", "serve"),
    "verify": ("assess.cli.results", "verify"),
    "worker": ("assess.cli.server", "worker"),
}


class _Lazy(click.Group):
    """A group that imports a subcommand when somebody asks for it."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        """Return all names, in alphabetical order."""
        del ctx
        return sorted(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """Import and return one command; None when there is none of this name."""
        del ctx
        if cmd_name not in COMMANDS:
            return None
        module, attribute = COMMANDS[cmd_name]
        command: click.Command = getattr(import_module(module), attribute)
        return command


@click.group(cls=_Lazy, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(__version__, prog_name="assess")
def assess() -> None:
    """Which teams are ready for AI, how sure that is, and what to do first."""


def main() -> None:
    """Run the command; an error we can explain is one message and exit code 1, no traceback."""
    try:
        code = assess(standalone_mode=False)
    except click.ClickException as error:
        error.show()
        sys.exit(error.exit_code)
    except click.exceptions.Abort:
        click.echo("stopped", err=True)
        sys.exit(130)
    except AssessError as error:
        click.echo(str(error), err=True)
        sys.exit(1)
    sys.exit(code if isinstance(code, int) else 0)
