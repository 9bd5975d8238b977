"""Statistics of questions, published to PostgreSQL."""
