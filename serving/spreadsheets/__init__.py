"""Exports as workbooks of Excel."""
