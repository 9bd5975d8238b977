"""What training costs, against FastAPI and psycopg doing nothing on the same server in the same run."""
