"""A submitted question bank: submission, checked, released."""
