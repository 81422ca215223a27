"""What ROCB A/P does: rounds, workshops and packs, and the figures of the survey."""
