"""Workshops and their materials on screen."""
