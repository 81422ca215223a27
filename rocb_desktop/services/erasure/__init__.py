"""Words taken back: consent, withdrawal, and erasing a person."""
