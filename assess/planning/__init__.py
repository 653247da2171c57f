"""From risk, actions and a budget to a plan: what to do first, what it buys, how sure that is.

The risk itself comes in as a callable from factor states to probabilities draw by draw, so a plan
is judged by the very path that gave the score, and this room knows nothing of its formula.
"""
