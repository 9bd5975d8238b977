"""The answer to a department: its own workbook with what was found in it."""
