"""Logs of answers from other systems."""
