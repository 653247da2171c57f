"""The scoring room: answers as NumPy arrays in, figures with their intervals out.

Pure functions.  Arrays hold NaN where an answer is missing or a figure cannot be had; the frozen
dataclasses that other rooms read hold None, or an `Estimate` with its reason, and never NaN.
Input of the wrong shape, and infinite values, raise `ScoringError`.
"""
