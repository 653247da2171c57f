"""Reports: a Result becomes figures, pages and one PDF file that carries the Result with it.

Nothing here computes a figure.  `numbers` writes figures for people, `figures` draws them, `pages`
puts them in order, `pdf` sets them on paper.
"""
