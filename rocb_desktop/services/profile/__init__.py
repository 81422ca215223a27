"""One person's folder on this computer: its keys, its face, its office, and who takes it over."""
