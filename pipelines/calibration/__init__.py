"""Difficulty and discrimination of questions from answers."""
