"""People and their keys: who is who, who may say what, and what is decided about a key."""
