"""What the services and Dagster write of themselves."""
