"""What an operator looks at first: each thing that may be wrong, and what to do."""
