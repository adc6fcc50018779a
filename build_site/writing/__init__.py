"""Tree → pages: the other script, Markdown, indexes, machine-readable exports."""
