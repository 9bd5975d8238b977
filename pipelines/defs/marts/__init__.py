"""The models of dbt, built and tested."""
