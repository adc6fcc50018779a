"""What a unit is: its kinds, ids, and the flat view of a page."""
