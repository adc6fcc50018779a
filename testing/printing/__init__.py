"""The random printer: documents with known labels, printed as raw extractions look."""
