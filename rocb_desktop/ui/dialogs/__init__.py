"""The questions a page asks in a window of its own."""
