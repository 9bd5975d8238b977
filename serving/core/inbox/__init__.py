"""What the product tells a student between his visits."""
