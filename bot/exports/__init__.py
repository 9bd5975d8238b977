"""Spreadsheets for those who look at the whole."""
