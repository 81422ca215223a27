"""What it means: replies in, numbers out; pure, no database."""
