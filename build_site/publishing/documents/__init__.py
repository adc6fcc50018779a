"""Documents that other people write: the links they hold, and whether those still lead into this library."""
