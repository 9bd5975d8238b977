"""Letters to students."""
