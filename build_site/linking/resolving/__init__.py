"""Citations: found by their form, resolved to what they mean."""
