"""What a person can do: the verbs, the only floor where the others meet."""
