"""Ids, published addresses, citations."""
