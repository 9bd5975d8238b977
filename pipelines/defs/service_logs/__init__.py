"""Structured logs of the services."""
