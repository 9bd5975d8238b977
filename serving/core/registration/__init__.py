"""Becoming a student."""
