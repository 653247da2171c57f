"""Use cases.  Functions take a session and the clock's time as arguments and never commit.

The door that calls (web, command line, job) owns the transaction.
"""
