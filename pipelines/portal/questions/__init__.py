"""The questions of a department and their statistics."""
