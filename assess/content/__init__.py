"""Questionnaires on disk: YAML → typed, checked, digested models.

`load` reads a library, `check` reports everything wrong with it, `schema` holds the validators,
`assignment` hands out vignettes in balanced blocks.
"""
