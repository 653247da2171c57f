"""The `assess` command and how every error leaves it."""

from __future__ import annotations

import sys

import click

from assess import __version__
from assess.cli.check import check
from assess.cli.demo import demo
from assess.cli.files import import_answers, score
from assess.cli.results import publish, report, verify
from assess.cli.server import account, migrate, serve, worker
from assess.model.errors import AssessError


@click.group(context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(__version__, prog_name="assess")
def assess() -> None:
    """Which teams are ready for AI, how sure that is, and what to do first."""


for command in (
    check,
    demo,
    import_answers,
    score,
    publish,
    report,
    verify,
    account,
    migrate,
    serve,
    worker,
):
    assess.add_command(command)


def main() -> None:
    """Run the command; an error we can explain is one message and exit code 1, no traceback."""
    try:
        assess(standalone_mode=False)
    except click.ClickException as error:
        error.show()
        sys.exit(error.exit_code)
    except click.exceptions.Abort:
        click.echo("stopped", err=True)
        sys.exit(130)
    except AssessError as error:
        click.echo(str(error), err=True)
        sys.exit(1)
