"""The survey's questions and answers on screen, and the tasks of a participant."""
