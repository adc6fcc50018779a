"""One carrier a kind of file: its bytes → physical lines, and what the carrier knows of them and of their text.

`rows` is the table of them; whatever reads a file asks it. Nothing after a carrier asks which one it was.
"""
