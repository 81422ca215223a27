"""What it means: replies in, numbers out; pure Python, no store, no screen, no drawing."""
