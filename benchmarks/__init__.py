"""Speed as ratios, recovery of a known truth, and behaviour under load.  Never unit tests."""
