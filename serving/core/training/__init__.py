"""Sessions, draws and answers."""
