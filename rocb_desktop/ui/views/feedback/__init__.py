"""Feedback on screen: the region beside the own figures, and the good practices."""
