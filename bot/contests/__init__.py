"""Contests: what there is, taking part, tables and reviews."""
