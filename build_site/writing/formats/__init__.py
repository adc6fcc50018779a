"""A text as files that other programs read: what each format is, and why, is in ``docs/decisions/formats.md``."""
