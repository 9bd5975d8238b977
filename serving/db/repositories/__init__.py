"""The SQL of the product; every repository works inside the one transaction it is given."""
