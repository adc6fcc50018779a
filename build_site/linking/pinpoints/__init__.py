"""Clauses as they are cited and typed, and where they lead."""
