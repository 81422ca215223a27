"""The round, its tables and its charts on screen."""
