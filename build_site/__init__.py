"""Raw extractions of Chinese policy texts in, a library in two scripts out."""
