"""Assess: which teams are ready for AI, how sure that is, and what to do first."""

__version__ = "0.1.0"
