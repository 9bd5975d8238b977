"""News for a student, brought to his chat."""
