"""What is put right without asking, because there is one way to put it right."""
