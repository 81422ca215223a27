"""Files in and out on screen."""
