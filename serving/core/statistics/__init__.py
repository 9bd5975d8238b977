"""What a student did and what he can do."""
