"""The reader of what people type: number, name or address, and a clause → where it leads."""
