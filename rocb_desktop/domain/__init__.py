"""What things are: nouns and their rules, with the standard library only."""
