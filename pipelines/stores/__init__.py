"""The only I/O of the pipelines."""
