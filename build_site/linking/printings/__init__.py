"""What is printed more than once: repeats, shared words."""
