"""Files that come in: what they would do, what they did, and what waits."""
