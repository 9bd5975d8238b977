"""The REST edge: it translates between HTTP and the use cases of the core."""
