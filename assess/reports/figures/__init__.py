"""Statistical figures: one function each, from Result data to SVG with title, words and table.

A figure's title is a finding in a sentence; `alt` says what the picture shows; `table` holds the
same figures as text.  Drawing is deterministic: the same data give the same bytes.
"""
