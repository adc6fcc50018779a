"""The texts for other programs."""
