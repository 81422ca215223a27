"""People and keys on screen."""
