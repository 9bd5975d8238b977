"""Places among students."""
