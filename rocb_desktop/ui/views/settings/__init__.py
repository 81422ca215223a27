"""Settings on screen."""
