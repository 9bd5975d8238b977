"""Saying that a question is faulty."""
