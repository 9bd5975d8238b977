"""Panels, variables and links in the schema of Grafana."""
