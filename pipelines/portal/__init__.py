"""The departments' web page, a process of its own."""
