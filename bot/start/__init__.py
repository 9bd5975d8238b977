"""The first word and the way around."""
