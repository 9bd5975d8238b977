"""What one has done, with a picture."""
