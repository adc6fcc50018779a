"""Pages by MkDocs."""
