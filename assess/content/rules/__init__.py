"""Our own lint: what the format cannot say.  Every rule is a function of the subject."""
