"""What students say is wrong with a question."""
