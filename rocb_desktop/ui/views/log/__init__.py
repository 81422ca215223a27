"""The action log on screen."""
