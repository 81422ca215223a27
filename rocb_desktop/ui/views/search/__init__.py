"""What a search over everything shows: groups, hits, the marked words."""
