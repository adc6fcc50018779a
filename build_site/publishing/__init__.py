"""The outside: MkDocs, and the checks of the finished pages."""
