"""Search over everything: the index kept in step, what is found told in words, and where each thing is."""
