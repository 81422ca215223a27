"""Nothing is lost: safe copies, the way back from them, and whether all is whole."""
