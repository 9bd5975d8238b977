"""PostgreSQL tables, repositories and migrations."""
