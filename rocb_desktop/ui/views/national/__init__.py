"""The focal point's desk on screen."""
