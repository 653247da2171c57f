"""The nouns of the product: frozen dataclasses on the standard library alone.

Nothing here reads a file, a clock, the environment or a random number.  Every room above may
import from here, and this room imports from none.
"""
