"""A file of a department as rows of text, whatever its format."""
