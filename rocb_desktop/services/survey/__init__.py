"""What a participant does: the log, materials and evidence, and the survey's reply."""
