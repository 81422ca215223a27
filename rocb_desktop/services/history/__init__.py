"""What was said before: every change, conflicts to decide, and the way back."""
