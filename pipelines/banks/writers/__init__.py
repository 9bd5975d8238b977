"""A released bank as files that departments can open, change and send again."""
