"""Chapters: each module turns one part of a Result into a `Chapter` of blocks.

A chapter's title is what it finds.  A chapter about something that was not asked is None, so no
paper has an empty section.
"""
