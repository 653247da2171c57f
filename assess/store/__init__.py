"""Tables, migrations and queries.  Functions take a session, return model types, never commit."""
