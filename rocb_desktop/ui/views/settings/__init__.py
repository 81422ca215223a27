"""The settings of this computer on screen."""
