"""The demonstration organisation: simulated people answer through the same code as real ones."""
