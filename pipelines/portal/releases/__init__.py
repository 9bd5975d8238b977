"""What was released, when, and by whom."""
