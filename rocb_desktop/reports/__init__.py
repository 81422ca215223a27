"""How it is shown on paper: numbers in, figures and documents out; pure, no database."""
