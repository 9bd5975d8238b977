"""Becoming a student, one message a step."""
