"""What works are called: names, short names, slugs."""
