"""The product: training, accounts and statistics that every platform translates."""
