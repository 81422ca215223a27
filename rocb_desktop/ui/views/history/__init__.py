"""History and conflicts on screen."""
