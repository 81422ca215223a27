"""The demo: a throw-away profile with a survey that was really held."""
