"""Feedback of ROCB A/P: made from a survey, read beside the own figures."""
