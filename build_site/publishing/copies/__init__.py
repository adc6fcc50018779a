"""Copies to hand out: offline, books, single files."""
