"""Who signs in, and what for."""
