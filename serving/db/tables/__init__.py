"""Tables of PostgreSQL, a module for each writer."""
