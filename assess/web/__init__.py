"""The web door: pages and forms; guards, parses, calls an operation, presents."""
