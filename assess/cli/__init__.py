"""The command line: parse, call an operation, print."""

from assess.cli.main import main

__all__ = ["main"]
