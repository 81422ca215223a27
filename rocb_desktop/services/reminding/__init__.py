"""Reminding a person that a survey opens or is due: what to say, once a day, and the entry that starts with the PC."""
