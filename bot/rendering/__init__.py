"""What is drawn: formulas and charts."""
