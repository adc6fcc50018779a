"""From one script to the other."""
