"""Ids and published addresses: given, kept, moved."""
