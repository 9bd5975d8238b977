"""The day of the olympiad and the mistakes to repeat before it."""
