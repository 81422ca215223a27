"""The pages of the window, one module each, independent of one another."""
