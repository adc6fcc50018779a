"""Raw text → tree: read, clean, classify, reflow, titles, tables, nest."""
