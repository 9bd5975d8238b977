"""What is kept of a student, and what others see."""
