"""Dagster definitions, one folder a step, in the order of the flow."""
