"""Reading and checking question banks; pure."""
