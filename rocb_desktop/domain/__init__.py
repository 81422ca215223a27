"""What things are: frozen dataclasses and their rules, on the standard library only."""
