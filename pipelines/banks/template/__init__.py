"""The workbook that a department fills in."""
