"""What a student chose to train on."""
