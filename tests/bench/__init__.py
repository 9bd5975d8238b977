"""Speed and memory, measured on demand by `make bench`; never a timed test."""
