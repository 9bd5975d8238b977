"""The `apo` command."""
