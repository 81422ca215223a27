"""Files that go out: what is in them, how they travel, and how far they came."""
