"""Long work: handed to a queue, done by workers, with its state in our own table."""
