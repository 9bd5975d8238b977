"""What the servers of clients are told, and when they are told again."""
