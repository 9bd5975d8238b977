"""Students who do not exist, with known truth."""
