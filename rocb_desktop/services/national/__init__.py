"""What a focal point does: who replied, review, and the national return."""
