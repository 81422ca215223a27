"""The first-run set-up on screen."""
