"""Data in, data out: question banks, answers, marts and the operator's command line."""
