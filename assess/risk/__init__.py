"""From practice states to the probability of one defined pilot failure, its drivers and its record.

Everything is a pure function over arrays: draws are made once from a seed and reused for every
team, so that two teams, or a team before and after a change, differ only in their states.
"""
