"""The sentences of errors, by what somebody was doing; domain/errors.py puts them together."""
