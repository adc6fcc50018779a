"""Damage that an extraction did to a text, told so that it is seen before it is published. Nothing is mended here."""
