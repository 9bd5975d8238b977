"""One text to many students."""
