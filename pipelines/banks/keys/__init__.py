"""How a department writes which option is right, and what proves it."""
