"""Everything that cannot be made anew, in a directory, and back from it."""
