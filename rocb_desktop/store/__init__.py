"""Where things are kept: the one SQLite file of a profile, one module per table."""
